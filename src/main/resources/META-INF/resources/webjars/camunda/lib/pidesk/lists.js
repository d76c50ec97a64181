/* What Tasklist itself leaves out: which case each row is about, and how many tasks each list has. */
const A_MINUTE = 60000;
const LISTS = document.querySelector('base').getAttribute('app-root') + '/api/engine/engine/default/filter';
const load = (address) =>
  fetch(address, { credentials: 'same-origin', headers: { Accept: 'application/json' } }).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));

/** The rows of one page are drawn one after the other, and asked for together. */
let rows = new Map();
const tellCases = () => {
  const asked = rows;
  rows = new Map();
  load('/desk/task-cases?ids=' + [...asked.keys()].map(encodeURIComponent).join(','))
    .then((cases) =>
      asked.forEach((place, id) => {
        if (cases[id]) {
          place.textContent = 'Case ' + cases[id];
        }
      })
    )
    .catch(() => {
      // the rows are as they were
    });
};

const row = (node, { taskId }) => {
  const place = document.createElement('div');
  place.className = 'pidesk-case';
  node.append(place);
  if (!rows.size) {
    window.setTimeout(tellCases, 50);
  }
  rows.set(taskId, place);
};

const count = () =>
  load(LISTS + '?resourceType=Task')
    .then((lists) =>
      lists.forEach((list) =>
        load(LISTS + '/' + encodeURIComponent(list.id) + '/count').then(({ count: number }) =>
          document.querySelectorAll('.task-filters .item h4 a').forEach((link) => {
            if (link.textContent.trim().startsWith(list.name)) {
              link.dataset.count = number;
            }
          })
        )
      )
    )
    .catch(() => {
      // the lists are as they were
    });

let counting;
const lists = {
  render: () => {
    window.setTimeout(count, 500);
    counting = window.setInterval(count, A_MINUTE);
  },
  unmount: () => window.clearInterval(counting)
};

export default [
  { id: 'pidesk-case-of-row', pluginPoint: 'tasklist.card', render: row },
  { id: 'pidesk-counts', pluginPoint: 'tasklist.list', ...lists }
];

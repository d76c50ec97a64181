/*
 * Tasklist on a narrow screen shows its lists or one task, never both (user-styles.css): here the view and the focus go
 * to the task that was chosen, and back to where it stands in the list.
 */
const NARROW = window.matchMedia('(max-width: 991px)');

const query = () => new URLSearchParams(window.location.hash.split('?')[1] || '');

const back = () => {
  const others = query();
  ['task', 'detailsTab', 'forceDisplayTask'].forEach((name) => others.delete(name));
  window.location.hash = window.location.hash.split('?')[0] + ([...others].length ? '?' + others : '');
};

const title = () => document.querySelector('.task-card h2.task');

/** Where a task stands in the list; where it is gone, the first of them. */
const rowOf = (task) => {
  const rows = [...document.querySelectorAll('.tasks-list .task h4 a')];
  return rows.find((row) => row.href.includes(task)) || rows[0];
};

const goTo = (place) => {
  if (place === title()) {
    // a heading takes the focus only where it is told to
    place.tabIndex = -1;
    window.scrollTo(0, 0);
  }
  place.scrollIntoView({ block: 'nearest' });
  place.focus({ preventScroll: true });
};

let open = null;
/** Finds where the focus belongs, until somebody does something. */
let wanted = null;
const rest = () => {
  wanted = null;
};

const follow = () => {
  const task = query().get('task');
  const before = wanted;
  if (title() && task && task !== open) {
    open = task;
    wanted = title;
  } else if (!title() && open) {
    const gone = open;
    open = null;
    wanted = () => rowOf(gone);
  }
  const place = wanted && NARROW.matches && wanted();
  // what is loaded anew, or hidden until it is loaded, loses the focus
  if (place && (wanted !== before || document.activeElement === document.body)) {
    goTo(place);
  }
};

let watching;
const leave = {
  render: (node) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-link pidesk-back';
    button.textContent = 'Back to the list';
    button.addEventListener('click', back);
    node.append(button);
    watching = new MutationObserver(follow);
    watching.observe(document.querySelector('.three-cols-layout-columns'), { childList: true, subtree: true, attributeFilter: ['class'] });
    ['keydown', 'pointerdown'].forEach((deed) => document.addEventListener(deed, rest, true));
  },
  unmount: () => {
    watching.disconnect();
    ['keydown', 'pointerdown'].forEach((deed) => document.removeEventListener(deed, rest, true));
  }
};

export default [{ id: 'pidesk-back', pluginPoint: 'tasklist.task.action', ...leave }];

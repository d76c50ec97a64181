/*
 * Our parts of Cockpit: how late the organisation's cases are, where their time goes, and the dates of one of them. Every
 * word that is shown is set as text, never as markup.
 */
const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Africa/Johannesburg' };
const MOMENT = { ...DAY, hour: '2-digit', minute: '2-digit', hour12: false };
const SVG = 'http://www.w3.org/2000/svg';

/** make('p', { class: 'late' }, 'two days') */
const make = (kind, attributes, ...parts) => {
  const made = kind.startsWith('svg:') ? document.createElementNS(SVG, kind.slice(4)) : document.createElement(kind);
  Object.entries(attributes || {}).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...parts.map((part) => (part instanceof Node ? part : String(part))));
  return made;
};

const number = (value) => value.toLocaleString('en-ZA');
const day = (written) => new Date(written.length > 10 ? written : written + 'T12:00:00Z').toLocaleDateString('en-ZA', DAY);
const moment = (written) => new Date(written).toLocaleString('en-ZA', MOMENT);
const rate = (answered, onTime) => (answered ? Math.floor((100 * onTime) / answered) + ' %' : '–');

const lasting = (seconds) => {
  const units = [['day', 86400], ['hour', 3600], ['minute', 60]];
  const [name, length] = units.find((unit) => seconds >= unit[1]) || ['second', 1];
  const count = Math.round((10 * seconds) / length) / 10;
  return count + ' ' + name + (count === 1 ? '' : 's');
};

/** Who may not see it is shown nothing at all. */
const load = (address) =>
  fetch(address, { credentials: 'same-origin', headers: { Accept: 'application/json' } }).then((answer) => {
    if (answer.status === 403 || answer.status === 404) {
      return null;
    }
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    return answer.json();
  });

/** Asks, and draws the answer; what was asked for a page that was left meanwhile is not drawn. */
const shower = (address, draw, nothing) => {
  let gone = false;
  return {
    render: (node, context) => {
      gone = false;
      const place = make('div', { class: 'pidesk' });
      node.append(place);
      load(address(context || {}))
        .then((answer) => {
          if (gone) {
            return;
          }
          if (answer === null) {
            nothing(node, place);
          } else {
            draw(place, answer);
          }
        })
        .catch(() => place.replaceChildren(make('p', { role: 'alert' }, 'This cannot be shown now. Reload the page.')));
    },
    unmount: () => {
      gone = true;
    }
  };
};

/** Columns beside each other, or on a narrow screen one under the other, each value with its label. */
const table = (caption, head, rows) => {
  const made = make('table', { class: 'pidesk-table' }, make('caption', {}, caption));
  made.append(make('thead', {}, make('tr', {}, ...head.map((title) => make('th', { scope: 'col' }, title)))));
  made.append(
    make(
      'tbody',
      {},
      ...rows.map(([name, ...values]) =>
        make(
          'tr',
          {},
          make('th', { scope: 'row' }, name),
          ...values.map((value, at) => {
            const late = head[at + 1] === 'Breached' && value !== '0';
            return make('td', { 'data-label': head[at + 1], ...(late ? { class: 'pidesk-late' } : {}) }, value);
          })
        )
      )
    )
  );
  return made;
};

/** Where the cases stand that a figure counts. */
const list = (standing, of) => '/desk/cases?standing=' + standing + '&of=' + encodeURIComponent(of);

/** A tile that leads somewhere is a link as a whole. */
const tile = (label, value, meaning, kind, address) =>
  make(
    'li',
    {},
    make(
      address ? 'a' : 'div',
      { class: 'pidesk-tile' + (kind ? ' pidesk-' + kind : ''), ...(address ? { href: address } : {}) },
      make('strong', {}, value),
      make('span', {}, label),
      make('small', {}, meaning)
    )
  );

/** The cells of one row that count open cases, each a link to them; none needs no list. */
const counts = (row) =>
  [['OPEN', row.open, 'open'], ['DUE_SOON', row.dueSoon, 'due in 7 days'], ['AT_RISK', row.atRisk, 'at risk'], ['BREACHED', row.breached, 'breached']].map(
    ([standing, value, said]) =>
      value ? make('a', { href: list(standing, row.of), 'aria-label': number(value) + ' ' + said + ': ' + row.name }, number(value)) : '0'
  );

const trend = (weeks) => {
  const most = Math.max(1, ...weeks.map((week) => week.answered));
  const said = weeks.map((week) => 'week of ' + day(week.from) + ': ' + week.answered + ' answered, ' + week.late + ' of them late');
  const picture = make('svg:svg', { viewBox: '0 0 ' + weeks.length * 20 + ' 64', role: 'img', 'aria-label': 'Answered in each of the last ' + weeks.length + ' weeks: ' + said.join('; '), class: 'pidesk-trend' });
  weeks.forEach((week, at) => {
    const height = (60 * week.answered) / most;
    const late = (60 * week.late) / most;
    const bar = make('svg:g', {}, make('svg:title', {}, said[at]));
    bar.append(make('svg:rect', { x: at * 20 + 3, y: 62 - height, width: 14, height: height, class: 'pidesk-bar' }));
    bar.append(make('svg:rect', { x: at * 20 + 3, y: 62 - late, width: 14, height: late, class: 'pidesk-bar-late' }));
    picture.append(bar);
  });
  picture.append(make('svg:line', { x1: 0, x2: weeks.length * 20, y1: 62.5, y2: 62.5, class: 'pidesk-ground' }));
  return make(
    'figure',
    { class: 'pidesk-figure' },
    make('figcaption', {}, 'Answered each week, the last twelve weeks; late ones are dark'),
    picture,
    make(
      'details',
      {},
      make('summary', {}, 'The same in numbers'),
      table('Answered by week', ['Week of', 'Answered', 'Late'], weeks.map((week) => [day(week.from), number(week.answered), number(week.late)]))
    )
  );
};

const figures = (place, found) => {
  const all = found.all;
  const row = (kind) => [kind.name, ...counts(kind), rate(kind.answered, kind.onTime)];
  place.replaceChildren(
    make('h1', {}, 'Cases of ' + all.name),
    make(
      'ul',
      { class: 'pidesk-tiles' },
      tile('Open', number(all.open), 'not answered yet', '', list('OPEN', '')),
      tile('Due in 7 days', number(all.dueSoon), 'their last day comes', '', list('DUE_SOON', '')),
      tile('At risk', number(all.atRisk), 'four fifths of the time are gone', all.atRisk ? 'risk' : '', list('AT_RISK', '')),
      tile('Breached', number(all.breached), 'the last day is over', all.breached ? 'breach' : '', list('BREACHED', '')),
      tile('Answered on time', rate(all.answered, all.onTime), number(all.onTime) + ' of ' + number(all.answered) + ' answered in 90 days')
    ),
    table('By organisation and type of request', ['Cases', 'Open', 'Due in 7 days', 'At risk', 'Breached', 'On time, 90 days'], [row(all), ...found.kinds.map(row)]),
    found.systems.length
      ? table(
          'Cases that wait for the DMS or an operator',
          ['System', 'Waiting', 'Due in 7 days', 'At risk', 'Breached'],
          found.systems.map((system) => [system.name, ...counts(system)])
        )
      : make('p', {}, 'No case waits for the DMS or an operator.'),
    trend(found.weeks)
  );
  place.classList.add('pidesk-dashboard');
};

const spent = (place, activities) =>
  place.replaceChildren(
    activities.length
      ? table(
          'Waits that ended in the last 90 days, the slowest first; half of them took less than the median. Those that still last are not among them.',
          ['Activity', 'Median', 'Longest', 'Times'],
          activities.map((one) => [one.name, lasting(one.median), lasting(one.longest), number(one.number)])
        )
      : make('p', {}, 'No wait ended here in the last 90 days. Those that still last are not among them.')
  );

/** How warm each is, from 1 to 4: the slowest is the warmest. */
const heat = (activities) => {
  const longest = Math.max(1, ...activities.map((one) => one.median));
  return activities.map((one) => ({ ...one, heat: Math.max(1, Math.ceil((4 * one.median) / longest)) }));
};

const paint = (viewer, { processDefinitionId }) =>
  load('/desk/cockpit/activities?definition=' + encodeURIComponent(processDefinitionId))
    .then((found) =>
      heat(found || []).forEach((one) => {
        if (!viewer.get('elementRegistry').get(one.activity)) {
          // another version of the process had it
          return;
        }
        const badge = make('span', { class: 'pidesk-heat', title: 'Median and number of the waits that ended in the last 90 days' }, lasting(one.median) + ' · ' + number(one.number) + '×');
        viewer.get('canvas').addMarker(one.activity, 'pidesk-heat-' + one.heat);
        viewer.get('overlays').add(one.activity, 'pidesk-heat', { position: { bottom: 8, left: 4 }, html: badge });
      })
    )
    .catch(() => {
      // the picture is as it was
    });

const who = (task) => task.assignee || 'nobody yet; for ' + (task.groups.join(' and ').toLowerCase() || 'nobody');

const dates = (place, sight) => {
  const lines = [
    ['Case', sight.reference + ', ' + sight.type],
    ['State', sight.status + (sight.pausedFor ? '; paused for ' + sight.pausedFor.toLowerCase() : '')],
    ['Received', moment(sight.receivedAt)],
    ['Last day', day(sight.due)],
    ['Our own target', day(sight.target)],
    ...(sight.extendedBy ? [['Extended', 'by ' + sight.extendedBy + ' days: ' + sight.extendedBecause.join('; ')]] : []),
    ...(sight.closedAt ? [['Closed', moment(sight.closedAt)]] : [])
  ];
  place.replaceChildren(
    make('dl', {}, ...lines.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)])),
    make('h2', {}, 'Why this day?'),
    make('ol', {}, ...sight.because.map((line) => make('li', {}, line))),
    table(
      'How far it has climbed',
      ['Step', 'Reached', 'Noted'],
      sight.rungs.map((rung) => [rung.name, rung.dueAt ? moment(rung.dueAt) : '–', rung.reachedAt ? moment(rung.reachedAt) : 'not yet'])
    ),
    sight.tasks.length
      ? table('Who has it', ['Task', 'With', 'Since', 'Late from'], sight.tasks.map((task) => [task.name, who(task), moment(task.since), task.due ? moment(task.due) : '–']))
      : make('p', {}, 'No task waits for anybody.'),
    make(
      'p',
      { class: 'pidesk-links' },
      make('a', { href: '/desk/requests/' + encodeURIComponent(sight.reference) }, 'Open the case: evidence, answers and its activity'),
      make('a', { href: '/desk/activity' }, 'Activity log')
    )
  );
};

const alone = (node, place) => {
  // an administrator's Cockpit has no such part
  const section = node.closest('section.deprecate');
  (section || place).remove();
};
const notHere = (node, place) => place.replaceChildren(make('p', {}, 'There is nothing to show here.'));

export default [
  { id: 'pidesk-cases', pluginPoint: 'cockpit.dashboard', priority: 1000, ...shower(() => '/desk/cockpit/figures', figures, alone) },
  {
    id: 'pidesk-time',
    pluginPoint: 'cockpit.processDefinition.runtime.tab',
    priority: 5,
    properties: { label: 'Time spent' },
    ...shower(({ processDefinitionId }) => '/desk/cockpit/activities?definition=' + encodeURIComponent(processDefinitionId), spent, notHere)
  },
  { id: 'pidesk-heat', pluginPoint: 'cockpit.processDefinition.diagram.plugin', priority: 5, render: paint },
  {
    id: 'pidesk-dates',
    pluginPoint: 'cockpit.processInstance.runtime.tab',
    priority: 5,
    properties: { label: 'Dates and deadlines' },
    ...shower(({ processInstanceId }) => '/desk/cockpit/cases/' + encodeURIComponent(processInstanceId), dates, notHere)
  }
];

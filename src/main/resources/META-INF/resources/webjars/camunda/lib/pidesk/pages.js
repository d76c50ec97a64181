/* The way from Camunda's applications to our own pages for staff: those that are there for the reader. */
const show = (node) => {
  const pages = document.createElement('details');
  const title = document.createElement('summary');
  const list = document.createElement('ul');
  pages.className = 'pidesk-pages';
  title.textContent = 'Pages';
  pages.append(title, list);

  const fold = (event) => {
    if (event.type === 'keydown' ? event.key === 'Escape' : !pages.contains(event.target)) {
      pages.open = false;
    }
  };
  document.addEventListener('click', fold);
  pages.addEventListener('keydown', fold);

  fetch('/desk/ways', { credentials: 'same-origin', headers: { Accept: 'application/json' } })
    .then((answer) => (answer.ok ? answer.json() : []))
    .then((ways) => {
      // who has campaigns may begin one, and nobody else anything
      document.body.classList.toggle('pidesk-begins', ways.some((way) => way.address === '/desk/campaigns'));
      const others = ways.filter((way) => !window.location.pathname.startsWith(way.address));
      list.append(
        ...others.map((way) => {
          const line = document.createElement('li');
          const link = document.createElement('a');
          link.href = way.address;
          link.textContent = way.name;
          line.append(link);
          return line;
        })
      );
      if (others.length) {
        node.append(pages);
      }
    })
    .catch(() => {
      // without the list the application works as before
    });
};

export default [
  { id: 'pidesk-pages-of-tasklist', pluginPoint: 'tasklist.navbar.action', priority: 400, render: show },
  { id: 'pidesk-pages-of-cockpit', pluginPoint: 'cockpit.navigation', priority: 0, render: show },
];

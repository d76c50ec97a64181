/* Takes the place of the web application's own file of this name. */
/*
 * On the first visit of a browser Tasklist writes some labels before it has loaded its words. So they are put where it
 * keeps them itself.
 */
const root = document.querySelector('base').getAttribute('app-root');
const place = `${root}/app/tasklist/locales/_locales_data_en_${window.bust}`;
try {
  const kept = JSON.parse(window.localStorage.getItem('camunda-web')) || {};
  if (!kept[place]) {
    const words = await fetch(`${root}/app/tasklist/locales/en.json?bust=${window.bust}`);
    if (words.ok) {
      kept[place] = JSON.stringify(await words.json());
      window.localStorage.setItem('camunda-web', JSON.stringify(kept));
    }
  }
} catch {
  // without them Tasklist loads its words as it always did
}

export default {
  app: { name: 'Tasks', vendor: 'pi-desk' },
  customScripts: ['../../lib/pidesk/sign-in-and-out', '../../lib/pidesk/pages', '../../lib/pidesk/lists', '../../lib/pidesk/narrow'],
  // over TLS the server binds it to this host (SecureCookies)
  csrfCookieName: window.location.protocol === 'https:' ? '__Host-CAMUNDA-XSRF' : 'CAMUNDA-XSRF',
  disableWelcomeMessage: true,
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  dateFormat: { normal: 'D MMMM YYYY HH:mm', long: 'dddd, D MMMM YYYY HH:mm' },
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'takes on the task that is open' },
    focusFilter: { key: 'ctrl+shift+f', description: 'goes to the first list' },
    focusList: { key: 'ctrl+alt+l', description: 'goes to the first task of the list' },
    focusForm: { key: 'ctrl+alt+f', description: 'goes to the first field of the form' }
  }
};

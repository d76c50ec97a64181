/* Takes the place of the web application's own file of this name. */
export default {
  app: { name: 'Cases', vendor: 'pi-desk' },
  customScripts: ['../../lib/pidesk/sign-in-and-out', '../../lib/pidesk/pages', 'scripts/pidesk/cases'],
  // over TLS the server binds it to this host (SecureCookies)
  csrfCookieName: window.location.protocol === 'https:' ? '__Host-CAMUNDA-XSRF' : 'CAMUNDA-XSRF',
  disableWelcomeMessage: true,
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  skipCustomListeners: { default: false, hidden: true },
  skipIoMappings: { default: false, hidden: true }
};

/*
 * One way in and one way out. The web application's own "sign out" ends only a part of the session, and its own sign-in
 * page leads nowhere: both go to ours.
 */
document.addEventListener(
  'click',
  (event) => {
    if (event.target.closest && event.target.closest('.account .logout a')) {
      event.preventDefault();
      event.stopImmediatePropagation();
      window.location.assign('/logout');
    }
  },
  true
);

const ownSignIn = () => {
  if (/^#\/login\b/.test(window.location.hash)) {
    window.location.replace('/login');
  }
};
window.addEventListener('hashchange', ownSignIn);
ownSignIn();

export default [];

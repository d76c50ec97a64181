/*
 * The check at the sign-in: the browser works something out while the form is filled in, and nobody has a riddle to
 * solve. Whoever has no scripts has a code mailed; the page offers that in any case.
 */
const place = document.getElementById('check');

$altcha.algorithms.set('PBKDF2/SHA-256', () => new Worker(place.dataset.worker));
$altcha.i18n.set('en', {
  ...$altcha.i18n.get('en'),
  label: 'Let this browser do the check',
  verifying: 'Checking: this takes a few seconds',
  verified: 'Checked',
  error: 'The check did not work. Try again in a while, or have a code mailed to you now.',
  expired: 'The check is too old by now. Do it again.',
  waitAlert: 'The check is not ready yet. Please wait a moment.',
  verificationRequired: 'Please wait for the check, or have a code mailed to you.',
});

const widget = document.createElement('altcha-widget');
widget.setAttribute('auto', 'onload');
widget.setAttribute('challenge', place.dataset.question);
widget.setAttribute('configuration', JSON.stringify({ hideFooter: true, hideLogo: true, humanInteractionSignature: false }));
widget.setAttribute('language', 'en');
place.replaceChildren(widget);

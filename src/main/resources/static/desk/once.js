/*
 * Lets a form go once: on a slow line people press again, and the second answer would tell of the first as of somebody
 * else's deed. A form may go again when the page comes back, and after half a minute, as the first may be broken off; and
 * at once when it says something else: something was changed in it, or another of its buttons was pressed.
 */
(function () {
  'use strict';

  var WAIT = 30000;
  var pressed = new WeakMap();

  // what another script sends by itself, it has taken before this
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (event.defaultPrevented || (form.getAttribute('method') || '').toLowerCase() !== 'post') {
      return;
    }
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < WAIT && pressed.get(form) === event.submitter) {
      event.preventDefault();
    } else {
      form.dataset.sent = String(Date.now());
      pressed.set(form, event.submitter);
    }
  });

  document.addEventListener('input', function (event) {
    if (event.target.form) {
      delete event.target.form.dataset.sent;
    }
  });

  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-sent]').forEach(function (form) {
      delete form.dataset.sent;
    });
  });
})();

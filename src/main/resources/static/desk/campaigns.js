/*
 * Sends a chosen file as it is, so that it is read as it comes and lies nowhere in between; and moves the bar of a campaign
 * that runs.
 */
(function () {
  'use strict';

  var EVERY = 3000;
  var MOST = 500;

  document.querySelectorAll('form[data-upload]').forEach(function (form) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var file = form.querySelector('input[type=file]').files[0];
      var place = form.querySelector('[data-answer]');
      if (!file) {
        say(place, ['Choose a file.']);
        return;
      }
      say(place, ['Reading …']);
      fetch(form.action, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'Content-Type': 'text/csv', 'X-CSRF-TOKEN': form.querySelector('[name=_csrf]').value },
        body: file,
      }).then(function (answer) {
        return answer.json().catch(function () {
          // a proxy that finds it too large, says so in words of its own
          return { detail: answer.status === 413 ? tooLarge(form.dataset.upload) : 'It was not read. Please sign in again.' };
        }).then(function (told) { show(place, form.dataset.upload, answer.ok, told); });
      }).catch(function () {
        say(place, ['The server cannot be reached, or you are no longer signed in.']);
      });
    });
  });

  /* Of the opt-out list a part would take the place of the other. */
  function tooLarge(what) {
    return 'The file is too large. ' + (what === 'load' ? 'Whoever runs pi-desk can let it be larger.' : 'Please divide it.');
  }

  function show(place, what, fine, told) {
    if (!fine) {
      say(place, [told.detail].concat((told.flaws || []).map(function (flaw) { return 'Line ' + flaw.line + ': ' + flaw.why; })));
    } else if (what === 'load') {
      say(place, ['Loaded: ' + told.entries + ' entries.'].concat(told.unreadable === 0 ? [] : [told.unreadable
        + ' rows hold an address that could not be read: these people are not kept from being written to.'
        + ' Mend these lines and load the list again:',
        told.lines.join(', ') + (told.unreadable > told.lines.length ? ' …' : '')]));
    } else if (told.lines.length === 0) {
      say(place, ['None of ' + (told.rows - told.unreadable.length) + ' rows is on a black list.'].concat(unread(told)));
    } else {
      say(place, [told.lines.length + ' of ' + told.rows + ' rows are on a black list. Stop these lines:',
        some(told.lines, ' … all are in the file below.')].concat(unread(told)));
      keep(place, told.lines);
    }
  }

  function unread(told) {
    return told.unreadable.length === 0 ? [] : [told.unreadable.length
      + ' rows could not be read whole, and may be on one. Look at these lines:', some(told.unreadable, ' …')];
  }

  function some(lines, more) {
    return lines.slice(0, MOST).join(', ') + (lines.length > MOST ? more : '');
  }

  /* The numbers of the lines, as a file of one's own; made here, kept nowhere. */
  function keep(place, lines) {
    var link = document.createElement('a');
    link.href = 'data:text/csv;charset=utf-8,' + encodeURIComponent('line\n' + lines.join('\n') + '\n');
    link.download = 'lines-on-a-black-list.csv';
    link.textContent = 'Keep the numbers of the lines';
    place.appendChild(link);
  }

  function say(place, sentences) {
    place.textContent = '';
    sentences.forEach(function (sentence) {
      var line = document.createElement('p');
      line.textContent = sentence;
      place.appendChild(line);
    });
  }

  var bar = document.querySelector('[data-state]');
  if (bar) {
    setInterval(function () {
      fetch(bar.dataset.page + '/progress', { credentials: 'same-origin', headers: { Accept: 'application/json' } })
        .then(function (answer) { return answer.ok ? answer.json() : null; })
        .then(function (now) {
          if (!now) {
            return;
          }
          if (now.words !== bar.dataset.state) {
            // an answer to a form is not asked for again, and nothing that is being typed is thrown away
            var reason = document.getElementById('reason');
            if (!reason || reason.value === '') {
              location.replace(bar.dataset.page);
            }
            return;
          }
          bar.max = now.SENT + now.WAITING;
          bar.value = now.SENT;
          document.getElementById('sent').textContent = now.SENT;
          document.getElementById('all').textContent = now.SENT + now.WAITING;
        })
        .catch(function () { /* the next time */ });
    }, EVERY);
  }
})();

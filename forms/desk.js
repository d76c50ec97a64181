/*
 * What the forms of all tasks share: load the sheet, keep what is typed, save the answer before the task is completed.
 *
 * Values are bound as text and never compiled: a name may look like a template and stays a name. No variable of the
 * process is read or written; the answer goes to /desk, and the engine lets nobody complete a task without it.
 */
window.piDesk = (function () {
  'use strict';

  var PAUSE_IN_TYPING = 800;
  var LARGEST_FILE = 5 * 1024 * 1024;
  var LONGEST_NAME = 80;
  var JSON_TYPE = 'application/json';
  // said by this page alone, in place of the server's 403
  var SOMEBODY_ELSE = 423;

  /**
   * @param blank the answer before anything is typed
   * @param forms how the form's own fields (desk.fields) differ from the answer: {read(answer, sheet), write(fields)}
   */
  function open(camForm, $scope, blank, forms) {
    if (!$scope) {
      // the form was left before it was there
      return;
    }
    var root = camForm.formElement[0];
    var address = '/desk/tasks/' + encodeURIComponent(camForm.taskId);
    var writer = crypto.getRandomValues(new Uint32Array(4)).join('-');
    var edition = 0;
    var key = null;
    var timer = null;
    var translate = forms || { read: function (answer) { return answer; }, write: function (fields) { return fields; } };
    var desk = $scope.desk = { sheet: null, fields: null };
    var place = frame(root);
    var shown = null;
    var underWay = 0;

    get(address).then(function (answer) {
      return answer.json().then(function (sheet) {
        key = keyOf(sheet.reader, answer);
        return sheet;
      });
    }).then(function (sheet) {
      return get(address + '/answer').then(function (answer) {
        return answer.status === 204 ? null : answer.json();
      }).then(function (draft) {
        desk.sheet = sheet;
        desk.fields = translate.read(Object.assign({}, blank, draft), sheet);
        head(place.head, sheet, camForm.taskId);
        cards(root, sheet);
        root.querySelectorAll('[data-letters]').forEach(letters);
        root.querySelectorAll('[data-files]').forEach(files);
        root.classList.add('desk-ready');
        place.state.textContent = draft ? 'Your draft was kept.' : '';
        $scope.$applyAsync(watch);
      });
    }).catch(function (failure) {
      place.head.textContent = '';
      place.head.appendChild(alert(failure.message));
    });

    camForm.on('submit', function (event) {
      clearTimeout(timer);
      if (!desk.fields || !filesHaveArrived() || !saveNow()) {
        camForm.submitPrevented = true;
        event.submitPrevented = true;
      }
    });

    function get(url) {
      return fetch(url, { credentials: 'same-origin', headers: { Accept: 'application/json' } }).then(function (answer) {
        if (!answer.ok) {
          throw new Error(sentence(answer.status));
        }
        return answer;
      }, function () {
        throw new Error(sentence(0));
      });
    }

    function watch() {
      $scope.$watch('desk.fields', function (now, before) {
        if (now !== before) {
          place.state.textContent = '';
          outdate();
          clearTimeout(timer);
          timer = setTimeout(saveDraft, PAUSE_IN_TYPING);
        }
      }, true);
    }

    function saveDraft() {
      key.send('PUT', next(true), JSON_TYPE, written()).then(function (answer) {
        place.state.textContent = answer.ok ? 'Draft saved.' : 'Draft not saved: ' + sentence(answer.status);
      }, function () {
        place.state.textContent = 'Draft not saved: ' + sentence(0);
      });
    }

    /* Completing does not wait for a promise, so this does. */
    function saveNow() {
      var request;
      try {
        request = key.sendNow('PUT', next(false), written());
      } catch (unreachable) {
        complain(place.errors, root, {}, sentence(0));
        return false;
      }
      if (request.status < 300) {
        complain(place.errors, root, {}, null);
        return true;
      }
      var fields = {};
      try {
        fields = JSON.parse(request.responseText).fields || {};
      } catch (noProblemDetail) {
        // the status says enough
      }
      complain(place.errors, root, fields, Object.keys(fields).length ? null : sentence(request.status));
      return false;
    }

    /* What the person will be written, as the answer stands now. It is asked for and kept nowhere. */
    function letters(here) {
      var button = element('button', 'btn btn-default', 'Show what will be written to the person');
      button.type = 'button';
      shown = element('div', 'desk-letters');
      shown.setAttribute('role', 'status');
      here.appendChild(button);
      here.appendChild(shown);
      button.addEventListener('click', function () {
        button.disabled = true;
        key.send('POST', address + '/letters', JSON_TYPE, written())
          .then(function (answer) {
            if (answer.ok) {
              complain(place.errors, root, {}, null);
              return answer.json().then(function (found) { show(shown, found); });
            }
            outdate();
            return answer.json().catch(function () { return {}; }).then(function (problem) {
              complain(place.errors, root, problem.fields || {}, problem.fields ? null : sentence(answer.status));
            });
          }, function () {
            complain(place.errors, root, {}, sentence(0));
          })
          .then(function () { button.disabled = false; });
      });
    }

    function filesHaveArrived() {
      if (underWay) {
        complain(place.errors, root, {}, 'A file is still on its way. Wait until it is in the list, then complete the task.');
      }
      return !underWay;
    }

    /* Files that show it: each goes off as soon as it is chosen, one after the other, and lies sealed at the desk. */
    function files(here) {
      if (!desk.sheet.files) {
        here.remove();
        return;
      }
      var label = element('label', 'desk-question', 'Files that show it, if there are any');
      var hint = element('p', 'desk-hint', 'PDF, JPEG or PNG; ten at most, of five megabytes each. Show no more of the'
        + ' person than it takes. Of a picture its dots alone are kept, not where it was taken. ' + here.dataset.files);
      var input = element('input', 'desk-file');
      var list = element('ul', 'desk-files');
      var state = element('p', 'desk-small');
      input.type = 'file';
      input.multiple = true;
      input.accept = '.pdf,.jpg,.jpeg,.png';
      input.id = label.htmlFor = 'desk-files';
      hint.id = 'desk-files-hint';
      input.setAttribute('aria-describedby', hint.id);
      state.setAttribute('role', 'status');
      here.classList.add('form-group');
      [label, hint, input, state, list].forEach(function (part) { here.appendChild(part); });
      fill(desk.sheet.files);

      input.addEventListener('change', function () {
        var chosen = Array.prototype.slice.call(input.files);
        var faults = [];
        input.value = '';
        underWay += 1;
        fault('');
        chosen.reduce(function (before, file) {
          return before.then(function () { return add(file, faults); });
        }, Promise.resolve()).then(function () {
          underWay -= 1;
          fault(faults.join(' '));
        });
      });

      function add(file, faults) {
        if (file.size > LARGEST_FILE) {
          faults.push(file.name + ': ' + 'Upload a smaller document: five megabytes at most.');
          return Promise.resolve();
        }
        var body = new FormData();
        // the server reads no endless name
        body.append('file', file, file.name.slice(0, LONGEST_NAME));
        state.textContent = 'Uploading ' + file.name + ' …';
        return send('', body).then(function (now) {
          fill(now);
          state.textContent = 'Added: ' + file.name;
        }, function (failure) {
          state.textContent = '';
          faults.push(file.name + ': ' + failure.message);
        });
      }

      function remove(file) {
        fault('');
        send('/' + file.id + '/removal', null).then(function (now) {
          fill(now);
          state.textContent = 'Removed: ' + file.name;
          input.focus();
        }, function (failure) { fault(failure.message); });
      }

      function send(further, body) {
        return key.send('POST', address + '/evidence' + further, null, body)
          .then(function (answer) {
            return answer.ok ? answer.json() : answer.json().catch(function () { return {}; }).then(function (problem) {
              throw new Error(answer.status === 413 ? 'Upload a smaller document: five megabytes at most.'
                : problem.type && problem.detail || sentence(answer.status));
            });
          }, function () { throw new Error(sentence(0)); });
      }

      /* As text only: how a file was called may be anything. */
      function fill(now) {
        list.textContent = '';
        now.forEach(function (file) {
          var one = element('li');
          var link = element('a', null, file.name);
          var button = element('button', 'btn btn-default btn-sm', 'Remove');
          link.href = '/desk/requests/' + encodeURIComponent(desk.sheet.reference) + '/evidence/' + file.id;
          link.target = '_blank';
          link.rel = 'noopener';
          button.type = 'button';
          button.setAttribute('aria-label', 'Remove ' + file.name);
          button.addEventListener('click', function () { remove(file); });
          one.appendChild(link);
          one.appendChild(element('span', 'desk-muted', file.kind + ', ' + file.by + ', ' + file.at));
          one.appendChild(button);
          list.appendChild(one);
        });
      }

      function fault(words) {
        here.querySelectorAll('.desk-error').forEach(function (old) { old.remove(); });
        here.classList.toggle('has-error', Boolean(words));
        input.setAttribute('aria-describedby', words ? 'desk-error-files ' + hint.id : hint.id);
        input.setAttribute('aria-invalid', String(Boolean(words)));
        if (words) {
          var error = element('p', 'help-block desk-error', words);
          error.id = 'desk-error-files';
          error.setAttribute('role', 'alert');
          here.insertBefore(error, state);
        }
      }
    }

    /* What is shown is no more what would be written. */
    function outdate() {
      if (shown) {
        shown.textContent = '';
      }
    }

    /* Where the next edition of the answer goes. */
    function next(partial) {
      edition += 1;
      return address + '/answer?partial=' + partial + '&writer=' + writer + '&edition=' + edition;
    }

    function written() {
      return JSON.stringify(translate.write(desk.fields));
    }
  }

  /*
   * What saving asks for. Whoever signs in gets a new one in all tabs: a form goes on with it where its own reader is
   * signed in, and saves nothing where somebody else is.
   *
   * @param reader who has opened the form
   * @param opened the answer with which it was opened
   */
  function keyOf(reader, opened) {
    var token = opened.headers.get('X-CSRF-TOKEN');

    function headers(type) {
      var all = { 'Accept': 'application/json', 'X-Requested-With': 'pidesk', 'X-CSRF-TOKEN': token };
      if (type) {
        all['Content-Type'] = type;
      }
      return all;
    }

    function now(method, url, body) {
      var all = headers(JSON_TYPE);
      var request = new XMLHttpRequest();
      request.open(method, url, false);
      Object.keys(all).forEach(function (name) { request.setRequestHeader(name, all[name]); });
      request.send(body);
      return request;
    }

    /* Returns 200 when there is a new one; otherwise the status that says what is in the way. */
    function renew() {
      var seen = now('GET', '/desk/reader', null);
      if (seen.status === 200 && JSON.parse(seen.responseText).reader !== reader) {
        return SOMEBODY_ELSE;
      }
      token = seen.getResponseHeader('X-CSRF-TOKEN') || token;
      return seen.status;
    }

    return {
      send: function (method, url, type, body) {
        function once() {
          return fetch(url, { method: method, credentials: 'same-origin', headers: headers(type), body: body });
        }
        return once().then(function (answer) {
          if (answer.status !== 403) {
            return answer;
          }
          var status = renew();
          return status === 200 ? once() : new Response(null, { status: status });
        });
      },
      /* For what waits for no promise. */
      sendNow: function (method, url, body) {
        var request = now(method, url, body);
        if (request.status !== 403) {
          return request;
        }
        var status = renew();
        return status === 200 ? now(method, url, body) : { status: status, responseText: '' };
      },
    };
  }

  /* As text only: what a person or a colleague typed stands in it. */
  function show(place, letters) {
    place.textContent = '';
    place.appendChild(element('p', 'desk-hint', letters.length
      ? 'This is what will be written, as things stand now. Nothing has been sent.'
      : 'Nothing is written to the person because of this answer.'));
    letters.forEach(function (letter) {
      var paper = element('div', 'desk-letter');
      paper.appendChild(element('p', 'desk-small', (letter.subject ? 'Mail to ' : 'Text message to ') + letter.to));
      if (letter.subject) {
        paper.appendChild(element('p', 'desk-key', letter.subject));
      }
      paper.appendChild(element('div', 'desk-lines', letter.text));
      place.appendChild(paper);
    });
  }

  function sentence(status) {
    switch (status) {
      case 0: return 'The server cannot be reached. What you typed is still here; please try again.';
      case 401: return 'You are no longer signed in. Sign in in another tab, then try again here: what you typed is still here.';
      case 403: return 'This is not allowed from here, or not any more. What you typed is still here.';
      case SOMEBODY_ELSE: return 'Somebody else has signed in in this browser, and this form is not theirs. Whoever opened it signs in'
        + ' again in another tab, then tries again here: what was typed is still here.';
      case 404: return 'There is no such task for you any more. It may be done, or assigned to somebody else.';
      case 413: return 'This is too long.';
      default: return 'Something went wrong here. What you typed is still here; please try again.';
    }
  }

  /* The places that every form has: head above, complaints and the state of the draft below. */
  function frame(root) {
    var place = {
      head: element('div', 'desk-head', 'Loading …'),
      errors: element('div', 'desk-errors'),
      state: element('p', 'desk-state'),
    };
    place.head.setAttribute('aria-live', 'polite');
    place.errors.setAttribute('role', 'alert');
    place.state.setAttribute('role', 'status');
    root.insertBefore(place.head, root.firstChild);
    root.appendChild(place.errors);
    root.appendChild(place.state);
    return place;
  }

  function head(place, sheet, taskId) {
    place.textContent = '';
    place.appendChild(element('p', 'desk-help', sheet.help));
    if (sheet.reference) {
      caseFacts(place, sheet);
    }
    whose(place, sheet, taskId);
    (sheet.statements || []).forEach(function (statement) {
      place.appendChild(beside(statement));
    });
    if (sheet.system && sheet.system.contactName) {
      contact(place, sheet.system);
    }
  }

  /* In whose place it is worked, what a colleague said who handed it over, and the way to hand it on. */
  function whose(place, sheet, taskId) {
    if (sheet.insteadOf) {
      place.appendChild(element('p', 'alert alert-info', 'You stand in for ' + sheet.insteadOf + '. What you do here, you do in your own name.'));
    }
    if (sheet.handedOver) {
      var note = element('p', 'alert alert-info');
      note.appendChild(element('strong', null, 'Handed over by ' + sheet.handedOver.by + ': '));
      note.appendChild(element('span', 'desk-lines', sheet.handedOver.words));
      place.appendChild(note);
    }
    if (sheet.mine) {
      var over = element('p', 'desk-facts');
      var link = element('a', null, 'Hand over to a colleague');
      link.href = '/desk/hand-over/' + encodeURIComponent(taskId);
      over.appendChild(link);
      place.appendChild(over);
    }
  }

  /* A task of support is about no case. */
  function caseFacts(place, sheet) {
    var facts = element('p', 'desk-facts');
    var link = element('a', null, sheet.reference);
    link.href = '/desk/requests/' + encodeURIComponent(sheet.reference);
    link.target = '_blank';
    link.rel = 'noopener';
    [['Case', link], ['Received', element('span', null, day(sheet.receivedAt))], ['Answer due', due(sheet.due, sheet.today)]]
      .forEach(function (fact) {
        var one = element('span', 'desk-fact', fact[0] + ' ');
        one.appendChild(fact[1]);
        facts.appendChild(one);
      });
    place.appendChild(facts);
    if (sheet.because) {
      place.appendChild(why(sheet.because));
    }
  }

  /* The arithmetic of the last day, line by line. */
  function why(lines) {
    var details = element('details', 'desk-why');
    details.appendChild(element('summary', null, 'Why this day?'));
    var list = element('ol');
    lines.forEach(function (line) { list.appendChild(element('li', null, line)); });
    details.appendChild(list);
    return details;
  }

  /* That a correction was asked for and not made stands wherever the field is shown (section 24(2)(d)). */
  function beside(statement) {
    var note = element('p', 'alert alert-info desk-statement');
    note.appendChild(element('strong', null, statement.label + ' (customer ' + statement.number + '): '));
    note.appendChild(element('span', null, statement.text));
    return note;
  }

  /* Whom staff can ask at the system of their task, as the register says now. */
  function contact(place, system) {
    if (system.notice) {
      place.appendChild(element('p', 'alert alert-warning', system.notice));
    }
    var ask = element('p', 'desk-facts', 'To ask at ' + system.name + ': ');
    ask.appendChild(element('strong', null, system.contactName));
    [[system.contactPhone, 'tel:'], [system.contactEmail, 'mailto:']].forEach(function (way) {
      if (way[0]) {
        var link = element('a', null, way[0]);
        link.href = way[1] + encodeURIComponent(way[0]).replace('%40', '@');
        ask.appendChild(document.createTextNode(', '));
        ask.appendChild(link);
      }
    });
    if (system.contract) {
      ask.appendChild(document.createTextNode('. Contract: ' + system.contract + ' of ' + day(system.contractDate)));
    }
    place.appendChild(ask);
  }

  /* What several forms show alike: a place marked data-card is filled with the system or the person of the sheet. */
  function cards(root, sheet) {
    root.querySelectorAll('[data-card]').forEach(function (place) {
      var what = sheet[place.dataset.card];
      var facts = { system: aboutSystem, user: aboutUser, person: aboutPerson }[place.dataset.card](what);
      place.className = 'desk-card';
      place.appendChild(element('h4', null, { system: what.name, user: 'The user' }[place.dataset.card] || 'The person'));
      place.appendChild(list(facts));
    });
  }

  function aboutSystem(system) {
    return [
      ['What it is', system.kind === 'DMS' ? 'Your dealer management system' : 'An operator that works for you'],
      ['What it holds', system.holds],
      ['What to do', system.instructions],
    ];
  }

  function aboutUser(user) {
    return [
      ['Name', user.name || 'The account was closed', 'desk-key'],
      ['User name', user.username],
      ['Organisation', user.organisation],
      ['Email', user.email],
    ];
  }

  /* What a sheet is silent about is left out: a dash would say that there is none. */
  function aboutPerson(person) {
    return [
      ['Name', person.name, 'desk-key'],
      ['Email', person.email],
      ['Mobile', person.mobile],
      ['Customer number', person.customerNumber],
      ['Records that share the address', person.records && person.records.join(', ')],
      ['Lead numbers', person.leadNumbers && person.leadNumbers.join(', ')],
    ].filter(function (fact) { return fact[1] !== undefined; });
  }

  function list(facts) {
    var made = element('dl');
    facts.forEach(function (fact) {
      made.appendChild(element('dt', null, fact[0]));
      made.appendChild(element('dd', fact[2], String(fact[1] || '–')));
    });
    return made;
  }

  /* Days are South Africa's, and today is the product's: a browser may stand elsewhere, and a clock can be moved. */
  function due(date, today) {
    var left = Math.round((Date.parse(date) - Date.parse(today)) / 86400000);
    var words = left < 0 ? 'overdue' : left === 0 ? 'today' : left === 1 ? 'tomorrow' : 'in ' + left + ' days';
    return element('strong', left < 3 ? 'desk-late' : null, day(date) + ', ' + words);
  }

  function day(date) {
    var plain = /^\d{4}-\d{2}-\d{2}$/.test(date);
    return new Date(plain ? date + 'T12:00:00Z' : date).toLocaleDateString('en-ZA',
      { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Africa/Johannesburg' });
  }

  /* Says beside each field what it lacks; what belongs to no field stands below the form. */
  function complain(place, root, fields, general) {
    root.querySelectorAll('.desk-error').forEach(function (old) { old.remove(); });
    root.querySelectorAll('[aria-invalid]').forEach(function (field) {
      field.removeAttribute('aria-invalid');
      describe(field, hints(field));
    });
    root.querySelectorAll('.has-error').forEach(function (group) { group.classList.remove('has-error'); });
    place.textContent = '';
    var first = null;
    var left = general ? [general] : [];
    var rest = Object.assign({}, fields);
    root.querySelectorAll('[data-field]').forEach(function (group) {
      var name = group.dataset.field;
      if (rest[name]) {
        first = first || group;
        point(group, name, rest[name]);
        delete rest[name];
      }
    });
    Object.keys(rest).forEach(function (name) { left.push(rest[name]); });
    if (first) {
      left.unshift('Please look at what is marked above. Nothing that you typed is lost.');
    }
    left.forEach(function (words) { place.appendChild(alert(words)); });
    if (first) {
      var field = first.querySelector('input, select, textarea');
      (field || first).focus();
      first.scrollIntoView({ block: 'center' });
    }
  }

  function point(group, name, words) {
    var error = element('p', 'help-block desk-error', words);
    error.id = 'desk-error-' + name;
    group.classList.add('has-error');
    group.appendChild(error);
    group.querySelectorAll('input, select, textarea').forEach(function (field) {
      field.setAttribute('aria-invalid', 'true');
      describe(field, [error.id].concat(hints(field)));
    });
  }

  /* What describes a field whether it is right or not. */
  function hints(field) {
    return (field.getAttribute('aria-describedby') || '').split(' ').filter(function (id) {
      return id && id.indexOf('desk-error-') !== 0;
    });
  }

  function describe(field, ids) {
    if (ids.length) {
      field.setAttribute('aria-describedby', ids.join(' '));
    } else {
      field.removeAttribute('aria-describedby');
    }
  }

  function alert(words) {
    return element('p', 'alert alert-danger', words);
  }

  function element(name, kind, words) {
    var made = document.createElement(name);
    if (kind) {
      made.className = kind;
    }
    if (words) {
      made.textContent = words;
    }
    return made;
  }

  /* AngularJS wants a Date for a date field; the answer carries the day alone. */
  function asDate(text) {
    var parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text || '');
    return parts ? new Date(+parts[1], parts[2] - 1, +parts[3]) : null;
  }

  function asText(date) {
    return date instanceof Date && !isNaN(date)
      ? [date.getFullYear(), date.getMonth() + 1, date.getDate()]
          .map(function (part) { return String(part).padStart(2, '0'); }).join('-')
      : null;
  }

  /*
   * For forms that ask for each field of a record: the sheet's fields, each with what was answered to it.
   *
   * @param parts what is answered to each field
   * @param rest what is answered once
   */
  function fieldByField(parts, rest) {
    function copy(from, names, into) {
      names.forEach(function (name) { into[name] = from[name] === undefined ? null : from[name]; });
      return into;
    }
    return {
      read: function (answer, sheet) {
        var given = {};
        (answer.fields || []).forEach(function (one) { given[one.field] = one; });
        return copy(answer, rest, {
          rows: sheet.fields.map(function (field) {
            return Object.assign({}, field, copy(given[field.field] || {}, parts, {}));
          })
        });
      },
      write: function (fields) {
        return copy(fields, rest, {
          fields: fields.rows.map(function (row) { return copy(row, parts, { field: row.field }); })
        });
      }
    };
  }

  return {
    open: open, asDate: asDate, asText: asText, fieldByField: fieldByField,
    frame: frame, complain: complain, sentence: sentence, day: day, keyOf: keyOf
  };
})();

/*
 * The form that begins a campaign: keeps its draft at the desk, where the list is read as it is uploaded, and tells the
 * engine nothing but which draft it is.
 */
window.piDeskCampaign = (function () {
  'use strict';

  var DRAFT = '/desk/campaigns/draft';

  function open(camForm, $scope) {
    var root = camForm.formElement[0];
    var place = piDesk.frame(root);
    var key = null;
    var proofRefused = null;
    var campaign = $scope.campaign = { sheet: null, fields: null, list: null, flaws: [], busy: false };

    fetch(DRAFT, { credentials: 'same-origin', headers: { Accept: 'application/json' } }).then(function (answer) {
      if (!answer.ok) {
        throw new Error(piDesk.sentence(answer.status));
      }
      return answer.json().then(function (sheet) {
        key = piDesk.keyOf(sheet.reader, answer);
        return sheet;
      });
    }).then(function (sheet) {
      campaign.sheet = sheet;
      campaign.fields = {
        title: sheet.name || '', offers: sheet.offers || '', channel: sheet.channel, interest: sheet.interest || ''
      };
      campaign.list = sheet.sources.length ? { sources: sheet.sources, people: count(sheet.sources) } : null;
      place.head.textContent = '';
      root.classList.add('desk-ready');
      listen('list', function (file) { return load(file); });
      listen('permission', function (file) { return show(file); });
      $scope.$applyAsync();
    }).catch(function (failure) {
      place.head.textContent = failure.message;
    });

    camForm.on('submit', function (event) {
      var reference = campaign.fields && !campaign.busy ? saveNow() : null;
      if (!reference) {
        camForm.submitPrevented = true;
        event.submitPrevented = true;
        return;
      }
      name('reference', reference);
    });

    /* All that the process learns. */
    function name(variable, value) {
      camForm.businessKey = value;
      if (!camForm.variableManager.variables[variable]) {
        camForm.variableManager.createVariable({ name: variable, type: 'String', value: value });
      }
    }

    function listen(field, send) {
      root.querySelector('#' + field).addEventListener('change', function (event) {
        var file = event.target.files[0];
        if (file) {
          campaign.busy = true;
          $scope.$applyAsync();
          send(file).catch(function () {
            var unknown = {};
            unknown[field] = piDesk.sentence(0);
            piDesk.complain(place.errors, root, unknown, null);
          }).then(function () {
            campaign.busy = false;
            event.target.value = '';
            $scope.$applyAsync();
          });
        }
      });
    }

    /* A list that is refused takes the place of none. */
    function load(file) {
      campaign.flaws = [];
      return put('/list?channel=' + encodeURIComponent(campaign.fields.channel), 'text/csv', file).then(function (answer) {
        piDesk.complain(place.errors, root, {}, null);
        return told(answer).then(function (told) {
          if (answer.ok) {
            campaign.list = told;
          } else {
            campaign.flaws = told.flaws || [{ line: 0, why: told.detail }];
          }
        });
      });
    }

    function show(file) {
      return put('/permission', 'application/pdf', file).then(function (answer) {
        proofRefused = null;
        if (answer.ok) {
          campaign.sheet.permission = true;
          piDesk.complain(place.errors, root, {}, null);
          return null;
        }
        return told(answer).then(function (told) {
          proofRefused = (told.fields || {}).permission || told.detail;
          piDesk.complain(place.errors, root, { permission: proofRefused }, null);
        });
      });
    }

    /* A proxy that finds a file too large, says so in words of its own. */
    function told(answer) {
      return answer.json().catch(function () {
        return { detail: answer.status === 413 ? 'The file is too large. Please divide it.' : piDesk.sentence(answer.status) };
      });
    }

    function put(path, type, body) {
      return key.send('PUT', DRAFT + path, type, body);
    }

    /* Beginning does not wait for a promise, so this does. Returns which draft it is; null when it is not complete. */
    function saveNow() {
      if (proofRefused) {
        // who starts once more means it: the list is then judged without
        piDesk.complain(place.errors, root, {
          permission: proofRefused + ' Start once more to go on without it; a list with the source BOUGHT is then refused.'
        }, null);
        proofRefused = null;
        return null;
      }
      var request;
      try {
        request = key.sendNow('PUT', DRAFT, JSON.stringify(campaign.fields));
      } catch (unreachable) {
        piDesk.complain(place.errors, root, {}, piDesk.sentence(0));
        return null;
      }
      var fields = {};
      if (request.status >= 300) {
        try {
          fields = JSON.parse(request.responseText).fields || {};
        } catch (noProblemDetail) {
          // the status says enough
        }
        piDesk.complain(place.errors, root, fields, Object.keys(fields).length ? null : piDesk.sentence(request.status));
        return null;
      }
      piDesk.complain(place.errors, root, {}, null);
      return JSON.parse(request.responseText).reference;
    }
  }

  function count(sources) {
    return sources.reduce(function (sum, source) { return sum + source.count; }, 0);
  }

  return { open: open };
})();

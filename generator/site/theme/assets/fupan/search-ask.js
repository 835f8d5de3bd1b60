// Asks for answers: the server first; where it is absent, slow, busy or broken, the index that was saved with the site.
//
// In: {query, filters, since, until, sort, limit, offset}. Out: an answer as api/search gives it, with `from` telling
// who gave it. The saved index is loaded by scripts, as fetch fails on file://, and only when it is needed.
(function () {
  "use strict";

  const ui = window.fupanSearchUi;
  const PATIENCE = 4000;
  const PAUSE = 30000;
  const LONGEST_PAUSE = 120000;
  const SUGGESTING = 300;
  let absent = !/^https?:$/.test(location.protocol) || !window.fetch || !window.AbortController;
  let isPaused = false;
  let suggests = true; // an older server has no such address
  let engine = null;

  function pause(seconds) {
    isPaused = true;
    setTimeout(() => (isPaused = false), Math.min(seconds * 1000 || PAUSE, LONGEST_PAUSE));
  }
  window.addEventListener("online", () => (isPaused = false));

  ui.parametersOf = function (request) {
    const parameters = new URLSearchParams();
    if (request.query) parameters.set("q", request.query);
    ui.setup.facets.forEach((facet) => (request.filters[facet] || []).forEach((value) => parameters.append(facet, value)));
    ["since", "until", "sort"].forEach((name) => request[name] && parameters.set(name, request[name]));
    return parameters;
  };

  // What to say where nobody answers.
  ui.whyNobodyAnswers = () => ui.word(absent ? "offline_missing" : "server_unreachable");

  function get(address, signal) {
    return fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin", signal: signal });
  }

  function askServer(request, stop) {
    if (absent || isPaused) return Promise.reject(new Error("none"));
    const parameters = ui.parametersOf(request);
    parameters.set("limit", String(request.limit));
    parameters.set("offset", String(request.offset));
    const patience = setTimeout(() => stop.abort(), PATIENCE);
    let rest = 0;
    return get(ui.siteUrl("api/search") + "?" + parameters, stop.signal)
      .then((response) => {
        if (response.status === 404) absent = true; // a web server that only has files
        rest = Number(response.headers.get("Retry-After")) || 0;
        if (!response.ok) throw new Error("HTTP " + response.status);
        return response.json();
      })
      .then((answer) => {
        if (!answer || answer.ok !== true || !Array.isArray(answer.hits)) throw new Error("answer");
        return Object.assign(answer, { from: "server" });
      })
      .then(
        (answer) => {
          clearTimeout(patience);
          return answer;
        },
        (error) => {
          clearTimeout(patience);
          if (!stop.isOvertaken) pause(rest);
          throw error;
        }
      );
  }

  function savedEngine() {
    if (!engine) {
      engine = ui.load("search-engine.js").then(() => window.fupanStaticSearch);
      engine.catch(() => (engine = null));
    }
    return engine;
  }

  function askSaved(request) {
    return savedEngine()
      .then((found) => found.search(request))
      .then((answer) => Object.assign(answer, { from: "offline" }));
  }

  // A desk answers one question at a time: a new question drops the answer to the one before. Promise whether the
  // question is still the latest when it has been shown or has failed; where it is not, nothing more may follow from it.
  ui.openDesk = function () {
    let current = null;
    const drop = () => {
      if (current) {
        current.isOvertaken = true;
        if (current.abort) current.abort();
      }
      current = null;
    };
    return {
      drop: drop,
      ask: (request, show, fail) => {
        drop();
        const mine = window.AbortController ? new AbortController() : {};
        current = mine;
        return askServer(request, mine)
          .catch((error) => {
            if (mine.isOvertaken) throw error;
            return askSaved(request);
          })
          .then(
            (answer) => mine.isOvertaken || show(answer),
            (error) => {
              isPaused = false; // without a saved index only the server can help, perhaps at the next question
              return mine.isOvertaken || fail(error);
            }
          )
          .then(() => !mine.isOvertaken);
      },
    };
  };

  // Promise records and words that go with what is being typed; nothing where nobody knows any.
  ui.suggest = function (typed, limit) {
    if (absent || isPaused) return savedEngine().then((found) => found.suggest(typed, limit)).catch(() => []);
    if (!suggests) return Promise.resolve([]);
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), SUGGESTING);
    return get(ui.siteUrl("api/suggest") + "?" + new URLSearchParams({ q: typed, limit: String(limit) }), stop.signal)
      .then((response) => {
        if (!response.ok) suggests = false;
        if (!response.ok && response.status !== 404) setTimeout(() => (suggests = true), PAUSE);
        return response.ok ? response.json() : {};
      })
      .then((answer) => (Array.isArray(answer.items) ? answer.items : []))
      .catch(() => [])
      .then((items) => {
        clearTimeout(patience);
        return items;
      });
  };
})();

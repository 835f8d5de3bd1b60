// The search page: results as one types, the whole state in the address, help where nothing is found.
//
// The form stands in the page itself; without scripts it leads to this page, which then explains.
(function () {
  "use strict";

  const ui = window.fupanSearchUi;
  const root = document.getElementById("fupan-search");
  const input = document.getElementById("fupan-search-input");
  if (!root || !input || !ui || !ui.setup) return;

  const PAGE = 10;
  const FARTHEST_OFFSET = 1000; // what the server gives at most; these two see search/asking/query.py
  const LONGEST_QUERY = 200; // what is looked at of a question
  const SLOW = 300;
  const body = document.body;
  const desk = ui.openDesk();
  let state = ui.readState(location.search);
  // After "back" as many as there were, and the reader where he was; see keepPlace.
  let wanted = (history.state && history.state.shown) || PAGE;
  let returning = topOf(history.state);
  let shown = null; // the answer on the page, its `hits` those of all its parts
  let isFailed = false; // nobody answered: what is shown is the answer before
  let isSettled = true; // the next letter begins a new entry of the history
  let slowly = 0;
  let keeping = 0;

  // ---- skeleton --------------------------------------------------------------

  const form = input.form;
  const wipe = ui.button("fp-find-clear", "✕", () => {
    setQuery("");
    input.focus();
  });
  wipe.setAttribute("aria-label", ui.word("search_clear"));
  form.insertBefore(wipe, input.nextSibling);
  const keys = ui.make("p", "fp-find-keys", ui.word("search_keys"));
  keys.id = "fp-find-keys";
  input.setAttribute("aria-describedby", keys.id);

  // On paper stands what was asked; the boxes to ask with do not.
  const asked = ui.make("div", "fp-print-only fp-find-asked");
  const status = ui.make("p", "fp-find-status");
  status.setAttribute("role", "status");
  status.tabIndex = -1;
  const sort = ui.make("select");
  ui.sorts.forEach((name) => {
    const option = ui.make("option", "", ui.word("sort_" + name));
    option.value = name;
    ui.add(sort, option);
  });
  sort.addEventListener("change", () => {
    state.sort = sort.value === ui.sorts[0] ? "" : sort.value;
    changed();
  });
  const sortLabel = ui.add(ui.make("label", "fp-find-sort"), ui.make("span", "", ui.word("sort")), sort);
  const bar = ui.add(ui.make("div", "fp-find-bar"), status, sortLabel);
  const note = ui.make("p", "fp-find-note");
  const failure = ui.make("div", "fp-find-failure");
  const failed = ui.make("p"); // stands empty in the page, so that screen readers say what comes in
  failed.setAttribute("role", "status");
  const again = ui.button("fp-button", ui.word("try_again"), () => run());
  const phone = ui.phone();
  ui.add(failure, failed, again, phone);
  const cut = ui.make("p", "fp-find-note");
  const unread = ui.make("p", "fp-find-note");
  const also = ui.make("div", "fp-find-also");
  const filters = ui.openFilters(() => state, changed, leadToResults);
  const results = ui.make("ol", "fp-hits");
  results.setAttribute("aria-label", ui.word("result_list"));
  const count = ui.make("p", "fp-find-count");
  const more = ui.button("fp-button fp-more", ui.word("more_results"), showMore);
  const aside = ui.make("div", "fp-find-aside");
  const column = ui.add(ui.make("div", "fp-find-column"), asked, failure, bar, note, cut, unread, also, filters.chips, results, count, more, aside);
  const layout = ui.add(ui.make("div", "fp-find-layout"), filters.box, column);
  ui.add(root, keys, layout);
  root.classList.add("fp-find-ready");

  // ---- address ---------------------------------------------------------------

  function writeAddress(isNew) {
    const text = ui.parametersOf(state).toString();
    const address = location.pathname + (text ? "?" + text : "");
    try {
      if (isNew && address !== location.pathname + location.search) history.pushState(null, "", address);
      else history.replaceState(placeNow(), "", address);
    } catch (error) {
      // some browsers forbid this on file://; the search itself works without it
    }
    const title = ui.word("search") + " - " + body.getAttribute("data-site");
    document.title = (state.query ? state.query + " - " : "") + title;
  }

  // ---- place -----------------------------------------------------------------
  // The browser returns to the height before the results are there; so the page does it, when they are.

  // null where the entry of the history is a new one.
  function topOf(kept) {
    return kept && kept.top >= 0 ? kept.top : null;
  }

  const placeNow = () => ({ shown: wanted, top: returning === null ? Math.round(window.scrollY) : returning });

  function keepPlace() {
    clearTimeout(keeping);
    try {
      history.replaceState(placeNow(), "");
    } catch (error) {
      return; // as above
    }
  }

  function returnToPlace() {
    if (returning !== null) window.scrollTo(0, returning);
    returning = null;
  }

  if ("scrollRestoration" in history) history.scrollRestoration = "manual";
  // Browsers allow few entries a second.
  window.addEventListener("scroll", () => {
    clearTimeout(keeping);
    keeping = setTimeout(keepPlace, SLOW);
  }, { passive: true });
  document.addEventListener("click", keepPlace, true);

  function showAsked() {
    ui.empty(asked);
    const sorted = state.sort ? ui.word("sort") + ": " + ui.word("sort_" + state.sort) : "";
    const typed = state.query ? ui.word("asked_for", { query: state.query }) : "";
    [typed, filters.chosen().join(ui.word("also_between")), sorted].forEach((text) => text && ui.add(asked, ui.make("p", "", text)));
  }

  // ---- asking ----------------------------------------------------------------

  // Promise whether what is asked for is still the latest question when it stands there.
  function run() {
    wipe.hidden = !input.value;
    sort.value = state.sort || ui.sorts[0];
    clearTimeout(slowly);
    if (ui.asksNothing(state)) {
      desk.drop();
      showStart();
      returnToPlace();
      return Promise.resolve(true);
    }
    layout.classList.add("fp-with-facets");
    bar.hidden = false;
    root.setAttribute("aria-busy", "true");
    slowly = setTimeout(() => (status.textContent = ui.word("result_searching")), shown ? SLOW : 0);
    return ask(0).then(restore).then((isLatest) => {
      if (isLatest) returnToPlace();
      return isLatest;
    });
  }

  function ask(offset) {
    const request = Object.assign({}, state, { limit: PAGE, offset: offset });
    return desk.ask(request, (answer) => (offset ? append(answer) : show(answer)), () => showFailure(offset));
  }

  // After "back", the parts that had been asked for, one after the other.
  function restore(isLatest) {
    const isThere = !isLatest || !shown || isFailed || shown.hits.length >= wanted || !canShowMore();
    return isThere ? isLatest : ask(shown.hits.length).then(restore);
  }

  function canShowMore() {
    return shown.isWhole !== true && shown.hits.length < shown.total && shown.hits.length <= FARTHEST_OFFSET;
  }

  function showMore() {
    const before = results.children.length;
    more.disabled = true;
    wanted = before + PAGE;
    ask(before).then((isLatest) => {
      if (!isLatest || isFailed) return;
      wanted = shown ? shown.hits.length : PAGE;
      writeAddress(false);
      const next = results.children[before];
      if (next) next.querySelector("a").focus();
    });
  }

  // What was unfolded or scrolled to belongs to the question before.
  function askAnew(isNew) {
    wanted = PAGE;
    returning = null;
    writeAddress(isNew);
    return run();
  }

  function changed() {
    isSettled = true;
    return askAnew(true);
  }

  function setQuery(query) {
    state.query = typing.settle(query);
    changed();
  }

  // ---- showing ---------------------------------------------------------------

  function show(answer) {
    clearTimeout(slowly);
    forgetFailure();
    shown = answer;
    root.setAttribute("data-from", answer.from);
    root.removeAttribute("aria-busy");
    status.textContent = statusOf(answer);
    note.textContent = answer.from === "server" ? "" : ui.word("offline_note", { date: body.getAttribute("data-generated") });
    note.hidden = !note.textContent;
    cut.textContent = ui.word(isTooLong(state.query) ? "query_cut" : "result_truncated", { count: LONGEST_QUERY });
    cut.hidden = !answer.truncated;
    const misread = answer.unread || []; // an older server does not tell
    unread.textContent = ui.word("unread_filter", { words: misread.join(ui.word("also_between")) });
    unread.hidden = !misread.length;
    filters.show(answer);
    showAsked();
    ui.showExpansions(also, answer, state.query, setQuery);
    ui.empty(results);
    addHits(answer.hits);
    sortLabel.hidden = answer.total < 2;
    ui.empty(aside);
    if (!answer.hits.length) ui.showNothing(aside, answer, state, setQuery, filters.clear);
  }

  // Blanks at the ends and in a row do not count.
  function isTooLong(query) {
    return Array.from(query.trim().replace(/\s+/g, " ")).length > LONGEST_QUERY;
  }

  function leadToResults() {
    status.focus({ preventScroll: true });
    column.scrollIntoView();
  }

  function statusOf(answer) {
    const took = Number(answer.took_ms) || 0;
    const place = ui.word(answer.from === "server" ? "result_server" : "result_offline");
    const speed = (took < 10 ? Math.round(took * 10) / 10 : Math.round(took)) + " ms";
    return [ui.word("result_count", { count: answer.total }), speed, place].join(" · ");
  }

  function append(answer) {
    const known = new Set(shown.hits.map((hit) => hit.id));
    const fresh = answer.hits.filter((hit) => !known.has(hit.id)); // the index may have changed in between
    shown.isWhole = !fresh.length; // nothing new: asking on would never end
    shown.hits = shown.hits.concat(fresh);
    addHits(fresh);
  }

  function addHits(hits) {
    hits.forEach((hit) => ui.add(results, ui.hitNode(hit, state.query, filters.labelOf, () => ui.recent.remember(state.query))));
    results.hidden = !shown.hits.length;
    more.hidden = !canShowMore();
    more.disabled = false;
    const isEnd = more.hidden && shown.hits.length < shown.total;
    const figures = { shown: shown.hits.length, total: shown.total };
    count.textContent = shown.total > PAGE ? ui.word(isEnd ? "result_end" : "result_shown", figures) : "";
    count.hidden = !count.textContent;
  }

  function reset() {
    clearTimeout(slowly);
    shown = null;
    root.removeAttribute("aria-busy");
    root.removeAttribute("data-from");
    status.textContent = "";
    forgetFailure();
    ui.empty(asked);
    [bar, sortLabel, note, cut, unread, also, filters.chips, results, count, more].forEach((node) => (node.hidden = true));
    layout.classList.remove("fp-with-facets");
    ui.empty(results);
    ui.empty(aside);
  }

  function showStart() {
    reset();
    ui.showRecent(aside, setQuery, () => {
      ui.recent.forget();
      showStart();
      input.focus();
    });
    ui.showHelp(aside);
  }

  // Nobody answers: what was found before stays, and so do the filters.
  function showFailure(offset) {
    const isMore = offset > 0;
    clearTimeout(slowly);
    if (!shown) {
      reset();
      ui.showHelp(aside);
    }
    root.removeAttribute("aria-busy");
    status.textContent = shown ? statusOf(shown) : "";
    more.hidden = true; // what stands here may not be what is asked for
    isFailed = true;
    column.insertBefore(failure, isMore ? more : bar);
    failed.textContent = ui.whyNobodyAnswers() + (shown && !isMore ? " " + ui.word("results_kept") : "");
    again.hidden = false;
    if (phone) phone.hidden = !shown;
    if (isMore) again.focus();
  }

  function forgetFailure() {
    isFailed = false;
    failed.textContent = "";
    again.hidden = true;
    if (phone) phone.hidden = true;
  }

  // ---- input -----------------------------------------------------------------

  const typing = ui.listen(
    input,
    () => {
      wipe.hidden = !input.value;
      desk.drop();
    },
    (query) => {
      state.query = query;
      askAnew(isSettled);
      isSettled = false;
    }
  );

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (typing.isComposing()) return;
    state.query = typing.settle();
    ui.recent.remember(state.query);
    changed().then((isLatest) => {
      const first = isLatest && !isFailed && shown && shown.hits[0];
      // A whole identifier means "take me there".
      if (first && state.query.trim() && ui.isSame(first.id, state.query)) location.href = ui.siteUrl(first.url);
    });
  });

  root.addEventListener("keydown", (event) => {
    if (typing.isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = Array.from(results.querySelectorAll(".fp-hit-title a"));
    const isInput = document.activeElement === input;
    const hit = document.activeElement.closest(".fp-hit");
    const here = hit ? links.findIndex((link) => hit.contains(link)) : -1;
    if (event.key === "ArrowDown" && (isInput || hit) && links.length) {
      event.preventDefault();
      links[Math.min(here + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && hit) {
      event.preventDefault();
      (here > 0 ? links[here - 1] : input).focus();
    } else if (event.key === "Escape" && (isInput || hit)) {
      event.preventDefault();
      if (isInput && input.value) setQuery("");
      input.focus();
    }
  });

  function readAddress() {
    state = ui.readState(location.search);
    typing.settle(state.query);
    isSettled = true;
  }

  window.addEventListener("popstate", (event) => {
    clearTimeout(keeping);
    readAddress();
    wanted = (event.state && event.state.shown) || PAGE;
    returning = topOf(event.state);
    run();
  });

  forgetFailure();
  readAddress();
  run();
  if (!state.query && window.matchMedia("(min-width: 1000px)").matches) input.focus();
})();

// The search dialog over any page: the first results as one types, suggestions, recent searches.
//
// The words stay in the box while the arrows walk through the list below; Enter opens what is chosen, else all results.
(function () {
  "use strict";

  const ui = window.fupanSearchUi;
  const MOST_HITS = 6;
  const MOST_SUGGESTIONS = 4;
  const SLOW = 300;
  const desk = ui.openDesk();
  const isCode = (words) => /^(?=.*[\d._-])[\w.-]+$/.test(words.normalize("NFKC").trim());
  let query = "";
  let first = null; // the best result of what stands in the box
  let slowly = 0;

  // ---- skeleton --------------------------------------------------------------

  const dialog = ui.make("dialog", "fp-dialog");
  dialog.setAttribute("aria-label", ui.word("search_site"));
  const form = ui.make("form", "fp-dialog-form");
  form.setAttribute("role", "search");
  form.setAttribute("action", ui.siteUrl("search.html"));
  const input = ui.make("input");
  const attributes = {
    type: "search", name: "q", id: "fp-dialog-q", placeholder: ui.word("search_hint"), "aria-label": ui.word("search_site"),
    autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", enterkeyhint: "search",
    role: "combobox", "aria-expanded": "false", "aria-controls": "fp-dialog-list", "aria-autocomplete": "list",
  };
  Object.keys(attributes).forEach((name) => input.setAttribute(name, attributes[name]));
  const close = ui.button("fp-dialog-close", ui.word("dialog_close"), () => dialog.close());
  ui.add(form, input, close);
  const status = ui.make("p", "fp-dialog-status");
  status.setAttribute("role", "status");
  const list = ui.make("div", "fp-dialog-list");
  list.id = "fp-dialog-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", ui.word("result_list"));
  const foot = ui.make("div", "fp-dialog-foot");
  const keys = ui.make("p", "fp-dialog-keys", ui.word("dialog_keys"));
  ui.add(dialog, form, status, list, foot, keys);
  document.body.appendChild(dialog);

  // ---- list ------------------------------------------------------------------

  const options = () => Array.from(list.querySelectorAll("[role=option]"));
  const chosen = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    const before = chosen();
    if (before) before.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function group(text) {
    const node = ui.make("div", "fp-dialog-group");
    node.setAttribute("role", "group");
    node.setAttribute("aria-label", text);
    const title = ui.make("p", "fp-dialog-title", text);
    title.setAttribute("aria-hidden", "true");
    return ui.add(node, title);
  }

  // A choice is a link, so that it opens in a new tab too; `take` does something else with a plain click.
  function option(url, take) {
    const node = ui.link("fp-dialog-option", "", url);
    node.id = "fp-dialog-option-" + options().length + "-" + Math.random().toString(36).slice(2, 8);
    node.setAttribute("role", "option");
    node.setAttribute("aria-selected", "false");
    node.tabIndex = -1;
    node.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (take) {
        event.preventDefault();
        take();
      } else {
        ui.recent.remember(query);
        dialog.close(); // the address may lead to a step on this very page
      }
    });
    return node;
  }

  const allUrl = (words) => "search.html?" + new URLSearchParams({ q: words });

  function wordOption(words) {
    return ui.add(option(allUrl(words), () => setQuery(words)), ui.make("span", "fp-dialog-word", words));
  }

  function hitOption(hit) {
    const node = option(hit.url);
    const needles = ui.needlesOf(query, hit.excerpt);
    const top = ui.make("span", "fp-dialog-top");
    ui.add(top, ui.make("span", "fp-hit-kind", hit.kind_label || hit.kind), ui.markedTitle(ui.make("code"), hit.id, needles));
    ui.add(top, ui.obsoleteBadge(hit), ui.relatedBadge(hit));
    node.setAttribute("data-kind", hit.kind || "");
    const title = ui.markedTitle(ui.make("span", "fp-dialog-name"), hit.title || hit.id, needles);
    const text = hit.excerpt ? ui.marked(ui.make("span", "fp-dialog-text"), hit.excerpt) : null;
    return ui.add(node, top, title, text);
  }

  function suggestionOption(item) {
    if (item.kind !== "record" || !item.url) return wordOption(item.text);
    const isNamed = item.id && item.text.indexOf(item.id) < 0;
    return ui.add(option(item.url), ui.make("span", "fp-dialog-word", (isNamed ? item.id + " " : "") + item.text));
  }

  function fill(parts) {
    ui.empty(list);
    parts.forEach((part) => part && part.querySelector("[role=option]") && ui.add(list, part));
    list.hidden = !list.firstChild;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(null);
  }

  // ---- asking and showing ----------------------------------------------------

  function run() {
    clearTimeout(slowly);
    first = null;
    if (!query.trim()) {
      desk.drop();
      showStart();
      return Promise.resolve();
    }
    const words = query;
    slowly = setTimeout(() => (status.textContent = ui.word("result_searching")), SLOW);
    const suggested = ui.suggest(words, MOST_SUGGESTIONS * 2);
    const request = { query: words, filters: {}, since: "", until: "", sort: "", limit: MOST_HITS, offset: 0 };
    return desk.ask(
      request,
      (answer) => suggested.then((items) => words === query && show(answer, items)),
      () => showFailure()
    );
  }

  function show(answer, items) {
    clearTimeout(slowly);
    const hits = answer.hits.slice(0, MOST_HITS);
    first = hits[0] || null;
    const results = group(ui.word("result_list"));
    hits.forEach((hit) => ui.add(results, hitOption(hit)));
    if (answer.total > hits.length) {
      const all = ui.make("span", "fp-dialog-all", ui.word("all_results", { count: answer.total }));
      ui.add(results, ui.add(option(allUrl(query)), all));
    }
    const known = new Set(hits.map((hit) => hit.id));
    const fresh = items.filter((item) => !known.has(item.id) && !ui.isSame(item.text, query)).slice(0, MOST_SUGGESTIONS);
    const suggestions = group(ui.word("suggestions"));
    suggestions.classList.add("fp-dialog-line");
    fresh.forEach((item) => ui.add(suggestions, suggestionOption(item)));
    const nearest = group(ui.word("nearest"));
    nearest.classList.add("fp-dialog-line");
    if (!hits.length && !fresh.length) (answer.nearest || []).forEach((words) => ui.add(nearest, wordOption(words)));
    // A code means itself: its own results come before what is like it.
    fill(isCode(query) ? [results, suggestions, nearest] : [suggestions, results, nearest]);
    const place = ui.word(answer.from === "server" ? "result_server" : "result_offline");
    status.textContent = hits.length ? ui.word("result_count", { count: answer.total }) + " · " + place : ui.word("no_results", { query: ui.unquoted(query) });
    ui.empty(foot);
    if (!hits.length) ui.add(foot, ui.link("fp-dialog-help", ui.word("what_cannot_do"), allUrl(query)), ui.phone());
  }

  function showStart() {
    status.textContent = "";
    ui.empty(foot);
    const recent = ui.recent.read();
    const part = group(ui.word("recent_searches"));
    recent.forEach((words) => ui.add(part, wordOption(words)));
    fill([part]);
    if (!recent.length) return;
    const forget = ui.button("fp-dialog-link", ui.word("recent_clear"), () => {
      ui.recent.forget();
      showStart();
      input.focus();
    });
    ui.add(foot, forget);
  }

  function showFailure() {
    clearTimeout(slowly);
    fill([]);
    status.textContent = ui.whyNobodyAnswers();
    ui.add(ui.empty(foot), ui.phone());
  }

  function setQuery(words) {
    query = typing.settle(words);
    run();
    input.focus();
  }

  // ---- keys ------------------------------------------------------------------

  const typing = ui.listen(input, desk.drop, (words) => {
    query = words;
    run();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (typing.isComposing()) return;
    const isKnown = query === input.value && first;
    const words = (query = typing.settle());
    if (chosen()) return chosen().click();
    ui.recent.remember(words);
    // A whole identifier means "take me there"; its answer may still be on the way.
    Promise.resolve(isKnown ? null : run()).then(() => {
      const isThere = first && words.trim() && ui.isSame(first.id, words);
      location.href = ui.siteUrl(isThere ? first.url : allUrl(words));
    });
  });

  dialog.addEventListener("keydown", (event) => {
    if (typing.isComposing(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const all = options();
      const here = all.indexOf(chosen());
      const next = event.key === "ArrowDown" ? here + 1 : here < 0 ? all.length - 1 : here - 1;
      choose(all[next] || null); // past either end one is back in the box
      input.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    } else if (event.key === "Tab") {
      keepInside(event);
    }
  });

  function keepInside(event) {
    const stops = Array.from(dialog.querySelectorAll("input, button, a[href]:not([role=option])"));
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement !== edge) return;
    event.preventDefault();
    stops[event.shiftKey ? stops.length - 1 : 0].focus();
  }

  // The Escape that ends a composition does not end the search.
  dialog.addEventListener("cancel", (event) => typing.isComposing() && event.preventDefault());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    clearTimeout(slowly);
    desk.drop();
    document.documentElement.classList.remove("fp-dialog-open");
  });

  ui.dialog = {
    isPossible: Boolean(dialog.showModal),
    open: (words) => {
      if (!dialog.open) {
        const bar = window.innerWidth - document.documentElement.clientWidth;
        document.documentElement.style.setProperty("--fp-scroll-bar", bar + "px");
        document.documentElement.classList.add("fp-dialog-open");
        dialog.showModal();
        query = typing.settle(words || input.value);
        run();
        // What somebody is typing goes on at its end; what stands here from before goes with the next letter.
        if (words) input.setSelectionRange(words.length, words.length);
        else input.select();
      }
      input.focus();
    },
  };
})();

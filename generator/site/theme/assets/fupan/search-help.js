// What the search page says beside the results: what else was looked for, and what to do where nothing was found.
(function () {
  "use strict";

  const ui = window.fupanSearchUi;
  const FEW_GROUPS = 3;
  const FEW_WORDS = 6;
  const LONG = 90;

  // Answers give {typed, instead: [words], reason}, grouped; an engine may also give one word a line.
  function groupsOf(answer) {
    const groups = new Map();
    (answer.expansions || []).forEach((one) => {
      const key = one.typed + "\u0000" + one.reason;
      if (!groups.has(key)) groups.set(key, { typed: one.typed, reason: one.reason, words: [] });
      groups.get(key).words.push(...[].concat(one.instead));
    });
    return Array.from(groups.values());
  }

  function groupText(group) {
    const words = group.words.slice(0, FEW_WORDS);
    if (group.words.length > FEW_WORDS) words.push("…");
    const reason = group.reason || "";
    return ui.word(reason ? "also_for" : "also_for_short", { words: ui.listed(words), typed: group.typed, reason: reason });
  }

  // Say what else was looked for; long lists fold. `setQuery` takes the query in quotes, which asks for nothing else;
  // whoever did that is led back.
  ui.showExpansions = function (place, answer, query, setQuery) {
    const wasOpen = Boolean(place.querySelector("details[open]"));
    const isExact = ui.isQuoted(query);
    const groups = isExact ? [] : groupsOf(answer);
    const texts = groups.map(groupText);
    ui.empty(place);
    place.hidden = !texts.length && !(isExact && ui.hasPhrase(query) && answer.hits.length);
    if (place.hidden) return;
    if (isExact) {
      ui.add(place, byMeaning("fp-find-link", query, setQuery));
      return;
    }
    const isShort = texts.length <= FEW_GROUPS && texts.join("").length <= LONG;
    if (isShort) {
      ui.add(place, ui.make("p", "", ui.word("also_searched", { words: texts.join(ui.word("also_between")) })));
    } else {
      const count = groups.reduce((sum, group) => sum + group.words.length, 0);
      const list = ui.make("ul");
      texts.forEach((text) => ui.add(list, ui.make("li", "", text)));
      const part = ui.add(ui.make("details", "fp-plain"), ui.make("summary", "", ui.word("also_count", { count: count })), list);
      part.open = wasOpen;
      ui.add(place, part);
    }
    ui.add(place, ui.button("fp-find-link", ui.word("only_my_words"), () => setQuery(ui.quoted(query))));
  };

  function byMeaning(className, query, setQuery) {
    return ui.button(className, ui.word("by_meaning"), () => setQuery(ui.unquoted(query)));
  }

  ui.showNothing = function (place, answer, state, setQuery, clearFilters) {
    const words = ui.unquoted(state.query);
    const isExact = ui.hasPhrase(state.query);
    if (state.since && state.until && state.since > state.until) {
      ui.add(place, ui.make("h2", "", ui.word("dates_reversed", { since: state.since, until: state.until })));
      ui.add(place, ui.button("fp-button", ui.word("filters_clear"), clearFilters));
      return;
    }
    ui.add(place, ui.make("h2", "", ui.word(words ? "no_results" : "no_results_at_all", { query: words })));
    if (isExact) {
      ui.add(place, ui.make("p", "", ui.word("no_results_exact")), byMeaning("fp-button", state.query, setQuery));
    }
    if (ui.countOfFilters(state)) {
      ui.add(place, ui.make("p", "", ui.word("no_results_filtered")));
      ui.add(place, ui.button("fp-button", ui.word("filters_clear"), clearFilters));
    } else {
      if (answer.nearest && answer.nearest.length) {
        ui.add(place, ui.make("h3", "", ui.word("nearest")), choices(answer.nearest, setQuery));
      }
      const tips = ui.make("ul", "fp-find-tips");
      ["try_shorter", "try_code", "try_symptom"].forEach((key) => ui.add(tips, ui.make("li", "", ui.word(key))));
      ui.add(place, tips);
    }
    ui.showHelp(place);
  };

  ui.showRecent = function (place, setQuery, forget) {
    const recent = ui.recent.read();
    if (!recent.length) return;
    const forgetting = ui.button("fp-find-link", ui.word("recent_clear"), forget);
    ui.add(place, ui.make("h2", "", ui.word("recent_searches")), ui.add(choices(recent, setQuery), forgetting));
  };

  // The documents by what one cannot do, and whom to call.
  ui.showHelp = function (place) {
    const block = document.getElementById("fupan-helpers");
    const helpers = block ? JSON.parse(block.textContent) : [];
    if (helpers.length) {
      const list = ui.make("nav", "fp-help");
      list.setAttribute("aria-label", ui.word("what_cannot_do"));
      helpers.forEach((helper) => ui.add(list, ui.link("", helper.title, helper.url)));
      ui.add(place, ui.make("h2", "", ui.word("what_cannot_do")), list);
    }
    ui.add(place, ui.phone());
  };

  function choices(words, choose) {
    const line = ui.make("p", "fp-recent");
    words.forEach((word) => ui.add(line, ui.button("fp-find-chip fp-recent-chip", word, () => choose(word))));
    return line;
  }
})();

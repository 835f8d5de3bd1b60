// The filters of the search page: check boxes with counts, a range of dates, and a removable chip for each choice.
//
// `ui.openFilters(state, changed)` returns what is shown ({box, chips}), `chosen()` in words and `show(answer)`; it changes `state` and
// says so by `changed()`.
(function () {
  "use strict";

  const ui = window.fupanSearchUi;
  const FEW = 8;
  const MOST_CHOSEN = 10; // what the server takes; see search/asking/query.py
  const OPEN_AT_FIRST = ["kind", "system", "severity", "year"];

  // `leave()` is called when the reader is through with the filters that lie above the results.
  ui.openFilters = function (state, changed, leave) {
    const box = ui.make("details", "fp-plain fp-facets");
    const title = ui.make("summary", "", ui.word("filters"));
    const list = ui.make("div", "fp-facet-list");
    const chips = ui.make("p", "fp-find-chips");
    const wide = window.matchMedia("(min-width: 1000px)");
    const unfolded = new Map(); // what the reader folded or unfolded by hand
    let facets = {};
    const done = ui.button("fp-button fp-facets-done", "", () => {
      box.open = false;
      leave();
    });
    ui.add(box, title, list, done);
    chips.hidden = true;

    // Wide screens show the filters open; on phones they fold away above the results.
    const place = () => (box.open = wide.matches);
    place();
    if (wide.addEventListener) wide.addEventListener("change", place);

    const chosenOf = (facet) => state().filters[facet] || [];

    function labelOf(facet, value) {
      const found = (facets[facet] || []).find((option) => String(option.value) === String(value));
      return (found && found.label) || value;
    }

    function choose(facet, value, isOn) {
      const rest = chosenOf(facet).filter((one) => one !== value);
      if (isOn) rest.push(value);
      if (rest.length) state().filters[facet] = rest;
      else delete state().filters[facet];
      changed();
    }

    function chooseDay(name, day) {
      state()[name] = day;
      changed();
    }

    function clear() {
      Object.assign(state(), { filters: {}, since: "", until: "" });
      changed();
    }

    // A part that folds; whether it is open outlives the next answer.
    function fold(key, className, text, isOpen) {
      const part = ui.make("details", "fp-plain " + className);
      part.open = unfolded.has(key) ? unfolded.get(key) : isOpen;
      const summary = ui.make("summary", "", text);
      summary.addEventListener("click", () => unfolded.set(key, !part.open));
      return ui.add(part, summary);
    }

    function optionNode(facet, option, isFull) {
      const value = String(option.value);
      const input = ui.make("input");
      input.type = "checkbox";
      input.id = "fp-facet-" + facet + "-" + value;
      input.checked = chosenOf(facet).indexOf(value) >= 0;
      input.disabled = isFull && !input.checked;
      input.addEventListener("change", () => choose(facet, value, input.checked));
      const count = ui.make("span", "fp-facet-count", String(option.count));
      return ui.add(ui.make("label"), input, ui.make("span", "fp-facet-label", option.label || value), count);
    }

    function facetNode(facet, isFull) {
      const chosen = chosenOf(facet);
      const options = (facets[facet] || []).slice();
      const known = options.map((option) => String(option.value));
      chosen.filter((value) => known.indexOf(value) < 0).forEach((value) => options.push({ value: value, label: value, count: 0 }));
      if (!options.length || (options.length === 1 && !chosen.length)) return null;
      const name = ui.word("facet_" + facet);
      const isOpen = chosen.length > 0 || (wide.matches && OPEN_AT_FIRST.indexOf(facet) >= 0);
      const part = fold(facet, "fp-facet", name + (chosen.length ? " (" + chosen.length + ")" : ""), isOpen);
      const group = ui.make("div", "fp-facet-group");
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", name);
      const isShown = (option, index) => options.length <= FEW + 1 || index < FEW || chosen.indexOf(String(option.value)) >= 0;
      options.filter(isShown).forEach((option) => ui.add(group, optionNode(facet, option, isFull)));
      const rest = options.filter((option, index) => !isShown(option, index));
      if (rest.length) {
        const more = fold(facet + "+", "fp-facet-more", ui.word("filter_more", { count: rest.length }), false);
        rest.forEach((option) => ui.add(more, optionNode(facet, option, isFull)));
        ui.add(group, more);
      }
      return ui.add(part, group);
    }

    function dateNode() {
      const isChosen = Boolean(state().since || state().until);
      const part = fold("date", "fp-facet", ui.word("filter_date"), isChosen);
      const group = ui.make("div", "fp-facet-group");
      ["since", "until"].forEach((name) => {
        const input = ui.make("input", "fp-facet-day");
        input.type = "date";
        input.id = "fp-facet-" + name;
        input.value = state()[name];
        // Years are typed digit by digit: a date counts when the reader is through with it.
        const take = () => input.value !== state()[name] && chooseDay(name, input.value);
        input.addEventListener("blur", take);
        input.addEventListener("keydown", (event) => event.key === "Enter" && take());
        input.addEventListener("change", () => (document.activeElement !== input || /^(19|20)/.test(input.value)) && take());
        ui.add(group, ui.add(ui.make("label"), ui.make("span", "fp-facet-label", ui.word("filter_" + name)), input));
      });
      return ui.add(part, group);
    }

    // Call `each(name, value, drop)` for each choice, with what takes it back.
    function eachChoice(each) {
      ui.setup.facets.forEach((facet) =>
        chosenOf(facet).forEach((value) => each(ui.word("facet_" + facet), labelOf(facet, value), () => choose(facet, value, false)))
      );
      ["since", "until"].forEach((name) => state()[name] && each(ui.word("filter_" + name), state()[name], () => chooseDay(name, "")));
    }

    function chosen() {
      const texts = [];
      eachChoice((name, value) => texts.push(name + ": " + value));
      return texts;
    }

    function showChips() {
      ui.empty(chips);
      eachChoice((name, value, drop) => {
        const chip = ui.button("fp-find-chip", name + ": " + value, drop);
        chip.setAttribute("aria-label", ui.word("filter_remove", { name: name, value: value }));
        ui.add(chips, chip);
      });
      const count = ui.countOfFilters(state());
      if (count > 1) ui.add(chips, ui.button("fp-find-link", ui.word("filters_clear"), clear));
      title.textContent = ui.word("filters") + (count ? " (" + count + ")" : "");
      chips.hidden = !count;
    }

    function show(answer) {
      const focused = document.activeElement && box.contains(document.activeElement) ? document.activeElement.id : "";
      const wasAt = box.scrollTop;
      facets = answer.facets || {};
      const isFull = ui.setup.facets.reduce((sum, facet) => sum + chosenOf(facet).length, 0) >= MOST_CHOSEN;
      ui.empty(list);
      ui.setup.facets.forEach((facet) => ui.add(list, facetNode(facet, isFull)));
      // Nothing found and nothing chosen: nothing to filter. The column stays, so that nothing jumps.
      box.classList.toggle("fp-facets-idle", !list.firstChild && !ui.countOfFilters(state()));
      ui.add(list, dateNode());
      showChips();
      done.textContent = ui.word("show_results", { count: answer.total });
      box.scrollTop = wasAt;
      if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
    }

    return { box: box, chips: chips, show: show, clear: clear, chosen: chosen, labelOf: labelOf };
  };
})();

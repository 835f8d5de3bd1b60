// The state of a search as it stands in the address of the search page, so that a copied link shows the same.
(function () {
  "use strict";

  const ui = window.fupanSearchUi;
  const SORTS = ["relevance", "newest", "oldest", "severity"];
  const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text || "");

  ui.sorts = SORTS;

  // The sort by relevance is what one gets without asking: it stays out of the address.
  ui.readState = function (address) {
    const parameters = new URLSearchParams(address);
    const state = { query: parameters.get("q") || "", filters: {}, since: "", until: "", sort: "" };
    ui.setup.facets.forEach((facet) => {
      const values = parameters.getAll(facet).filter(Boolean);
      if (values.length) state.filters[facet] = Array.from(new Set(values));
    });
    ["since", "until"].forEach((name) => (state[name] = isDay(parameters.get(name)) ? parameters.get(name) : ""));
    if (SORTS.indexOf(parameters.get("sort")) > 0) state.sort = parameters.get("sort");
    return state;
  };

  ui.countOfFilters = (state) =>
    Object.keys(state.filters).reduce((sum, facet) => sum + state.filters[facet].length, 0) +
    (state.since ? 1 : 0) + (state.until ? 1 : 0);

  // Words and filters ask; a sort alone asks nothing.
  ui.asksNothing = (state) => !state.query.trim() && !ui.countOfFilters(state);
})();

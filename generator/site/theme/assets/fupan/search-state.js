// The state of a search as it stands in the address of the search page, so that a copied link shows the same.
(function () {
  "use strict";

  const ui = window.fupanSearchUi;
  const SORTS = ["relevance", "newest", "oldest", "severity"];
  const DAY = /^(\d{4})(?:年?|[-/.年](\d{1,2})(?:月?|[-/.月](\d{1,2})日?))$/;

  // The ISO day that a day, month or year begins with, or ends with; "" for anything else. The command line and a typed
  // query read days in the same way: see search/asking/query_filters.py.
  function dayOf(text, isLast) {
    const parts = DAY.exec((text || "").trim());
    if (!parts) return "";
    const [year, month, day] = parts.slice(1).map((part) => Number(part || 0));
    const date = new Date(0);
    if (day || !isLast) date.setUTCFullYear(year, (month || 1) - 1, day || 1);
    else date.setUTCFullYear(year, month || 12, 0);
    const isMeant = (!month || date.getUTCMonth() === month - 1) && (!day || date.getUTCDate() === day);
    return isMeant && year > 0 ? date.toISOString().slice(0, 10) : "";
  }

  ui.sorts = SORTS;

  // The sort by relevance is what one gets without asking: it stays out of the address.
  ui.readState = function (address) {
    const parameters = new URLSearchParams(address);
    const state = { query: parameters.get("q") || "", filters: {}, since: "", until: "", sort: "" };
    ui.setup.facets.forEach((facet) => {
      const values = parameters.getAll(facet).filter(Boolean);
      if (values.length) state.filters[facet] = Array.from(new Set(values));
    });
    ["since", "until"].forEach((name) => (state[name] = dayOf(parameters.get(name), name === "until")));
    if (SORTS.indexOf(parameters.get("sort")) > 0) state.sort = parameters.get("sort");
    return state;
  };

  ui.countOfFilters = (state) =>
    Object.keys(state.filters).reduce((sum, facet) => sum + state.filters[facet].length, 0) +
    (state.since ? 1 : 0) + (state.until ? 1 : 0);

  // Words and filters ask; a sort alone asks nothing.
  ui.asksNothing = (state) => !state.query.trim() && !ui.countOfFilters(state);
})();

// Tables that can be sorted and filtered. A long list comes in pages: the first sort or filter brings the rows of all of
// them into this one, and where that cannot be (from a folder, or the server is away) the page says how far it reaches.
//
// `fupanTables.wire(page, wasExtended)`: `page` holds what page.js works with, too (its texts, its dates, its ways with
// elements); `wasExtended` is called after rows came in. What was sorted or filtered is so again after Back.
(function () {
  "use strict";

  // More pages than this are not brought into one.
  var MOST_PAGES = 60;
  var page = null;
  var wasExtended = null;
  var wholes = new Map();

  function fold(text) {
    return (text.normalize ? text.normalize("NFKC") : text).toLowerCase();
  }

  // ---- the other pages of a list ---------------------------------------------

  function pageAddress(pager, number) {
    var first = pager.getAttribute("data-first");
    return number === 1 ? first : first.replace(/\.html$/, "-page-" + number + ".html");
  }

  function rowsOf(address, table) {
    return fetch(address, { credentials: "same-origin" })
      .then(function (response) {
        if (!response.ok) throw new Error("HTTP " + response.status);
        return response.text();
      })
      .then(function (text) {
        var there = new DOMParser().parseFromString(text, "text/html").getElementById(table.id);
        // Another table of this page is no list in pages.
        return there && there.tBodies.length ? Array.prototype.slice.call(there.tBodies[0].rows) : [];
      });
  }

  // Promise that the table holds the rows of all pages of its list, in their order; asked for once.
  function whole(table) {
    var pager = table.id && document.querySelector("nav[data-pages]");
    if (!pager) return Promise.resolve();
    if (wholes.has(table)) return wholes.get(table);
    var pages = Number(pager.getAttribute("data-pages"));
    var here = Number(pager.getAttribute("data-page"));
    var canFetch = /^https?:$/.test(location.protocol) && window.fetch && window.DOMParser;
    var found = [];
    var next = function (number) {
      if (number > pages) return null;
      if (number === here) return next(number + 1);
      return rowsOf(pageAddress(pager, number), table).then(function (rows) {
        found[number] = rows;
        return next(number + 1);
      });
    };
    var asked = canFetch && pages <= MOST_PAGES ? Promise.resolve(1).then(next) : Promise.reject(new Error("pages"));
    var rest = asked.then(function () {
      var section = table.tBodies[0];
      var first = section.rows[0] || null;
      found.forEach(function (rows, number) {
        rows.forEach(function (row) {
          section.insertBefore(document.importNode(row, true), number < here ? first : null);
          pager.hidden = true;
        });
      });
      wasExtended();
    });
    wholes.set(table, rest);
    rest.catch(function () {
      var note = page.make("p", "fp-list-note", page.word("list_page_only", { pages: pages }));
      note.setAttribute("role", "status");
      if (!document.querySelector(".fp-list-note")) pager.parentNode.insertBefore(note, pager);
    });
    return rest;
  }

  // ---- sorting ---------------------------------------------------------------

  function wireSorting(table, number) {
    var head = table.tHead && table.tHead.rows[table.tHead.rows.length - 1];
    if (!head || !table.tBodies.length) return;
    var cells = Array.prototype.slice.call(head.cells);

    function sort(column, down) {
      var cell = cells[column];
      page.all("[aria-sort]", head).forEach(function (other) {
        other.removeAttribute("aria-sort");
      });
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      var run = function () {
        sortRows(table.tBodies[0], column, cell.getAttribute("data-sort") || "text", down);
      };
      whole(table).then(run, run);
    }

    cells.forEach(function (cell, column) {
      var label = cell.textContent.trim();
      if (cell.getAttribute("data-sort") === "none" || !label) return;
      var button = page.make("button", "fp-sort", label);
      button.type = "button";
      button.title = page.word("sort_by", { column: label });
      cell.textContent = "";
      cell.appendChild(button);
      cell.setAttribute("data-sort-ready", "");
      // A browser paints a button once: on the later pages of a print only the style sheet's own text repeats.
      cell.setAttribute("data-heading", label);
      button.addEventListener("click", function () {
        var down = cell.getAttribute("aria-sort") === "ascending";
        sort(column, down);
        remember({ table: number, column: column, down: down });
      });
    });
    var kept = history.state && history.state.sorted;
    if (kept && kept.table === number && cells[kept.column]) sort(kept.column, kept.down);
  }

  function remember(sorted) {
    try {
      history.replaceState(Object.assign({}, history.state, { sorted: sorted }), "");
    } catch (error) {
      // some browsers forbid this on file://; then Back finds the table as it is written
    }
  }

  function sortRows(section, column, how, down) {
    var rows = Array.prototype.slice.call(section.rows).map(function (row, place) {
      var cell = row.cells[column];
      var text = cell ? cell.getAttribute("data-value") || cell.textContent.trim() : "";
      var value = text;
      if (how === "number") value = parseFloat(text.replace(/[^\d.+-]/g, ""));
      if (how === "date") value = (page.parseDate(text) || new Date(NaN)).getTime();
      return { row: row, value: value, empty: text === "" || value !== value, place: place };
    });
    rows.sort(function (a, b) {
      if (a.empty !== b.empty) return a.empty ? 1 : -1; // empty cells stay at the end
      var order = 0;
      if (!a.empty) {
        order = how === "text"
          ? String(a.value).localeCompare(String(b.value), document.documentElement.lang, { numeric: true })
          : a.value - b.value;
      }
      return (down ? -order : order) || a.place - b.place;
    });
    rows.forEach(function (entry) {
      section.appendChild(entry.row);
    });
  }

  // ---- filter ----------------------------------------------------------------

  function wireFilter(input) {
    var table = document.querySelector(input.getAttribute("data-filter"));
    if (!table || !table.tBodies.length) return;
    var count = page.make("span", "fp-filter-count");
    count.setAttribute("role", "status");
    input.insertAdjacentElement("afterend", count);

    function show() {
      var terms = fold(input.value).split(/\s+/).filter(Boolean);
      var rows = Array.prototype.slice.call(table.tBodies[0].rows);
      var shown = 0;
      rows.forEach(function (row) {
        var text = fold(row.textContent);
        row.hidden = !terms.every(function (term) {
          return text.indexOf(term) >= 0;
        });
        if (!row.hidden) shown += 1;
      });
      count.textContent = terms.length ? page.word("filter_rows", { shown: shown, total: rows.length }) : "";
    }

    function apply() {
      show();
      if (input.value.trim()) whole(table).then(show, show);
    }

    input.addEventListener("input", function (event) {
      if (!event.isComposing) apply();
    });
    input.addEventListener("compositionend", apply);
    // A browser puts back what stood in the box when one returns to the page.
    window.addEventListener("pageshow", function () {
      if (input.value) apply();
    });
    if (input.value) apply();
  }

  window.fupanTables = {
    wire: function (tools, extended) {
      page = tools;
      wasExtended = extended;
      page.all("table[data-sortable]").forEach(wireSorting);
      page.all("input[data-filter]").forEach(wireFilter);
    },
  };
})();

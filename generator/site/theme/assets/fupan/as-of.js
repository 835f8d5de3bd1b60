// The state on a chosen day: shows of the table of intervals those that hold the day. Works on file:// too.
(function () {
  "use strict";

  var box = document.getElementById("day-choice");
  var input = document.getElementById("day-chosen");
  var table = document.getElementById("intervals");
  var count = document.getElementById("day-count");
  if (!box || !input || !table || !table.tBodies.length) return;
  var rows = Array.prototype.slice.call(table.tBodies[0].rows);

  function holds(row, day) {
    var until = row.getAttribute("data-until");
    return row.getAttribute("data-since") <= day && (!until || day <= until);
  }

  function show(day) {
    var found = {};
    var every = {};
    rows.forEach(function (row) {
      var name = row.getAttribute("data-doc");
      every[name] = true;
      row.hidden = day !== "" && !holds(row, day);
      if (!row.hidden) found[name] = true;
    });
    count.textContent = "";
    if (!day) return;
    var missing = Object.keys(every).filter(function (name) {
      return !found[name];
    });
    count.textContent = count.getAttribute("data-text")
      .split("{day}").join(day)
      .split("{number}").join(String(Object.keys(found).length)) +
      (missing.length ? " · " + count.getAttribute("data-none") + ": " + missing.join(", ") : "");
  }

  function chosen() {
    // Old browsers show a plain field for text: only a whole day counts.
    return /^\d{4}-\d{2}-\d{2}$/.test(input.value) ? input.value : "";
  }

  function fromAddress() {
    var found = /^#on-(\d{4}-\d{2}-\d{2})$/.exec(location.hash);
    if (found) input.value = found[1];
    show(chosen());
    if (found) box.scrollIntoView();
  }

  box.hidden = false;
  input.addEventListener("input", function () {
    show(chosen());
  });
  document.getElementById("day-all").addEventListener("click", function () {
    input.value = "";
    show("");
  });
  window.addEventListener("hashchange", fromAddress);
  // A browser puts back what stood in the box when one returns to the page.
  window.addEventListener("pageshow", function () {
    show(chosen());
  });
  fromAddress();
})();

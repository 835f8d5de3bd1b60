// Injected by the preview server only: reloads the page after a rebuild, shows a bar while there are errors.
(function () {
  "use strict";

  var script = document.currentScript;
  var stateUrl = (script && script.getAttribute("data-state")) || "/-/state";
  var errorsUrl = (script && script.getAttribute("data-errors")) || "/-/errors";
  var text = (script && script.getAttribute("data-text")) || "● {errors}";
  var generation = null;
  var bar = null;

  function showErrors(count) {
    if (!count) {
      if (bar) bar.remove();
      bar = null;
      return;
    }
    if (!bar) {
      bar = document.createElement("a");
      bar.className = "fp-live-errors";
      bar.href = errorsUrl;
      bar.setAttribute("role", "alert");
      bar.style.cssText =
        "position:fixed;left:0;right:0;bottom:0;z-index:99;padding:14px 20px;text-align:center;" +
        "font:600 16px/1.5 sans-serif;color:#fff;background:#a3171b;text-decoration:underline";
      document.body.appendChild(bar);
    }
    var message = text.split("{errors}").join(String(count));
    if (bar.textContent !== message) bar.textContent = message;
  }

  function later() {
    setTimeout(poll, 1000);
  }

  function poll() {
    if (document.visibilityState === "hidden") return later();
    fetch(stateUrl, { cache: "no-store" })
      .then(function (response) { return response.json(); })
      .then(function (state) {
        if (generation === null) generation = state.generation;
        if (state.generation !== generation) return location.reload();
        showErrors(Number(state.errors) || 0);
      })
      .catch(function () { /* the server is restarting: ask again */ })
      .then(later);
  }

  poll();
})();

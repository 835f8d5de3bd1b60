// Runs in the head, before the first paint: tells the style sheets that scripts work.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.remove("no-js");
  root.classList.add("js");
})();

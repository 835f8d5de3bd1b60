// Opens the search from every page: "/" or Ctrl+K (Cmd+K) anywhere, or a click into the box of the top bar.
//
// The dialog with all that it needs is loaded by the first opening, not before. Where that fails, the page says so and
// stays: whoever reads it while the server is gone must not lose it. The next press tries again. On the search page
// itself the keys lead to its box.
(function () {
  "use strict";

  const PARTS = ["search-dialog.css", "search-setup.js", "search-elements.js", "search-exact.js", "search-recent.js", "search-ask.js", "search-typing.js"];
  const FAILURE_SHOWN = 10000;
  const here = /^(.*\/)[^/?]*(\?.*)?$/.exec(document.currentScript.src) || ["", "", ""];
  const ui = (window.fupanSearchUi = window.fupanSearchUi || {});
  const box = document.getElementById("fp-q");
  const loaded = new Set();
  const failure = document.createElement("p"); // stands empty in the page, so that screen readers say what comes in
  let ready = null;
  let left = null; // what had the focus before the box took the letters
  let forgetting = 0;

  ui.fileAddress = (name) => here[1] + name + (here[2] || "");

  // Promise that a script or style sheet of ours has been loaded.
  ui.load = function (name) {
    return new Promise((resolve, reject) => {
      const isStyle = /\.css$/.test(name);
      const node = document.createElement(isStyle ? "link" : "script");
      if (isStyle) node.rel = "stylesheet";
      node[isStyle ? "href" : "src"] = ui.fileAddress(name);
      node.async = false; // scripts run in the order in which they are asked for
      node.onload = resolve;
      node.onerror = () => reject(new Error(name));
      document.head.appendChild(node);
    });
  };

  // What came in is not asked for again, as it would run twice; the dialog runs when all that it needs is there.
  const loadOnce = (name) => (loaded.has(name) ? null : ui.load(name).then(() => loaded.add(name)));

  function loadAll() {
    if (!ready) {
      ready = Promise.all(PARTS.map(loadOnce)).then(() => loadOnce("search-dialog.js"));
      ready.catch(() => (ready = null));
    }
    return ready;
  }

  function open() {
    tell("");
    loadAll().then(openLoaded, () => {
      if (box && box.value) left = null;
      else giveBack(); // so that the next "/" opens, too
      tell("search_not_loaded");
    });
  }

  // While the dialog is on its way, the box of the top bar takes what is typed; where it is hidden, nothing does.
  function takeLetters() {
    if (!box || left) return;
    left = document.activeElement;
    box.focus();
    box.select();
  }

  // From where the dialog opens, there the focus returns.
  function giveBack() {
    if (left && document.activeElement === box) {
      box.blur();
      left.focus();
    }
    left = null;
  }

  function openLoaded() {
    if (composing) return; // opened when the input method is done: it would lose its letters
    giveBack();
    if (!ui.dialog.isPossible) {
      location.href = ui.siteUrl("search.html"); // an old browser: the search page does
      return;
    }
    ui.dialog.open(box ? box.value : "");
    if (box) box.value = "";
  }

  function tell(key) {
    const words = document.getElementById("fupan-words");
    clearTimeout(forgetting);
    failure.textContent = key && words ? JSON.parse(words.textContent)[key] || "" : "";
    if (key) forgetting = setTimeout(tell, FAILURE_SHOWN, "");
  }

  function isTyping(target) {
    if (!target || !target.tagName) return false;
    if (target.tagName === "INPUT") return !/^(checkbox|radio|button|submit|reset)$/.test(target.type);
    return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey) return;
    const isControlled = event.ctrlKey || event.metaKey;
    const isSlash = event.key === "/" && !isControlled && !isTyping(event.target);
    const isControlK = isControlled && !event.shiftKey && /^k$/i.test(event.key);
    if (!isSlash && !isControlK) return;
    event.preventDefault();
    const own = document.getElementById("fupan-search-input");
    if (own) {
      own.focus();
      own.select();
      return;
    }
    takeLetters();
    open();
  });

  const notices = document.getElementById("fp-notices");
  failure.className = "fp-search-failure";
  failure.setAttribute("role", "status");
  if (notices) notices.appendChild(failure);

  let composing = false;
  if (!box) return;
  box.addEventListener("click", open);
  box.addEventListener("compositionstart", () => (composing = true));
  box.addEventListener("compositionend", () => {
    composing = false;
    if (ready) open();
  });
})();

// Opens the search from every page: "/" or Ctrl+K (Cmd+K) anywhere, or a click into the box of the top bar.
//
// The dialog with all that it needs is loaded by the first opening, not before. Where that fails, the box remains what
// it is without scripts: a form that leads to the search page. On the search page itself the keys lead to its box.
(function () {
  "use strict";

  const SCRIPTS = ["search-setup", "search-elements", "search-recent", "search-ask", "search-typing", "search-dialog"];
  const here = /^(.*\/)[^/?]*(\?.*)?$/.exec(document.currentScript.src) || ["", "", ""];
  const ui = (window.fupanSearchUi = window.fupanSearchUi || {});
  const box = document.getElementById("fp-q");
  let ready = null;

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

  function open() {
    if (!ready) {
      ready = Promise.all(["search-dialog.css"].concat(SCRIPTS.map((name) => name + ".js")).map(ui.load));
      ready.catch(() => (ready = null));
    }
    return ready.then(() => {
      if (composing) return null; // opened when the input method is done: it would lose its letters
      ui.dialog.open(box ? box.value : "");
      if (box) box.value = "";
      return null;
    });
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
    open().catch(() => {
      const link = document.querySelector(".fp-search-link");
      if (link) location.href = link.href;
    });
  });

  let composing = false;
  if (!box) return;
  const openFromBox = () => open().catch(() => {});
  box.addEventListener("click", openFromBox);
  box.addEventListener("compositionstart", () => (composing = true));
  box.addEventListener("compositionend", () => {
    composing = false;
    if (ready) openFromBox();
  });
})();

// What the search page and the search dialog are built of: words, elements, addresses, marked text.
//
// Texts of records come in as text nodes only; nothing here writes markup.
(function () {
  "use strict";

  const ui = window.fupanSearchUi;
  const body = document.body;
  const base = (body.getAttribute("data-base") || ".").replace(/\/$/, "");
  const isEnglish = ui.setup.language === "en";
  const SHORTEST_LATIN = 3; // "in" stands in too many words

  ui.word = function (key, values) {
    return Object.keys(values || {}).reduce(
      (text, name) => text.split("{" + name + "}").join(String(values[name])),
      ui.setup.words[key] || ""
    );
  };

  ui.listed = (words) => words.join(isEnglish ? ", " : "、");

  ui.make = function (tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  };

  ui.button = function (className, text, onClick) {
    const node = ui.make("button", className, text);
    node.type = "button";
    node.addEventListener("click", onClick);
    return node;
  };

  ui.add = function (parent) {
    Array.prototype.slice.call(arguments, 1).forEach((child) => child && parent.appendChild(child));
    return parent;
  };

  ui.empty = function (node) {
    while (node.firstChild) node.removeChild(node.firstChild);
    return node;
  };

  // Addresses come from records: only relative ones are followed.
  ui.siteUrl = function (url) {
    const text = String(url || "");
    return /^[a-z][a-z0-9+.-]*:/i.test(text) || /^[/\\]/.test(text) ? "#" : base + "/" + text;
  };

  ui.link = function (className, text, url) {
    const node = ui.make("a", className, text);
    node.href = ui.siteUrl(url);
    return node;
  };

  // Append a text in which the signs \u0001 and \u0002 stand round what was found.
  ui.marked = function (parent, text) {
    String(text || "").split("\u0001").forEach((part, index) => {
      const end = index ? part.indexOf("\u0002") : -1;
      const hit = index ? (end < 0 ? part : part.slice(0, end)) : "";
      const rest = index ? (end < 0 ? "" : part.slice(end + 1)) : part;
      if (hit) parent.appendChild(ui.make("mark", "", hit));
      if (rest) parent.appendChild(document.createTextNode(rest.replace(/\u0002/g, "")));
    });
    return parent;
  };

  // What may be marked in a title: the typed words, and whatever was marked in the excerpt.
  ui.needlesOf = function (query, excerpt) {
    const typed = plain(query).split(/[\s"“”„«»「」『』]+/).map((word) => word.replace(/^[+-]|\*$/g, ""));
    const found = String(excerpt || "").match(/\u0001[^\u0002]+/g) || [];
    const all = typed.concat(found.map((piece) => plain(piece.slice(1))));
    return Array.from(new Set(all)).filter((word) => word.length >= (/^[a-z]+$/.test(word) ? SHORTEST_LATIN : 2));
  };

  ui.markedTitle = function (parent, text, needles) {
    const shown = String(text || "");
    const folded = plain(shown);
    // A text that changes its length when it is folded is shown without marks rather than with wrong ones.
    if (folded.length !== shown.length) return ui.add(parent, document.createTextNode(shown));
    let out = "";
    for (let at = 0; at < shown.length; ) {
      const isInWord = isLatin(folded[at]) && isLatin(folded[at - 1]);
      const here = isInWord ? [] : needles.filter((one) => folded.startsWith(one, at));
      const hit = here.reduce((best, one) => (one.length > best.length ? one : best), "");
      const piece = shown.slice(at, at + (hit.length || 1));
      out += hit ? "\u0001" + piece + "\u0002" : piece;
      at += piece.length;
    }
    return ui.marked(parent, out.replace(/\u0002\u0001/g, ""));
  };

  ui.isSame = (one, other) => plain(one).trim() === plain(other).trim();

  // The way out when no search helps: whom to call.
  ui.phone = function () {
    const number = body.getAttribute("data-tel");
    if (!number) return null;
    const link = ui.make("a", "", body.getAttribute("data-phone-label") + " " + body.getAttribute("data-phone"));
    link.href = "tel:" + number;
    return ui.add(ui.make("p", "fp-find-phone", ui.word("call_for_help") + " "), link);
  };

  // "作废" in words, not in colour alone; the label of the status says which end it came to.
  ui.obsoleteBadge = function (hit) {
    if (!hit.obsolete && !hit.is_obsolete) return null;
    const badge = ui.make("span", "fp-badge fp-hit-obsolete", hit.status_label || ui.word("obsolete"));
    badge.setAttribute("data-status", "withdrawn");
    return badge;
  };

  // What does not match but is like the first of a few results says so before its title.
  ui.relatedBadge = function (hit) {
    return hit.related ? ui.make("span", "fp-badge fp-hit-related", hit.why) : null;
  };

  function isLatin(sign) {
    return /^[a-z0-9]$/.test(sign || "");
  }

  function plain(text) {
    return String(text || "").normalize("NFKC").toLowerCase();
  }
})();

// One result: what it is, its title, where the words stand in it, and its card "symptom → what fixed it → first step".
(function () {
  "use strict";

  const ui = window.fupanSearchUi;
  // name on the card → the part with its address
  const ROWS = [["symptom"], ["when"], ["fix"], ["step", "step_url"], ["manual", "manual_url"]];

  ui.hitNode = function (hit, query, labelOf, wasOpened) {
    const needles = ui.needlesOf(query, hit.excerpt);
    const item = ui.make("li", "fp-hit");
    item.setAttribute("data-kind", hit.kind || "");
    const top = ui.make("p", "fp-hit-top");
    ui.add(top, ui.make("span", "fp-hit-kind", hit.kind_label || hit.kind));
    ui.add(top, ui.markedTitle(ui.make("code"), hit.id, needles), ui.obsoleteBadge(hit), ui.relatedBadge(hit));
    const link = ui.markedTitle(ui.link("", "", hit.url), hit.title || hit.id, needles);
    const title = ui.add(ui.make("h2", "fp-hit-title"), link);
    const excerpt = hit.excerpt ? ui.marked(ui.make("p", "fp-hit-text"), hit.excerpt) : null;
    ui.add(item, top, title, excerpt, cardNode(hit), metaNode(hit, labelOf));
    item.addEventListener("click", (event) => event.target.closest("a") && wasOpened());
    if (hit.obsolete || hit.is_obsolete) item.classList.add("fp-hit-old");
    return item;
  };

  function cardNode(hit) {
    const card = hit.card || {};
    const rows = ROWS.filter((row) => card[row[0]]);
    if (!rows.length) return null;
    const list = ui.make("dl", "fp-hit-card");
    rows.forEach((row) => {
      const [name, address] = row;
      const text = address && card[address] ? ui.link("", card[name], card[address]) : ui.make("span", "", card[name]);
      const value = ui.add(ui.make("dd"), text);
      if (name === "step" && card.step_of && card.step_of !== hit.id) ui.add(value, document.createTextNode(" "), ui.make("code", "", card.step_of));
      const line = ui.make("div");
      line.setAttribute("data-part", name);
      ui.add(list, ui.add(line, ui.make("dt", "", ui.word("card_" + name)), value));
    });
    return list;
  }

  function metaNode(hit, labelOf) {
    const meta = ui.make("p", "fp-hit-meta");
    if (hit.severity) {
      const badge = ui.make("span", "fp-badge", hit.severity_label || labelOf("severity", hit.severity));
      badge.setAttribute("data-severity", hit.severity);
      ui.add(meta, badge);
    }
    if (hit.status_label && !hit.obsolete && !hit.is_obsolete) {
      const badge = ui.make("span", "fp-badge", hit.status_label);
      badge.setAttribute("data-status", hit.status || "");
      ui.add(meta, badge);
    }
    if (hit.date) ui.add(meta, ui.make("time", "", hit.date));
    const systems = (hit.systems || []).map((value) => labelOf("system", value));
    if (systems.length) ui.add(meta, ui.make("span", "", ui.listed(systems)));
    if (typeof hit.why === "string" && hit.why && !hit.related) ui.add(meta, ui.make("span", "fp-hit-why", hit.why));
    return meta;
  }
})();

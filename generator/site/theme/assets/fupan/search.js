// The search page: asks the server, falls back to the data of the copy, keeps its state in the address.
(function () {
  "use strict";

  var root = document.getElementById("fupan-search");
  if (!root || !window.fupanStaticSearch) return;

  var FACETS = ["kind", "system", "severity", "year", "status"];
  var PAGE = 20;
  var MOST = 50; // what the server gives at most; see search/query.py
  var DEBOUNCE = 120;
  var SERVER_PATIENCE = 4000;
  var SERVER_PAUSE = 30000;
  var RECENT_KEY = "fupan.recent";

  var body = document.body;
  var words = readJson("fupan-words") || {};
  var helpers = readJson("fupan-helpers") || [];
  var base = (body.getAttribute("data-base") || ".").replace(/\/$/, "");
  var state = { query: "", filters: {}, limit: PAGE };
  var turn = 0;
  var timer = 0;
  var serverPausedUntil = 0;
  var serverAbsent = false;
  var dataPromise = null;
  var lastAnswer = null;

  // ---- helpers -------------------------------------------------------------

  function readJson(id) {
    var block = document.getElementById(id);
    try {
      return block ? JSON.parse(block.textContent) : null;
    } catch (error) {
      return null;
    }
  }

  function word(key, values) {
    var text = words[key] || "";
    Object.keys(values || {}).forEach(function (name) {
      text = text.split("{" + name + "}").join(String(values[name]));
    });
    return text;
  }

  function make(tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  }

  function button(className, text, onClick) {
    var node = make("button", className, text);
    node.type = "button";
    node.addEventListener("click", onClick);
    return node;
  }

  function empty(node) {
    while (node.firstChild) node.removeChild(node.firstChild);
    return node;
  }

  function add(parent) {
    for (var i = 1; i < arguments.length; i += 1) if (arguments[i]) parent.appendChild(arguments[i]);
    return parent;
  }

  // Addresses come from records: only relative ones are followed.
  function siteUrl(url) {
    var text = String(url || "");
    if (/^[a-z][a-z0-9+.-]*:/i.test(text) || /^[/\\]/.test(text)) return "#";
    return base + "/" + text;
  }

  // ---- skeleton ------------------------------------------------------------

  var form = make("form", "fp-find");
  form.setAttribute("role", "search");
  form.setAttribute("action", "search.html");
  form.setAttribute("aria-label", word("search"));
  var label = make("label", "fp-hidden", word("search_site"));
  label.htmlFor = "fupan-search-input";
  var input = make("input");
  input.id = "fupan-search-input";
  input.name = "q";
  input.type = "search";
  input.placeholder = word("search_hint");
  ["autocomplete", "autocapitalize", "autocorrect"].forEach(function (name) {
    input.setAttribute(name, "off");
  });
  input.spellcheck = false;
  input.setAttribute("enterkeyhint", "search");
  input.setAttribute("aria-describedby", "fp-find-keys");
  var clear = button("fp-find-clear", "✕", function () {
    setQuery("");
    input.focus();
  });
  clear.setAttribute("aria-label", word("search_clear"));
  var submit = make("button", "fp-find-go", word("search"));
  submit.type = "submit";
  var keys = make("p", "fp-find-keys", word("search_keys"));
  keys.id = "fp-find-keys";
  add(form, label, input, clear, submit);

  var status = make("p", "fp-find-status");
  status.setAttribute("role", "status");
  var note = make("p", "fp-find-note");
  var chips = make("p", "fp-find-chips");
  var facetBox = make("details", "fp-plain fp-facets");
  var facetTitle = make("summary", "", word("filters"));
  var facetList = make("div", "fp-facet-list");
  add(facetBox, facetTitle, facetList);
  var results = make("ol", "fp-hits");
  results.setAttribute("aria-label", word("result_list"));
  var more = button("fp-button fp-more", word("more_results"), function () {
    var before = results.children.length;
    state.limit = Math.min(state.limit + PAGE, MOST);
    run({ keepFocusAt: before });
  });
  var aside = make("div", "fp-find-aside");
  var column = make("div", "fp-find-column");
  add(column, status, note, chips, results, more, aside);
  var layout = make("div", "fp-find-layout");
  add(layout, facetBox, column);
  add(empty(root), form, keys, layout);
  root.classList.add("fp-find-ready");

  // Wide screens show the filters open; on phones they fold away above the results.
  var wide = window.matchMedia("(min-width: 1000px)");
  var placeFacets = function () { facetBox.open = wide.matches; };
  placeFacets();
  if (wide.addEventListener) wide.addEventListener("change", placeFacets);

  // ---- address -------------------------------------------------------------

  function readAddress() {
    var parameters = new URLSearchParams(location.search);
    state.query = parameters.get("q") || "";
    state.filters = {};
    state.limit = PAGE;
    FACETS.forEach(function (facet) {
      var values = parameters.getAll(facet).filter(Boolean);
      if (values.length) state.filters[facet] = values;
    });
    if (input.value !== state.query) input.value = state.query;
  }

  function parametersOf() {
    var parameters = new URLSearchParams();
    if (state.query) parameters.set("q", state.query);
    FACETS.forEach(function (facet) {
      (state.filters[facet] || []).forEach(function (value) {
        parameters.append(facet, value);
      });
    });
    return parameters;
  }

  function writeAddress(push) {
    var text = parametersOf().toString();
    var address = location.pathname + (text ? "?" + text : "");
    try {
      if (push) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch (error) {
      // some browsers forbid this on file://; the search itself works without it
    }
    document.title = (state.query ? state.query + " - " : "") + word("search") + " - " + body.getAttribute("data-site");
  }

  // ---- recent searches -----------------------------------------------------

  function readRecent() {
    try {
      var list = JSON.parse(localStorage.getItem(RECENT_KEY));
      return Array.isArray(list) ? list.filter(function (item) { return typeof item === "string"; }) : [];
    } catch (error) {
      return [];
    }
  }

  function writeRecent(list) {
    try {
      localStorage.setItem(RECENT_KEY, JSON.stringify(list.slice(0, 8)));
    } catch (error) {
      // private window or full: not remembered
    }
  }

  function remember() {
    var query = state.query.trim();
    if (query.length < 2) return;
    writeRecent([query].concat(readRecent().filter(function (item) { return item !== query; })));
  }

  // ---- asking --------------------------------------------------------------

  function askServer() {
    var address = root.getAttribute("data-api");
    if (serverAbsent || !address || !/^https?:$/.test(location.protocol) || Date.now() < serverPausedUntil) return Promise.reject(new Error("none"));
    var parameters = parametersOf();
    parameters.set("limit", String(state.limit));
    parameters.set("offset", "0");
    var stop = "AbortController" in window ? new AbortController() : null;
    var patience = setTimeout(function () { if (stop) stop.abort(); }, SERVER_PATIENCE);
    return fetch(siteUrl(address) + "?" + parameters.toString(), {
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      signal: stop ? stop.signal : undefined,
    }).then(function (response) {
      if (response.status === 404) serverAbsent = true;
      if (!response.ok) throw new Error("HTTP " + response.status);
      return response.json();
    }).then(function (answer) {
      if (!answer || answer.ok !== true || !Array.isArray(answer.hits)) throw new Error("answer");
      answer.from = "server";
      return answer;
    }).catch(function (error) {
      serverPausedUntil = Date.now() + SERVER_PAUSE;
      throw error;
    }).finally(function () {
      clearTimeout(patience);
    });
  }

  // fetch fails on file://, a script element does not; loaded only when someone searches.
  function loadData() {
    if (window.fupanSearchData) return Promise.resolve(window.fupanSearchData);
    if (dataPromise) return dataPromise;
    dataPromise = new Promise(function (resolve, reject) {
      var script = make("script");
      script.src = siteUrl(root.getAttribute("data-static"));
      script.onload = function () {
        if (window.fupanSearchData && window.fupanSearchData.version === 1) resolve(window.fupanSearchData);
        else reject(new Error("version"));
      };
      script.onerror = function () { reject(new Error("missing")); };
      document.head.appendChild(script);
    });
    dataPromise.catch(function () { dataPromise = null; });
    return dataPromise;
  }

  function ask() {
    return askServer().catch(function () {
      return loadData().then(function (data) {
        var answer = window.fupanStaticSearch.search(data, {
          query: state.query, filters: state.filters, limit: state.limit, offset: 0,
        });
        answer.from = "offline";
        return answer;
      });
    });
  }

  function run(options) {
    clearTimeout(timer);
    var mine = (turn += 1);
    clear.hidden = !input.value;
    if (!state.query.trim()) return showStart();
    if (!lastAnswer) status.textContent = word("result_searching");
    return ask().then(
      function (answer) {
        if (mine !== turn) return; // a later question is already on its way
        lastAnswer = answer;
        show(answer, options || {});
      },
      function () {
        if (mine === turn) showFailure();
      }
    );
  }

  // ---- showing -------------------------------------------------------------

  function markedText(parent, text) {
    String(text || "").split("\u0001").forEach(function (part, index) {
      if (!index) return parent.appendChild(document.createTextNode(part.replace(/\u0002/g, "")));
      var end = part.indexOf("\u0002");
      var hit = end < 0 ? part : part.slice(0, end);
      parent.appendChild(make("mark", "", hit));
      if (end >= 0) parent.appendChild(document.createTextNode(part.slice(end + 1).replace(/\u0002/g, "")));
    });
    return parent;
  }

  function markTerms(text, terms) {
    var mapped = window.fupanStaticSearch.foldWithPlaces(String(text || ""));
    var out = "";
    for (var at = 0; at < mapped.folded.length; ) {
      var hit = "";
      terms.forEach(function (term) {
        if (term.length > hit.length && mapped.folded.startsWith(term, at)) hit = term;
      });
      var next = at + (hit ? hit.length : 1);
      var piece = text.slice(mapped.places[at], mapped.places[next]);
      out += hit ? "\u0001" + piece + "\u0002" : piece;
      at = next;
    }
    return out;
  }

  function hitNode(hit, terms) {
    var item = make("li", "fp-hit");
    var top = make("p", "fp-hit-top");
    add(top, make("span", "fp-hit-kind", hit.kind_label || hit.kind), markedText(make("code"), markTerms(hit.id || "", terms)));
    var title = make("h2", "fp-hit-title");
    var link = make("a");
    link.href = siteUrl(hit.url);
    markedText(link, markTerms(String(hit.title || hit.id || ""), terms));
    link.addEventListener("click", remember);
    add(title, link);
    var excerpt = hit.excerpt ? markedText(make("p", "fp-hit-text"), hit.excerpt) : null;
    var meta = make("p", "fp-hit-meta");
    if (hit.severity) {
      var severity = make("span", "fp-badge", hit.severity_label || labelOf("severity", hit.severity));
      severity.setAttribute("data-severity", hit.severity);
      add(meta, severity);
    }
    if (hit.status_label) {
      var badge = make("span", "fp-badge", hit.status_label);
      badge.setAttribute("data-status", hit.status || "");
      add(meta, badge);
    }
    if (hit.date) add(meta, make("time", "", hit.date));
    if (hit.systems && hit.systems.length) add(meta, make("span", "", hit.systems.map(function (value) {
      return labelOf("system", value);
    }).join(document.documentElement.lang === "en" ? ", " : "、")));
    if (typeof hit.why === "string" && hit.why) add(meta, make("span", "fp-hit-why", hit.why));
    item.setAttribute("data-kind", hit.kind || "");
    return add(item, top, title, excerpt, meta);
  }

  function labelOf(facet, value) {
    var options = (lastAnswer && lastAnswer.facets && lastAnswer.facets[facet]) || [];
    for (var i = 0; i < options.length; i += 1) if (String(options[i].value) === String(value)) return options[i].label || value;
    return value;
  }

  function toggle(facet, value, on) {
    var rest = (state.filters[facet] || []).filter(function (item) { return item !== value; });
    if (on) rest.push(value);
    if (rest.length) state.filters[facet] = rest;
    else delete state.filters[facet];
    state.limit = PAGE;
    writeAddress(true);
    run({ focus: document.activeElement && document.activeElement.id });
  }

  function showFacets(answer) {
    empty(facetList);
    FACETS.forEach(function (facet) {
      var options = ((answer.facets && answer.facets[facet]) || []).slice();
      var chosen = state.filters[facet] || [];
      chosen.forEach(function (value) {
        if (!options.some(function (option) { return String(option.value) === value; })) {
          options.push({ value: value, label: value, count: 0 });
        }
      });
      if (!options.length || (options.length === 1 && !chosen.length)) return;
      var group = make("fieldset", "fp-facet");
      add(group, make("legend", "", word("facet_" + facet)));
      options.forEach(function (option, index) {
        var value = String(option.value);
        var box = make("input");
        box.type = "checkbox";
        box.id = "fp-facet-" + facet + "-" + index;
        box.checked = chosen.indexOf(value) >= 0;
        box.addEventListener("change", function () { toggle(facet, value, box.checked); });
        var line = make("label");
        line.htmlFor = box.id;
        add(line, box, make("span", "fp-facet-label", option.label || value), make("span", "fp-facet-count", String(option.count)));
        add(group, line);
      });
      add(facetList, group);
    });
    facetBox.hidden = !facetList.firstChild;
    layout.classList.toggle("fp-with-facets", !facetBox.hidden);
  }

  function showChips() {
    empty(chips);
    var count = 0;
    FACETS.forEach(function (facet) {
      (state.filters[facet] || []).forEach(function (value) {
        count += 1;
        var chip = button("fp-find-chip", word("facet_" + facet) + ": " + labelOf(facet, value), function () {
          toggle(facet, value, false);
          input.focus();
        });
        chip.setAttribute("aria-label", word("filter_remove", { name: word("facet_" + facet), value: labelOf(facet, value) }));
        add(chips, chip);
      });
    });
    if (count > 1) add(chips, button("fp-find-link", word("filters_clear"), clearFilters));
    facetTitle.textContent = word("filters") + (count ? " (" + count + ")" : "");
    chips.hidden = !count;
  }

  function clearFilters() {
    state.filters = {};
    state.limit = PAGE;
    writeAddress(true);
    run();
    input.focus();
  }

  function show(answer, options) {
    var terms = window.fupanStaticSearch.termsOf(state.query);
    var took = Number(answer.took_ms) || 0;
    status.textContent = [
      word("result_count", { count: answer.total }),
      (took < 10 ? Math.round(took * 10) / 10 : Math.round(took)) + " ms",
      word(answer.from === "server" ? "result_server" : "result_offline"),
    ].join(" · ");
    note.textContent = answer.from === "server"
      ? (answer.expanded && answer.expanded.length ? word("also_searched", { words: answer.expanded.join(document.documentElement.lang === "en" ? ", " : "、") }) : "")
      : word("offline_note");
    note.hidden = !note.textContent;
    root.setAttribute("data-from", answer.from);
    showFacets(answer);
    showChips();
    empty(results);
    answer.hits.forEach(function (hit) { add(results, hitNode(hit, terms)); });
    results.hidden = !answer.hits.length;
    more.hidden = answer.total <= answer.hits.length || answer.hits.length >= MOST;
    empty(aside);
    if (!answer.hits.length) showNothing();
    if (options.focus && document.getElementById(options.focus)) document.getElementById(options.focus).focus();
    if (options.keepFocusAt && results.children[options.keepFocusAt]) results.children[options.keepFocusAt].querySelector("a").focus();
  }

  function showNothing() {
    var filtered = Object.keys(state.filters).length > 0;
    add(aside, make("h2", "", word("no_results", { query: state.query })));
    if (filtered) {
      add(aside, make("p", "", word("no_results_filtered")), button("fp-button", word("filters_clear"), clearFilters));
    } else {
      var tips = make("ul");
      ["try_shorter", "try_code", "try_symptom"].forEach(function (key) { add(tips, make("li", "", word(key))); });
      add(aside, tips);
    }
    showHelp();
  }

  function showHelp() {
    if (helpers.length) {
      add(aside, make("h2", "", word("what_cannot_do")));
      var list = make("nav", "fp-help");
      list.setAttribute("aria-label", word("what_cannot_do"));
      helpers.forEach(function (helper) {
        var link = make("a", "", helper.title);
        link.href = siteUrl(helper.url);
        add(list, link);
      });
      add(aside, list);
    }
    if (body.getAttribute("data-tel")) {
      var phone = make("a", "", body.getAttribute("data-phone-label") + " " + body.getAttribute("data-phone"));
      phone.href = "tel:" + body.getAttribute("data-tel");
      add(aside, add(make("p", "fp-find-phone", word("call_for_help") + " "), phone));
    }
  }

  function reset() {
    lastAnswer = null;
    status.textContent = note.textContent = "";
    note.hidden = chips.hidden = results.hidden = more.hidden = facetBox.hidden = true;
    layout.classList.remove("fp-with-facets");
    empty(results);
    empty(aside);
  }

  function showStart() {
    reset();
    var recent = readRecent();
    if (recent.length) {
      var list = make("p", "fp-recent");
      recent.forEach(function (query) {
        add(list, button("fp-find-chip fp-recent-chip", query, function () { setQuery(query); input.focus(); }));
      });
      add(aside, make("h2", "", word("recent_searches")), list, button("fp-find-link", word("recent_clear"), function () {
        writeRecent([]);
        showStart();
        input.focus();
      }));
    }
    showHelp();
  }

  function showFailure() {
    reset();
    status.textContent = word("offline_missing");
    showHelp();
  }

  // ---- input ---------------------------------------------------------------

  function setQuery(query) {
    input.value = query;
    state.query = query;
    state.limit = PAGE;
    writeAddress(true);
    run();
  }

  function typed() {
    clear.hidden = !input.value;
    if (input.value === state.query) return;
    state.query = input.value;
    state.limit = PAGE;
    turn += 1; // answers to earlier letters are no longer wanted
    clearTimeout(timer);
    timer = setTimeout(function () {
      writeAddress(false);
      run();
    }, DEBOUNCE);
  }

  var composing = false;
  input.addEventListener("compositionstart", function () { composing = true; });
  input.addEventListener("compositionend", function () {
    composing = false;
    typed();
  });
  input.addEventListener("input", function (event) {
    if (!composing && !event.isComposing) typed();
  });

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (composing) return;
    state.query = input.value;
    writeAddress(true);
    remember();
    // A whole identifier means "take me there".
    Promise.resolve(run()).then(function () {
      var first = lastAnswer && lastAnswer.hits[0];
      var same = function (text) { return String(text).normalize("NFKC").trim().toLowerCase(); };
      if (first && state.query.trim() && same(first.id) === same(state.query)) location.href = siteUrl(first.url);
    });
  });

  root.addEventListener("keydown", function (event) {
    if (composing || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    var links = Array.prototype.slice.call(results.querySelectorAll(".fp-hit-title a"));
    var here = links.indexOf(document.activeElement);
    var atInput = document.activeElement === input;
    if (event.key === "ArrowDown" && (atInput || here >= 0) && links.length) {
      event.preventDefault();
      links[Math.min(here + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && here >= 0) {
      event.preventDefault();
      if (here === 0) input.focus();
      else links[here - 1].focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (atInput && input.value) setQuery("");
      input.focus();
    }
  });

  window.addEventListener("popstate", function () {
    readAddress();
    run();
  });

  readAddress();
  run();
  if (!state.query && wide.matches) input.focus();
})();

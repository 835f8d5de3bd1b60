// Small behaviours of every page, each an addition: all pages read and print without this file.
(function () {
  "use strict";

  var body = document.body;
  var words = readWords();
  var own = /^(.*\/)[^/?]*(\?.*|)$/.exec((document.currentScript || {}).src || "") || ["", "", ""];

  // ---- helpers -------------------------------------------------------------

  function readWords() {
    var block = document.getElementById("fupan-words");
    try {
      return block ? JSON.parse(block.textContent) : {};
    } catch (error) {
      return {};
    }
  }

  function word(key, values) {
    var text = words[key] || "";
    Object.keys(values || {}).forEach(function (name) {
      text = text.split("{" + name + "}").join(String(values[name]));
    });
    return text;
  }

  function all(selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  }

  function make(tag, className, text) {
    var node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  // localStorage can be absent, full or forbidden: then nothing is kept and nothing breaks.
  var store = {
    read: function (key) {
      try {
        return JSON.parse(window.localStorage.getItem(key));
      } catch (error) {
        return null;
      }
    },
    write: function (key, value) {
      try {
        if (value === null) window.localStorage.removeItem(key);
        else window.localStorage.setItem(key, JSON.stringify(value));
        return true;
      } catch (error) {
        return false;
      }
    },
  };

  function twoDigits(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function clock(time) {
    var at = new Date(time);
    return (
      at.getFullYear() + "-" + twoDigits(at.getMonth() + 1) + "-" + twoDigits(at.getDate()) +
      " " + twoDigits(at.getHours()) + ":" + twoDigits(at.getMinutes())
    );
  }

  // A date without a time means the local day, not midnight in Greenwich.
  function parseDate(text) {
    if (!text) return null;
    var day = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
    var at = day ? new Date(+day[1], +day[2] - 1, +day[3]) : new Date(text);
    return isNaN(at.getTime()) ? null : at;
  }

  function startOfDay(at) {
    return new Date(at.getFullYear(), at.getMonth(), at.getDate());
  }

  function daysBetween(from, to) {
    return Math.round((startOfDay(to) - startOfDay(from)) / 86400000);
  }

  // ---- copy buttons --------------------------------------------------------

  function copyText(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text).catch(function () {
        return copyByCommand(text);
      });
    }
    return copyByCommand(text);
  }

  // An intranet host over http is no secure context: there only the old command works.
  function copyByCommand(text) {
    return new Promise(function (resolve, reject) {
      var area = make("textarea");
      var active = document.activeElement;
      area.value = text;
      area.setAttribute("readonly", "");
      area.style.cssText = "position:fixed;top:0;left:0;opacity:0;font-size:16px";
      body.appendChild(area);
      area.select();
      area.setSelectionRange(0, text.length);
      var done = false;
      try {
        done = document.execCommand("copy");
      } catch (error) {
        done = false;
      }
      body.removeChild(area);
      if (active && active.focus) active.focus();
      if (done) resolve();
      else reject(new Error("copy"));
    });
  }

  function wireCopy(button, getText) {
    var label = button.textContent;
    var live = make("span", "fp-hidden");
    live.setAttribute("role", "status");
    button.insertAdjacentElement("afterend", live);
    button.addEventListener("click", function () {
      copyText(getText()).then(
        function () {
          button.classList.add("fp-copied");
          button.textContent = live.textContent = word("copied");
        },
        function () {
          button.textContent = live.textContent = word("copy_failed");
        }
      ).then(function () {
        setTimeout(function () {
          button.classList.remove("fp-copied");
          button.textContent = label;
          live.textContent = "";
        }, 2000);
      });
    });
  }

  function addCopyButtons() {
    all("[data-copy]").forEach(function (element) {
      var getText = function () {
        return element.getAttribute("data-copy") || element.textContent.trim();
      };
      if (element.tagName === "BUTTON") return wireCopy(element, getText);
      var button = copyButton(getText());
      element.insertAdjacentElement("afterend", button);
      wireCopy(button, getText);
    });
    all(".fp-article pre > code").forEach(function (code) {
      var button = copyButton("");
      code.parentNode.appendChild(button);
      wireCopy(button, function () {
        return code.textContent.replace(/\n$/, "");
      });
    });
  }

  function copyButton(text) {
    var button = make("button", "fp-copy fp-screen-only", word("copy"));
    button.type = "button";
    if (text && text.length < 60) button.setAttribute("aria-label", word("copy") + " " + text);
    return button;
  }

  // ---- steps that can be ticked --------------------------------------------

  var OLD_TICKS = 8 * 60 * 60 * 1000;

  function stepsOf(list) {
    return list.getAttribute("data-steps") || body.getAttribute("data-page-id") || location.pathname;
  }

  // The phases of one document are lists of their own, but one progress: one bar and one memory for all of them.
  function wireAllSteps() {
    var documents = {};
    all("ol.fp-steps").forEach(function (list) {
      var page = stepsOf(list);
      (documents["$" + page] = documents["$" + page] || { page: page, lists: [] }).lists.push(list);
    });
    Object.keys(documents).forEach(function (name) {
      wireSteps(documents[name].page, documents[name].lists);
    });
  }

  function wireSteps(page, lists) {
    var boxes = lists.reduce(function (found, list) {
      return found.concat(all("input[type=checkbox]", list));
    }, []);
    if (!boxes.length) return;
    var key = "fupan.steps." + page;
    var state = { ticks: {}, at: 0 };

    // Where nothing can be kept, what this tab knows stays.
    function read() {
      var kept = store.read(key);
      if (kept && kept.ticks && typeof kept.ticks === "object") state = kept;
    }

    var bar = make("div", "fp-steps-bar fp-screen-only");
    var count = make("b");
    var time = make("span", "fp-steps-time");
    var reset = make("button", "", word("steps_reset"));
    var old = make("span", "fp-steps-old");
    count.setAttribute("role", "status");
    reset.type = "button";
    [count, time, reset, old].forEach(function (part) {
      bar.appendChild(part);
    });
    var heading = lists[0].previousElementSibling;
    var first = heading && /^H[3-6]$/.test(heading.tagName) ? heading : lists[0];
    first.parentNode.insertBefore(bar, first);

    function keyOf(box, index) {
      var item = box.closest("li");
      return box.getAttribute("data-step") || (item && item.id) || String(index + 1);
    }

    function show() {
      var done = boxes.filter(function (box) {
        return box.checked;
      }).length;
      boxes.forEach(function (box) {
        var item = box.closest("li");
        if (item) item.classList.toggle("fp-done", box.checked);
      });
      count.textContent = word("steps_done", { done: done, total: boxes.length });
      time.textContent = done && state.at ? word("steps_last", { time: clock(state.at) }) : "";
      reset.hidden = !done;
      old.hidden = !(done && state.at && Date.now() - state.at > OLD_TICKS);
      old.textContent = old.hidden ? "" : word("steps_old", { time: clock(state.at) });
      bar.style.setProperty("--done", String(done / boxes.length));
    }

    function tick() {
      boxes.forEach(function (box, index) {
        box.checked = state.ticks[keyOf(box, index)] === true;
      });
      show();
    }

    window.addEventListener("storage", function (event) {
      if (event.key !== key) return;
      if (event.newValue === null) state = { ticks: {}, at: 0 };
      read();
      tick();
    });

    boxes.forEach(function (box, index) {
      box.addEventListener("change", function () {
        // Another tab may have ticked others in between.
        read();
        state.ticks[keyOf(box, index)] = box.checked;
        state.at = Date.now();
        var kept = store.write(key, state);
        show();
        if (!kept) time.textContent = word("steps_not_kept");
      });
    });

    // Two presses, so that a slip of the thumb does not lose the progress of a whole night.
    var sure = 0;
    reset.addEventListener("click", function () {
      if (!sure) {
        reset.textContent = word("steps_reset_sure");
        sure = setTimeout(function () {
          sure = 0;
          reset.textContent = word("steps_reset");
        }, 4000);
        return;
      }
      clearTimeout(sure);
      sure = 0;
      reset.textContent = word("steps_reset");
      state = { ticks: {}, at: 0 };
      store.write(key, null);
      tick();
      boxes[0].focus();
    });
    read();
    tick();
  }

  // ---- tables: sort and filter in a file of their own, sideways scrolling ----

  function wireTables() {
    if (!document.querySelector("table[data-sortable], input[data-filter]")) return;
    loadBeside("tables.js" + own[2], function () {
      if (window.fupanTables) window.fupanTables.wire({ word: word, all: all, make: make, parseDate: parseDate }, refreshDueDates);
    });
  }

  function headingBefore(node) {
    for (var at = node.previousElementSibling; at; at = at.previousElementSibling) {
      if (/^H[1-6]$/.test(at.tagName)) return at.textContent.trim();
    }
    return "";
  }

  // What scrolls sideways must be reachable by keyboard, but only while it does scroll.
  function markScrollRegions() {
    all(".fp-scroll, .fp-timeline, .fp-article pre > code, .fp-article table:not([class])").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1) {
        box.tabIndex = 0;
        if (box.className === "fp-scroll" && !box.hasAttribute("role")) {
          var caption = headingBefore(box);
          box.setAttribute("role", "group");
          box.setAttribute("aria-label", (caption ? caption + ": " : "") + word("scroll_region"));
        }
      } else if (box.tabIndex === 0) {
        box.removeAttribute("tabindex");
      }
    });
  }

  // ---- dates that go on living after the page was generated -----------------

  function showStale() {
    var generated = parseDate(body.getAttribute("data-generated"));
    if (!generated) return;
    var days = daysBetween(generated, new Date());
    if (days <= Number(body.getAttribute("data-stale-days") || 30)) return;
    var bar = make("p", "fp-stale", word("stale", {
      days: days,
      date: body.getAttribute("data-generated").slice(0, 10),
    }));
    bar.setAttribute("role", "status");
    document.getElementById("fp-notices").appendChild(bar);
  }

  function dropPastNotice() {
    all(".fp-notice[data-until]").forEach(function (notice) {
      var until = parseDate(notice.getAttribute("data-until"));
      if (until && until < new Date()) notice.parentNode.removeChild(notice);
    });
  }

  // The rules of the organization lie in a file of their own; without them plain days are counted.
  function refreshDueDates() {
    if (!document.querySelector(".fp-due[data-due], .fp-as-of")) return;
    // The rules may change with every build, the program only with its version.
    loadBeside("deadline-rules.js?d=" + encodeURIComponent(body.getAttribute("data-generated") || ""), function () {
      loadBeside("deadlines.js" + own[2], function () {
        if (window.fupanDeadlines) window.fupanDeadlines.refresh(word);
      });
    });
  }

  function loadBeside(name, then) {
    var node = document.createElement("script");
    node.src = own[1] + name;
    node.onload = node.onerror = then;
    document.head.appendChild(node);
  }

  // ---- menu, place on the page ----------------------------------------------

  function wireMenu() {
    var menu = document.getElementById("fp-menu");
    if (!menu) return;
    var summary = menu.querySelector("summary");
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        summary.focus();
      }
    });
    document.addEventListener("click", function (event) {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  }

  function wireTop() {
    var link = document.querySelector(".fp-top");
    if (!link) return;
    var place = function () {
      link.hidden = window.pageYOffset < 900;
    };
    window.addEventListener("scroll", place, { passive: true });
    link.addEventListener("click", function (event) {
      event.preventDefault();
      window.scrollTo(0, 0);
      document.getElementById("fp-content").focus({ preventScroll: true });
    });
    place();
  }

  function followHeadings() {
    var links = all(".fp-toc a[href^='#']");
    var entries = links.map(function (link) {
      return { link: link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) };
    }).filter(function (entry) {
      return entry.heading;
    });
    if (!entries.length || !("IntersectionObserver" in window)) return;
    var current = null;
    var update = function () {
      var found = null;
      entries.forEach(function (entry) {
        if (entry.link.offsetParent !== null && entry.heading.getBoundingClientRect().top < 140) found = entry.link;
      });
      if (found === current) return;
      if (current) current.removeAttribute("aria-current");
      current = found;
      if (!found) return;
      found.setAttribute("aria-current", "true");
      var box = found.closest(".fp-toc > ul");
      if (box && box.scrollWidth > box.clientWidth) box.scrollLeft = found.offsetLeft - 40;
    };
    var waiting = false;
    window.addEventListener("scroll", function () {
      if (waiting) return;
      waiting = true;
      window.requestAnimationFrame(function () {
        waiting = false;
        update();
      });
    }, { passive: true });
    update();
  }

  // Each behaviour on its own: one that fails must not take the others with it.
  [
    addCopyButtons,
    wireAllSteps,
    wireTables,
    dropPastNotice, showStale, refreshDueDates,
    wireMenu, wireTop, followHeadings,
    markScrollRegions,
    function () { window.addEventListener("resize", markScrollRegions); },
  ].forEach(function (start) {
    try {
      start();
    } catch (error) {
      if (window.console) console.warn("fupan", error);
    }
  });
})();

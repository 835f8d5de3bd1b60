// Deadlines on the reader's day: days left or late, working days, the level at which lateness is told.
//
// The same reckoning as generator/lifecycle/due/working_days.py and escalation.py; the cases in tests/cases/deadlines hold
// both to one table. page.js loads this file, after deadline-rules.js, on pages that show deadlines.
(function () {
  "use strict";

  const DAY = 86400000;
  const USUAL = { levels: [], reminder_days: 0, ageing: [], weekend: [5, 6], holidays: [], worked_instead: [] };
  const compiled = new WeakMap();

  // Days since 1970 of a date such as 2026-05-11, whatever the zone of the reader.
  function dayNumber(text) {
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text || "");
    return parts ? Date.UTC(+parts[1], parts[2] - 1, +parts[3]) / DAY : null;
  }

  const modulo = (number, by) => ((number % by) + by) % by;
  // 1970 began on a Thursday; Monday is 0.
  const weekday = (day) => modulo(day + 3, 7);

  function daysOf(rules) {
    let found = compiled.get(rules);
    if (!found) {
      const weekend = new Set(rules.weekend);
      const worked = new Set(rules.worked_instead.map(dayNumber));
      const holidays = rules.holidays.map(dayNumber).filter((day) => !worked.has(day));
      found = {
        weekend,
        lost: holidays.filter((day) => !weekend.has(weekday(day))),
        gained: Array.from(worked).filter((day) => weekend.has(weekday(day))),
      };
      compiled.set(rules, found);
    }
    return found;
  }

  // The number of working days from a fixed Monday up to a day, so that differences are counts.
  function workedUntil(day, rules) {
    const days = daysOf(rules);
    const total = day + 4;
    const rest = modulo(total, 7);
    let count = ((total - rest) / 7) * (7 - days.weekend.size);
    for (let place = 0; place < rest; place += 1) if (!days.weekend.has(place)) count += 1;
    const before = (list) => list.filter((one) => one <= day).length;
    return count - before(days.lost) + before(days.gained);
  }

  function daysUntil(due, today, working, rules) {
    return working ? workedUntil(due, rules) - workedUntil(today, rules) : due - today;
  }

  function bucket(days, limits) {
    let first = 0;
    for (const last of limits) {
      if (days <= last) return first + "–" + last;
      first = last + 1;
    }
    return limits.length ? ">" + limits[limits.length - 1] : "";
  }

  function isReached(level, clock, left, age, rules) {
    if (level.code === "E0" && rules.reminder_days && left <= rules.reminder_days) return true;
    const own = level.by_severity[clock.severity];
    const late = own === undefined ? level.overdue_days : own;
    return Boolean(
      (late && -left >= late) ||
        (level.extensions && (clock.extensions || 0) >= level.extensions) ||
        (level.stage_factor && clock.allotted && age > level.stage_factor * clock.allotted) ||
        (level.recurrence && clock.recurred)
    );
  }

  // What a clock (`due`, `original_due`, `working_days`, `severity`, `extensions`, `since`, `allotted`, `recurred`) says.
  function lateness(clock, rules, todayText) {
    const today = dayNumber(todayText);
    const left = daysUntil(dayNumber(clock.due), today, clock.working_days, rules);
    const first = daysUntil(dayNumber(clock.original_due || clock.due), today, clock.working_days, rules);
    const age = clock.since ? today - dayNumber(clock.since) : 0;
    const reached = rules.levels.filter((level) => isReached(level, clock, left, age, rules));
    const late = Math.max(-left, 0);
    return {
      days_left: left,
      days_overdue: late,
      days_overdue_original: Math.max(-first, 0),
      level: reached.length ? reached[reached.length - 1].code : "",
      bucket: late ? bucket(late, rules.ageing) : "",
    };
  }

  // ---- the page ---------------------------------------------------------------

  function localDay(at) {
    const two = (number) => (number < 10 ? "0" : "") + number;
    return at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate());
  }

  function clockOf(element) {
    try {
      return JSON.parse(element.dataset.clock || "null") || { due: element.dataset.due };
    } catch (error) {
      return { due: element.dataset.due };
    }
  }

  function text(clock, found, today, word) {
    const working = clock.working_days ? "working_" : "";
    const left = found.days_left;
    const counted = (key, number) => word(key + (number === 1 ? "_one" : ""), { number: number });
    if (left < 0) return counted("overdue_" + working + "days", -left);
    if (left > 0) return counted("left_" + working + "days", left);
    return word(clock.due === today ? "due_today" : "due_last_working_day");
  }

  // Show all deadlines of the page as they are today; `word` gives the interface's words.
  function refresh(word) {
    const rules = window.fupanDeadlineRules || USUAL;
    const today = localDay(new Date());
    const rows = new Map();
    document.querySelectorAll(".fp-due[data-due]").forEach((element) => {
      const clock = clockOf(element);
      if (dayNumber(clock.due) === null) return;
      const found = lateness(clock, rules, today);
      // Where a column is sorted as figures, the bare number of days late, and nothing for what is in time.
      const figure = element.hasAttribute("data-figure");
      element.textContent = figure ? String(found.days_overdue || "") : text(clock, found, today, word);
      if (element.hasAttribute("data-first")) return; // the first deadline of one that was moved
      const row = element.closest("tr, .fp-board-item, li") || element.parentNode;
      rows.set(row, rows.get(row) || found.days_overdue > 0);
      if (!element.dataset.clock) return;
      row.querySelectorAll(".fp-due-level").forEach((mark) => {
        mark.textContent = mark.dataset.level = found.level;
      });
      row.querySelectorAll(".fp-due-bucket").forEach((mark) => (mark.textContent = found.bucket));
    });
    rows.forEach((isLate, row) => row.classList.toggle("fp-overdue", isLate));
    document.querySelectorAll(".fp-age[data-since]").forEach((element) => {
      element.textContent = String(dayNumber(today) - dayNumber(element.dataset.since));
    });
    document.querySelectorAll(".fp-as-of").forEach((element) => (element.textContent = word("as_of", { date: today })));
  }

  window.fupanDeadlines = { lateness, refresh };
})();

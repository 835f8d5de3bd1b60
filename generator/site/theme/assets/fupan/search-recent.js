// The recent searches of this browser: kept here and nowhere else.
(function () {
  "use strict";

  const KEY = "fupan.recent";
  const MOST = 8;
  const SHORTEST = 2;

  function read() {
    try {
      const list = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(list) ? list.filter((one) => typeof one === "string").slice(0, MOST) : [];
    } catch (error) {
      return [];
    }
  }

  // A private window, a full or a forbidden store: then nothing is remembered and nothing breaks.
  function write(list) {
    try {
      if (list.length) localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)));
      else localStorage.removeItem(KEY);
    } catch (error) {
      return;
    }
  }

  window.fupanSearchUi.recent = {
    read: read,
    forget: () => write([]),
    remember: (query) => {
      const words = query.trim();
      if (words.length >= SHORTEST) write([words].concat(read().filter((one) => one !== words)));
    },
  };
})();

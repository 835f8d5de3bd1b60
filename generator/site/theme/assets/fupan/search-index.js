// The files of the index, loaded when they are first needed: see generator/search/static/.
//
// `open(load)` promises an index; `load(name)` promises the content of a file. What was loaded stays; postings are
// unpacked term by term. `lexicon` answers what an index knows of its own words.
(function () {
  "use strict";

  const space = window.fupanSearch;

  const VERSION = 2;
  const FIELDS = ["body", "title", "headings"];
  const SIGNS = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at)).filter((one) => '"\\<|'.indexOf(one) < 0);
  const ENDING = 64;
  const GOING_ON = SIGNS.length - ENDING;
  const VALUES = new Uint8Array(128);
  SIGNS.forEach((sign, value) => (VALUES[sign.charCodeAt(0)] = value));
  const LENGTHS = Array.from({ length: 256 }, (_, byte) => Math.round((Math.pow(1.033, byte) - 1) * 27));
  const NOTHING = { numbers: [], counts: [] };
  const MOST_WAITING = 15000;

  // ---- unpacking -------------------------------------------------------------

  function unpacked(text) {
    const numbers = [];
    for (let at = 0; at < text.length; ) {
      let number = 0;
      let unit = 1;
      for (;;) {
        const value = VALUES[text.charCodeAt(at)];
        at += 1;
        number += value * unit;
        if (value < ENDING) break;
        unit *= GOING_ON;
      }
      numbers.push(number);
    }
    return numbers;
  }

  // Places with their counts; a place is written as the gap before it, doubled, plus one if a count follows.
  function unpackedCounts(text) {
    const numbers = [];
    const counts = [];
    const packed = unpacked(text);
    let expected = 0;
    for (let at = 0; at < packed.length; at += 1) {
      const gap = packed[at];
      if (gap & 1) at += 1;
      numbers.push(expected + (gap >> 1));
      counts.push(gap & 1 ? packed[at] + 2 : 1);
      expected = numbers[numbers.length - 1] + 1;
    }
    return { numbers: numbers, counts: counts };
  }

  function unpackedTerm(text) {
    const pieces = text.split("|");
    const body = unpackedCounts(pieces[0]);
    const found = { body: body };
    FIELDS.slice(1).forEach((field, at) => {
      if (!pieces[at + 1]) return (found[field] = NOTHING);
      const places = unpackedCounts(pieces[at + 1]);
      return (found[field] = { numbers: places.numbers.map((place) => body.numbers[place]), counts: places.counts });
    });
    return found;
  }

  function unpackedWords(text) {
    let before = "";
    return (text.match(/[A-Z][^A-Z]*/g) || []).map((piece) => {
      before = before.slice(0, piece.charCodeAt(0) - 65) + piece.slice(1);
      return before;
    });
  }

  function lines(text) {
    return text === "" ? [] : text.split("\n");
  }

  // ---- files -----------------------------------------------------------------

  // Load files of a folder by script elements: `fetch` fails on file://.
  const arrived = new Map();
  window.fupanShard = function (name, content) {
    arrived.set(name, content);
  };

  function fault(code, text) {
    const error = new Error(text);
    error.code = code;
    return error;
  }

  function scriptLoader(folder) {
    return (name, suffix) =>
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        const patience = setTimeout(() => done(fault("missing", "The search data do not arrive: " + name)), MOST_WAITING);
        function done(error) {
          clearTimeout(patience);
          script.onload = script.onerror = null;
          script.remove();
          if (error) reject(error);
          else if (!arrived.has(name)) reject(fault("damaged", "The search data are damaged: " + name));
          else resolve(arrived.get(name));
          arrived.delete(name);
        }
        script.onload = () => done(null);
        script.onerror = () => done(fault("missing", "The search data are missing: " + name));
        script.src = folder + name + ".js" + (suffix || "");
        document.head.appendChild(script);
      });
  }

  // Where the last of the ascending `beginnings` lies that is not after `key`; -1 if all are.
  function placeOf(beginnings, key) {
    let low = 0;
    let high = beginnings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (beginnings[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function nameOf(kind, hashes, at) {
    return kind + "-" + String(at).padStart(3, "0") + "-" + hashes.slice(10 * at, 10 * at + 10);
  }

  // ---- the index -------------------------------------------------------------

  function open(load, suffix) {
    return load("meta", suffix).then((meta) => {
      if (!meta || meta.version !== VERSION) throw fault("version", "The search data are of another version.");
      return load(meta.table).then((table) => new Index(meta, table, load));
    });
  }

  function Index(meta, table, load) {
    this.meta = meta;
    this.size = meta.documents;
    this.ids = lines(table.ids);
    this.dates = table.ids === "" ? [] : table.dates.split("\n");
    this.urgency = table.urgency;
    this.obsolete = new Set(table.obsolete);
    this.origins = new Map(table.origins);
    this.labels = new Map(Object.keys(meta.labels).map((facet) => [facet, new Map(meta.labels[facet])]));
    this.facets = new Map();
    Object.keys(table.facets).forEach((name) => {
      const column = table.facets[name];
      this.facets.set(name, { values: [[]].concat(column[0]), of: Uint32Array.from(unpacked(column[1])) });
    });
    this.lengths = {};
    this.norms = {};
    FIELDS.forEach((field, at) => {
      this.lengths[field] = Uint8Array.from(unpacked(table.lengths[at]));
      this.norms[field] = LENGTHS.map((length) => lengthNorm(meta.ranking, length, meta.averages[at]));
    });
    const loads = new Map();
    // Each file once; one that did not arrive is asked for again by the next search.
    this._load = (name) => {
      if (!loads.has(name)) {
        loads.set(name, load(name));
        loads.get(name).catch(() => loads.delete(name));
      }
      return loads.get(name);
    };
    this._beginnings = lines(meta.terms[0]);
    this._words = new Map();
    this._shards = new Map();
    this._texts = new Map();
    this.lexicon = lexiconOf(this);
  }

  function lengthNorm(ranking, length, average) {
    return average ? ranking.saturation * (1 - ranking.length + (ranking.length * length) / average) : ranking.saturation;
  }

  // Load what is known of these terms, and of the identifiers among them (which end with a tab).
  Index.prototype.need = function (terms) {
    const shards = new Set(terms.map((term) => placeOf(this._beginnings, term)).filter((at) => at >= 0));
    return Promise.all(Array.from(shards, (at) => this._needShard(at)));
  };

  Index.prototype._needShard = function (at) {
    if (this._shards.has(at)) return Promise.resolve(this._shards.get(at));
    return this._load(nameOf("terms", this.meta.terms[1], at)).then((content) => {
      if (!this._shards.has(at)) {
        const words = unpackedWords(content[0]);
        const postings = content[1].split(" ");
        words.forEach((word, place) => this._words.set(word, postings[place]));
        this._shards.set(at, words);
      }
      return this._shards.get(at);
    });
  };

  Index.prototype._entry = function (key, unpack) {
    let entry = this._words.get(key);
    if (typeof entry === "string") this._words.set(key, (entry = unpack(entry)));
    return entry;
  };

  // The documents that have a term in a field, in order, and how often; after `need`.
  Index.prototype.postings = function (field, term) {
    const entry = this._entry(term, unpackedTerm);
    return entry ? entry[field] : NOTHING;
  };

  // The documents that an identifier names: {numbers, counts}, where a count of 2 is the document's own; after `need`.
  Index.prototype.identified = function (key) {
    return this._entry(key + "\t", unpackedCounts) || NOTHING;
  };

  // Promise what is shown of documents: a map from their number to {title, url, kind, text, card}.
  Index.prototype.shown = function (numbers) {
    const beginnings = this.meta.texts[0];
    const shards = new Set(numbers.filter((number) => !this._texts.has(number)).map((number) => placeOf(beginnings, number)));
    const loads = Array.from(shards, (at) =>
      this._load(nameOf("texts", this.meta.texts[1], at)).then((content) =>
        content.forEach((one, place) => {
          const shown = { title: one[0], url: one[1], kind: one[2], text: one[3], card: one[4] };
          this._texts.set(beginnings[at] + place, shown);
        })
      )
    );
    return Promise.all(loads).then(() => new Map(numbers.map((number) => [number, this._texts.get(number)])));
  };

  // What is shown of a document, if `shown` was asked for it before.
  Index.prototype.shownOf = function (number) {
    return this._texts.get(number);
  };

  // The date of a document as a number that sorts like it: 20260511, or 0 for none.
  Index.prototype.dayOf = function (number) {
    if (!this._days) this._days = this.dates.map(dayNumber);
    return this._days[number];
  };

  function dayNumber(date) {
    const digits = date.slice(0, 10).replace(/-/g, "");
    return /^[0-9]{8}$/.test(digits) ? Number(digits) : 0;
  }

  Index.prototype.valuesOf = function (number, facet) {
    const column = this.facets.get(facet);
    return column ? column.values[column.of[number]] : [];
  };

  // ---- the lexicon -----------------------------------------------------------

  // What generator/search/words/lexicon.py asks, as promises; `frequency` answers at once for terms that were needed before.
  function lexiconOf(index) {
    const lists = new Map();
    const counted = (name) => {
      if (!lists.has(name)) {
        const list = index._load(index.meta[name]).then((content) => {
          const frequencies = unpacked(content[1]);
          return new Map(unpackedWords(content[0]).map((word, at) => [word, frequencies[at]]));
        });
        lists.set(name, list);
        list.catch(() => lists.delete(name));
      }
      return lists.get(name);
    };
    let parts = null;
    return {
      documents: index.size,
      need: (terms) => index.need(terms),
      frequency: (term) => index.postings("body", term).numbers.length,
      // Up to `limit` terms that begin with `prefix`, in the order of the dictionary.
      completions: (prefix, limit) => completions(index, prefix, limit),
      // Terms of one part in ASCII, and terms of several parts, each a map from the term to its number of documents.
      words: () => counted("words"),
      codes: () => counted("codes"),
      // Up to `limit` codes one of whose parts is `part`; the code without its signs is a part too.
      codesWith: (part, limit) =>
        counted("codes").then((codes) => {
          if (!parts) parts = partsOf(codes.keys());
          return (parts.get(part) || []).slice(0, limit);
        }),
    };
  }

  function completions(index, prefix, limit) {
    const found = [];
    const from = (at) => {
      if (at >= index._beginnings.length || found.length >= limit) return Promise.resolve(found);
      const beginning = index._beginnings[at];
      if (beginning > prefix && !beginning.startsWith(prefix)) return Promise.resolve(found);
      return index._needShard(at).then((words) => {
        for (let place = 0; place < words.length && found.length < limit; place += 1) {
          if (words[place].startsWith(prefix) && !words[place].endsWith("\t")) found.push(words[place]);
        }
        return from(at + 1);
      });
    };
    return from(Math.max(0, placeOf(index._beginnings, prefix)));
  }

  function partsOf(codes) {
    const parts = new Map();
    for (const code of codes) {
      const squeezed = code.replace(/[-_.@#:]/g, "");
      for (const part of new Set(space.analysis.codeParts(code).concat(squeezed))) {
        if (!parts.has(part)) parts.set(part, []);
        parts.get(part).push(code);
      }
    }
    return parts;
  }

  space.index = {
    dayNumber: dayNumber,
    lines: lines,
    nameOf: nameOf,
    open: open,
    placeOf: placeOf,
    scriptLoader: scriptLoader,
    unpacked: unpacked,
    unpackedWords: unpackedWords,
  };
})();

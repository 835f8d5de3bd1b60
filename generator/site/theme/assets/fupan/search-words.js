// What an index knows of its own words, for algorithms that do not wait: see generator/search/words/lexicon.py.
//
// Every question is answered at once from what is loaded; if something is missing, `Missing` is thrown, and `settled`
// loads it and runs the algorithm again from its beginning until nothing is missing. So the algorithms are those of
// Python, line by line, without a promise in them. `want` names many things that will be asked for, which are then
// loaded together; it changes no answer.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;
  const files = space.index;

  const MOST_ROUNDS = 200;
  const ASCII = /^[\0-\x7f]*$/;
  const NOTHING = [];

  function Missing(load) {
    this.load = load;
  }

  // Promise what `run` returns when all that it asks for is there.
  function settled(run, rounds) {
    const left = rounds === undefined ? MOST_ROUNDS : rounds;
    return new Promise((resolve) => resolve(run())).catch((fault) => {
      if (!(fault instanceof Missing)) throw fault;
      if (left <= 0) throw new Error("The question leads to look-ups without end.");
      return Promise.resolve(fault.load()).then(() => settled(run, left - 1));
    });
  }

  // Promise the words of an index, the same for each index.
  function open(index) {
    if (!index.words) {
      index.words = index._load(index.meta.understanding).then((entry) => new Words(index, entry));
      index.words.catch(() => (index.words = null));
    }
    return index.words;
  }

  function Words(index, entry) {
    this.facts = entry.facts;
    this.documents = index.size;
    this.syllables = space.syllables(entry.facts);
    this._index = index;
    this._load = index._load;
    this._known = new Set();
    this._lists = null;
    this._sums = sumsOf(entry.company);
    this._answers = { completions: new Map(), codesWith: new Map() };
    this._phrases = new Dictionary(this._load, "phrases", entry.phrases, rulesOf);
    this._meanings = new Lines(this._load, "meanings", entry.meanings, entry.lines);
    this._nearness = new Dictionary(this._load, "nearness", entry.nearness, groupsOf);
    this.said = saidOf(entry);
    this._sounds = space.sounds(this._load, entry, this.syllables);
  }

  // A sorted dictionary in files; `keep(content, map)` puts what a file holds into the map.
  function Dictionary(load, kind, contents, keep) {
    this._load = load;
    this._kind = kind;
    this._beginnings = files.lines(contents[0]);
    this._hashes = contents[1];
    this._keep = keep;
    this._loaded = new Set();
    this.found = new Map();
  }

  Dictionary.prototype.missing = function (keys) {
    const places = keys.map((key) => files.placeOf(this._beginnings, key));
    return Array.from(new Set(places)).filter((at) => at >= 0 && !this._loaded.has(at));
  };

  Dictionary.prototype.loads = function (keys) {
    return this.missing(keys).map((at) =>
      this._load(files.nameOf(this._kind, this._hashes, at)).then((content) => {
        if (!this._loaded.has(at)) this._keep(content, this.found);
        this._loaded.add(at);
      })
    );
  };

  // Lines that are found by their number, so many in a file.
  function Lines(load, kind, hashes, size) {
    this._load = load;
    this._kind = kind;
    this._hashes = hashes;
    this._size = size;
    this._loaded = new Map();
  }

  Lines.prototype.missing = function (numbers) {
    const places = numbers.map((number) => Math.floor(number / this._size));
    return Array.from(new Set(places)).filter((at) => !this._loaded.has(at));
  };

  Lines.prototype.loads = function (numbers) {
    return this.missing(numbers).map((at) =>
      this._load(files.nameOf(this._kind, this._hashes, at)).then((content) => {
        this._loaded.set(at, content.split("\n"));
      })
    );
  };

  Lines.prototype.line = function (number) {
    return this._loaded.get(Math.floor(number / this._size))[number % this._size];
  };

  // What must follow in the text stands beside the phrases of the file, once each.
  function rulesOf(content, found) {
    const gaps = content[2].split("\n");
    const rules = content[1].replace(/…([0-9]+)/g, (_, number) => "…" + gaps[number]).split("\n");
    files.unpackedWords(content[0]).forEach((key, at) => found.set(key, rules[at]));
  }

  // The groups that are said with a term, each by how much greater its number is than the one before.
  function groupsOf(content, found) {
    const lines = content[1].split("\n");
    files.unpackedWords(content[0]).forEach((term, at) => {
      let number = 0;
      found.set(term, files.unpacked(lines[at]).map((gap) => (number += gap)));
    });
  }

  // Of the groups by number: with how many terms each is said, compared with the others, and its place among the
  // meanings, which only those have whose words are in the documents.
  function saidOf(entry) {
    const part = entry.facts.nearness.LENGTH_PART;
    const sizes = Array.from(files.unpacked(entry.said[0]));
    const groups = sizes.filter((size) => size).length;
    const average = sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, groups);
    let place = 0;
    return {
      groups: groups,
      norms: sizes.map((size) => 1 - part + (part * size) / average),
      meanings: Array.from(entry.said[1], (flag) => (flag === "1" ? place++ : -1)),
    };
  }

  // How often each character stands first, and last, in the pairs of the texts.
  function sumsOf(content) {
    const left = files.unpacked(content[1]);
    const right = files.unpacked(content[2]);
    return new Map(Array.from(content[0], (character, at) => [character, [left[at], right[at]]]));
  }

  // Load all that is named and not there: {terms, lists, phrases, meanings, nearness, sounds, characters}, of
  // {completions, codes} the first `most`, of `postings` which titles have a term, of `documents` their titles.
  Words.prototype.want = function (wanted) {
    const unread = (wanted.postings || NOTHING).filter((term) => !this._known.has(term));
    const terms = (wanted.terms || NOTHING).filter((term) => !this._isKnown(term)).concat(unread);
    const untitled = (wanted.documents || NOTHING).filter((number) => !this._index.shownOf(number));
    const loads = [];
    if (terms.length) loads.push(() => this._needTerms(terms));
    if (untitled.length) loads.push(() => this._index.shown(untitled));
    if (wanted.lists && !this._lists) loads.push(() => this._needLists());
    [
      [this._phrases, wanted.phrases],
      [this._meanings, wanted.meanings],
      [this._nearness, wanted.nearness],
    ].forEach((pair) => {
      if (pair[1] && pair[0].missing(pair[1]).length) loads.push(() => Promise.all(pair[0].loads(pair[1])));
    });
    (wanted.completions || NOTHING).forEach((prefix) => this._wantAnswer(loads, "completions", prefix, wanted.most));
    (wanted.codes || NOTHING).forEach((part) => this._wantAnswer(loads, "codesWith", part, wanted.most));
    const sounds = wanted.sounds || NOTHING;
    if (this._sounds.isMissing(sounds, wanted.characters)) loads.push(() => this._sounds.need(sounds));
    if (loads.length) throw new Missing(() => Promise.all(loads.map((load) => load())));
  };

  // ---- terms -------------------------------------------------------------------------------------------------------

  Words.prototype._isKnown = function (term) {
    return this._known.has(term) || (this._lists !== null && ASCII.test(term));
  };

  Words.prototype._needTerms = function (terms) {
    return this._index.lexicon.need(terms).then(() => terms.forEach((term) => this._known.add(term)));
  };

  // All terms in ASCII with their numbers of documents: what a slip is compared with.
  Words.prototype._needLists = function () {
    const lexicon = this._index.lexicon;
    return Promise.all([lexicon.words(), lexicon.codes()]).then((lists) => (this._lists = lists));
  };

  Words.prototype.frequency = function (term) {
    if (!this._isKnown(term)) this.want({ terms: [term] });
    if (this._lists && ASCII.test(term)) return this._lists[0].get(term) || this._lists[1].get(term) || 0;
    return this._index.lexicon.frequency(term);
  };

  Words.prototype.company = function (pair) {
    this.want({ terms: [pair] });
    const having = this.frequency(pair);
    if (!having) return 0;
    const sums = Array.from(pair, (character) => this._sums.get(character) || [0, 0]);
    const product = sums[0][0] * sums[1][1];
    return product ? Math.min(1, having / Math.sqrt(product)) : 1;
  };

  // Terms that begin with `prefix`, in the order of the dictionary.
  Words.prototype.completions = function (prefix, limit) {
    this.want({ completions: [prefix], most: limit });
    return this._answers.completions.get(prefix + "\t" + limit);
  };

  // Codes one of whose parts is `part`.
  Words.prototype.codesWith = function (part, limit) {
    this.want({ codes: [part], most: limit });
    return this._answers.codesWith.get(part + "\t" + limit);
  };

  Words.prototype._wantAnswer = function (loads, name, text, limit) {
    const answers = this._answers[name];
    const key = text + "\t" + limit;
    if (answers.has(key)) return;
    loads.push(() => this._index.lexicon[name](text, limit).then((answer) => answers.set(key, answer)));
  };

  // ---- documents ---------------------------------------------------------------------------------------------------

  // The documents with the first `limit` ids that begin so, as identifiers are compared.
  Words.prototype.numbersWithId = function (beginning, limit) {
    if (!this._keys) {
      const keys = this._index.ids.map((id, number) => [analysis.identifierKey(id), number]);
      this._keys = keys.sort((one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : one[1] - other[1]));
    }
    const found = this._keys.filter((one) => one[0].startsWith(beginning));
    return found.slice(0, limit).map((one) => one[1]);
  };

  Words.prototype.inTitles = function (term) {
    this.want({ postings: [term] });
    return this._index.postings("title", term).numbers;
  };

  // A document as lists show it.
  Words.prototype.record = function (number) {
    this.want({ documents: [number] });
    const shown = this._index.shownOf(number);
    return { text: shown.title, kind: "record", id: this._index.ids[number], url: shown.url };
  };

  Words.prototype.isObsolete = function (number) {
    return this._index.obsolete.has(number);
  };

  Words.prototype.dayOf = function (number) {
    return this._index.dayOf(number);
  };

  // ---- the thesaurus -----------------------------------------------------------------------------------------------

  // The rules of a phrase: `=12`, `>34`, `>34…any/of/these`; see generator/search/static/thesaurus_shards.py.
  Words.prototype.rules = function (key) {
    this.want({ phrases: [key] });
    const rules = this._phrases.found.get(key);
    return rules === undefined ? NOTHING : rules.split("\t");
  };

  // The numbers of the groups that are said with a term.
  Words.prototype.groupsSaidWith = function (term) {
    this.want({ nearness: [term] });
    return this._nearness.found.get(term) || NOTHING;
  };

  // The words of a group.
  Words.prototype.meaning = function (number) {
    this.want({ meanings: [number] });
    return this._meanings.line(number).split("\t");
  };

  // ---- sounds ------------------------------------------------------------------------------------------------------

  Words.prototype.soundingLike = function (key) {
    this.want({ sounds: [key] });
    return this._sounds.soundingLike(key);
  };

  Words.prototype.readingsOf = function (character) {
    this.want({ characters: true });
    return analysis.size(character) === 1 && !ASCII.test(character) ? this._sounds.readingsOf(character) : NOTHING;
  };

  space.words = { Dictionary: Dictionary, open: open, settled: settled };
})();

// Read what a person typed: the twin of generator/search/asking/{query,query_filters}.py. Nothing is ever refused.
//
// In: any text, the names and labels of the facets, and what was chosen outside the text. Out: what a `Query` of Python
// holds, by the same names.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;

  const LONGEST_QUERY = 200;
  const LONGEST_INPUT = 10000;
  const SHORTEST_PREFIX = 3;
  const MOST_FILTERS = 10;
  const MOST_HITS = 50;
  const FARTHEST_OFFSET = 1000;
  const SORTS = ["relevance", "newest", "oldest", "severity"];
  const QUOTES = '"“”„‟«»「」『』〝〞〟';
  const PARTING = "，、；";
  const FULL_WIDTH = "：＋－＂＊＞＜＝．";
  const HALF_WIDTH = ':+-"*><=.';
  const HIDDEN = new RegExp("\\p{Cf}", "gu");
  const NOT_SHOWN = new RegExp("[\\p{C}\\p{Z}]", "gu");
  const EDGES = new RegExp("^[" + analysis.BLANKS + "]+|[" + analysis.BLANKS + "]+$", "g");

  // ---- words and phrases -----------------------------------------------------

  function isIn(signs, character) {
    return character !== undefined && signs.indexOf(character) >= 0;
  }

  // Whether a word ends here: the end of the text, a blank, or a sign that parts words.
  function isGap(character) {
    return character === undefined || analysis.isBlank(character) || isIn(PARTING, character);
  }

  function endOf(characters, start, isEnd) {
    let end = start;
    while (end < characters.length && !isEnd(characters[end])) end += 1;
    return end;
  }

  function pieceAt(characters, sign, start) {
    const phrase = (end) => ({ sign: sign, phrase: characters.slice(start + 1, end).join(""), end: end + 1 });
    if (isIn(QUOTES, characters[start])) {
      const end = endOf(characters, start + 1, (one) => isIn(QUOTES, one));
      return end < characters.length ? phrase(end) : null;
    }
    if (characters[start] === "‘") {
      const end = endOf(characters, start + 1, (one) => isIn("‘’", one));
      if (characters[end] === "’") return phrase(end);
    }
    const end = endOf(characters, start, (one) => isGap(one) || isIn(QUOTES, one));
    return end > start ? { sign: sign, word: characters.slice(start, end).join(""), end: end } : null;
  }

  // Return the pieces of a folded text: {sign, phrase or word, goesOn, isLast}.
  function piecesOf(characters) {
    const pieces = [];
    for (let at = 0; at < characters.length; ) {
      const isSign = isIn("+-", characters[at]) && isGap(characters[at - 1]) && !isGap(characters[at + 1]);
      const piece = (isSign && pieceAt(characters, characters[at], at + 1)) || pieceAt(characters, "", at);
      if (piece) {
        piece.goesOn = isIn(PARTING, characters[at - 1]);
        piece.isLast = piece.end === characters.length;
        pieces.push(piece);
      }
      at = piece ? piece.end : at + 1;
    }
    return pieces;
  }

  function stripped(text) {
    return text.replace(EDGES, "");
  }

  // What was typed with single blanks and no sign that cannot be shown, and whether it had to be cut.
  function cleaned(text) {
    const all = Array.from(String(text));
    const written = analysis.writable(all.slice(0, LONGEST_INPUT).join(""));
    const shown = written.replace(HIDDEN, "").replace(NOT_SHOWN, " ");
    const typed = Array.from(analysis.words(shown).join(" "));
    return {
      text: stripped(typed.slice(0, LONGEST_QUERY).join("")),
      isCut: typed.length > LONGEST_QUERY || all.length > LONGEST_INPUT,
    };
  }

  function unique(lists) {
    return Array.from(new Map(lists.map((list) => [list.join("\n"), list])).values());
  }

  function parse(text, facets, request, labels) {
    request = request || {};
    const narrowing = new FilterReading(facets, labels || new Map(), MOST_FILTERS);
    const chosen = request.filters || {};
    Object.keys(chosen).forEach((facet) => chosen[facet].forEach((value) => narrowing.add(facet, value)));
    narrowing.between(dayOf(request.since || "", false), dayOf(request.until || "", true));
    const typed = cleaned(text);
    const folded = Array.from(typed.text, (sign) => {
      if (isIn(PARTING, sign)) return sign;
      const at = FULL_WIDTH.indexOf(sign);
      return analysis.fold(at < 0 ? sign : HALF_WIDTH[at]);
    });
    const found = { words: [], terms: [], phrases: [], must: [], mustNot: [], prefix: "" };
    piecesOf(folded).forEach((piece) => addPiece(found, piece, narrowing));
    const limit = request.limit === undefined ? 20 : request.limit;
    return {
      text: typed.text,
      terms: Array.from(new Set(found.terms)),
      words: Array.from(new Set(found.words)).filter(Boolean),
      phrases: Array.from(new Set(found.phrases)),
      must: unique(found.must),
      must_not: unique(found.mustNot),
      prefix: found.prefix,
      filters: narrowing.filters(),
      since: narrowing.since,
      until: narrowing.until,
      sort: SORTS.indexOf(request.sort) >= 0 ? request.sort : SORTS[0],
      limit: Math.max(1, Math.min(limit, MOST_HITS)),
      offset: Math.max(0, Math.min(request.offset || 0, FARTHEST_OFFSET)),
      is_cut: typed.isCut || narrowing.isCut,
      unread: Array.from(new Set(narrowing.unread)),
    };
  }

  // A phrase, or a word that may turn out to be a filter; either may bear a sign.
  function addPiece(found, piece, narrowing) {
    const word = piece.word || "";
    if (word && !piece.sign && narrowing.take(word, piece.goesOn)) return;
    let literal = piece.word === undefined ? piece.phrase : word;
    if (piece.isLast && word && !piece.sign && analysis.size(word) > 1 && word.endsWith("*")) {
      literal = literal.replace(/\*+$/, "");
      // Chinese needs no completion: its pairs find any substring. Two letters would complete to half the index.
      found.prefix = /^[\0-\x7f]*$/.test(literal) && literal.length >= SHORTEST_PREFIX ? literal : "";
    }
    const terms = analysis.terms(literal);
    if (piece.sign === "-") {
      if (terms.length) found.mustNot.push(terms);
      return;
    }
    found.words.push(stripped(literal));
    found.terms.push(...terms);
    if (piece.phrase !== undefined && stripped(piece.phrase)) found.phrases.push(stripped(piece.phrase));
    else if (piece.sign === "+" && terms.length) found.must.push(terms);
  }

  // The query for what the first of a few hits is about, or null: the twin of generator/search/asking/related.py.
  function aboutTheFirst(query, total, title, figures) {
    const isDemanding = query.must.length || query.must_not.length || query.phrases.length || query.prefix;
    const isOpen = !isNarrowed(query) && query.sort === SORTS[0] && !query.offset && query.words.length;
    if (!(total > 0 && total < figures.few) || isDemanding || !isOpen) return null;
    const said = analysis.fold(Array.from(title).slice(0, LONGEST_QUERY).join(""));
    return Object.assign({}, query, {
      text: said,
      terms: Array.from(new Set(analysis.terms(said))),
      words: Array.from(new Set(analysis.words(said))),
      limit: figures.enough,
      is_cut: false,
    });
  }

  function isNarrowed(query) {
    return Boolean(Object.keys(query.filters).length || query.since || query.until);
  }

  function isEmpty(query) {
    return !(query.terms.length || query.words.length || query.prefix || isNarrowed(query));
  }

  // ---- filters ---------------------------------------------------------------

  const SEVERITY = "severity";
  const DATE = "date";
  const SEVERITIES = ["s1", "s2", "s3", "s4"];
  const SHORT_NAMES = { sev: SEVERITY };
  const NARROWING = /^([a-z_]{1,20})(>=|<=|[>≥<≤]|:|=)([^]+)$/;
  const SAME = { "≥": ">=", "≤": "<=", "=": ":" };
  const RANGE = /\.{2,3}|。。|…/;
  const DAY = /^([0-9]{4})(?:年?|[-/.年]([0-9]{1,2})(?:月?|[-/.月]([0-9]{1,2})日?))$/;
  const FOUR_DIGITS = new RegExp("^\\p{Nd}{4}$", "u");

  // The ISO day of a date that a calendar has; "" for any other.
  function isoDay(year, month, day) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    const isReal = year >= 1 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return isReal ? date.toISOString().slice(0, 10) : "";
  }

  // The ISO day that a day, month or year begins with, or ends with; "" for anything else.
  function dayOf(text, isLast) {
    const match = analysis.size(text) < 30 ? DAY.exec(stripped(text)) : null;
    if (!match) return "";
    const [year, month, day] = match.slice(1).map((part) => Number(part || 0));
    if (day || !isLast) return isoDay(year, month || 1, day || 1);
    if (!month || month === 12) return isoDay(year, 12, 31);
    return isoDay(year, month + 1, 1) && beside(isoDay(year, month + 1, 1), -1);
  }

  function beside(day, days) {
    const [year, month, at] = day.split("-").map(Number);
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, at + days);
    return date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999 ? date.toISOString().slice(0, 10) : day;
  }

  // The folded value for each folded way to write it: its label, also without the code before it and the remark in
  // brackets after it.
  function waysOf(labels) {
    const known = new Map();
    labels.forEach((label, value) => {
      const name = analysis.fold(label.startsWith(value) ? label.slice(value.length) : label);
      [analysis.fold(label), name, name.split("(")[0]].forEach((way) => {
        const key = analysis.words(way).join("");
        if (!known.has(key)) known.set(key, analysis.fold(value));
      });
    });
    known.delete("");
    labels.forEach((_, value) => known.set(analysis.fold(value), analysis.fold(value)));
    return known;
  }

  // Filters while a query is read. `labels` maps facet → value → label, both as Map, values in their order.
  function FilterReading(facets, labels, most) {
    const labelsOf = (facet) => labels.get(facet) || new Map();
    this._facets = new Set(facets);
    const named = Array.from(facets).concat(Array.from(labels.keys()), SEVERITY);
    this._values = new Map(named.map((facet) => [facet, waysOf(labelsOf(facet))]));
    const levels = Array.from(labelsOf(SEVERITY).keys(), analysis.fold);
    this._levels = levels.length ? levels : SEVERITIES;
    this._chosen = new Map();
    this._urgent = null;
    this._before = "";
    this._left = most;
    this.isCut = false;
    this.unread = [];
    this.since = "";
    this.until = "";
  }

  // The wanted values by facet, folded; a facet with none lets nothing pass.
  FilterReading.prototype.filters = function () {
    const filters = Object.create(null);
    this._chosen.forEach((values, facet) => (filters[facet] = Array.from(values)));
    if (this._urgent) {
      const urgent = new Set(this._urgent);
      filters[SEVERITY] = (filters[SEVERITY] || this._urgent).filter((level) => urgent.has(level));
    }
    return filters;
  };

  FilterReading.prototype.add = function (facet, value) {
    if (this._left <= 0) {
      this.isCut = true;
      return;
    }
    this._left -= 1;
    const folded = analysis.fold(value);
    const ways = this._values.get(facet) || new Map();
    const known = ways.get(folded) || ways.get(analysis.words(folded).join(""));
    if (!this._chosen.has(facet)) this._chosen.set(facet, new Set());
    this._chosen.get(facet).add(known === undefined ? folded : known);
  };

  // Take a range of ISO days, either of them may be empty; several ranges cut each other down.
  FilterReading.prototype.between = function (since, until) {
    if (since > this.since) this.since = since;
    if (until && (!this.until || until < this.until)) this.until = until;
  };

  // Take a typed word if it narrows the search; otherwise it is a word to look for.
  FilterReading.prototype.take = function (word, goesOn) {
    const before = this._before;
    this._before = "";
    const match = NARROWING.exec(word);
    if (!match) {
      const isKnown = goesOn && this._values.has(before) && this._values.get(before).has(word);
      return Boolean(isKnown && this._takeValues(before, [word]));
    }
    const name = SHORT_NAMES[match[1]] || match[1];
    const isNamed = name === DATE || this._facets.has(name);
    if (!isNamed || (match[2] !== ":" && name !== DATE && name !== SEVERITY)) return false;
    if (this._left <= 0) {
      this.isCut = true;
      return false;
    }
    const isTaken = this._narrow(name, SAME[match[2]] || match[2], match[3]);
    if (!isTaken) this.unread.push(word);
    return isTaken;
  };

  // Take the days or the values that follow a known name, if they can be read.
  FilterReading.prototype._narrow = function (name, sign, value) {
    if (name === DATE) return this._takeDays(sign, value);
    if (sign !== ":") return this._takeLevels(sign, value);
    const values = value.split(",").filter(Boolean);
    return Boolean(values.length && values.every((one) => this._mayBe(name, one)) && this._takeValues(name, values));
  };

  FilterReading.prototype._mayBe = function (facet, value) {
    const known = this._values.get(facet);
    if (known && known.size) return known.has(value);
    return facet !== "year" || FOUR_DIGITS.test(value);
  };

  FilterReading.prototype._takeValues = function (facet, values) {
    values.forEach((value) => this.add(facet, value));
    this._before = facet;
    return true;
  };

  FilterReading.prototype._takeDays = function (sign, value) {
    let first = sign.startsWith(">") ? value : "";
    let last = sign.startsWith("<") ? value : "";
    if (sign === ":") {
      const dots = RANGE.exec(value);
      first = dots ? value.slice(0, dots.index) : value;
      last = dots ? value.slice(dots.index + dots[0].length) : value;
    }
    let since = dayOf(first, false);
    let until = dayOf(last, true);
    if (Boolean(first) !== Boolean(since) || Boolean(last) !== Boolean(until) || !(since || until)) return false;
    if (sign === ">") since = beside(dayOf(first, true), 1);
    else if (sign === "<") until = beside(dayOf(last, false), -1);
    else if (since && until && since > until) [since, until] = [dayOf(last, false), dayOf(first, true)];
    this._left -= 1;
    this.between(since, until);
    return true;
  };

  FilterReading.prototype._takeLevels = function (sign, value) {
    const ways = this._values.get(SEVERITY);
    const level = ways.has(value) ? ways.get(value) : value;
    const at = this._levels.indexOf(level);
    if (at < 0) return false;
    const several = sign.startsWith(">")
      ? this._levels.slice(0, at + (sign.endsWith("=") ? 1 : 0))
      : this._levels.slice(at + (sign === "<" ? 1 : 0));
    this._urgent = this._urgent ? this._urgent.filter((one) => several.indexOf(one) >= 0) : several;
    this._left -= 1;
    return true;
  };

  // What may be the number of something: the twin of generator/search/asking/asked_identifiers.py.
  function identifiersOf(query, terms) {
    if (!query.words.length) return [];
    const words = query.words.filter((word) => query.words.length === 1 || !analysis.isLetters(word));
    const codes = terms.filter((term) => !analysis.isLetters(term));
    return Array.from(new Set([query.text].concat(words, codes).map(analysis.identifierKey))).filter(Boolean);
  }

  space.query = { parse: parse, aboutTheFirst: aboutTheFirst, identifiersOf: identifiersOf, isEmpty: isEmpty, isNarrowed: isNarrowed, SORTS: SORTS };
})();

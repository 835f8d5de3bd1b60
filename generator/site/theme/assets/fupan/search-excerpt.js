// Show where a text answers a query: the twin of generator/search/text/excerpt.py.
//
// In: a text as its author wrote it, folded terms and phrases, and how much each term matters. Out: a short plain text
// with START and END round every match.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;

  const START = "\u0001";
  const END = "\u0002";
  const AROUND = 40;
  const MOST_PLACES = 500;
  const BLANK = new RegExp("[" + analysis.BLANKS + "\\u0001\\u0002]+", "g");
  // Stand-ins: Yi syllables for letters, private characters for the rest.
  const YI = { first: 0xa000, size: 0x48d };
  const PRIVATE = { first: 0xe000, size: 0x1900 };

  const ALNUM = new RegExp("[\\p{L}\\p{N}]", "u");

  function excerpt(text, terms, phrases, weights) {
    const characters = Array.from(text);
    const flat = flattener();
    const folded = Array.from(analysis.fold(text));
    const places = placesIn(folded, new Set(terms), new Set(phrases), flat).sort(
      (one, other) => one.start - other.start || one.end - other.end || (one.needle < other.needle ? -1 : 1)
    );
    const piece = (from, to) => characters.slice(from, to).join("").replace(BLANK, " ");
    if (!places.length) {
      return stripped(piece(0, 2 * AROUND)) + (characters.length > 2 * AROUND ? "…" : "");
    }
    const best = bestCluster(places, weights);
    const start = Math.max(0, best.start - AROUND);
    const end = Math.min(characters.length, best.end + AROUND);
    let out = start ? "…" : "";
    let at = start;
    joined(places, start, end).forEach((match) => {
      out += piece(at, match.start) + START + piece(match.start, match.end) + END;
      at = match.end;
    });
    return stripped(out + piece(at, end) + (end < characters.length ? "…" : ""));
  }

  // Start, end and needle of every match of terms in a folded text, given as characters.
  function placesOf(folded, terms) {
    return placesIn(folded, new Set(terms), new Set(), flattener()).sort((one, other) => one.start - other.start || one.end - other.end);
  }

  const EDGES = new RegExp("^[" + analysis.BLANKS + "]+|[" + analysis.BLANKS + "]+$", "g");

  function stripped(text) {
    return text.replace(EDGES, "");
  }

  // Give each character one unit, so that places count characters: those beyond U+FFFF get a stand-in for this text.
  function flattener() {
    const standIns = new Map();
    return (character) => {
      if (character.length === 1) return character;
      if (!standIns.has(character)) {
        const block = ALNUM.test(character) ? YI : PRIVATE;
        standIns.set(character, String.fromCharCode(block.first + (standIns.size % block.size)));
      }
      return standIns.get(character);
    };
  }

  function placesIn(characters, terms, phrases, flat) {
    const folded = characters.map(flat).join("");
    const words = Array.from(terms).filter((term) => analysis.isLetters(term) && !analysis.isChinese(term));
    const known = new Set(words);
    const places = [];
    new Set([...phrases, ...terms]).forEach((needle) => {
      if (!needle || known.has(needle)) return;
      const isWhole = !phrases.has(needle) && !analysis.isChinese(needle);
      literalPlaces(folded, needle, Array.from(needle, flat).join(""), isWhole, places);
    });
    if (words.length) wordPlaces(folded, words, (word) => Array.from(word, flat).join(""), known, characters, places);
    return places;
  }

  function literalPlaces(folded, needle, sought, isWhole, places) {
    let at = folded.indexOf(sought);
    for (let count = 0; at >= 0 && count < MOST_PLACES; count += 1) {
      const end = at + sought.length;
      if (!isWhole || !(continues(folded, at - 1) || continues(folded, end))) {
        places.push({ start: at, end: end, needle: needle });
      }
      at = folded.indexOf(sought, at + 1);
    }
  }

  function continues(folded, at) {
    return /^[0-9A-Za-z]$/.test(folded.charAt(at));
  }

  // A stem ends in i where the word may end in y: only what both share is looked for, then the stem decides.
  function wordPlaces(folded, words, flattened, wanted, characters, places) {
    const beginnings = words
      .slice()
      .sort((one, other) => analysis.size(other) - analysis.size(one))
      .map((word) => flattened(word.replace(/i$/, "")));
    const pattern = new RegExp("(?:" + beginnings.join("|") + ")[\\p{L}\\p{Nl}\\p{No}]*", "gu");
    for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
      if (match.index && ALNUM.test(folded.charAt(match.index - 1))) {
        pattern.lastIndex = match.index + 1;
        continue;
      }
      const end = match.index + match[0].length;
      const found = analysis.stem(characters.slice(match.index, end).join(""));
      if (wanted.has(found)) places.push({ start: match.index, end: end, needle: found });
      else if (!match[0]) pattern.lastIndex += 1;
    }
  }

  // Start and end of the matches within twice AROUND that together weigh most.
  function bestCluster(places, weights) {
    const weightOf = (needle) => (weights.has(needle) ? weights.get(needle) : 1);
    let best = { start: places[0].start, end: places[0].end };
    let bestWeight = -1;
    let first = 0;
    let weight = 0;
    const counts = new Map();
    places.forEach((place) => {
      if (!counts.get(place.needle)) weight += weightOf(place.needle);
      counts.set(place.needle, (counts.get(place.needle) || 0) + 1);
      while (place.end - places[first].start > 2 * AROUND && places[first].end < place.end) {
        const left = places[first].needle;
        counts.set(left, counts.get(left) - 1);
        if (!counts.get(left)) weight -= weightOf(left);
        first += 1;
      }
      // A tiny margin, so that rounding does not prefer a later cluster that is only equal.
      if (weight > bestWeight + 1e-9) {
        best = { start: places[first].start, end: place.end };
        bestWeight = weight;
      }
    });
    return best;
  }

  // The matches between `start` and `end`, with touching and overlapping ones made one.
  function joined(places, start, end) {
    const found = [];
    places.forEach((place) => {
      if (place.start < start || place.end > end) return;
      const last = found[found.length - 1];
      if (last && place.start <= last.end) last.end = Math.max(last.end, place.end);
      else found.push({ start: place.start, end: place.end });
    });
    return found;
  }

  space.excerpt = excerpt;
  space.placesOf = placesOf;
})();

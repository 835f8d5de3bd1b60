// Read letters as Chinese: the twin of generator/search/asking/pinyin.py, which says how.
//
// In: one typed word, or several, and the words of an index. Out: [{words, weight}], best first.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;
  const numbers = space.numbers;

  const LOOSE = "~";

  function fromPinyin(typed, words, isWholeQuery) {
    const facts = words.facts.pinyin;
    const flat = typed.toLowerCase().replace(/'/g, "").replace(/ü/g, "v");
    const plain = flat.replace(/lue/g, "lve").replace(/nue/g, "nve");
    const parts = analysis.words(plain);
    const letters = parts.join("");
    if (!(letters.length >= 2 && letters.length <= facts.LONGEST_INPUT && /^[a-z]+$/.test(letters))) return [];
    if (parts.some((part) => facts.NOT_CHINESE.indexOf(part) >= 0)) return [];
    const borders = bordersOf(parts, words.syllables.typed);
    if (borders.length > facts.MOST_BORDERS) return [];
    if (borders.length > 2) return fromSyllables(letters, borders, words);
    return parts.length === 1 && (letters.length > 2 || isWholeQuery) ? fromInitials(letters, words) : [];
  }

  function fromSyllables(letters, borders, words) {
    const facts = words.facts.pinyin;
    words.want({ sounds: keysBetween(letters, borders, words, false) });
    const exact = waysThrough(letters, borders, words, false);
    const wholeExact = exact.filter((way) => !way.unread);
    if (wholeExact.length) return readings(wholeExact, facts.EXACT_WEIGHT, facts);
    words.want({ sounds: keysBetween(letters, borders, words, true) });
    const loose = waysThrough(letters, borders, words, true);
    const wholeLoose = loose.filter((way) => !way.unread);
    if (wholeLoose.length) return readings(wholeLoose, facts.LOOSE_WEIGHT, facts);
    const found = readings(exact, facts.EXACT_WEIGHT, facts);
    return found.length ? found : readings(loose, facts.LOOSE_WEIGHT, facts);
  }

  function keysBetween(letters, borders, words, isLoose) {
    const keys = [];
    borders.forEach((end, at) =>
      borders.slice(0, at).forEach((start) => keys.push(...keysOf(letters.slice(start, end), words, isLoose)))
    );
    return keys;
  }

  // The cheapest ways to read all letters: {cost, words, unread}.
  function waysThrough(letters, borders, words, isLoose) {
    const facts = words.facts.pinyin;
    const ways = new Map([[0, [{ cost: 0, words: [], unread: 0 }]]]);
    borders.slice(1).forEach((end, at) => {
      const reached = [];
      borders.slice(0, at + 1).forEach((start) => {
        const piece = letters.slice(start, end);
        const steps = wordsLike(piece, words, isLoose).map((one) => ({ cost: one[1], words: [one[0]], unread: 0 }));
        if (words.syllables.typed.has(piece)) steps.push({ cost: 2 * rarest(words), words: [], unread: 1 });
        steps.forEach((step) =>
          ways.get(start).forEach((way) =>
            reached.push({
              cost: way.cost + step.cost + facts.PIECE_COST,
              words: way.words.concat(step.words),
              unread: way.unread + step.unread,
            })
          )
        );
      });
      ways.set(end, cheapest(reached, facts.WORDS_PER_PIECE));
    });
    return ways.get(letters.length).filter((way) => way.unread * 2 <= lengthOf(way.words));
  }

  function cheapest(ways, most) {
    return ways
      .slice()
      .sort((one, other) => one.cost - other.cost || numbers.compare(one.words, other.words))
      .slice(0, most);
  }

  function lengthOf(words) {
    return words.reduce((sum, word) => sum + word.length, 0);
  }

  // Where a syllable may end so that both sides of it can be cut; a blank always parts two syllables.
  function bordersOf(parts, known) {
    const borders = [0];
    let offset = 0;
    for (const part of parts) {
      const after = new Set([part.length]);
      for (let start = part.length - 1; start >= 0; start -= 1) {
        if (Array.from(after).some((end) => known.has(part.slice(start, end)))) after.add(start);
      }
      const before = new Set([0]);
      for (let end = 1; end <= part.length; end += 1) {
        if (after.has(end) && Array.from(before).some((start) => known.has(part.slice(start, end)))) before.add(end);
      }
      if (!before.has(part.length)) return [];
      const ends = Array.from(before).filter((end) => end > 0);
      borders.push(...ends.sort((one, other) => one - other).map((end) => offset + end));
      offset += part.length;
    }
    return borders;
  }

  function keysOf(piece, words, isLoose) {
    const ways = words.syllables.cuts(piece);
    const keys = new Set(ways.length ? [piece] : []);
    if (isLoose) ways.forEach((way) => [LOOSE, ""].forEach((mark) => keys.add(mark + space.loosened(way))));
    return Array.from(keys);
  }

  // The words that a piece may be, with what each costs.
  function wordsLike(piece, words, isLoose) {
    const found = new Map();
    keysOf(piece, words, isLoose).forEach((key) =>
      costs(words.soundingLike(key), words).forEach((one) => {
        found.set(one[0], Math.min(one[1], found.has(one[0]) ? found.get(one[0]) : one[1]));
      })
    );
    return numbers
      .sortedBy(Array.from(found), (one) => [one[1], one[0]])
      .slice(0, words.facts.pinyin.WORDS_PER_PIECE);
  }

  // Each word with how rare it is; each of the synonyms is taken for more frequent than any other.
  function costs(sounding, words) {
    const first = sounding.findIndex((one, at) => at > 0 && one[1] > sounding[at - 1][1]);
    const listed = first < 0 ? sounding.length : first;
    const counts = sounding.map((one) => one[1]);
    const others = Math.max(0, ...counts.slice(listed)) * words.facts.pinyin.BELIEF_IN_LISTED_WORDS;
    const least = counts.slice(0, listed).reduce((last, count) => count || last, 0);
    return sounding.map((one, at) => {
      const isListed = at < listed;
      const count = least ? (isListed ? one[1] : one[1] * Math.min(1, least / others)) : isListed ? others : one[1];
      return [one[0], rarest(words) - numbers.logarithm(1 + Math.min(count, words.documents))];
    });
  }

  function rarest(words) {
    return numbers.logarithm(words.documents + 2);
  }

  function fromInitials(letters, words) {
    const facts = words.facts.pinyin;
    if (!new RegExp("^(?:" + facts.INITIALS + ")$").test(letters)) return [];
    const least = /[aeo]/.test(letters) ? facts.LEAST_WITH_VOWEL : 0;
    const likely = words.soundingLike(letters).filter((one) => one[1] >= least);
    const ways = costs(likely, words).map((one) => ({ cost: one[1], words: [one[0]], unread: 0 }));
    return readings(ways, facts.INITIALS_WEIGHT, facts);
  }

  // The cheapest ways, each with a weight that falls with what it costs more than the first.
  function readings(ways, weight, facts) {
    const best = cheapest(ways, facts.MOST_READINGS);
    const answer = new Map();
    best.forEach((way) => {
      const beyond = way.cost - best[0].cost;
      const key = way.words.join(" ");
      if (beyond > facts.WORST_BEYOND_BEST || answer.has(key)) return;
      const read = lengthOf(way.words) / (lengthOf(way.words) + way.unread);
      const sure = numbers.rounded(weight * read * (1 - beyond / (2 * facts.WORST_BEYOND_BEST)), 3);
      answer.set(key, { words: way.words, weight: sure });
    });
    return Array.from(answer.values());
  }

  space.fromPinyin = fromPinyin;
})();

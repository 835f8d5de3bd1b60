// What was meant by a slip: the twin of generator/search/asking/{spelling,chinese_spelling}.py.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;
  const numbers = space.numbers;

  const LOOSE = "~";
  const ASCII = /^[\0-\x7f]*$/;
  const LETTERS = /^[a-z]+$/i;
  const DIGITS = /^[0-9]+$/;
  const ALIKE = 0;
  const LIKELY = 1;
  const ANOTHER_NUMBER = 2;

  // ---- words and codes: slips of the fingers -----------------------------------------------------------------------

  // The terms of the index that a term may be a slip of, look-alikes first, then by frequency.
  function slips(term, words, most) {
    const facts = words.facts.spelling;
    const size = term.length;
    if (!ASCII.test(term) || size < facts.SHORTEST || size > facts.LONGEST) return [];
    if (DIGITS.test(term) && size < facts.SHORTEST_NUMBER) return [];
    words.want({ lists: true });
    const stopwords = new Set(words.facts.english.STOPWORDS);
    const asked = new Set([term, asIndexed(term)]);
    const found = [];
    for (const one of candidates(term, facts)) {
      const indexed = asIndexed(one[1]);
      if (asked.has(indexed) || stopwords.has(one[1])) continue;
      if (asked.size > facts.MOST_LOOKUPS) break;
      asked.add(indexed);
      const frequency = words.frequency(indexed);
      if (frequency) found.push([one[0], -frequency, indexed]);
    }
    return found
      .sort(numbers.compare)
      .slice(0, most || facts.MOST_ANSWERS)
      .map((one) => one[2]);
  }

  function asIndexed(candidate) {
    return LETTERS.test(candidate) ? analysis.stem(candidate) : candidate;
  }

  // The texts near a term, the likeliest kinds of slips first.
  function* candidates(term, facts) {
    if (!LETTERS.test(term)) for (const candidate of lookingAlike(term, facts)) yield [ALIKE, candidate];
    for (let at = 0; at + 1 < term.length; at += 1) {
      yield [LIKELY, term.slice(0, at) + term[at + 1] + term[at] + term.slice(at + 2)];
    }
    for (let at = 0; at < term.length; at += 1) yield [LIKELY, term.slice(0, at) + term.slice(at + 1)];
    for (let at = 0; at <= term.length; at += 1) {
      const around = term.slice(Math.max(0, at - 1), at + 1);
      for (const sign of alphabet(around, term, facts)) yield [LIKELY, term.slice(0, at) + sign + term.slice(at)];
    }
    for (let at = 0; at < term.length; at += 1) {
      const sort = DIGITS.test(term[at]) ? ANOTHER_NUMBER : LIKELY;
      for (const sign of alphabet(term[at], term, facts)) yield [sort, term.slice(0, at) + sign + term.slice(at + 1)];
    }
  }

  // The signs to try at a place: of the sort of its neighbours; in a code also what joins its parts.
  function alphabet(around, term, facts) {
    const letters = /[^0-9]/.test(around) ? "abcdefghijklmnopqrstuvwxyz" : "";
    const digits = /[0-9]/.test(around) ? "0123456789" : "";
    return letters + digits + (LETTERS.test(term) || DIGITS.test(term) ? "" : facts.SIGNS);
  }

  function* lookingAlike(term, facts) {
    const alike = facts.LOOK_ALIKES;
    const places = Array.from(term, (_, at) => at).filter((at) => alike[term[at]] !== undefined);
    const replaced = (text, at, sign) => text.slice(0, at) + sign + text.slice(at + 1);
    for (const at of places) for (const sign of alike[term[at]]) yield replaced(term, at, sign);
    for (let first = 0; first < places.length; first += 1) {
      for (let second = first + 1; second < places.length; second += 1) {
        for (const one of alike[term[places[first]]]) {
          for (const other of alike[term[places[second]]]) {
            yield replaced(replaced(term, places[first], one), places[second], other);
          }
        }
      }
    }
  }

  // ---- Chinese: another word of the same sound or shape ------------------------------------------------------------

  // Load together what `homophones` is going to ask first for these words.
  function gather(typed, words) {
    const runs = typed.filter((one) => isRun(one, words.facts.chinese_spelling));
    if (!runs.length) return;
    words.want({ characters: true });
    const readings = runs.map((run) => Array.from(run, (character) => words.readingsOf(character)[0]));
    const read = readings.filter((found) => found.every(Boolean));
    words.want({ sounds: read.map((found) => found.join("")) });
    const sounding = [].concat(...read.map((found) => words.soundingLike(found.join(""))));
    words.want({ terms: [].concat(...sounding.map((one) => pairsOf(one[0]))) });
  }

  // Words that sound like `typed` and were rather meant: [[word, weight]], surest first.
  function homophones(typed, words) {
    const facts = words.facts.chinese_spelling;
    if (!isRun(typed, facts)) return [];
    const readings = Array.from(typed, (character) => words.readingsOf(character));
    if (!readings.every((found) => found.length)) return [];
    const usual = readings.map((found) => found[0]);
    const loose = space.loosened(usual);
    const same = words.soundingLike(usual.join("")).map((one) => [one[0], facts.SAME_SOUND_WEIGHT]);
    const answers = likelier(typed, new Map(same), words);
    if (answers.length) return answers;
    words.want({ sounds: [LOOSE + loose, loose] });
    const similar = words.soundingLike(LOOSE + loose).concat(words.soundingLike(loose));
    return likelier(typed, new Map(similar.map((one) => [one[0], facts.SIMILAR_SOUND_WEIGHT])), words);
  }

  // Words that differ from `typed` in one character of similar shape.
  function lookAlikes(typed, words) {
    const facts = words.facts.chinese_spelling;
    if (!isRun(typed, facts)) return [];
    const characters = Array.from(typed);
    const guesses = new Map();
    characters.forEach((character, at) =>
      Array.from(facts.SHAPES[character] || "").forEach((other) => {
        const word = characters.slice(0, at).concat(other, characters.slice(at + 1)).join("");
        guesses.set(word, facts.SAME_SHAPE_WEIGHT);
      })
    );
    return likelier(typed, guesses, words);
  }

  function isRun(typed, facts) {
    const size = analysis.size(typed);
    return size >= facts.SHORTEST && size <= facts.LONGEST && !/[\0-\x7f]/.test(typed);
  }

  // Those guesses that the texts have far oftener than `typed`, the surest and most frequent first.
  function likelier(typed, guesses, words) {
    const facts = words.facts.chinese_spelling;
    const size = analysis.size(typed);
    const wanted = Array.from(guesses.keys()).filter((word) => analysis.size(word) === size && word !== typed);
    words.want({ terms: [].concat(pairsOf(typed), ...wanted.map(pairsOf)) });
    const least = facts.TIMES_AS_FREQUENT * frequency(typed, words);
    const counts = new Map(wanted.map((word) => [word, frequency(word, words)]));
    let related = wanted.filter((word) => counts.get(word) >= Math.max(1, least) && isShared(word, typed));
    let share = 1;
    if (!related.length && least === 0 && size === facts.SHORTEST) {
      const sure = Array.from(guesses.keys()).filter((word) => guesses.get(word) >= facts.SAME_SOUND_WEIGHT);
      related = sure.filter((word) => (counts.get(word) || 0) >= facts.LEAST_OF_STRANGERS);
      share = facts.STRANGER_SHARE;
    }
    const rarest = Math.max(0, ...related.map((word) => counts.get(word))) / facts.TIMES_TOO_RARE;
    return related
      .filter((word) => counts.get(word) >= rarest)
      .map((word) => [-guesses.get(word), -counts.get(word), word])
      .sort(numbers.compare)
      .slice(0, facts.MOST_ANSWERS)
      .map((one) => [one[2], numbers.rounded(-one[0] * share, 3)]);
  }

  function isShared(one, other) {
    const its = Array.from(other);
    return Array.from(one).some((mine, at) => mine === its[at]);
  }

  function pairsOf(word) {
    const characters = Array.from(word);
    return characters.slice(1).map((character, at) => characters[at] + character);
  }

  // In how many documents a word is; of a longer one only its pairs are known, so that is at most.
  function frequency(word, words) {
    return Math.min(...pairsOf(word).map((pair) => words.frequency(pair)));
  }

  space.spelling = { gather: gather, homophones: homophones, lookAlikes: lookAlikes, slips: slips };
})();

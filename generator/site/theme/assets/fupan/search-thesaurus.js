// Words that stand for each other: the twin of generator/search/words/thesaurus.py and nearness.py.
//
// A key has no blank beside a Chinese character, which is a unit by itself: see static/thesaurus_shards.py.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;
  const numbers = space.numbers;

  const PLAIN = "(?:(?![" + analysis.CJK + "])[\\p{L}\\p{N}])+";
  const UNIT = new RegExp(PLAIN + "(?:[-_.@#]" + PLAIN + ")*|[" + analysis.CJK + "]", "gu");
  const WORD = /^[a-z]+$/i;
  const SAME = "=";

  // The smallest parts of a text that a phrase is compared by, with their places.
  function units(text) {
    const mapped = analysis.foldWithPlaces(text);
    const found = [];
    UNIT.lastIndex = 0;
    for (let match = UNIT.exec(mapped.folded); match; match = UNIT.exec(mapped.folded)) {
      found.push({
        text: WORD.test(match[0]) ? analysis.stem(match[0]) : match[0],
        start: mapped.places[match.index],
        end: mapped.places[match.index + match[0].length],
      });
    }
    return found;
  }

  function joined(parts) {
    let key = "";
    let isPlain = false;
    parts.forEach((part) => {
      const isChinese = analysis.isChinese(part.text);
      if (isPlain && !isChinese) key += " ";
      key += part.text;
      isPlain = !isChinese;
    });
    return key;
  }

  // All keys that `matches` looks up in a text.
  function keysIn(text, facts) {
    const parts = units(text);
    const keys = [];
    windows(parts, facts, (first, last) => keys.push(joined(parts.slice(first, last))));
    return keys;
  }

  function windows(parts, facts, take) {
    for (let first = 0; first < parts.length; first += 1) {
      const farthest = Math.min(parts.length, first + facts.thesaurus.LONGEST_PHRASE);
      for (let last = farthest; last > first; last -= 1) take(first, last);
    }
  }

  // Every part of a text that has other words: {places, others, isSame}, where no document has what is not in `others`.
  function matches(text, words) {
    const parts = units(text);
    const rules = [];
    words.want({ phrases: keysIn(text, words.facts) });
    windows(parts, words.facts, (first, last) => {
      const key = joined(parts.slice(first, last));
      words.rules(key).forEach((rule) => {
        const read = /^([=>])([0-9]*)(?:…(.+))?$/.exec(rule);
        rules.push({ first: first, last: last, key: key, isSame: read[1] === SAME, group: read[2], gap: read[3] });
      });
    });
    const found = rules.filter((rule) => {
      const place = [parts[rule.first].start, parts[rule.last - 1].end];
      const wanted = rule.gap ? rule.gap.split("…") : [];
      const places = following(parts, rule.last, wanted, words.facts.thesaurus.WIDEST_GAP);
      rule.places = [place].concat(places || []);
      return places !== null;
    });
    words.want({ meanings: found.filter((rule) => rule.group).map((rule) => Number(rule.group)) });
    found.forEach((rule) => {
      const others = rule.group ? words.meaning(Number(rule.group)) : [];
      rule.others = rule.isSame ? others.filter((word) => joined(units(word)) !== rule.key) : others;
    });
    const wholes = found.filter((match) => match.isSame).map((match) => match.places[0]);
    return found.filter((match) => !wholes.some((whole) => liesWithin(match.places, whole)));
  }

  // Where the wanted parts follow each other from unit `at` on; null if one is missing.
  function following(parts, at, wanted, widest) {
    const places = [];
    for (const either of wanted) {
      const found = next(parts, at, either, widest);
      if (!found) return null;
      places.push([parts[found[0]].start, parts[found[1] - 1].end]);
      at = found[1];
    }
    return places;
  }

  function next(parts, at, either, widest) {
    const choices = new Set(either.split("/"));
    const lengths = Array.from(new Set(Array.from(choices, unitsIn))).sort((one, other) => other - one);
    for (let start = at; start < Math.min(parts.length, at + widest + 1); start += 1) {
      for (const length of lengths) {
        if (start + length > parts.length) continue;
        if (choices.has(joined(parts.slice(start, start + length)))) return [start, start + length];
      }
    }
    return null;
  }

  // How many units a key has.
  function unitsIn(key) {
    let count = 0;
    let isWithin = false;
    for (const character of key) {
      const isChinese = analysis.isChinese(character);
      if (isChinese || (character !== " " && !isWithin)) count += 1;
      isWithin = !isChinese && character !== " ";
    }
    return Math.max(1, count);
  }

  function liesWithin(places, whole) {
    const start = places[0][0];
    const end = places[0][1];
    return places.length === 1 && whole[1] - whole[0] > end - start && whole[0] <= start && end <= whole[1];
  }

  function covers(match, start, end) {
    return match.places.some((place) => place[0] <= start && end <= place[1]);
  }

  // The words to which the lines lead that share the most telling terms with those asked, each with how near they are.
  function saidAlike(asked, words) {
    const near = nearest(asked, words).filter((one) => words.said.meanings[one[0]] >= 0);
    words.want({ meanings: near.map((one) => words.said.meanings[one[0]]) });
    const scores = new Map();
    near.forEach((one) =>
      words.meaning(words.said.meanings[one[0]]).forEach((word) => scores.set(word, (scores.get(word) || 0) + one[1]))
    );
    return numbers.sortedBy(Array.from(scores), (one) => [-one[1]]);
  }

  // The nearest groups of words by their number, with how near each is.
  function nearest(asked, words) {
    const facts = words.facts.nearness;
    const terms = Array.from(new Set(asked));
    words.want({ nearness: terms });
    const scores = new Map();
    const common = new Map();
    terms.forEach((term) => {
      const groups = words.groupsSaidWith(term);
      const rarity = Math.log(1 + (words.said.groups - groups.length + 0.5) / (groups.length + 0.5));
      groups.forEach((group) => {
        const score = numbers.rounded(rarity, 3) / words.said.norms[group];
        scores.set(group, (scores.get(group) || 0) + score);
        common.set(group, (common.get(group) || 0) + 1);
      });
    });
    const near = Array.from(scores).filter((one) => common.get(one[0]) >= facts.LEAST_COMMON);
    const first = numbers.sortedBy(near, (one) => [-one[1], one[0]]).slice(0, facts.MOST_GROUPS);
    return first.filter((one) => one[1] >= facts.LEAST_PART * first[0][1]);
  }

  space.thesaurus = { covers: covers, keysIn: keysIn, matches: matches, saidAlike: saidAlike, units: units };
})();

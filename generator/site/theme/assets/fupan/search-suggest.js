// What to offer while somebody types, and what is near when nothing is found: the twin of generator/search/asking/suggest.py.
//
// In: a text and the words of an index (search-words.js). Out: {text, kind, id?, url?}, best first; or words. Titles are
// read from the files of the texts, as no list of all of them is loaded.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;
  const numbers = space.numbers;

  const LETTERS = /^[a-z]+$/i;
  const WORDS = new RegExp("\\p{L}+", "gu");
  // So many words of a text are looked up together: one after the other would take as many waits.
  const TOGETHER = 8;

  function suggest(typed, words, limit) {
    const facts = words.facts.suggest;
    const begun = analysis.words(Array.from(typed).slice(0, facts.LONGEST_TYPED * 4).join("")).join(" ");
    const shown = analysis.words(Array.from(begun).slice(0, facts.LONGEST_TYPED).join("")).join(" ");
    const text = analysis.fold(shown);
    const most = Math.max(1, Math.min(limit, facts.MOST_SUGGESTIONS));
    if (!text) return [];
    const readAs = space.guessing.meant(text, words).text;
    const records = recordsOf(text, readAs, words, most);
    const places = Math.max(most - records.length, Math.min(facts.PLACES_FOR_WORDS, most - 1));
    const known = new Set(records.map((one) => analysis.fold(one.id)));
    let offers = [];
    for (const word of wordsOf(shown, text, readAs, words)) {
      if (offers.length >= places) break;
      if (!known.has(analysis.fold(word))) offers.push(word);
    }
    if (!records.length && !offers.length) offers = near(text, words, most);
    const items = offers.map((word) => ({ text: word, kind: "word" }));
    return records.slice(0, Math.max(0, most - items.length)).concat(items);
  }

  // Words of the index near those of a folded text that it does not have; each word of the text has its turn.
  function near(text, words, limit) {
    const each = new Map(analysis.tokens(text).map((token) => [token.text, token]));
    const tokens = Array.from(each.values()).slice(0, words.facts.suggest.MOST_NEAR);
    let turns = tokens.map((token, at) => nearWord(tokens.slice(at, at + TOGETHER), text, words));
    const found = new Set();
    while (turns.length && found.size < limit) {
      turns = turns.filter((turn) => {
        const next = turn.next();
        if (!next.done) found.add(next.value);
        return !next.done;
      });
    }
    return Array.from(found).slice(0, limit);
  }

  // What to try for a query that finds nothing: the typed words take turns.
  function nearest(query, words) {
    const facts = words.facts.answer;
    const most = facts.MOST_NEAREST;
    const offers = query.words
      .slice(0, facts.MOST_WORDS_TO_ASK_FOR)
      .map((word) => suggest(word, words, most).map((one) => one.text));
    offers.push(near(analysis.fold(query.words.join(" ")), words, most));
    const turns = [];
    for (let turn = 0; turn < most; turn += 1) {
      offers.forEach((offer) => turn < offer.length && turns.push(offer[turn]));
    }
    return Array.from(new Set(turns)).slice(0, most);
  }

  // ---- records ---------------------------------------------------------------

  function recordsOf(text, readAs, words, limit) {
    const found = new Map();
    const add = (one) => found.has(one.id) || found.set(one.id, one);
    if (analysis.size(text) >= words.facts.suggest.SHORTEST_ID) withId(analysis.identifierKey(text), words, limit).forEach(add);
    new Set([text, readAs]).forEach((way) => {
      const groups = found.size < limit ? groupsOf(way, words) : [];
      if (groups.length) withTerms(groups, words, limit).forEach(add);
    });
    return Array.from(found.values()).slice(0, limit);
  }

  // Records whose id begins so, in the order of their ids; what is obsolete is not offered.
  function withId(beginning, words, limit) {
    return titled(words.numbersWithId(beginning, limit).filter((number) => !words.isObsolete(number)), words);
  }

  // Records whose titles have a term of every group, the newest first.
  function withTerms(groups, words, limit) {
    words.want({ postings: [].concat(...groups) });
    const having = groups.map((terms) => new Set([].concat(...terms.map((term) => words.inTitles(term)))));
    const found = Array.from(having[0]).filter(
      (number) => !words.isObsolete(number) && having.every((group) => group.has(number))
    );
    return titled(numbers.sortedBy(found, (number) => [-words.dayOf(number), number]).slice(0, limit), words);
  }

  function titled(found, words) {
    words.want({ documents: found });
    return found.map((number) => words.record(number));
  }

  // The terms that a title must have; the last word may still be unfinished.
  function groupsOf(text, words) {
    const typed = analysis.tokens(text);
    const groups = typed.map((token) => [token.text]);
    const last = typed[typed.length - 1];
    if (last && last.end === text.length) groups[groups.length - 1] = [last.text].concat(goingOn(last, text, words));
    return groups;
  }

  // ---- words -----------------------------------------------------------------

  // The terms of the index that go on from the last word; whole Chinese pairs find longer words already.
  function goingOn(last, text, words) {
    const facts = words.facts.suggest;
    const word = text.slice(last.start, last.end);
    if (analysis.isChinese(last.text)) return analysis.size(word) === 1 ? pairsWith(word, words) : [];
    return analysis.size(word) >= facts.SHORTEST_WORD ? words.completions(word, facts.MOST_COMPLETIONS) : [];
  }

  function pairsWith(character, words) {
    return words
      .completions(character, words.facts.suggest.MOST_COMPLETIONS)
      .filter((pair) => analysis.size(pair) === 2);
  }

  function* wordsOf(shown, text, readAs, words) {
    const seen = new Set([text]);
    for (const way of [read, finished, inOtherWords]) {
      for (const word of way(shown, text, words, readAs)) {
        const folded = analysis.fold(word);
        if (!seen.has(folded)) yield word;
        seen.add(folded);
      }
    }
  }

  function* read(shown, text, words, readAs) {
    if (readAs !== text) yield readAs;
  }

  // The text with its last word finished, the most frequent words first.
  function* finished(shown, text, words) {
    const typed = analysis.tokens(text);
    const last = typed[typed.length - 1];
    if (!last || last.end !== text.length) return;
    for (const term of byFrequency(goingOn(last, text, words), words)) {
      yield shown.slice(0, last.start) + written(term, words);
    }
  }

  // The text with a word of it replaced by another one that the index has; a part of a Chinese run is left alone.
  function* inOtherWords(shown, text, words) {
    for (const match of space.thesaurus.matches(text, words)) {
      const start = match.places[0][0];
      const end = match.places[0][1];
      const isWithin = start > 0 && !analysis.isBlank(text[start - 1]) && !analysis.isBlank(text[0]);
      const goesOn = end < text.length && !analysis.isBlank(text[end]);
      if (match.places.length > 1 || isWithin || goesOn) continue;
      for (const other of match.others) {
        const found = analysis.terms(other);
        words.want({ terms: found });
        if (found.length && found.every((term) => words.frequency(term))) yield shown.slice(0, start) + other + shown.slice(end);
      }
    }
  }

  // Words near the first of these tokens, the nearest first.
  function* nearWord(tokens, text, words) {
    const facts = words.facts.suggest;
    const wordOf = (token) => text.slice(token.start, token.end);
    const chinese = tokens.filter((token) => analysis.isChinese(token.text)).map((token) => token.text);
    const token = tokens[0];
    if (analysis.isChinese(token.text)) {
      words.want({ completions: Array.from(chinese.join("")), most: facts.MOST_COMPLETIONS });
      for (const character of token.text) yield* byFrequency(pairsWith(character, words), words).slice(0, 3);
      return;
    }
    const word = wordOf(token);
    for (const term of space.spelling.slips(word, words, 3)) yield written(term, words);
    const characters = Array.from(word);
    const beginnings = [];
    for (let length = characters.length - 1; length > facts.SHORTEST_WORD; length -= 1) {
      beginnings.push(characters.slice(0, length).join(""));
    }
    words.want({ completions: beginnings, most: facts.MOST_COMPLETIONS });
    for (const beginning of beginnings) {
      const found = byFrequency(words.completions(beginning, facts.MOST_COMPLETIONS), words);
      for (const term of found.slice(0, 5)) yield written(term, words);
    }
  }

  // Terms by the number of their documents; pairs of characters that are no word are left out.
  function byFrequency(found, words) {
    words.want({ terms: found });
    const least = words.facts.suggest.LEAST_COMPANY;
    const whole = found.filter((term) => !analysis.isChinese(term) || words.company(term) >= least);
    return numbers.sortedBy(whole, (term) => [-words.frequency(term), term]);
  }

  // A term as people write it: an index knows stems (`databas`), a title has the word (`database`).
  function written(term, words) {
    if (analysis.isCode(term) && term.indexOf("@") < 0) return term.toUpperCase();
    if (!LETTERS.test(term)) return term;
    for (const one of withTerms([[term]], words, 1)) {
      for (const word of one.text.match(WORDS) || []) {
        const folded = analysis.fold(word);
        if (analysis.stem(folded) === term) return word === word.toUpperCase() ? word : folded;
      }
    }
    const lostE = new RegExp(words.facts.suggest.LOST_E).test(term) ? "e" : "";
    const likely = term.endsWith("i") ? term.slice(0, -1) + "y" : term + lostE;
    const ways = [likely, term, term + "e", term + "s", term + "es"];
    return ways.find((word) => analysis.stem(word) === term) || term;
  }

  space.suggest = { near: near, nearest: nearest, suggest: suggest };
})();

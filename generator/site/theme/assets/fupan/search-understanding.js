// What a question asks for: the twin of generator/search/asking/understanding.py.
//
// `understand(query, lexicon, index)` promises a plan as generator/search/counting/plan.py describes it. What it needs to know
// of words is loaded on the way: see search-words.js. Everything else here is Python's algorithm, step by step.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;
  const guessing = space.guessing;
  const numbers = space.numbers;
  const thesaurus = space.thesaurus;

  const ASCII = /^[\0-\x7f]*$/;

  function understand(query, _, index) {
    return space.words.open(index).then((words) => space.words.settled(() => planOf(query, words)));
  }

  function planOf(query, words) {
    const facts = words.facts.understanding;
    // What stands in quotes is meant as it is written.
    const askedText = query.words.filter((word) => query.phrases.indexOf(word) < 0).join(" ");
    words.want({ terms: analysis.terms(askedText), phrases: thesaurus.keysIn(askedText, words.facts) });
    const guess = guessing.meant(askedText, words);
    const typed = analysis.tokens(guess.text);
    const matches = thesaurus.matches(guess.text, words);
    words.want({ terms: typed.map((token) => token.text) });
    guessing.gather(typed, guess.text, words);
    const asked = new Map([
      ...quotedOf(query.phrases, words),
      ...askedOf(typed, matches.filter((match) => match.isSame), words),
    ]);
    const expansions = unique(guess.expansions);
    const distinct = new Map(typed.map((token) => [token.text, token]));
    const inPieces = guessing.codesInPieces(guess.text, words);
    distinct.forEach((token) => {
      const word = guess.text.slice(token.start, token.end);
      const code = inPieces.find((one) => one.start <= token.start && token.start < one.end);
      let found = code ? standingInPieces(code, token, guess.text, words) : guessing.insteadOf(token, word, words);
      if (!found.members.length && asked.size <= facts.MOST_TERMS_TO_CHECK) {
        found = guessing.misspeltInTexts(token, word, words);
      }
      asked.get(token.text).members.push(...found.members);
      expansions.add(found.expansions);
    });
    const meanings = unique(guess.others.length ? [guess.others] : []);
    words.want({ terms: [].concat(...matches.map((match) => termsOfOthers(match, facts))) });
    matches.forEach((match) => {
      const others = othersOf(match, guess.text, words, asked);
      const members = [].concat(...Array.from(others.values()));
      const within = typed.filter((token) => thesaurus.covers(match, token.start, token.end));
      const inside = new Set(within.map((token) => token.text));
      if (match.isSame && inside.size === 1) asked.get(Array.from(inside)[0]).members.push(...members);
      else if (others.size) meanings.add([members]);
      const said = match.places.map((place) => guess.text.slice(place[0], place[1])).join("…");
      const reason = match.isSame ? facts.SYNONYM : facts.WRITTEN;
      expansions.add(Array.from(others.keys(), (other) => ({ typed: said, instead: other, reason: reason })));
    });
    const clauses = mostTelling(Array.from(asked.values()), words).map((one) => ({
      members: eachOnce([{ terms: [one.term], weight: 1 }].concat(one.members)),
      weight: one.weight,
      typed: true,
    }));
    const alike = alikeOf(clauses.map((clause) => clause.members[0].terms[0]).filter((term) => distinct.has(term)), words);
    clauses.push(...meantClauses(meanings.items, clauses, facts));
    if (alike.size) {
      const members = eachOnce(Array.from(alike.values()));
      clauses.push({ members: members, weight: facts.ALIKE_WEIGHT, typed: false });
      const told = new Set(expansions.items.map((one) => one.instead));
      const isNew = (one) => !told.has(one[0]) && !one[1].terms.every((term) => asked.has(term));
      const found = Array.from(alike).filter(isNew);
      expansions.add(found.map((one) => ({ typed: guess.text, instead: one[0], reason: facts.ALIKE })));
    }
    if (query.prefix) {
      const found = words.completions(query.prefix, facts.MOST_COMPLETIONS);
      const members = found.map((term) => ({ terms: [term], weight: facts.COMPLETION_WEIGHT }));
      if (members.length) clauses.push({ members: members, weight: 1, typed: false });
    }
    const same = expansions.items.filter((one) => one.reason === words.facts.guessing.SAME_CODE);
    const terms = Array.from(asked.keys()).concat(same.map((one) => one.instead));
    return {
      clauses: clauses,
      must: query.must,
      must_not: query.must_not,
      phrases: query.phrases,
      identifiers: space.query.identifiersOf(query, terms),
      codes: terms.filter(analysis.isCode),
      neighbours: neighboursOf(typed, words),
      characters: charactersOf(guess.text, typed, words.facts),
      expansions: expansions.items,
      least_share: facts.LEAST_SHARE,
      literal_first: guess.text === askedText && isOneWord(guess.text, facts),
    };
  }

  // What the last of the pieces of a code may stand for: the whole; the others stand for themselves.
  function standingInPieces(code, token, text, words) {
    const facts = words.facts.guessing;
    if (token.end !== code.end) return { members: [], expansions: [] };
    const typed = text.slice(code.start, code.end);
    return {
      members: code.codes.map((one) => ({ terms: [one], weight: facts.CODE_PART_WEIGHT })),
      expansions: code.codes.map((one) => ({ typed: typed, instead: one, reason: facts.SAME_CODE })),
    };
  }

  // The terms of phrases; a lone Chinese character stands for the pairs that begin with it, and no more.
  function quotedOf(phrases, words) {
    const found = [].concat(...phrases.map((phrase) => analysis.tokens(phrase)));
    words.want({ terms: found.map((token) => token.text) });
    const chinese = found.filter((token) => analysis.isChinese(token.text));
    guessing.gather(chinese, "", words);
    const asked = askedOf(found, [], words);
    chinese.forEach((token) => {
      asked.get(token.text).members = guessing.insteadOf(token, token.text, words).members;
    });
    return asked;
  }

  // The telling characters of a question in one piece.
  function charactersOf(text, typed, facts) {
    const signs = Array.from(text);
    const isSpoken = signs.filter(analysis.isChinese).length >= facts.understanding.LEAST_SPOKEN;
    if (!isSpoken || analysis.words(text).length > 1) return [];
    const small = typed.filter((token) => facts.chinese.SMALL_PAIRS.includes(token.text));
    const telling = new Set();
    let place = 0;
    signs.forEach((sign) => {
      const isSmall = small.some((token) => token.start <= place && place < token.end);
      if (!isSmall && analysis.isChinese(sign)) telling.add(sign);
      place += sign.length;
    });
    return Array.from(telling).slice(0, facts.understanding.MOST_CHARACTERS);
  }

  // The pairs of words that follow each other; pairs of Chinese characters overlap and need no such help.
  function neighboursOf(typed, words) {
    const pairs = unique(typed.slice(1).map((token, before) => [typed[before].text, token.text])).items;
    return pairs.filter(
      (pair) => pair[0] !== pair[1] && !pair.some(analysis.isChinese) && pair.every((term) => words.frequency(term))
    );
  }

  // A list that holds equal things once.
  function unique(first) {
    const known = new Set();
    const items = [];
    const add = (more) =>
      more.forEach((item) => {
        const key = JSON.stringify(item);
        if (!known.has(key)) items.push(item);
        known.add(key);
      });
    add(first);
    return { items: items, add: add };
  }

  // A clause for each meaning; the more there are, the less each weighs beside what was typed.
  function meantClauses(meanings, typed, facts) {
    const different = meanings.slice(0, facts.MOST_MEANINGS);
    // Rounded, as Pythons and browsers add up in ways that differ in the last bit.
    const total = numbers.rounded(typed.reduce((sum, clause) => sum + clause.weight, 0), 3);
    const weight = Math.min(1, numbers.rounded((facts.MOST_MEANT * total) / Math.max(1, different.length), 3));
    return different.map((members) => ({ members: eachOnce(members), weight: weight, typed: false }));
  }

  // Somebody asked for one word: a word of letters, a code, or a few Chinese characters without a blank.
  function isOneWord(text, facts) {
    const isPlain = ASCII.test(text) || analysis.size(text) <= facts.LONGEST_WORD;
    return text !== "" && !Array.from(text).some(analysis.isBlank) && isPlain;
  }

  // One {term, weight, members} for each distinct typed term.
  function askedOf(typed, known, words) {
    const least = words.facts.understanding.KNOWN_WORD_WEIGHT;
    const asked = new Map();
    typed.forEach((token) => {
      let weight = weightOf(token.text, words);
      const isSmall = words.facts.chinese.SMALL_PAIRS.includes(token.text);
      const isKnown = () => known.some((match) => thesaurus.covers(match, token.start, token.end));
      if (weight < least && !isSmall && isKnown()) weight = least;
      if (!asked.has(token.text)) asked.set(token.text, { term: token.text, weight: weight, members: [] });
      const one = asked.get(token.text);
      one.weight = Math.max(one.weight, weight);
    });
    return asked;
  }

  function weightOf(term, words) {
    const facts = words.facts.understanding;
    if (analysis.size(term) !== 2 || !analysis.isChinese(term)) return 1;
    if (words.facts.chinese.SMALL_PAIRS.includes(term)) return facts.LEAST_WEIGHT;
    const company = words.company(term) / facts.COMPANY;
    return numbers.rounded(Math.max(facts.LEAST_WEIGHT, Math.min(1, Math.pow(company, facts.COMPANY_SHARPNESS))), 3);
  }

  function termsOfOthers(match, facts) {
    return [].concat(...match.others.slice(0, facts.MOST_OTHERS).map(analysis.terms));
  }

  // Whether the texts have anything of what was said; if not, another word for it is all that there is to look for.
  function isKnown(match, text, words) {
    const said = [].concat(...match.places.map((place) => analysis.terms(text.slice(place[0], place[1]))));
    words.want({ terms: said });
    return said.some((term) => words.frequency(term));
  }

  // The other words of a match that occur in the index, each with its members.
  function othersOf(match, text, words, asked) {
    const facts = words.facts.understanding;
    const others = new Map();
    let full = match.isSame && isKnown(match, text, words) ? facts.SAME_WEIGHT : facts.WRITTEN_WEIGHT;
    const isEnglish = match.places.every((place) => ASCII.test(text.slice(place[0], place[1])));
    if (!match.isSame && isEnglish) full *= facts.SAID_IN_ENGLISH;
    match.others.slice(0, facts.MOST_OTHERS).forEach((other) => {
      const found = termsOf(other, words);
      if (!found.length || found.every((term) => asked.has(term))) return;
      const members = [standingFor(found, full, facts)];
      if (found.length > 1 && !match.isSame) {
        const whole = found.filter((term) => weightOf(term, words) === 1);
        const rarest = numbers.sortedBy(whole, (term) => [words.frequency(term), term])[0];
        if (rarest && !asked.has(rarest) && words.frequency(rarest) < facts.RAREST_WORD_SHARE * words.documents) {
          members.push({ terms: [rarest], weight: numbers.rounded(members[0].weight * facts.RAREST_WORD, 3) });
        }
      }
      others.set(other, members);
    });
    return others;
  }

  // What people mean who say it in words like the typed ones, as far as it occurs in the index, each with its member.
  function alikeOf(typed, words) {
    const facts = words.facts.understanding;
    const near = thesaurus.saidAlike(typed, words);
    words.want({ terms: [].concat(...near.map((one) => analysis.terms(one[0]))) });
    const likeliest = [];
    for (const [word, score] of near) {
      const found = termsOf(word, words);
      if (found.length && likeliest.length < facts.MOST_ALIKE) likeliest.push([word, score, found]);
    }
    const weightOfOne = (score) => (facts.WRITTEN_WEIGHT * score) / likeliest[0][1];
    return new Map(likeliest.map((one) => [one[0], standingFor(one[2], weightOfOne(one[1]), facts)]));
  }

  // The terms of another word; none if the index does not have it or it would be left with one of many.
  function termsOf(other, words) {
    const found = analysis.terms(other);
    if (!found.every((term) => words.frequency(term))) return [];
    const isCut = found.length === 1 && !analysis.isChinese(found[0]) && thesaurus.units(other).length > 1;
    return isCut ? [] : found;
  }

  function standingFor(found, weight, facts) {
    const isLoose = found.length > 1 && !analysis.isChinese(found[0]);
    const rounded = numbers.rounded(isLoose ? weight * facts.LOOSE_PHRASE : weight, 3);
    return { terms: found, weight: Math.max(facts.LEAST_MEMBER, rounded) };
  }

  // Members with different terms, each with its greatest weight.
  function eachOnce(members) {
    const best = new Map();
    members.forEach((member) => {
      const key = JSON.stringify(member.terms);
      if (!best.has(key) || best.get(key).weight < member.weight) best.set(key, member);
    });
    return Array.from(best.values());
  }

  // At most MOST_TERMS of the typed terms, in their order: those that tell most.
  function mostTelling(asked, words) {
    const most = words.facts.query.MOST_TERMS;
    if (asked.length <= most) return asked;
    const telling = numbers.sortedBy(asked, (one) => {
      const having = words.frequency(one.term);
      return [-one.weight * Math.log(1 + (words.documents - having + 0.5) / (having + 0.5)), one.term];
    });
    const kept = new Set(telling.slice(0, most));
    return asked.filter((one) => kept.has(one));
  }

  space.understand = understand;
})();

// Execute a plan: the twin of generator/search/counting/{scoring,ordering,facets}.py.
//
// In: an index, a plan as generator/search/counting/plan.py describes it, and a parsed query. Out: which documents answer, in
// which order, and why. Sums are added in the order in which Python adds them, and scores are compared after rounding to
// six digits, so that both put the same documents into the same order.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;

  const FIELDS = ["title", "headings", "body"];
  const WEIGHT_OF = { body: 0, title: 1, headings: 2 }; // the order in which meta.ranking.fields names them
  const LANE = { TEXT: 0, CODE_IN_TEXT: 1, IDENTIFIER: 2, OWN_ID: 3 };
  const DIGITS = 6;
  const MOST_CHECKED = 300;
  // Shares are compared in thousandths, so that every engine draws the line at the same document.
  const UNITS = 1000;
  const NOISE = 1e-6;
  const NEVER = 1e8;

  // Promise {order, scores, lanes, clauses, facets, isTyped, truncated}; `order` has the numbers of all hits, best first.
  function execute(index, plan, query) {
    const phraseTerms = plan.phrases.map((phrase) => analysis.termsWithin(phrase));
    const identifiers = plan.identifiers.map(analysis.identifierKey);
    const needed = [].concat(plan.codes, ...plan.must, ...plan.must_not, ...phraseTerms);
    plan.clauses.forEach((clause) => clause.members.forEach((member) => needed.push(...member.terms)));
    identifiers.forEach((key) => needed.push(key + "\t"));
    return index.need(needed).then(() => {
      const matches = matched(index, Object.assign({}, plan, { identifiers: identifiers }));
      const inRange = withinDates(index, query);
      const found = Array.from(matches.found).filter(inRange);
      const passing = passingOf(index, query.filters);
      if (!plan.phrases.length) return answered(index, matches, query, found, passing);
      return verified(index, matches, query, plan.phrases, phraseTerms, found, passing).then((checked) =>
        answered(index, Object.assign(matches, { truncated: checked.isCut }), query, checked.numbers, passing)
      );
    });
  }

  // Promise what holds all phrases as written, and whether there was too much to look at all of it.
  function verified(index, matches, query, phrases, phraseTerms, found, passing) {
    let numbers = phraseTerms.reduce((left, terms) => {
      const having = havingAll(index, terms);
      return left.filter((number) => having.has(number));
    }, found);
    let isCut = false;
    if (numbers.length > MOST_CHECKED) {
      // What the filters leave out is not looked at, so that its facets are not counted either.
      isCut = true;
      numbers = numbers.filter((number) => passesAll(passing, number));
      numbers = ordered(index, matches, numbers, query.sort).slice(0, MOST_CHECKED);
    }
    return index
      .shown(numbers)
      .then((shown) => ({ numbers: numbers.filter((number) => holdsAll(shown.get(number), phrases)), isCut: isCut }));
  }

  function answered(index, matches, query, found, passing) {
    const kept = found.filter((number) => passesAll(passing, number));
    const facets = countFacets(index, found, passing);
    if (query.sort !== "relevance") return Object.assign(matches, { order: sorted(index, kept, query.sort), facets: facets });
    return read(index, matches, relevant(index, matches, kept)).then((ranked) =>
      Object.assign(matches, { order: lifted(index, matches, ranked, query), facets: facets })
    );
  }

  // Promise the same documents, the first of them ordered anew by what was typed side by side and stands so.
  function read(index, matches, ranked) {
    const typed = new Map();
    matches.clauses.forEach((one) => {
      if (one.clause.typed) typed.set(one.clause.members[0].terms[0], one);
    });
    const pairs = matches.neighbours.filter((pair) => typed.has(pair[0]) && typed.has(pair[1]));
    const first = ranked.slice(0, index.meta.ranking.pairs.documents);
    const best = first.reduce((most, number) => Math.max(most, matches.scores.get(number) || 0), 0);
    // Most documents have only one of the words and need not be loaded.
    const there = new Map(
      first.map((number) => [number, pairs.filter((pair) => pair.every((term) => typed.get(term).worth.literal.has(number)))])
    );
    const looked = matches.characters.length ? first : first.filter((number) => there.get(number).length);
    if (!looked.length) return Promise.resolve(ranked);
    return index.shown(looked).then((shown) => {
      const texts = looked.map((number) => [shown.get(number).title, shown.get(number).title + "\n" + shown.get(number).text]);
      const shares = sharesOfCharacters(texts, matches.characters);
      const most = index.meta.ranking.characters * best;
      looked.forEach((number, place) => {
        const times = timesSideBySide(texts[place][1], there.get(number), index.meta.ranking.pairs);
        const worths = there.get(number).map((pair, at) => worthOfPair(index, times[at], typed.get(pair[0]), typed.get(pair[1])));
        const more = worths.reduce((sum, worth) => sum + worth, 0) + most * shares[place];
        matches.scores.set(number, Number(((matches.scores.get(number) || 0) + more).toFixed(DIGITS)));
      });
      return inGroups(index, matches, first).concat(ranked.slice(first.length));
    });
  }

  // How much each text has of some characters: the twin of generator/search/counting/close_reading.py.
  function sharesOfCharacters(texts, characters) {
    const shares = texts.map(() => 0);
    characters.forEach((character) => {
      const having = texts.map((one) => one[1].includes(character));
      const worth = rarity(texts.length, having.filter(Boolean).length);
      texts.forEach((one, place) => {
        if (having[place]) shares[place] += one[0].includes(character) ? 2 * worth : worth;
      });
    });
    const best = Math.max(0, ...shares);
    return best ? shares.map((share) => share / best) : shares;
  }

  // What it is worth that two words stand side by side in a text.
  function worthOfPair(index, times, one, other) {
    const ranking = index.meta.ranking;
    const lesser = Math.min(one.scale, other.scale);
    return ranking.pairs.weight * lesser * ((times * (ranking.saturation + 1)) / (times + ranking.saturation));
  }

  // How often the first term of each pair is followed by its second: the twin of generator/search/text/side_by_side.py.
  function timesSideBySide(text, pairs, facts) {
    const beginning = Array.from(text).slice(0, facts.characters).join("");
    const places = space.placesOf(Array.from(analysis.fold(beginning)), [].concat(...pairs));
    const those = (term) => places.filter((one) => one.needle === term);
    const isBehind = (other, one) => other.start >= one.end && other.start - one.end <= facts.between;
    return pairs.map((pair) => {
      const behind = those(pair[1]);
      return those(pair[0]).filter((one) => behind.some((other) => isBehind(other, one))).length;
    });
  }

  // ---- scores ----------------------------------------------------------------

  function rarity(documents, having) {
    return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
  }

  // The documents that have all terms in a field, and how often they have the rarest of them.
  function memberPostings(index, field, terms) {
    const first = index.postings(field, terms[0]);
    if (terms.length === 1) return first;
    let counts = new Map(first.numbers.map((number, at) => [number, first.counts[at]]));
    terms.slice(1).forEach((term) => {
      const other = index.postings(field, term);
      const both = new Map();
      other.numbers.forEach((number, at) => {
        if (counts.has(number)) both.set(number, Math.min(counts.get(number), other.counts[at]));
      });
      counts = both;
    });
    return { numbers: Array.from(counts.keys()), counts: Array.from(counts.values()) };
  }

  // What the members of a clause find: documents with their value, the weight of their best member, and literal ones.
  function worthOf(index, members) {
    const ranking = index.meta.ranking;
    const values = new Map();
    const best = new Map();
    const literal = new Set();
    let having = 0;
    FIELDS.forEach((field) => {
      const counts = new Map();
      members.forEach((member, place) => {
        const postings = memberPostings(index, field, member.terms);
        postings.numbers.forEach((number, at) => {
          counts.set(number, (counts.get(number) || 0) + member.weight * postings.counts[at]);
          if (!(best.get(number) >= member.weight)) best.set(number, member.weight);
          if (place === 0) literal.add(number);
        });
      });
      const weight = ranking.fields[WEIGHT_OF[field]];
      const norms = index.norms[field];
      const lengths = index.lengths[field];
      counts.forEach((count, number) => {
        const impact = weight * ((count * (ranking.saturation + 1)) / (count + norms[lengths[number]]));
        values.set(number, impact + (values.get(number) || 0));
      });
      if (field === "body") having = counts.size;
    });
    return { values: values, best: best, literal: literal, rarity: rarity(index.size, having) };
  }

  // How rare what was typed is, however common the words are that stand for it.
  function rarityOf(index, one) {
    const literal = one.worth.literal.size;
    return one.clause.typed && literal ? rarity(index.size, literal) : one.worth.rarity;
  }

  function matched(index, plan) {
    const clauses = plan.clauses
      .map((clause) => ({ clause: clause, worth: worthOf(index, clause.members) }))
      .filter((one) => one.worth.values.size);
    clauses.forEach((one) => {
      one.scale = one.clause.weight * rarityOf(index, one);
    });
    const asked = clauses.reduce((sum, one) => sum + (one.clause.typed ? one.scale : 0), 0);
    clauses.forEach((one) => {
      one.share = asked ? one.scale / asked : 0;
    });
    const scores = scoresOf(index, clauses);
    const texts = new Set(scores.keys());
    const found = reaching(plan, clauses, texts);
    const lanes = lanesOf(index, plan, texts);
    lanes.forEach((_, number) => found.add(number));
    if (!(plan.clauses.length || plan.identifiers.length)) for (let at = 0; at < index.size; at += 1) found.add(at);
    plan.must.forEach((group) => keep(found, havingAll(index, group), true));
    plan.must_not.forEach((group) => keep(found, havingAll(index, group), false));
    const typed = clauses.filter((one) => one.clause.typed);
    return {
      clauses: clauses,
      scores: scores,
      found: found,
      lanes: lanes,
      isLiteral: (number) => typed.every((one) => one.worth.literal.has(number)),
      literalFirst: plan.literal_first,
      neighbours: plan.neighbours || [],
      characters: plan.characters || [],
      isTyped: (number) => typed.some((one) => one.worth.literal.has(number)),
      truncated: false,
    };
  }

  function scoresOf(index, clauses) {
    const totals = new Map();
    clauses.forEach((one) => {
      one.worth.values.forEach((value, number) => {
        totals.set(number, (totals.get(number) || 0) + one.scale * value);
      });
    });
    const scores = new Map();
    totals.forEach((total, number) => scores.set(number, Number(total.toFixed(DIGITS))));
    return scores;
  }

  function reaching(plan, clauses, texts) {
    if (!(plan.least_share > 0 && clauses.some((one) => one.share))) return new Set(texts);
    const units = new Map();
    clauses.forEach((one) => {
      one.worth.best.forEach((weight, number) => {
        units.set(number, (units.get(number) || 0) + Math.ceil(one.share * weight * UNITS - NOISE));
      });
    });
    const best = Math.min(UNITS, Math.max(...units.values(), 0));
    const demand = Math.min(Math.floor(plan.least_share * UNITS + NOISE), Math.floor(best / 2));
    return new Set(Array.from(units.keys()).filter((number) => units.get(number) >= demand));
  }

  function lanesOf(index, plan, texts) {
    const lanes = new Map();
    plan.codes.forEach((code) => {
      index.postings("body", code).numbers.forEach((number) => {
        if (texts.has(number)) lanes.set(number, LANE.CODE_IN_TEXT);
      });
    });
    plan.identifiers.forEach((key) => {
      const named = index.identified(key);
      named.numbers.forEach((number, at) => {
        const lane = named.counts[at] > 1 ? LANE.OWN_ID : LANE.IDENTIFIER;
        lanes.set(number, Math.max(lane, lanes.get(number) || 0));
      });
    });
    return lanes;
  }

  function havingAll(index, terms) {
    if (!terms.length) return new Set(index.ids.keys());
    return new Set(memberPostings(index, "body", terms).numbers);
  }

  function keep(found, group, isWanted) {
    found.forEach((number) => {
      if (group.has(number) !== isWanted) found.delete(number);
    });
  }

  // ---- phrases and dates -----------------------------------------------------

  function holdsAll(shown, phrases) {
    const text = shown.title + "\n" + shown.text;
    const folded = analysis.words(analysis.fold(text)).join(" ");
    return phrases.every((phrase) => text.indexOf(phrase) >= 0 || folded.indexOf(phrase) >= 0);
  }

  function withinDates(index, query) {
    if (!query.since && !query.until) return () => true;
    const first = Math.max(1, space.index.dayNumber(query.since));
    const last = space.index.dayNumber(query.until) || NEVER;
    return (number) => first <= index.dayOf(number) && index.dayOf(number) <= last;
  }

  // ---- order -----------------------------------------------------------------

  // Numbers of documents follow their ids, so that a number settles what is equal otherwise.
  function sorted(index, numbers, sort) {
    const isObsolete = (number) => (index.obsolete.has(number) ? 1 : 0);
    const keys = {
      newest: (one, other) => index.dayOf(other) - index.dayOf(one),
      oldest: (one, other) => (index.dayOf(one) || NEVER) - (index.dayOf(other) || NEVER),
      severity: (one, other) => standing(index, one, other),
    };
    return numbers
      .slice()
      .sort((one, other) => isObsolete(one) - isObsolete(other) || keys[sort](one, other) || one - other);
  }

  function standing(index, one, other) {
    return index.urgency[other] - index.urgency[one] || index.dayOf(other) - index.dayOf(one);
  }

  function ordered(index, matches, numbers, sort) {
    return sort === "relevance" ? relevant(index, matches, numbers) : sorted(index, numbers, sort);
  }

  function relevant(index, matches, numbers) {
    const tied = numbers.slice().sort((one, other) => standing(index, one, other) || one - other);
    return inGroups(index, matches, tied);
  }

  // What is void last, then by lane, then what has all words as typed, then by score; equal ones keep their order.
  function inGroups(index, matches, numbers) {
    const keys = new Map(
      numbers.map((number) => [
        number,
        [
          index.obsolete.has(number) ? 1 : 0,
          -(matches.lanes.get(number) || 0),
          matches.literalFirst && !matches.isLiteral(number) ? 1 : 0,
          -(matches.scores.get(number) || 0),
        ],
      ])
    );
    return numbers.slice().sort((one, other) => {
      const here = keys.get(one);
      const there = keys.get(other);
      for (let at = 0; at < here.length; at += 1) if (here[at] !== there[at]) return here[at] - there[at];
      return 0;
    });
  }

  // Put procedures directly before the first of the incidents that they came from; one that stands higher stays there.
  // Nothing is lifted when somebody asked for a document by its identifier.
  function lifted(index, matches, ranked, query) {
    if (ranked.some((number) => (matches.lanes.get(number) || 0) >= LANE.IDENTIFIER)) return ranked;
    const wanted = Math.min(ranked.length, query.offset + query.limit);
    const places = new Map(ranked.map((number, place) => [number, place]));
    const proceduresOf = new Map();
    ranked.forEach((number) => {
      if (index.obsolete.has(number)) return;
      (index.origins.get(number) || []).forEach((origin) => {
        if (!proceduresOf.has(origin)) proceduresOf.set(origin, []);
        if (origin !== number) proceduresOf.get(origin).push(number);
      });
    });
    const moved = new Set();
    const order = [];
    ranked.slice(0, wanted).forEach((number, place) => {
      (proceduresOf.get(number) || []).forEach((procedure) => {
        if (moved.has(procedure) || places.get(procedure) <= place) return;
        moved.add(procedure);
        order.push(procedure);
      });
      if (!moved.has(number)) order.push(number);
    });
    // What was pushed off the page, and all that follow it, keep their order behind it.
    const shown = new Set(order);
    return order.concat(ranked.filter((number) => !shown.has(number)));
  }

  // ---- facets ----------------------------------------------------------------

  function passesAll(passing, number) {
    return Object.keys(passing).every((facet) => passing[facet](number));
  }

  // For each filtered facet whether a document has one of the wanted (folded) values.
  function passingOf(index, filters) {
    const passing = {};
    Object.keys(filters).forEach((facet) => {
      const wanted = new Set(filters[facet]);
      const column = index.facets.get(facet);
      const passes = column ? column.values.map((values) => values.some((value) => wanted.has(analysis.fold(value)))) : [];
      passing[facet] = (number) => Boolean(column && passes[column.of[number]]);
    });
    return passing;
  }

  // The values of each facet, most frequent first. A document counts for a facet if it passes all other filters.
  function countFacets(index, found, passing) {
    const filtered = Object.keys(passing);
    const counted = {};
    index.facets.forEach((column, facet) => {
      const others = filtered.filter((other) => other !== facet);
      const tallies = new Array(column.values.length).fill(0);
      found.forEach((number) => {
        if (others.every((other) => passing[other](number))) tallies[column.of[number]] += 1;
      });
      const counts = new Map();
      column.values.forEach((values, at) =>
        new Set(values).forEach((value) => counts.set(value, (counts.get(value) || 0) + tallies[at]))
      );
      counted[facet] = Array.from(counts)
        .filter((one) => one[1])
        .map((one) => ({ value: one[0], count: one[1] }))
        .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
    });
    return counted;
  }

  space.scoring = { execute: execute, timesSideBySide: timesSideBySide, LANE: LANE };
})();

// Search without a server: the face of the search-*.js files, with answers of the same shape as the server's api/search.
//
// `search(request)` promises an answer to {query, filters, since, until, sort, limit, offset}; the files of the index
// are loaded by the first one. `suggest(typed, limit)` promises the items of api/suggest. Both are rejected with an
// Error whose `code` is missing, damaged or version. `understand` is the seam for the understanding of queries: whoever
// replaces it gives the plan that is executed.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;
  const MOST_TERMS = 32;
  const MOST_MARKED = 64;
  const MOST_COMPLETIONS = 50;
  const COMPLETION_WEIGHT = 0.7;

  const here = document.currentScript ? document.currentScript.src.replace(/[^/]*$/, "") : "";
  let load = space.index.scriptLoader(here + "search/");
  let opened = null;

  // Promise the plan for a parsed query: one typed clause for each term, and what the last word may be going to be.
  function understand(query, lexicon, index) {
    if (index && index.meta.understanding) return space.understand(query, lexicon, index);
    const completed = query.prefix ? lexicon.completions(query.prefix, MOST_COMPLETIONS) : Promise.resolve([]);
    return Promise.all([completed, lexicon.need(query.terms)]).then((found) => {
      const clauses = rarest(query.terms, lexicon).map((term) => ({
        members: [{ terms: [term], weight: 1 }],
        weight: 1,
        typed: true,
      }));
      const members = found[0].map((term) => ({ terms: [term], weight: COMPLETION_WEIGHT }));
      if (members.length) clauses.push({ members: members, weight: 1, typed: false });
      return {
        clauses: clauses,
        must: query.must,
        must_not: query.must_not,
        phrases: query.phrases,
        identifiers: space.query.identifiersOf(query, query.terms),
        codes: query.terms.filter(analysis.isCode),
        expansions: [],
        least_share: 0,
      };
    });
  }

  // At most MOST_TERMS of the terms that occur, in their order: those that tell most.
  function rarest(terms, lexicon) {
    const known = terms.filter((term) => lexicon.frequency(term));
    const chosen = known.slice().sort((one, other) => lexicon.frequency(one) - lexicon.frequency(other));
    const kept = new Set(chosen.slice(0, MOST_TERMS));
    return known.filter((term) => kept.has(term));
  }

  function open(isAgain) {
    if (!opened || isAgain) {
      // A page that stays open over a new build finds its files gone; the list of files is then asked for anew.
      const suffix = isAgain && /^https?:$/.test(window.location.protocol) ? "?again=" + Date.now() : "";
      opened = space.index.open(load, suffix).then((index) => {
        analysis.learn(index.meta.folding);
        return index;
      });
      opened.catch(() => (opened = null));
    }
    return opened;
  }

  function search(request) {
    const started = performance.now();
    return asked((index) => answerFrom(index, request, started));
  }

  function suggest(typed, limit) {
    return asked((index) => withWords(index, (words) => space.suggest.suggest(typed, words, limit)));
  }

  // Promise what `run(words)` returns; nothing from a copy that knows no words.
  function withWords(index, run) {
    if (!index.meta.understanding) return Promise.resolve([]);
    return space.words.open(index).then((words) => space.words.settled(() => run(words)));
  }

  function asked(ask) {
    return open(false).then((index) =>
      ask(index).catch((error) => {
        if (error.code !== "missing") throw error;
        return open(true).then(ask);
      })
    );
  }

  function answerFrom(index, request, started) {
    const query = space.query.parse(request.query, index.meta.facets, request, index.labels);
    if (space.query.isEmpty(query)) return Promise.resolve(answer(index, query, null, [], started));
    return pageOf(index, query).then((page) =>
      Promise.all([nearestTo(index, query, page.found), relatedTo(index, query, page)]).then((besides) =>
        answer(index, query, page.found, page.hits.concat(besides[1]), started, page.plan, besides[0])
      )
    );
  }

  // Promise the plan of a query, all that it finds, and the hits of the page that it asks for.
  function pageOf(index, query) {
    return Promise.resolve(window.fupanStaticSearch.understand(query, index.lexicon, index)).then((plan) =>
      space.scoring.execute(index, plan, query).then((found) => {
        const page = found.order.slice(query.offset, query.offset + query.limit);
        return index.shown(page).then((shown) => {
          const marks = marksOf(found.clauses);
          const hits = page.map((number) => hitOf(index, number, shown.get(number), found, plan, marks));
          return { plan: plan, found: found, hits: hits };
        });
      })
    );
  }

  // Promise what does not match but is like the first of a few hits; it counts nowhere and has no score.
  function relatedTo(index, query, page) {
    const figures = index.meta.related;
    const first = page.hits[0];
    // Whoever asks for a record by its number wants that record.
    const isAskedFor = !first || page.found.lanes.get(page.found.order[0]) === space.scoring.LANE.OWN_ID;
    const about = isAskedFor ? null : space.query.aboutTheFirst(query, page.found.order.length, first.title, figures);
    const wanted = Math.min(query.limit, figures.enough) - page.hits.length;
    if (!about || wanted <= 0) return Promise.resolve([]);
    const known = new Set(page.hits.map((hit) => hit.id));
    return pageOf(index, about).then((more) =>
      more.hits
        .filter((hit) => !known.has(hit.id))
        .slice(0, wanted)
        .map((hit) => Object.assign(hit, { why: index.meta.why.related, score: 0, related: true }))
    );
  }

  // Words and titles to try instead where nothing was found; that they cannot be read spoils no answer.
  function nearestTo(index, query, found) {
    if (found.order.length) return Promise.resolve([]);
    return withWords(index, (words) => space.suggest.nearest(query, words)).catch(() => []);
  }

  function answer(index, query, found, hits, started, plan, nearest) {
    const facets = {};
    index.meta.facets.forEach((facet) => {
      facets[facet] = ((found && found.facets[facet]) || []).map((one) => ({
        value: one.value,
        label: label(index, facet, one.value),
        count: one.count,
      }));
    });
    return {
      ok: true,
      query: query.text,
      took_ms: Math.round((performance.now() - started) * 1000) / 1000,
      total: found ? found.order.length : 0,
      truncated: Boolean(found && found.truncated) || query.is_cut,
      unread: query.unread,
      sort: query.sort,
      expansions: grouped(plan ? plan.expansions : []),
      nearest: nearest || [],
      hits: hits,
      facets: facets,
    };
  }

  // What was looked for in place of each typed text, one entry for each reason, in order.
  function grouped(expansions) {
    const groups = new Map();
    expansions.forEach((one) => {
      const key = one.typed + "\n" + one.reason;
      if (!groups.has(key)) groups.set(key, { typed: one.typed, instead: [], reason: one.reason });
      const instead = groups.get(key).instead;
      if (instead.indexOf(one.instead) < 0) instead.push(one.instead);
    });
    return Array.from(groups.values());
  }

  function label(index, facet, value) {
    const labels = index.labels.get(facet);
    return labels && labels.has(value) ? labels.get(value) : value;
  }

  function hitOf(index, number, shown, found, plan, marks) {
    const only = (facet) => index.valuesOf(number, facet)[0] || "";
    return {
      id: index.ids[number],
      kind: shown.kind,
      kind_label: label(index, "kind", shown.kind),
      title: shown.title,
      url: shown.url,
      score: found.scores.get(number) || 0,
      excerpt: space.excerpt(shown.text, marks.keys(), plan.phrases, marks),
      why: index.meta.why[reasonOf(number, shown.title, found)],
      date: index.dates[number],
      severity: only("severity"),
      severity_label: label(index, "severity", only("severity")),
      status: only("status"),
      status_label: label(index, "status", only("status")),
      systems: index.valuesOf(number, "system"),
      obsolete: index.obsolete.has(number),
      related: false,
      card: shown.card,
    };
  }

  // Which terms are marked in an excerpt, and how much each matters: the heaviest.
  function marksOf(clauses) {
    const marks = new Map();
    clauses.forEach((one) =>
      one.clause.members.forEach((member) =>
        member.terms.forEach((term) => marks.set(term, Math.max(marks.get(term) || 0, one.scale * member.weight)))
      )
    );
    return new Map(Array.from(marks).sort((one, other) => other[1] - one[1]).slice(0, MOST_MARKED));
  }

  function reasonOf(number, title, found) {
    const lane = found.lanes.get(number);
    if (lane) return String(lane);
    if (!found.clauses.length) return "filter";
    if (!found.isTyped(number)) return "expanded";
    const inTitle = new Set(analysis.terms(title));
    const typed = found.clauses.filter((one) => one.clause.typed);
    return typed.some((one) => one.clause.members[0].terms.some((term) => inTitle.has(term))) ? "title" : "text";
  }

  // What to mark in a title: the words as typed, then their terms.
  function termsOf(text) {
    const query = space.query.parse(text, [], {});
    return Array.from(new Set(query.words.concat(query.terms)));
  }

  window.fupanStaticSearch = {
    search: search,
    suggest: suggest,
    understand: understand,
    foldWithPlaces: analysis.foldWithPlaces,
    termsOf: termsOf,
    // Read the files some other way, as tests do: `other(name)` promises the content of a file.
    loadWith: (other) => {
      load = other;
      opened = null;
    },
  };
})();

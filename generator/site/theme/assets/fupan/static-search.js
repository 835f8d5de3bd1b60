// Search without a server: a substring scan over window.fupanSearchData with a plain ranking.
(function () {
  "use strict";

  var MATCH_START = "\u0001";
  var MATCH_END = "\u0002";
  var AROUND = 40;
  // On equal scores what helps now comes before what happened then.
  var KIND_ORDER = ["runbook", "sop", "system", "vendor", "article", "postmortem", "capa"];
  var FACETS = ["kind", "system", "severity", "year", "status"];

  function fold(text) {
    var plain = String(text === undefined || text === null ? "" : text);
    return (plain.normalize ? plain.normalize("NFKC") : plain).toLowerCase();
  }

  // Folding may change the length ("㎡" becomes "m2"), so excerpts need the way back to the original.
  function foldWithPlaces(text) {
    var folded = "";
    var places = [];
    for (var at = 0; at < text.length; ) {
      var length = text.codePointAt(at) > 0xffff ? 2 : 1;
      var part = fold(text.slice(at, at + length));
      for (var i = 0; i < part.length; i += 1) places.push(at);
      folded += part;
      at += length;
    }
    places.push(text.length);
    return { folded: folded, places: places };
  }

  function prepare(data) {
    if (data.prepared) return data.prepared;
    data.prepared = (data.documents || []).map(function (document_) {
      return {
        document: document_,
        title: fold(document_.title),
        text: fold(document_.text),
        exact: [document_.id].concat(document_.codes || []).map(fold),
      };
    });
    return data.prepared;
  }

  function termsOf(query) {
    var seen = {};
    return fold(query).split(/\s+/).filter(function (term) {
      if (!term || seen["$" + term]) return false;
      seen["$" + term] = true;
      return true;
    });
  }

  function countOf(text, term) {
    var count = 0;
    for (var at = text.indexOf(term); at >= 0 && count < 100; at = text.indexOf(term, at + term.length)) count += 1;
    return count;
  }

  // null: not found. Rank 4: its own identifier, 3: an identifier or code in it, 2: all terms in the title, 1: in the text.
  function score(entry, terms, whole) {
    var own = entry.exact[0] === whole || terms.indexOf(entry.exact[0]) >= 0;
    var exact = entry.exact.indexOf(whole) >= 0 || terms.some(function (term) {
      return entry.exact.indexOf(term) >= 0;
    });
    var inTitle = 0;
    var matches = 0;
    for (var i = 0; i < terms.length; i += 1) {
      var inText = countOf(entry.text, terms[i]);
      var title = entry.title.indexOf(terms[i]) >= 0;
      var code = entry.exact.some(function (value) {
        return value.indexOf(terms[i]) >= 0;
      });
      if (!inText && !title && !code) return null;
      if (title) inTitle += 1;
      matches += inText;
    }
    return { rank: own ? 4 : exact ? 3 : inTitle === terms.length ? 2 : 1, matches: matches };
  }

  function valuesOf(document_, facet) {
    if (facet === "system") return document_.systems || [];
    var value = document_[facet];
    return value === undefined || value === null || value === "" ? [] : [String(value)];
  }

  function passes(document_, filters, except) {
    return FACETS.every(function (facet) {
      var wanted = filters[facet] || [];
      if (facet === except || !wanted.length) return true;
      return valuesOf(document_, facet).some(function (value) {
        return wanted.indexOf(value) >= 0;
      });
    });
  }

  function excerptOf(text, terms) {
    var original = String(text || "");
    var mapped = foldWithPlaces(original);
    var first = -1;
    terms.forEach(function (term) {
      var at = mapped.folded.indexOf(term);
      if (at >= 0 && (first < 0 || at < first)) first = at;
    });
    if (first < 0) return original.length > 2 * AROUND ? original.slice(0, 2 * AROUND) + "…" : original;
    var longest = terms.reduce(function (most, term) { return Math.max(most, term.length); }, 0);
    var from = Math.max(0, first - AROUND);
    var to = Math.min(mapped.folded.length, first + longest + AROUND);
    var out = mapped.places[from] > 0 ? "…" : "";
    for (var at = from; at < to; ) {
      var hit = "";
      for (var i = 0; i < terms.length; i += 1) {
        if (terms[i].length > hit.length && mapped.folded.startsWith(terms[i], at)) hit = terms[i];
      }
      var next = at + (hit ? hit.length : 1);
      var piece = original.slice(mapped.places[at], mapped.places[Math.min(next, mapped.folded.length)]);
      out += hit ? MATCH_START + piece + MATCH_END : piece;
      at = next;
    }
    return out + (mapped.places[Math.min(to, mapped.folded.length)] < original.length ? "…" : "");
  }

  function countFacets(found, filters, labels) {
    var facets = {};
    FACETS.forEach(function (facet) {
      var counts = {};
      found.forEach(function (hit) {
        if (!passes(hit.entry.document, filters, facet)) return;
        valuesOf(hit.entry.document, facet).forEach(function (value) {
          counts[value] = (counts[value] || 0) + 1;
        });
      });
      var names = labels[facet] || {};
      facets[facet] = Object.keys(counts).map(function (value) {
        return { value: value, label: names[value] || value, count: counts[value] };
      }).sort(function (a, b) {
        if (facet === "severity") return a.value < b.value ? -1 : 1;
        if (facet === "year") return a.value < b.value ? 1 : -1;
        return b.count - a.count || (a.label < b.label ? -1 : 1);
      });
    });
    return facets;
  }

  // The same shape of answer as the server's api/search.
  function search(data, request) {
    var started = performance.now();
    var terms = termsOf(request.query);
    var whole = fold(request.query).trim();
    var filters = request.filters || {};
    var found = [];
    if (terms.length) {
      prepare(data).forEach(function (entry) {
        var result = score(entry, terms, whole);
        if (result) found.push({ entry: entry, rank: result.rank, matches: result.matches });
      });
    }
    var kept = found.filter(function (hit) {
      return passes(hit.entry.document, filters, null);
    });
    var kindOrder = function (hit) {
      var order = KIND_ORDER.indexOf(hit.entry.document.kind);
      return order < 0 ? KIND_ORDER.length : order;
    };
    kept.sort(function (a, b) {
      return (
        b.rank - a.rank || b.matches - a.matches || kindOrder(a) - kindOrder(b) ||
        String(b.entry.document.date || "").localeCompare(String(a.entry.document.date || "")) ||
        String(a.entry.document.id).localeCompare(String(b.entry.document.id))
      );
    });
    var offset = request.offset || 0;
    var hits = kept.slice(offset, offset + (request.limit || 20)).map(function (hit) {
      var copy = Object.assign({}, hit.entry.document);
      copy.excerpt = excerptOf(copy.text, terms);
      copy.score = hit.rank * 1000 + hit.matches;
      delete copy.text;
      return copy;
    });
    return {
      ok: true,
      query: request.query,
      total: kept.length,
      expanded: [],
      hits: hits,
      facets: countFacets(found, filters, data.facets || {}),
      took_ms: performance.now() - started,
    };
  }

  window.fupanStaticSearch = { search: search, termsOf: termsOf, foldWithPlaces: foldWithPlaces };
})();

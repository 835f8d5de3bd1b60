// Guess what was meant by words that the index does not have: the twin of generator/search/asking/guessing.py.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const analysis = space.analysis;
  const spelling = space.spelling;

  const LETTERS = /^[a-z]+$/i;
  const LAST_NUMBER = /^([a-z].*?)([0-9]+)$/;
  // Letters and the numbers behind them, with blanks between; browsers of older phones cannot look behind.
  const IN_PIECES = /(^|[^a-z0-9_.@#-])([a-z][a-z0-9._-]{0,20}(?: [0-9][0-9a-z.-]*){1,3})(?![a-z0-9_@])/g;

  // The text as it was probably meant: {text, others, expansions}.
  function meant(text, words) {
    const read = withPinyinRead(text, words);
    const mended = withSlipsMended(read.text, words);
    return { text: mended.text, others: read.others, expansions: read.expansions.concat(mended.expansions) };
  }

  // What may stand for one term that the index does not have: {members, expansions}.
  function insteadOf(token, typed, words) {
    const facts = words.facts.guessing;
    const nothing = { members: [], expansions: [] };
    if (analysis.isChinese(token.text)) {
      const pairs = analysis.size(token.text) === 1 ? words.completions(token.text, facts.MOST_BEGINNINGS) : [];
      const members = pairs
        .filter((pair) => analysis.size(pair) === 2)
        .map((pair) => ({ terms: [pair], weight: facts.BEGINNING_WEIGHT }));
      return { members: members, expansions: [] };
    }
    if (words.frequency(token.text)) return nothing;
    for (const guess of guesses(token.text, typed, words, facts)) {
      if (guess.found.length) {
        return {
          members: guess.found.map((term) => ({ terms: [term], weight: guess.weight })),
          expansions: guess.found.map((term) => ({ typed: typed, instead: term, reason: guess.reason })),
        };
      }
    }
    return nothing;
  }

  // The codes of the index that were typed with blanks for their signs: [{start, end, codes}].
  function codesInPieces(text, words) {
    const facts = words.facts.guessing;
    const found = [];
    const matches = [];
    IN_PIECES.lastIndex = 0;
    for (let match; matches.length < facts.MOST_IN_PIECES && (match = IN_PIECES.exec(text)); ) matches.push(match);
    const shortened = (typed) => typed.slice(0, typed.lastIndexOf(" "));
    const forms = (typed) => (typed.includes(" ") ? squeezedForms(typed, facts).concat(forms(shortened(typed))) : []);
    words.want({ codes: [].concat(...matches.map((match) => forms(match[2]))), most: facts.MOST_CODES });
    matches.forEach((match) => {
      for (let typed = match[2]; typed.includes(" "); typed = shortened(typed)) {
        const codes = sameCodes(typed, words, facts);
        const start = match.index + match[1].length;
        if (codes.length) return found.push({ start: start, end: start + typed.length, codes: codes });
      }
      return 0;
    });
    return found;
  }

  // Load together what `insteadOf` is going to ask for these tokens.
  function gather(tokens, text, words) {
    const facts = words.facts.guessing;
    const lone = tokens.filter((token) => analysis.isChinese(token.text) && analysis.size(token.text) === 1);
    words.want({ completions: lone.map((token) => token.text), most: facts.MOST_BEGINNINGS });
    const unknown = tokens.filter((token) => !analysis.isChinese(token.text) && !words.frequency(token.text));
    const codes = unknown.map((token) => [token.text].concat(squeezedForms(token.text, facts)));
    words.want({ codes: [].concat(...codes), most: facts.MOST_CODES });
    const begun = unknown
      .filter((token) => analysis.size(token.text) >= facts.SHORTEST_BEGINNING)
      .filter((token) => !words.codesWith(token.text, facts.MOST_CODES).length)
      .map((token) => text.slice(token.start, token.end));
    words.want({ completions: begun, most: facts.MOST_BEGINNINGS });
  }

  // Rare words of the texts that a long typed word may have been misspelt as.
  function misspeltInTexts(token, typed, words) {
    const facts = words.facts.guessing;
    if (!(LETTERS.test(typed) && typed.length >= facts.LONG_WORD)) return { members: [], expansions: [] };
    const most = words.frequency(token.text) * facts.RARE_SLIP;
    const found = spelling.slips(typed, words).filter((term) => words.frequency(term) <= most);
    return {
      members: found.map((term) => ({ terms: [term], weight: facts.SLIP_WEIGHT })),
      expansions: found.map((term) => ({ typed: typed, instead: term, reason: facts.MISSPELT })),
    };
  }

  // A code without its signs, and with the zeros before its last number that people leave out.
  function squeezedForms(term, facts) {
    const last = LAST_NUMBER.exec(term);
    if (!last) return [];
    return Array.from({ length: facts.MOST_ZEROS + 1 }, (_, zeros) => squeezed(last[1]) + "0".repeat(zeros) + last[2]);
  }

  function squeezed(code) {
    return code.replace(/[^a-z0-9]/g, "");
  }

  function sameCodes(term, words, facts) {
    for (const form of squeezedForms(term, facts)) {
      const found = words.codesWith(form, facts.MOST_CODES).filter((code) => squeezed(code) === form);
      if (found.length) return found;
    }
    return [];
  }

  function* guesses(term, typed, words, facts) {
    yield { found: sameCodes(term, words, facts), weight: facts.CODE_PART_WEIGHT, reason: facts.SAME_CODE };
    const codes = words.codesWith(term, facts.MOST_CODES);
    yield { found: codes, weight: facts.CODE_PART_WEIGHT, reason: facts.CODE_PART };
    if (analysis.size(term) >= facts.SHORTEST_BEGINNING) {
      const beginnings = words.completions(typed, facts.MOST_BEGINNINGS);
      yield { found: beginnings, weight: facts.BEGINNING_WEIGHT, reason: facts.BEGINNING };
    }
    yield { found: spelling.slips(typed, words), weight: facts.SLIP_WEIGHT, reason: facts.SLIP };
  }

  // The text with every run of neighbouring unknown words of letters read as pinyin, if it can be.
  function withPinyinRead(text, words) {
    const codes = codesInPieces(text, words);
    const isInCode = (token) => codes.some((code) => code.start <= token.start && token.start < code.end);
    const tokens = analysis.tokens(text).filter((token) => !analysis.isChinese(token.text) && !isInCode(token));
    const others = [];
    const expansions = [];
    let read = "";
    let at = 0;
    runsOfLetters(text, tokens, words).forEach((run) => {
      const typed = text.slice(run.start, run.end);
      const isWhole = isBlank(text.slice(0, run.start)) && isBlank(text.slice(run.end));
      const readings = space.fromPinyin(typed, words, isWhole);
      if (!readings.length) return;
      const chinese = readings.map((reading) => reading.words.join(""));
      read += text.slice(at, run.start) + chinese[0];
      at = run.end;
      readings.slice(1).forEach((reading, place) => {
        others.push({ terms: analysis.terms(chinese[place + 1]), weight: reading.weight });
      });
      const reason = words.facts.guessing.PINYIN;
      chinese.forEach((other) => expansions.push({ typed: typed, instead: other, reason: reason }));
    });
    return { text: read + text.slice(at), others: others, expansions: expansions };
  }

  // Where neighbouring words of letters stand that the index hardly has.
  function runsOfLetters(text, tokens, words) {
    const isUnknown = (token) =>
      LETTERS.test(text.slice(token.start, token.end)) &&
      words.frequency(token.text) * words.facts.guessing.HARDLY <= words.documents;
    const unknown = tokens.map(isUnknown);
    const runs = [];
    let first = 0;
    tokens.forEach((token, at) => {
      if (!unknown[at]) return (first = at + 1);
      const next = unknown[at + 1] ? tokens[at + 1] : null;
      if (next && isBlank(text.slice(token.end, next.start))) return first;
      runs.push({ start: tokens[first].start, end: token.end });
      return (first = at + 1);
    });
    return runs;
  }

  function isBlank(text) {
    return !analysis.words(text).length;
  }

  // The text with each pair of Chinese characters that the index never has as the likeliest one it has.
  function withSlipsMended(text, words) {
    const pairs = analysis
      .tokens(text)
      .filter((token) => analysis.size(token.text) === 2 && analysis.isChinese(token.text));
    words.want({ terms: pairs.map((token) => token.text) });
    const known = pairs.map((token) => words.frequency(token.text) > 0);
    const expansions = [];
    if (known.some((one) => !one)) {
      const listed = space.thesaurus.matches(text, words);
      pairs.forEach((token, at) => {
        if (listed.some((match) => space.thesaurus.covers(match, token.start, token.end))) known[at] = true;
      });
    }
    const strange = pairs.filter((_, at) => !known[at] && !touchesKnown(at, pairs, known));
    spelling.gather(strange.map((token) => token.text), words);
    pairs.forEach((token, at) => {
      if (known[at] || touchesKnown(at, pairs, known)) return;
      const guesses = spelling.homophones(token.text, words).concat(spelling.lookAlikes(token.text, words));
      const real = guesses.filter((one) => words.company(one[0]) >= words.facts.guessing.LEAST_COMPANY);
      const likely = space.numbers.sortedBy(real, (one) => [-one[1]])[0];
      if (!likely) return;
      text = text.slice(0, token.start) + likely[0] + text.slice(token.end);
      expansions.push({ typed: token.text, instead: likely[0], reason: words.facts.guessing.SAME_SOUND });
      known[at] = true;
    });
    return { text: text, expansions: expansions };
  }

  function touchesKnown(at, pairs, known) {
    const before = at > 0 && known[at - 1] && pairs[at - 1].end > pairs[at].start;
    return before || (at + 1 < pairs.length && known[at + 1] && pairs[at + 1].start < pairs[at].end);
  }

  space.guessing = {
    codesInPieces: codesInPieces,
    gather: gather,
    insteadOf: insteadOf,
    meant: meant,
    misspeltInTexts: misspeltInTexts,
  };
})();

// How a text becomes terms: the twin of generator/search/text/{folding,analysis,english}.py, character by character.
//
// In: any text. Out: its folded form, or its terms with their places. Characters are code points, as in Python, so that
// lengths and limits agree; places count UTF-16 units, as slices of JavaScript do.
(function () {
  "use strict";

  const space = (window.fupanSearch = window.fupanSearch || {});

  const LONGEST_TERM = 64;
  // Forms that are always folded; `learn` adds those that an index needs.
  const VARIANTS = "\u2010-\u2011-\u2012-\u2013-\u2212-〇零";
  // What Python takes for a blank; JavaScript's \s is another set.
  const BLANKS = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
  const CJK =
    "\\u2e80-\\u2fdf\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff" +
    "\\u{20000}-\\u{3ffff}";
  // A letter or a number that is not Chinese. Made by RegExp so that an old browser fails here and not while reading.
  const PLAIN = "(?:(?![" + CJK + "])[\\p{L}\\p{N}])+";
  const WORD_HERE = new RegExp(PLAIN, "uy");
  const RUN_HERE = new RegExp("[" + CJK + "]+", "uy");
  const CHINESE_START = new RegExp("^[" + CJK + "]", "u");
  const PLAIN_WORDS = new RegExp(PLAIN, "gu");
  const LETTERS = new RegExp("^\\p{L}+$", "u");
  const LETTER = new RegExp("\\p{L}", "u");
  const DECIMAL = new RegExp("\\p{Nd}", "u");
  const ENDS_IN_DECIMAL = new RegExp("\\p{Nd}$", "u");
  const ONLY_ALNUM = new RegExp("^[\\p{L}\\p{N}]+$", "u");
  // Digits that are no decimals and stay themselves when folded; there are no others in Unicode.
  const ODD_DIGIT = new RegExp(
    "[\\u1369-\\u1371\\u19da\\u2474-\\u247c\\u2488-\\u2490\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788" +
      "\\u278a-\\u2792\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}]",
    "u"
  );
  const JOINED_BY = /_+|[-.@#:]/y;
  const ASTRAL = /[\ud800-\udfff]/;

  // ---- folding ---------------------------------------------------------------

  let simple = new Map();
  let folded = new Map();

  // Learn pairs of a form and what it folds to, written one after the other.
  function learn(pairs) {
    simple = new Map();
    folded = new Map();
    for (const text of [VARIANTS, pairs]) {
      const characters = Array.from(text);
      for (let at = 0; at + 1 < characters.length; at += 2) simple.set(characters[at], characters[at + 1]);
    }
  }

  function size(text) {
    return ASTRAL.test(text) ? Array.from(text).length : text.length;
  }

  function foldCharacter(character) {
    let found = folded.get(character);
    if (found !== undefined) return found;
    found = character;
    // A form may lead to another that folds again (compatibility ideographs), hence up to three rounds.
    for (let round = 0; round < 3; round += 1) {
      const before = found;
      for (const step of [(one) => one.normalize("NFKC"), (one) => one.toLowerCase(), (one) => simple.get(one) || one]) {
        const changed = step(found);
        if (size(changed) === 1) found = changed;
      }
      if (found === before) break;
    }
    folded.set(character, found);
    return found;
  }

  function fold(text) {
    let out = "";
    for (const character of String(text)) out += foldCharacter(character);
    return out;
  }

  // The folded text and, for each of its units, where it comes from: a character beyond U+FFFF may fold to one below.
  function foldWithPlaces(text) {
    const places = [];
    let out = "";
    let at = 0;
    for (const character of String(text)) {
      const part = foldCharacter(character);
      for (let unit = 0; unit < part.length; unit += 1) places.push(at);
      out += part;
      at += character.length;
    }
    places.push(at);
    return { folded: out, places: places };
  }

  // ---- English ---------------------------------------------------------------

  const STOPWORDS = new Set(
    (
      "an and are as at be been but by can did do does for from had has have how if in into is it its may no not of on " +
      "or our so such than that the their them then there these they this those to was we were what when where which " +
      "who why will with would you your"
    ).split(" ")
  );
  const VOWEL = /[aeiouy]/;

  function stem(word) {
    if (size(word) > 3) word = withoutPast(withoutPlural(word));
    if (size(word) > 3 && word.endsWith("e")) word = word.slice(0, -1);
    if (size(word) > 2 && word.endsWith("y") && "aeiou".indexOf(word[word.length - 2]) < 0) word = word.slice(0, -1) + "i";
    return word;
  }

  function withoutPlural(word) {
    if (word.endsWith("sses")) return word.slice(0, -2);
    if (word.endsWith("ied") || word.endsWith("ies")) return word.slice(0, size(word) > 4 ? -2 : -1);
    if (/(?:us|ss|is)$/.test(word)) return word;
    if (/(?:ches|shes|xes)$/.test(word)) return word.slice(0, -2);
    return word.endsWith("s") && VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
  }

  function withoutPast(word) {
    if (word.endsWith("eed")) return VOWEL.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
    const match = /^(.*?)(?:ingly|edly|ing|ed)$/.exec(word);
    if (!match || !VOWEL.test(match[1])) return word;
    const base = match[1];
    if (size(base) <= 2) return base + "e";
    return size(base) > 3 && /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(base) ? base.slice(0, -1) : base;
  }

  // ---- terms -----------------------------------------------------------------

  function matchAt(pattern, text, at) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    return match ? match[0] : "";
  }

  // Call take(term, start, end) for each term of a folded text, in reading order.
  function scan(text, take) {
    let at = 0;
    while (at < text.length) {
      const run = matchAt(RUN_HERE, text, at);
      if (run) {
        takePairs(run, at, take);
        at += run.length;
        continue;
      }
      const word = wordAt(text, at);
      if (word) takeWord(word, at, take);
      at += word.length || (text.codePointAt(at) > 0xffff ? 2 : 1);
    }
  }

  function takePairs(run, start, take) {
    const characters = ASTRAL.test(run) ? Array.from(run) : run;
    if (characters.length === 1) return take(run, start, start + run.length);
    for (let index = 0, at = start; index + 1 < characters.length; index += 1) {
      const pair = characters[index] + characters[index + 1];
      take(pair, at, at + pair.length);
      at += characters[index].length;
    }
  }

  // A word with all that signs join to it. A colon joins digits only.
  function wordAt(text, start) {
    let end = start + matchAt(WORD_HERE, text, start).length;
    while (end > start) {
      const sign = matchAt(JOINED_BY, text, end);
      const next = sign && matchAt(WORD_HERE, text, end + sign.length);
      if (!next) break;
      if (sign === ":" && !(ENDS_IN_DECIMAL.test(text.slice(start, end)) && startsWithDecimal(next))) break;
      end += sign.length + next.length;
    }
    return text.slice(start, end);
  }

  function startsWithDecimal(text) {
    return DECIMAL.test(String.fromCodePoint(text.codePointAt(0)));
  }

  function cut(text) {
    return size(text) > LONGEST_TERM ? Array.from(text).slice(0, LONGEST_TERM).join("") : text;
  }

  function takeWord(word, start, take) {
    if (LETTERS.test(word)) {
      if (size(word) > 1 && !STOPWORDS.has(word)) take(stem(cut(word)), start, start + word.length);
    } else if (size(word) > LONGEST_TERM || !staysWhole(word)) {
      for (const part of partsOf(word)) {
        const piece = cut(part.text);
        if (LETTERS.test(piece)) takeWord(piece, start + part.at, take);
        else take(piece, start + part.at, start + part.at + piece.length);
      }
    } else {
      take(word, start, start + word.length);
    }
  }

  // `read-only` and `end.Next` are words that a sign joins; a digit, an underscore or an @ makes a code.
  function staysWhole(word) {
    return /[_@]/.test(word) || DECIMAL.test(word) || ODD_DIGIT.test(word);
  }

  function partsOf(word) {
    const parts = [];
    PLAIN_WORDS.lastIndex = 0;
    for (let match = PLAIN_WORDS.exec(word); match; match = PLAIN_WORDS.exec(word)) {
      parts.push({ text: match[0], at: match.index });
    }
    return parts;
  }

  // Terms with their places in the original text.
  function tokens(text) {
    const mapped = foldWithPlaces(text);
    const found = [];
    scan(mapped.folded, (term, start, end) => {
      found.push({ text: term, start: mapped.places[start], end: mapped.places[end] });
    });
    return found;
  }

  function terms(text) {
    const found = [];
    scan(fold(text), (term) => found.push(term));
    return found;
  }

  // The terms that every text has which holds a phrase: a lone Chinese character at its edge may be half of a pair there.
  function termsWithin(phrase) {
    const isEdge = (token) => token.start === 0 || token.end === phrase.length;
    return tokens(phrase)
      .filter((token) => !(size(token.text) === 1 && isChinese(token.text) && isEdge(token)))
      .map((token) => token.text);
  }

  function isCode(term) {
    const characters = Array.from(term);
    const digits = characters.filter((one) => DECIMAL.test(one) || ODD_DIGIT.test(one)).length;
    if (digits === characters.length) return digits >= 5;
    if (term.indexOf("_") >= 0) return characters.length >= 4;
    const signs = characters.filter((one) => one === "-" || one === ".").length;
    return digits >= 3 && (LETTER.test(term) || signs >= 2);
  }

  function codeParts(term) {
    if (!term || ONLY_ALNUM.test(term)) return [];
    const parts = partsOf(term).map((part) => part.text);
    return parts.length > 1 ? parts.filter((part) => size(part) > 1) : [];
  }

  function isChinese(term) {
    return CHINESE_START.test(term);
  }

  // The form in which identifiers are compared: folded, with single blanks, of limited length.
  function identifierKey(text) {
    return Array.from(words(fold(writable(text))).join(" ")).slice(0, 200).join("");
  }

  function writable(text) {
    return String(text).replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (one) => (one.length > 1 ? one : "?"));
  }

  const BLANK_RUN = new RegExp("[" + BLANKS + "]+");
  const BLANK = new RegExp("[" + BLANKS + "]");

  function words(text) {
    return text.split(BLANK_RUN).filter(Boolean);
  }

  learn("");
  space.analysis = {
    BLANKS: BLANKS,
    CJK: CJK,
    codeParts: codeParts,
    fold: fold,
    foldWithPlaces: foldWithPlaces,
    identifierKey: identifierKey,
    isBlank: (character) => BLANK.test(character),
    isChinese: isChinese,
    isCode: isCode,
    isLetters: (text) => LETTERS.test(text),
    learn: learn,
    size: size,
    stem: stem,
    terms: terms,
    termsWithin: termsWithin,
    tokens: tokens,
    words: words,
    writable: writable,
  };
})();

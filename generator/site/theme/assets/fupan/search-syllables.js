// The syllables of Mandarin as people type them: the twin of generator/search/words/syllables.py.
(function () {
  "use strict";

  const space = window.fupanSearch;

  // Return what is known of syllables, made from the table of finals.
  function syllables(facts) {
    const finals = facts.syllables.FINALS;
    const all = new Set();
    Object.keys(finals).forEach((initial) => finals[initial].split(" ").forEach((final) => all.add(initial + final)));
    const typed = new Set(all);
    all.forEach((one) => {
      if (/^[zcs]h/.test(one)) typed.add(one[0] + one.slice(2));
      if (/(?:ang|eng|ing)$/.test(one)) typed.add(one.slice(0, -1));
    });
    const longest = Math.max(...Array.from(all, (one) => one.length));
    return {
      all: all,
      typed: typed,
      loose: new Set(Array.from(all, loosenedOne)),
      longest: longest,
      most: facts.syllables.MOST_SYLLABLES,
      // The first few ways to cut letters into two to six syllables.
      cuts: (letters) => {
        const found = [];
        for (const cut of cutsOf(letters, facts.syllables.MOST_SYLLABLES, typed, longest)) {
          if (cut.length > 1) found.push(cut);
          if (found.length >= facts.syllables.MOST_CUTS) break;
        }
        return found;
      },
    };
  }

  function* cutsOf(letters, most, typed, longest) {
    if (!letters) yield [];
    if (letters.length > most * longest) return;
    for (let end = 1; end <= Math.min(longest, letters.length); end += 1) {
      if (!typed.has(letters.slice(0, end))) continue;
      for (const rest of cutsOf(letters.slice(end), most - 1, typed, longest)) {
        yield [letters.slice(0, end)].concat(rest);
      }
    }
  }

  function loosenedOne(syllable) {
    if (/^[zcs]h/.test(syllable)) syllable = syllable[0] + syllable.slice(2);
    else if (syllable[0] === "n") syllable = "l" + syllable.slice(1);
    if (/(?:ang|eng|ing)$/.test(syllable)) syllable = syllable.slice(0, -1);
    return syllable.replace(/v/g, "u");
  }

  function loosened(parts) {
    return parts.map(loosenedOne).join("");
  }

  space.syllables = syllables;
  space.loosened = loosened;
})();

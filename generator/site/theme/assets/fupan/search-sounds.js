// Which words sound like some letters: the twin of generator/search/words/sounds.py, with keys derived from the words.
//
// See generator/search/static/sound_shards.py: words lie in drawers by the first letters of their first two syllables,
// and from a key it is known which drawers may hold its words.
(function () {
  "use strict";

  const space = window.fupanSearch;
  const files = space.index;

  const LOOSE = "~";
  const COUNT_FROM = 8;
  const LISTED = 1;
  const SHORTENED = 2;
  const READ_OTHERWISE = 4;

  function sounds(load, entry, syllables) {
    const most = entry.facts.pronouncing.MOST_WORDS_PER_KEY;
    const answers = new Map();
    let readings = null;
    const drawers = new space.words.Dictionary(load, "sounds", entry.sounds, (content, found) =>
      unpack(content, found, readings)
    );
    const needReadings = () =>
      readings ? Promise.resolve() : load(entry.readings).then((content) => (readings = readingsOf(content)));
    const wanted = (keys) => [].concat(...keys.map((key) => drawersOf(key, syllables)));
    return {
      isMissing: (keys, isForCharacters) =>
        (!readings && (Boolean(isForCharacters) || keys.length > 0)) || drawers.missing(wanted(keys)).length > 0,
      need: (keys) => needReadings().then(() => Promise.all(drawers.loads(wanted(keys)))),
      readingsOf: (character) => readings.get(character) || [],
      // Words with their number of documents: those of the synonyms first, then the most frequent.
      soundingLike: (key) => {
        if (!answers.has(key)) answers.set(key, answerOf(drawers.found.get(key), most));
        return answers.get(key);
      },
    };
  }

  function answerOf(found, most) {
    if (!found) return [];
    if (found.exactly) return found.exactly;
    const once = new Map(found.map((one) => [one.word, one]));
    return space.numbers
      .sortedBy(Array.from(once.values()), (one) => [one.isListed ? 0 : 1, -one.count, one.word])
      .slice(0, most)
      .map((one) => [one.word, one.count]);
  }

  function readingsOf(content) {
    const found = new Map();
    files.lines(content[0]).forEach((line) => {
      const reading = /^[a-z]+/.exec(line)[0];
      Array.from(line.slice(reading.length)).forEach((character) => found.set(character, [reading]));
    });
    files.lines(content[1]).forEach((line) => {
      const character = Array.from(line)[0];
      found.get(character).push(...line.slice(character.length).split(" "));
    });
    return found;
  }

  function unpack(content, found, readings) {
    const numbers = files.unpacked(content[1]);
    const otherwise = content[2] ? content[2].split(" ") : [];
    let next = 0;
    files.unpackedWords(content[0]).forEach((word, at) => {
      const number = numbers[at];
      const one = { word: word, count: Math.floor(number / COUNT_FROM), isListed: Boolean(number & LISTED) };
      const usual = () => Array.from(word, (character) => readings.get(character)[0]);
      const syllables = number & READ_OTHERWISE ? otherwise[next++].split("'") : usual();
      keysOf(syllables, number & SHORTENED).forEach((key) => {
        if (!found.has(key)) found.set(key, []);
        found.get(key).push(one);
      });
    });
    Object.keys(content[3]).forEach((key) => {
      const pairs = content[3][key] ? content[3][key].split(" ").map((pair) => pair.split(":")) : [];
      found.set(key, Object.assign(found.get(key) || [], { exactly: pairs.map((pair) => [pair[0], Number(pair[1])]) }));
    });
  }

  function keysOf(syllables, isShortened) {
    const exact = syllables.join("");
    const loose = space.loosened(syllables);
    const keys = new Set(loose === exact ? [exact] : [exact, LOOSE + loose]);
    if (isShortened) keys.add(syllables.map((one) => one[0]).join(""));
    return keys;
  }

  // The drawers in which words of this key may be: for each way to read it as pinyin or as initials.
  function drawersOf(key, syllables) {
    if (key.startsWith(LOOSE)) return beginnings(key.slice(LOOSE.length), syllables.loose, syllables.longest);
    const found = beginnings(key, syllables.all, syllables.longest);
    if (key.length >= 2 && key.length <= syllables.most) found.push(letter(key[0]) + letter(key[1]));
    return found;
  }

  function beginnings(key, known, longest) {
    const ends = new Set([key.length]);
    for (let start = key.length - 1; start > 0; start -= 1) {
      for (let end = start + 1; end <= start + longest; end += 1) {
        if (ends.has(end) && known.has(key.slice(start, end))) {
          ends.add(start);
          break;
        }
      }
    }
    const found = [];
    for (let end = 1; end <= longest && end < key.length; end += 1) {
      if (ends.has(end) && known.has(key.slice(0, end))) found.push(letter(key[0]) + letter(key[end]));
    }
    return found;
  }

  function letter(first) {
    return first === "n" ? "l" : first;
  }

  space.sounds = sounds;
})();

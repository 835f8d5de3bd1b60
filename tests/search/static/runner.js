// Run the search scripts of the site in Node.js for tests: a request as JSON on each line of stdin, an answer on stdout.
"use strict";

const fs = require("fs");
const path = require("path");
const readline = require("readline");
const vm = require("vm");

const SCRIPTS = [
  ...["search-analysis", "search-query", "search-index", "search-numbers", "search-syllables", "search-words"],
  ...["search-sounds", "search-thesaurus", "search-pinyin", "search-spelling", "search-guessing"],
  ...["search-understanding", "search-suggest", "search-scoring", "search-excerpt", "static-search"],
];
const folder = process.argv[2];
// A context has what every browser has and nothing of Node.js.
const context = vm.createContext({
  performance: { now: () => 0 },
  document: { currentScript: null, createElement: () => ({ remove() {} }), head: { appendChild: runFile } },
  location: { protocol: "file:" },
  setTimeout,
  clearTimeout,
});
context.window = context;
SCRIPTS.forEach((name) => vm.runInContext(fs.readFileSync(path.join(folder, name + ".js"), "utf8"), context, { filename: name }));
const space = context.fupanSearch;
const face = context.fupanStaticSearch;
let loaded = [];

// What a browser does with a script element of a page that was opened from a folder.
function runFile(element) {
  fs.readFile(element.src, "utf8", (error, text) => {
    if (error) return element.onerror();
    vm.runInContext(text, context, { filename: element.src });
    return element.onload();
  });
}

let index = null;

function load(files) {
  return (name) => {
    if (!(name in files)) return Promise.reject(Object.assign(new Error("missing: " + name), { code: "missing" }));
    loaded.push(name);
    let content;
    context.fupanShard = (_, given) => (content = given);
    vm.runInContext(files[name], context, { filename: name });
    return Promise.resolve(content);
  };
}

const usual = face.understand;
const OPERATIONS = {
  learn: (pairs) => space.analysis.learn(pairs),
  each: (name, texts) => texts.map((text) => space.analysis[name](text)),
  parse: (texts, facets, request, labels) => {
    const named = new Map(labels.map((one) => [one[0], new Map(one[1])]));
    return texts.map((text) => space.query.parse(text, facets, request, named));
  },
  excerpts: (cases) => cases.map((one) => space.excerpt(one[0], one[1], one[2], new Map(one[3]))),
  sideBySide: (cases, facts) => cases.map((one) => space.scoring.timesSideBySide(one[0], one[1], facts)),
  open: (files) => {
    loaded = [];
    face.loadWith(load(files));
    return space.index.open(load(files)).then((opened) => {
      index = opened;
      return index.size;
    });
  },
  loadFromFolder: (name) => face.loadWith(space.index.scriptLoader(name)),
  loadFrom: (files) => face.loadWith(load(files)),
  // Answer requests, each with a plan of its own or with the usual one.
  search: (cases) =>
    cases.reduce(
      (before, one) =>
        before.then((answers) => {
          face.understand = one.plan ? () => one.plan : usual;
          return face.search(one.request).then((answer) => answers.concat([answer]));
        }),
      Promise.resolve([])
    ),
  suggest: (texts, limit) =>
    texts.reduce(
      (before, text) => before.then((answers) => face.suggest(text, limit).then((items) => answers.concat([items]))),
      Promise.resolve([])
    ),
  loaded: () => loaded.splice(0),
  completions: (prefix, limit) => index.lexicon.completions(prefix, limit),
  codesWith: (part, limit) => index.lexicon.codesWith(part, limit),
  frequencies: (terms) => index.lexicon.need(terms).then(() => terms.map(index.lexicon.frequency)),
  counted: (name) => index.lexicon[name]().then((found) => Array.from(found)),
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(line);
  Promise.resolve()
    .then(() => OPERATIONS[request.operation](...request.arguments))
    .then((value) => ({ value: value === undefined ? null : value }))
    .catch((error) => ({ error: String(error.stack || error), code: error.code || "" }))
    .then((answer) => process.stdout.write(JSON.stringify(answer) + "\n"));
});

// Run the understanding of queries in Node.js for tests: one request as JSON on stdin, its answer on stdout.
"use strict";

const fs = require("fs");
const path = require("path");
const vm = require("vm");

const request = JSON.parse(fs.readFileSync(0, "utf8"));
// A context has what every browser has and nothing of Node.js.
const context = vm.createContext({ document: {}, setTimeout, clearTimeout });
context.window = context;
request.scripts.forEach((name) => {
  vm.runInContext(fs.readFileSync(path.join(request.folder, name + ".js"), "utf8"), context, { filename: name });
});
const space = context.fupanSearch;

function opened(loaded) {
  return space.index.open(loader(loaded)).then((index) => {
    space.analysis.learn(index.meta.folding);
    return index;
  });
}

function loader(loaded) {
  return (name) => {
    loaded.push(name);
    let content;
    context.fupanShard = (_, given) => (content = given);
    vm.runInContext(request.files[name], context, { filename: name });
    return Promise.resolve(content);
  };
}

// Each question is asked of an index of its own, so that it is known what a page loads for it, unless `together`.
function plans(queries, together) {
  let shared = null;
  return queries.reduce(
    (before, query) =>
      before.then((answers) => {
        const loaded = [];
        shared = together && shared ? shared : opened(loaded);
        return shared
          .then((index) => space.understand(parsed(query), index.lexicon, index))
          .then((plan) => answers.concat([{ plan: plan, loaded: loaded }]));
      }),
    Promise.resolve([])
  );
}

// A question as it is typed is read here, as the page does.
function parsed(query) {
  return typeof query === "string" ? space.query.parse(query, [], {}) : query;
}

// What sounds like each key.
function sounding(keys) {
  return opened([])
    .then(space.words.open)
    .then((words) =>
      space.words.settled(() => {
        words.want({ sounds: keys });
        return keys.map((key) => words.soundingLike(key));
      })
    );
}

const OPERATIONS = {
  plans: () => plans(request.queries, request.together),
  sounding: () => sounding(request.keys),
  rounded: () => request.numbers.map((pair) => space.numbers.rounded(pair[0], pair[1])),
  logarithm: () => request.numbers.map(space.numbers.logarithm),
};

Promise.resolve()
  .then(OPERATIONS[request.operation])
  .then((answer) => process.stdout.write(JSON.stringify(answer)))
  .catch((fault) => {
    process.stderr.write(String(fault.stack || fault));
    process.exitCode = 1;
  });

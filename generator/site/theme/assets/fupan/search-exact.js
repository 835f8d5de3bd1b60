// Exact words: the same question word by word as it was typed, and the way back from there to what it means.
(function () {
  "use strict";

  const ui = window.fupanSearchUi;
  const QUOTE = "[\"“”„‟«»「」『』〝〞〟]";
  const PHRASE = QUOTE + "[^\"“”„‟«»「」『』〝〞〟]*" + QUOTE;
  const PIECE = new RegExp("[+-]?(?:" + PHRASE + "|‘[^‘’]*’)|[^\\s，、；]+", "g");
  const PHRASE_ALONE = new RegExp("^(?:" + PHRASE + "|‘[^‘’]*’)$");
  const AS_IT_IS = new RegExp("^[+-]|" + QUOTE + "|^‘.*’$|^\\w+[:：].|^\\w+[<>]");
  const piecesOf = (query) => query.match(PIECE) || [];

  // The typed words as exact words, each by itself; what is already an operator, a filter or quoted stays.
  ui.quoted = (query) =>
    piecesOf(query).map((piece) => (AS_IT_IS.test(piece) ? piece : '"' + piece.replace(/\*$/, "") + '"')).join(" ");

  // Whether exact words could not be asked for more exactly.
  ui.isQuoted = (query) => piecesOf(query).every((piece) => AS_IT_IS.test(piece));

  ui.hasPhrase = (query) => piecesOf(query).some((piece) => PHRASE_ALONE.test(piece));

  // The way back: the words of the phrases, which are then searched for by what they mean.
  ui.unquoted = (query) =>
    piecesOf(query).map((piece) => (PHRASE_ALONE.test(piece) ? piece.slice(1, -1).trim() : piece)).join(" ");
})();

// Listens to a search box: says what was typed when the hands rest, and never while an input method is composing.
(function () {
  "use strict";

  const PAUSE = 120;

  // `wasTyped(value)` is called after each pause, `begins()` at once, as answers to earlier letters are then unwanted.
  window.fupanSearchUi.listen = function (input, begins, wasTyped) {
    let composing = false;
    let timer = 0;

    function typed() {
      begins();
      clearTimeout(timer);
      timer = setTimeout(() => wasTyped(input.value), PAUSE);
    }

    input.addEventListener("compositionstart", () => (composing = true));
    input.addEventListener("compositionend", () => {
      composing = false;
      typed();
    });
    input.addEventListener("input", (event) => {
      if (!composing && !event.isComposing) typed();
    });

    return {
      // Safari ends the composition before the key that ended it; that key is known by its code.
      isComposing: (event) => composing || Boolean(event && (event.isComposing || event.keyCode === 229)),
      // Say now what was typed, as Enter does, or set the box to other words.
      settle: (value) => {
        clearTimeout(timer);
        if (value !== undefined && input.value !== value) input.value = value;
        return input.value;
      },
    };
  };
})();

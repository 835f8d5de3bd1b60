// Numbers as Python has them, where JavaScript's own may differ in the last digit.
(function () {
  "use strict";

  const space = window.fupanSearch;

  // ---- round(number, digits): what lies exactly in the middle goes to the even side --------------------------------

  function rounded(number, digits) {
    const scaled = number * Math.pow(10, digits);
    const below = Math.floor(scaled);
    // Only a multiple of a power of two can lie exactly in the middle; for these the product above is exact.
    const isMiddle = scaled - below === 0.5 && Number.isInteger(number * Math.pow(2, digits + 1));
    if (isMiddle) return (below % 2 ? below + 1 : below) / Math.pow(10, digits);
    return Number(number.toFixed(digits));
  }

  // ---- log(n) of a whole number, right to the last bit -------------------------------------------------------------
  // Browsers are allowed to be off by one bit, and are; equally likely readings would then change places. So it is
  // worked out with pairs of doubles, [number, what is too small for it], which have twice as many digits.

  const SPLIT = 134217729;
  const LN2 = [0.6931471805599453, 2.3190468138462996e-17];
  const known = new Map();

  function sum(one, other) {
    const high = one[0] + other[0];
    const part = high - one[0];
    const low = one[0] - (high - part) + (other[0] - part) + one[1] + other[1];
    return [high + low, low - (high + low - high)];
  }

  function product(one, other) {
    const high = one[0] * other[0];
    const [oneHigh, oneLow] = halves(one[0]);
    const [otherHigh, otherLow] = halves(other[0]);
    const rest = oneHigh * otherHigh - high + oneHigh * otherLow + oneLow * otherHigh + oneLow * otherLow;
    const low = rest + one[0] * other[1] + one[1] * other[0];
    return [high + low, low - (high + low - high)];
  }

  function halves(number) {
    const scaled = SPLIT * number;
    const high = scaled - (scaled - number);
    return [high, number - high];
  }

  function quotient(one, other) {
    const high = one[0] / other[0];
    const rest = sum(one, product([-high, 0], other));
    return sum([high, 0], [rest[0] / other[0], 0]);
  }

  function logarithm(n) {
    if (known.has(n)) return known.get(n);
    let power = 0;
    while (Math.pow(2, power + 0.5) < n) power += 1;
    const fraction = n / Math.pow(2, power);
    // log(f) = 2 (s + s³/3 + s⁵/5 + …) where s = (f - 1) / (f + 1)
    const s = quotient([fraction - 1, 0], sum([fraction, 0], [1, 0]));
    const square = product(s, s);
    let term = s;
    let series = s;
    for (let odd = 3; odd < 80 && Math.abs(term[0]) > 1e-36; odd += 2) {
      term = product(term, square);
      series = sum(series, quotient(term, [odd, 0]));
    }
    const found = sum(product([power, 0], LN2), product([2, 0], series))[0];
    known.set(n, found);
    return found;
  }

  // Compare lists item by item, as Python compares tuples.
  function compare(one, other) {
    for (let at = 0; at < one.length && at < other.length; at += 1) {
      if (one[at] < other[at]) return -1;
      if (one[at] > other[at]) return 1;
    }
    return one.length - other.length;
  }

  // Sort by keys that are lists.
  function sortedBy(items, keyOf) {
    return items
      .map((item) => ({ item: item, key: keyOf(item) }))
      .sort((one, other) => compare(one.key, other.key))
      .map((one) => one.item);
  }

  space.numbers = { rounded: rounded, logarithm: logarithm, compare: compare, sortedBy: sortedBy };
})();

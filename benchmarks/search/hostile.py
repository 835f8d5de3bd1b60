"""Questions that made a stock query parser run for seconds, raise, or both; asked of the whole product."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

QUESTIONS = {
    "[一 TO 龥]": "[一 TO 龥]",
    "[a TO z]": "[a TO z]",
    "x~9": "x~9",
    "ora-01555~2": "ora-01555~2",
    "数*": "数*",
    "*": "*",
    "po-*": "po-*",
    "a word of 10,000 letters": "abcdefghij" * 1000,
    "10,000 Chinese characters": "".join(chr(0x4E00 + at % 5000) for at in range(10_000)),
    "2,000 words": " ".join(f"w{at}" for at in range(2000)),
    "20,000 words joined by OR": " OR ".join(f"w{at}" for at in range(20_000)),
    "3,000 parentheses": "(" * 3000 + "a" + ")" * 3000,
    "500 times NOT": "NOT " * 500 + "a",
    "a boost of 1e309": "a^1e309 b^nan",
    "60 exclusions": " ".join(f"-{chr(0x4E00 + at)}" for at in range(60)),
    "quotes without end": '"' * 200,
    "syllables without end": "an" * 20,
    "pinyin without blanks": "zhanghaosuodingdenglushibaizhanghaosuod",
    "20 slips": " ".join(f"databsae{chr(97 + at)}" for at in range(20)),
    "a word of many meanings, 100 times": "电脑" * 100,
    "a regular expression": "(a+)+$ .*.*.* [^]{1,999}",
    "100 filters": " ".join(f"system:S{at}" for at in range(100)),
}


def frequent_words(words: Iterable[str]) -> dict[str, str]:
    """Return hostile questions made of a collection's most frequent words."""
    first = [word for word in words if len(word) > 1][:60]
    return {
        "the 60 most frequent words": " ".join(first),
        "all of them demanded": " ".join(f"+{word}" for word in first),
        "a phrase of frequent words": f'"{"".join(first[:2])}"',
        "200 frequent characters": "".join(first)[:200],
    }


def worst_times(
    ask: Callable[[str], object], questions: dict[str, str], rounds: int = 5
) -> dict[str, tuple[float, float]]:
    """Return for each question the CPU milliseconds of the first answer and of the longest of the later ones."""
    worst = {}
    for name, text in questions.items():
        times = []
        for _ in range(rounds):
            start = time.process_time()
            ask(text)
            times.append(1000 * (time.process_time() - start))
        worst[name] = (times[0], max(times[1:]))
    return worst

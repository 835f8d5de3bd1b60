"""The figures and tables of the understanding of queries, so that a browser can have no others.

In: the modules that `search-understanding.js` and its companions are twins of. Out: their constants by module and name,
as they stand in Python: whoever tunes one there need not know that there is a browser.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from types import ModuleType

from generator.search import answer
from generator.search.asking import chinese_spelling, guessing, pinyin, query, spelling, suggest, understanding
from generator.search.text import chinese, english
from generator.search.words import nearness, pronouncing, sounds, syllables, thesaurus

_MODULES = (
    *(answer, chinese_spelling, guessing, nearness, pinyin, query, sounds, spelling, suggest, syllables, thesaurus),
    understanding,
)
# Catalogue texts that say why something else was looked for.
_REASONS = {
    guessing: ("PINYIN", "SAME_SOUND", "SLIP", "SAME_CODE", "CODE_PART", "BEGINNING", "MISSPELT"),
    understanding: ("SYNONYM", "WRITTEN", "ALIKE"),
}

Facts = dict[str, dict[str, object]]


def understanding_facts(say: Callable[[str], str]) -> Facts:
    """Return the constants of each module by its name; `say` translates the texts that people read."""
    facts: Facts = {_name(module): _figures(module) for module in _MODULES}
    for module, names in _REASONS.items():
        facts[_name(module)] |= {name: say(vars(module)[name]) for name in names}
    facts["chinese"] = {"SMALL_PAIRS": sorted(chinese.SMALL_PAIRS)}
    facts["english"] = {"STOPWORDS": sorted(english.STOPWORDS)}
    facts["pronouncing"] = {"MOST_WORDS_PER_KEY": pronouncing.MOST_WORDS_PER_KEY}
    facts["syllables"]["FINALS"] = vars(syllables)["_FINALS"]
    facts["pinyin"]["NOT_CHINESE"] = sorted(vars(pinyin)["_NOT_CHINESE"])
    facts["pinyin"]["INITIALS"] = vars(pinyin)["_INITIALS"].pattern
    facts["chinese_spelling"]["SHAPES"] = vars(chinese_spelling)["_SHAPES"]
    facts["spelling"]["MOST_ANSWERS"] = signature(spelling.slips).parameters["limit"].default
    facts["suggest"]["LOST_E"] = vars(suggest)["_LOST_E"].pattern
    facts["spelling"]["LOOK_ALIKES"] = vars(spelling)["_LOOK_ALIKES"]
    facts["spelling"]["SIGNS"] = vars(spelling)["_SIGNS"]
    return facts


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _figures(module: ModuleType) -> dict[str, object]:
    """Return the numbers of a module by their names, without the underscore of those that are nobody else's business."""
    return {
        name.lstrip("_"): value
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, int | float)
    }

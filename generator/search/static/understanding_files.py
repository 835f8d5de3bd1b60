"""All files with which a browser understands queries as the server does.

In: the compiled thesaurus, the file of sounds, and how many documents have which term. Out: scripts; the first one,
loaded with the first query, has the figures and tables and names all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.search.static.packing import packed_all
from generator.search.static.script import Script, script
from generator.search.static.sound_shards import sound_shards
from generator.search.static.thesaurus_shards import LINES, thesaurus_shards
from generator.search.static.understanding_facts import understanding_facts
from generator.search.text.analysis import is_chinese
from generator.search.words.company import company_of


def understanding_scripts(
    thesaurus: bytes, sounds: bytes, frequencies: Mapping[str, int], say: Callable[[str], str] = str
) -> tuple[Script, ...]:
    """Return the scripts, first the one that names the others.

    `thesaurus` is what `search.words.word_lines` makes, `sounds` what `search.words.pronouncing` makes; `frequencies` are the
    numbers of documents that have each term in their text; `say` translates a catalogue text.
    """
    words = thesaurus_shards(thesaurus, lambda term: frequencies.get(term, 0))
    spoken, readings = sound_shards(sounds)
    entry = script(
        "understanding",
        {
            "facts": understanding_facts(say),
            "lines": LINES,
            "phrases": words.phrases.contents,
            "meanings": _hashes(words.meanings),
            "nearness": words.nearness.contents,
            "said": words.said,
            "sounds": spoken.contents,
            "readings": readings.name,
            "company": company_columns(pairs_in(frequencies)),
        },
    )
    return (
        entry,
        *words.phrases.scripts,
        *words.meanings,
        *words.nearness.scripts,
        *spoken.scripts,
        readings,
    )


def _hashes(scripts: Iterable[Script]) -> str:
    return "".join(one.hash for one in scripts)


def pairs_in(frequencies: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the pairs of Chinese characters among terms."""
    return [(term, having) for term, having in frequencies.items() if len(term) == 2 and is_chinese(term)]


def company_columns(pairs: Iterable[tuple[str, int]]) -> list[str]:
    """Return the characters, and for each in how many pairs of the texts it stands first, and last (`search.words.company`)."""
    rows = [line.split("\t") for line in company_of(pairs).decode("utf-8").splitlines()]
    sums = (packed_all(int(row[column]) for row in rows) for column in (1, 2))
    return ["".join(row[0] for row in rows), *sums]

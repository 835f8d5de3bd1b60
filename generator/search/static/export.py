"""Make all files of the copy: in documents, out scripts by the path at which the site has them.

The same documents give the same bytes. A browser loads `meta.js` first; it names all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.search.asking.related import ENOUGH_HITS, FEW_HITS
from generator.search.counting import close_reading, ranking
from generator.search.documents.document import SearchDocument
from generator.search.documents.facet_table import FACET_NAMES
from generator.search.engine import WHY, WHY_EXPANDED, WHY_FILTER, WHY_RELATED, WHY_TEXT, WHY_TITLE
from generator.search.static.document_shards import document_table, text_shards
from generator.search.static.folding_pairs import folding_pairs
from generator.search.static.postings import TEXT_FIELDS, Postings, packed_frequencies
from generator.search.static.script import Script, script
from generator.search.static.term_shards import term_shards
from generator.search.static.understanding_files import pairs_in, understanding_scripts
from generator.search.text import side_by_side
from generator.search.text.analysis import ANALYSIS_VERSION
from generator.search.text.folding import fold
from generator.search.words.pronouncing import sounds_of
from generator.search.words.thesaurus import words_in

FOLDER = "assets/fupan/search"
# What `search-index.js` reads; it refuses another one.
STATIC_VERSION = 2


def static_files(
    documents: Iterable[SearchDocument],
    labels: Mapping[str, Mapping[str, str]],
    say: Callable[[str], str],
    facets: Sequence[str] = FACET_NAMES,
    *,
    words: bytes | None = None,
    sounds: bytes | None = None,
) -> dict[str, bytes]:
    """Return the content of each file by its path in the site.

    `labels` maps facet name → value → what people read, in the site's language; a value without a label shows itself.
    `say` translates a catalogue text, `facets` are the names that can be filtered by, in the order of the page. `words`
    is the compiled thesaurus, without which queries are taken as typed; `sounds` is the file of sounds: it
    takes seconds to make, so whoever has it gives it.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    postings = Postings(ordered)
    terms, texts = term_shards(postings.entries()), text_shards(ordered)
    table = document_table(ordered, postings.lengths)
    ascii_words = script("words", packed_frequencies(postings.words()))
    codes = script("codes", packed_frequencies(postings.codes()))
    alphabet = _alphabet(ordered)
    understanding: tuple[Script, ...] = ()
    if words is not None:
        if sounds is None:
            sounds = sounds_of(ordered, words_in(words), pairs_in(postings.frequencies))
        understanding = understanding_scripts(words, sounds, postings.frequencies, say)
        alphabet |= frozenset(words.decode("utf-8")) | frozenset(sounds.decode("utf-8"))
    meta = {
        "version": STATIC_VERSION,
        "analysis": ANALYSIS_VERSION,
        "documents": len(ordered),
        "averages": postings.averages,
        "ranking": _ranking(),
        "related": {"few": FEW_HITS, "enough": ENOUGH_HITS},
        "facets": list(facets),
        # Pairs, because the order of values counts (severities) and JavaScript sorts keys that look like numbers.
        "labels": {facet: list(map(list, values.items())) for facet, values in sorted(labels.items())},
        "why": _reasons(say),
        "folding": folding_pairs(alphabet),
        "table": table.name,
        "words": ascii_words.name,
        "codes": codes.name,
        "understanding": understanding[0].name if understanding else "",
        "terms": terms.contents,
        "texts": [list(texts.beginnings), "".join(one.hash for one in texts.scripts)],
    }
    first = script("meta", meta, is_hashed=False)
    scripts = [first, table, ascii_words, codes, *understanding, *terms.scripts, *texts.scripts]
    return {f"{FOLDER}/{one.name}.js": one.text.encode("utf-8") for one in scripts}


def _ranking() -> dict[str, object]:
    """Return the figures of the ranking, so that the browser can have no others."""
    return {
        "saturation": ranking.SATURATION,
        "length": ranking.LENGTH_WEIGHT,
        "fields": [ranking.FIELD_WEIGHTS[field] for field in TEXT_FIELDS],
        "pairs": {
            "weight": ranking.PAIR_WEIGHT,
            "documents": ranking.MOST_READ,
            "characters": side_by_side.LONGEST_READ,
            "between": side_by_side.MOST_BETWEEN,
        },
        "characters": close_reading.CHARACTERS_SHARE,
    }


def _reasons(say: Callable[[str], str]) -> dict[str, str]:
    """Return why a hit is there, in the site's language: by lane, or by where a word was found."""
    reasons = {str(int(lane)): text for lane, text in WHY.items()}
    reasons |= {
        "title": WHY_TITLE,
        "text": WHY_TEXT,
        "expanded": WHY_EXPANDED,
        "filter": WHY_FILTER,
        "related": WHY_RELATED,
    }
    return {name: say(text) for name, text in reasons.items()}


def _alphabet(documents: Iterable[SearchDocument]) -> frozenset[str]:
    characters: set[str] = set()
    for document in documents:
        characters.update(document.everything, *document.identifiers, document.id)
        for values in document.facets.values():
            characters.update(*values)
    return frozenset(fold("".join(sorted(characters))))

"""A lexicon in memory, made of a few texts: what understanding a query asks of an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt

from generator.kinds.synonym import read_line
from generator.search.documents.document import SearchDocument
from generator.search.text.analysis import code_parts, is_chinese, terms
from generator.search.words.pronouncing import sounds_of
from generator.search.words.sorted_lines import SortedLines
from generator.search.words.sounds import Sounds
from generator.search.words.thesaurus import Thesaurus, compile_thesaurus


class TextLexicon:
    """The words of `texts`, each text a document."""

    def __init__(self, texts: Iterable[str]) -> None:
        documents = [set(terms(text)) for text in texts]
        self.documents = len(documents)
        self._counts = Counter(term for document in documents for term in document)
        pairs = {term: count for term, count in self._counts.items() if len(term) == 2 and is_chinese(term)}
        self._left: Counter[str] = Counter()
        self._right: Counter[str] = Counter()
        for pair, count in pairs.items():
            self._left[pair[0]] += count
            self._right[pair[1]] += count
        titled = [SearchDocument(id=str(at), kind="article", title=text, url="") for at, text in enumerate(texts)]
        self._sounds = Sounds(sounds_of(titled, (), pairs.items()))

    def frequency(self, term: str) -> int:
        """Return how many texts have `term`."""
        return self._counts[term]

    def company(self, pair: str) -> float:
        """Return how much two characters keep company."""
        count = self._counts[pair]
        return count / sqrt(self._left[pair[0]] * self._right[pair[1]]) if count else 0.0

    def completions(self, prefix: str, limit: int) -> Sequence[str]:
        """Return terms that begin with `prefix`."""
        return sorted(term for term in self._counts if term.startswith(prefix))[:limit]

    def codes_with(self, part: str, limit: int) -> Sequence[str]:
        """Return codes one of whose parts is `part`, or that are `part` without their signs."""
        codes = {term: code_parts(term) for term in self._counts if code_parts(term)}
        return sorted(term for term, parts in codes.items() if part in (*parts, "".join(parts)))[:limit]

    def sounding_like(self, key: str) -> Sequence[tuple[str, int]]:
        """Return words of that sound."""
        return self._sounds.sounding_like(key)

    def readings_of(self, character: str) -> Sequence[str]:
        """Return the sounds of a character."""
        return self._sounds.readings_of(character)


def thesaurus_of_lines(*lines: str) -> Thesaurus:
    """Return the compiled `lines`."""
    return Thesaurus(SortedLines(compile_thesaurus(map(read_line, lines))))

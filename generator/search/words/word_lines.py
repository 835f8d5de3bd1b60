"""Everything an organization says about its words, as lines for the thesaurus: its own synonyms come on top of the
built-in ones, and whatever has other names in a record has them in a search too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.graph import Graph
from generator.kinds.failure_mode import FailureMode
from generator.kinds.policy import Policy
from generator.kinds.role import Role
from generator.kinds.synonym import SynonymGroup, SynonymLine, read_line
from generator.kinds.system import System
from generator.kinds.term import GlossaryTerm
from generator.kinds.vendor import Vendor
from generator.search.words.thesaurus import compile_thesaurus

_PATTERN_SIGNS = re.compile(r"[/…]|\.{3,}")


def thesaurus_of(graph: Graph, built_in: Iterable[str]) -> bytes:
    """Return the compiled thesaurus of an organization; `built_in` are the lines that come with the program."""
    groups = graph.of(SynonymGroup)
    lines = (
        *map(read_line, built_in),
        *(read_line(line) for group in groups for entry in group.words for line in entry.splitlines()),
        *_names(graph),
    )
    return _compiled(lines, tuple(word for group in groups for word in group.without))


# Whoever previews edits one record after another, and hardly ever the words; a second organization is rare.
@lru_cache(maxsize=8)
def _compiled(lines: tuple[SynonymLine, ...], without: tuple[str, ...]) -> bytes:
    return compile_thesaurus(lines, without)


def _names(graph: Graph) -> Iterator[SynonymLine]:
    """Yield what a record, a severity or a process is called besides its name."""
    for term in graph.of(GlossaryTerm):
        yield _line(term.title, *([term.english] if term.english else ()), *term.aliases)
    for kind in (System, Vendor, Role, FailureMode):
        for named in graph.of(kind):
            yield _line(named.name, *getattr(named, "aliases", ()))
    for policy in graph.of(Policy):
        for level in policy.severities:
            yield _line(level.title, *level.aliases)
        for process in policy.processes:
            yield _line(process.title, *process.aliases)


def _line(*words: str) -> SynonymLine:
    # A name is one word, whatever signs are in it: TCP/IP is no choice between two.
    return SynonymLine(tuple(dict.fromkeys(_PATTERN_SIGNS.sub(" ", word) for word in words)))

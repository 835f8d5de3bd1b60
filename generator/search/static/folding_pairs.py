"""Which characters a browser must fold that Unicode does not fold for it: traditional and variant Chinese forms.

In: the folded characters that occur in the documents. Out: pairs of a character and what it becomes. A form whose
simple character no document has can find nothing, so its pair is not worth sending.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from generator.search.text import folding


def folding_pairs(alphabet: Collection[str] | None = None) -> str:
    """Return `帐账著着…`: each form before what it folds to; without an alphabet all that are known."""
    pairs = _pairs()
    return "".join(form + simple for form, simple in pairs if alphabet is None or simple in alphabet)


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    table = Path(folding.__file__).with_name("folding.tsv").read_text(encoding="utf-8")
    forms = {*folding.VARIANTS, *(form for line in table.splitlines() for form in line.partition("\t")[2])}
    return tuple((form, folding.fold(form)) for form in sorted(forms) if folding.fold(form) != form)

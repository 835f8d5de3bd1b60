"""The small copy of the index for a site that is opened without a server.

In: the documents and the labels of their facets. Out: the text of a script file, because `fetch` fails on file://.
The same documents give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from generator.search.document import SearchDocument

DATA_VERSION = 1
LONGEST_TEXT = 1200
_NO_LABELS: Mapping[str, str] = {}


def static_script(documents: Iterable[SearchDocument], labels: Mapping[str, Mapping[str, str]]) -> str:
    """Return `window.fupanSearchData = {…};` for `documents`, sorted by id.

    `labels` maps facet name → value → what people read, in the site's language; a value without a label shows itself.
    """
    entries = [_entry(document, labels) for document in sorted(documents, key=lambda document: document.id)]
    facets = {facet: dict(sorted(values.items())) for facet, values in sorted(labels.items())}
    data = {"version": DATA_VERSION, "documents": entries, "facets": facets}
    return f"window.fupanSearchData = {_script_json(data)};\n"


def _entry(document: SearchDocument, labels: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    def only(facet: str) -> str:
        return next(iter(document.facets.get(facet, ())), "")

    def label(facet: str, value: str) -> str:
        return labels.get(facet, _NO_LABELS).get(value, value)

    return {
        "id": document.id,
        "kind": document.kind,
        "kind_label": label("kind", document.kind),
        "title": document.title,
        "url": document.url,
        "date": document.date,
        "severity": only("severity"),
        "status": only("status"),
        "status_label": label("status", only("status")),
        "systems": list(document.facets.get("system", ())),
        "year": only("year") or document.date[:4],
        "text": _shortened(document),
        "codes": [code for code in dict.fromkeys(document.identifiers) if code != document.id],
    }


def _shortened(document: SearchDocument) -> str:
    """Return title-free text with single blanks: all headings, then the body as far as it fits, whole words only."""
    text = " ".join(f"{document.headings}\n{document.body}".split())
    if len(text) <= LONGEST_TEXT:
        return text
    cut = text[:LONGEST_TEXT]
    return cut.rpartition(" ")[0] if cut[-1].isascii() and cut[-1].isalnum() and " " in cut else cut


def _script_json(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # `</script>` and `<!--` end or bend a script element; U+2028 and U+2029 are line ends in older JavaScript.
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

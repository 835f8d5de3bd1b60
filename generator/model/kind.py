"""What a kind of record is: its model, where its files lie, how its ids look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from generator.model.record import Record

_RESERVED = re.compile(r"(?:index|readme)(?:-page-\d+)?", re.IGNORECASE)


class Layout(Enum):
    """How a kind's records lie in files."""

    FILE = "one YAML file a record"
    REGISTER = "many records in one YAML file, under the kind's plural"
    MARKDOWN = "one Markdown file a record, fields in the front matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record; a plug names it once in the registry.

    `name` is the word in links and on the command line, `folder` where its files lie below the root,
    `id_pattern` a full-match regular expression, `id_example` one that matches it.
    `label` and `plural_label` are catalogue texts. `prefix` marks ids that tell the kind by themselves,
    `suffix` files whose name tells it, `file` the one file of the kind.
    """

    name: str
    plural: str
    label: str
    plural_label: str
    model: type[Record]
    folder: str
    id_pattern: str
    id_example: str
    layout: Layout = Layout.FILE
    prefix: str = ""
    file: str = ""
    suffix: str = ""
    linked_by_name: bool = False

    def accepts_id(self, text: str) -> bool:
        """Whether `text` is an id of this kind; the names of list pages are nobody's id."""
        return re.fullmatch(self.id_pattern, text) is not None and not _RESERVED.fullmatch(text)

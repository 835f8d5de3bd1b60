"""C010: personal data in a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.model.node import Mapping, Node, Scalar, Sequence
from generator.wording import N_

RULE = Rule(
    code="C010",
    name="personal-data",
    severity=Severity.WARNING,
    message=N_("{field} may hold personal data: {value}"),
    hint=N_("Take it out, or write the role instead; phone numbers belong to the contacts."),
    what=N_("A record holds what looks like an identity number or a private phone number."),
    why=N_("Records are read by many and kept for years; personal data does not belong there."),
    example="summary: 联系人手机 138 后接八位数字\n",
    instead="summary: 已联系售后专员\n",
)
_PERSONAL = re.compile(
    r"(?<!\d)(?:[1-9]\d{5}(?:19|20)\d{2}(?:0\d|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]|1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)"
)
# The checksum of a piece of evidence and the digest of a reviewed link, whose digits mean nothing.
_CHECKSUM = re.compile(r"[0-9a-fA-F]{12}(?:[0-9a-fA-F]{52})?")


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield every text of a post-mortem or CAPA with an 18-digit identity number or a mobile number (zeros are examples)."""
    for record in (*graph.of(Postmortem), *graph.of(Capa)):
        for path, node in _suspicious(record.node):
            match = _PERSONAL.search(node.value or "")
            if match and "0000" not in match[0] and not _CHECKSUM.fullmatch(node.value or ""):
                yield RULE.at(record.place(node), field=path, value=f"{match[0][:3]}…{match[0][-2:]}")


def _suspicious(root: Node) -> Iterator[tuple[str, Scalar]]:
    """Yield the texts long enough to hold a number of a person, with their paths, in the order of the file."""
    left: list[tuple[str, Node]] = [("", root)]
    while left:
        path, node = left.pop()
        if isinstance(node, Scalar):
            if node.value is not None and len(node.value) > 10:
                yield path, node
        elif isinstance(node, Sequence):
            left.extend((f"{path}[{number}]", item) for number, item in reversed([*enumerate(node.items)]))
        elif isinstance(node, Mapping):
            left.extend((f"{path}.{key.value}".lstrip("."), value) for key, value in reversed(node.entries))

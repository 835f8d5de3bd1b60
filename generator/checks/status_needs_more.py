"""C005: a status that asks for more than the record holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.wording import N_, Wording

RULE = Rule(
    code="C005",
    name="status-needs-more",
    severity=Severity.ERROR,
    message=N_("The status {value} needs {field}, which is missing: {why}"),
    hint=N_("Add `{field}:`, or go back to an earlier status."),
    what=N_("A post-mortem is in review, approved or closed, and something that this status asks for is missing."),
    why=N_(
        "A draft may be half-filled. Whoever approves or closes it must be able to see what happened, why, and what follows."
    ),
    example="status: closed   # without lessons\n",
    instead="status: closed\nlessons: [先看磁盘，再看数据库]\n",
)

_DECISION = "capa, actions, no_capa_reason"
# Field, from which status on, and why.
_NEEDS: tuple[tuple[str, PostmortemStatus, str], ...] = (
    ("summary", PostmortemStatus.IN_REVIEW, N_("a reviewer needs to read what happened.")),
    (
        "causes",
        PostmortemStatus.APPROVED,
        N_("approving says that the causes are agreed; write `unknown` as category where they are not found."),
    ),
    ("lessons", PostmortemStatus.CLOSED, N_("closing says that the organization has learned something.")),
    (_DECISION, PostmortemStatus.CLOSED, N_("closing says what follows: a CAPA, actions, or why none is needed.")),
    ("restored_at", PostmortemStatus.CLOSED, N_("an incident that is not over cannot be closed.")),
)
_ORDER = (PostmortemStatus.DRAFT, PostmortemStatus.IN_REVIEW, PostmortemStatus.APPROVED, PostmortemStatus.CLOSED)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield what each post-mortem lacks for its status; a void one needs nothing."""
    for postmortem in graph.of(Postmortem):
        if postmortem.status not in _ORDER:
            continue
        reached = _ORDER.index(postmortem.status)
        for field, status, why in _NEEDS:
            if reached >= _ORDER.index(status) and not _holds(postmortem, field):
                yield RULE.at(postmortem.span("status"), field=field, value=postmortem.status.value, why=Wording(why))
        grave = postmortem.severity in ("S1", "S2") and not postmortem.near_miss
        leaderless = postmortem.team is None or postmortem.team.commander is None
        if grave and leaderless and reached >= _ORDER.index(PostmortemStatus.APPROVED):
            why = N_("a grave incident needs one person in charge.")
            yield RULE.at(
                postmortem.span("status"), field="team.commander", value=postmortem.status.value, why=Wording(why)
            )


def _holds(postmortem: Postmortem, field: str) -> bool:
    if field == "restored_at" and postmortem.near_miss:
        return True
    return any(getattr(postmortem, name) for name in field.split(", "))

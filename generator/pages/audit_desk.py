"""The auditor's desk: what auditors ask on the spot, and the page that answers it.

Each question leads to one page, none to an explanation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.kinds.capa import Capa, CapaState
from generator.lifecycle.capa.recurrence import failed_on
from generator.lifecycle.capa.state import state_of
from generator.pages.base import Page, Site
from generator.wording import N_

# The question as it is asked, what the page is called, and where it lies.
_QUESTIONS: tuple[tuple[str, str, str], ...] = (
    (N_("Show me all open CAPAs, the late ones first."), N_("CAPA register"), "capa/index.md"),
    (N_("What is overdue, and who was told?"), N_("Overdue and due soon"), "overdue.md"),
    (N_("Why was this not a CAPA? Why was it not reported?"), N_("Decisions not to act"), "capa/decisions.md"),
    (N_("Who checked, and were they independent?"), N_("Independence"), "capa/independence.md"),
    (N_("Which deadlines were moved, and why?"), N_("Extensions"), "capa/extensions.md"),
    (N_("Were the criteria set before the work began?"), N_("Effectiveness"), "capa/effectiveness.md"),
    (N_("What has happened again?"), N_("Recurrence matrix"), "capa/recurrences.md"),
    (N_("From the incident to the proof: show me the chain."), N_("Trace matrix"), "trace/index.md"),
    (N_("Where are the gaps?"), N_("Gaps of the trace"), "trace/gaps.md"),
    (N_("Find everything about this lot or serial number."), N_("Lots and serial numbers"), "trace/lots.md"),
    (N_("Which step came from which incident?"), N_("Steps and their origins"), "trace/steps.md"),
    (N_("Which clause is met by what, and which by nothing?"), N_("Clauses"), "trace/clauses.md"),
    (N_("Which documents are in force?"), N_("Controlled documents"), "documents.md"),
    (N_("What was in force on that day?"), N_("In force on a day"), "documents-as-of.md"),
    (N_("Where are the paper copies; were the old ones taken back?"), N_("Document control"), "document_control.md"),
    (N_("Who was trained on this revision?"), N_("Training"), "training/index.md"),
    (N_("Which drills were held, with which result?"), N_("Drills"), "drills/index.md"),
    (N_("Who approved this change, and could it be undone?"), N_("Changes"), "changes/index.md"),
    (N_("How long are records kept?"), N_("Records retention"), "retention.md"),
    (N_("Who changed this record, and when?"), N_("Change audit"), "audit.md"),
    (N_("What goes to the management review?"), N_("Management review"), "management-review/index.md"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and the page that answers it."""

    question: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class AuditDeskContext:
    """What the template `audit_desk.md.jinja` can show."""

    answers: tuple[Answer, ...]
    """The questions in the order in which they are usually asked."""
    closed: tuple[tuple[Capa, bool], ...]
    """The CAPAs that were closed last, to pick one from, each with whether what it did failed."""


class AuditDeskPage:
    """The page from which every question of an audit is one click away."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the page."""
        say = site.catalogue.text
        title = say(N_("Auditor's desk"))
        ended = [capa for capa in site.graph.of(Capa) if state_of(capa) is CapaState.CLOSED and capa.log]
        closed = tuple(sorted(ended, key=lambda capa: (capa.log[-1].at.order, capa.id), reverse=True)[:8])
        rows = tuple((capa, bool(failed_on(capa, site.graph, site.today))) for capa in closed)
        yield Page(
            path="audit-desk.md",
            title=title,
            kind="register",
            template="audit_desk.md.jinja",
            context=AuditDeskContext(tuple(Answer(say(one), say(name), path) for one, name, path in _QUESTIONS), rows),
            breadcrumb=((title, "audit-desk.md"),),
            front={"wide": True},
        )

"""The page of a runbook: what to do now, then what to know, then what happened before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from generator.graph import Graph
from generator.kinds.capa import Capa, CapaState
from generator.kinds.drill import Drill
from generator.kinds.failure_mode import FailureMode
from generator.kinds.policy import DutyContact, Policy
from generator.kinds.postmortem import ErrorCode
from generator.kinds.revision import Revision
from generator.kinds.role import Role
from generator.kinds.runbook import CheckLayer, DiagnosisCheck, LookAlike, Runbook
from generator.kinds.sop import Control, Document
from generator.kinds.system import System
from generator.kinds.vendor import Vendor
from generator.lifecycle.capa.state import ENDED, state_of
from generator.lifecycle.documents.drills import due_on, is_held, newest_drills
from generator.lifecycle.documents.standing import Standing
from generator.model.record import Record
from generator.pages.base import Page, Site
from generator.pages.parts.decision_tree import BELOW, BESIDE, Arrangement, DecisionTree, decision_tree
from generator.pages.parts.document import HistoryRow, Steps, history_of, steps_in, waiting_changes
from generator.pages.parts.edition import (
    Approvals,
    Edition,
    approvals_of,
    candidate_path,
    edition_of,
    front_of_edition,
)
from generator.pages.parts.linking import record_ids
from generator.pages.parts.paging import FEW, Excerpt, excerpt
from generator.pages.parts.problem_report import problem_report
from generator.pages.parts.use_history import StepCount, Use, counts_of, uses_of
from generator.procedures.merging.contributions import lineage
from generator.procedures.merging.usefulness import Usefulness, by_usefulness, incidents_for, usefulness
from generator.wording import N_

# Incidents that stand beside a symptom or an error code.
FEW_WITNESSES = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """A symptom or an error code with the incidents in which it was seen, the newest first."""

    text: str
    note: str
    incidents: Excerpt[str]


@dataclass(frozen=True, slots=True)
class OpenCapa:
    """A CAPA that is not yet ended and acts against this failure."""

    record: Capa
    state: CapaState
    due: date | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check of the diagnosis and how it fared so far."""

    check: DiagnosisCheck
    figure: Usefulness


@dataclass(frozen=True, slots=True)
class RunbookContext:
    """What the template `runbook.md.jinja` can show."""

    record: Runbook
    """The definition whose words the page shows: that of the revision in force, or the live one."""
    edition: Edition
    """The text that is shown, with its revision, its state and the live definition."""
    standing: Standing
    """Which revision is in force, which wait, which came before."""
    is_controlled: bool
    """Whether the runbook changes by release only."""
    approvals: Approvals
    """The approvals of the revision that is shown."""
    past: tuple[HistoryRow, ...]
    """All released revisions with their changes, the newest first."""
    waiting: int
    """How many changes wait for the next revision; 0 where there is no revision."""
    waiting_path: str
    """The docs path of the page with the changes that wait."""
    steps: Steps
    """The steps: `phases`, `numbered`, `retired`, `sources`."""
    system: System | None
    """The system that fails."""
    mode: FailureMode | None
    """The way in which it fails."""
    vendor: Vendor | None
    """Who supplies the system; the hotline to call."""
    needs: tuple[System, ...]
    """Systems that the failing one depends on."""
    needed_by: tuple[System, ...]
    """Systems that depend on the failing one."""
    owner: Role | None
    """The role that answers for the runbook."""
    contacts: tuple[DutyContact, ...]
    """The organization's own numbers."""
    uses: Excerpt[Use]
    """Incidents of this kind, the newest first."""
    counts: tuple[StepCount, ...]
    """How each step that was used fared, in the order of the page, retired ones last."""
    harmful: tuple[StepCount, ...]
    """The steps that made it worse at least once, or were retired."""
    count: int
    """How often it really happened, near misses left out."""
    last: date | None
    """The day on which it last happened."""
    median_restore: timedelta | None
    """The median time to restore of those incidents whose times are known."""
    drills: Excerpt[Drill]
    """The drills of this runbook, the latest first."""
    last_drill: Drill | None
    """The drill that was held last."""
    drill_due: date | None
    """By which day the next drill is due, None where none is."""
    open_capas: Excerpt[OpenCapa]
    """CAPAs against this failure that are not ended, the earliest deadline first."""
    trees: tuple[tuple[str, DecisionTree], ...]
    """The drawings of the ten-minute guide, for wide and for narrow screens; none where one row or none is written."""
    symptoms: Excerpt[Sign]
    """What people see: the runbook's own words, then those from incidents, the most frequent first."""
    codes: Excerpt[Sign]
    """Error codes: the runbook's own, then those from incidents, the most frequent first."""
    checks: tuple[tuple[CheckLayer | None, tuple[CheckRow, ...]], ...]
    """The checks by layer; within a layer those first that found the cause most often."""
    counted: int
    """How many approved incidents the figures of the checks come from."""
    report: str
    """The report to the vendor as plain text, filled in as far as the runbook knows."""
    look_alikes: tuple[tuple[LookAlike, Record | None], ...]
    """Failures that look alike, with the record of the other runbook where there is one."""
    sops: tuple[Record, ...]
    """Documents related to this one."""


class RunbookPages:
    """A page for each runbook."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all runbooks."""
        for runbook in site.graph.of(Runbook):
            edition = edition_of(runbook, site)
            yield Page(
                path=site.path_of(runbook),
                title=edition.record.name,
                kind="runbook",
                template="runbook.md.jinja",
                context=runbook_context(runbook, edition, site),
                breadcrumb=(
                    (site.catalogue.text(N_("Broken now?")), "runbooks/index.md"),
                    (edition.record.name, site.path_of(runbook)),
                ),
                source=runbook,
                front=front_of_edition(edition, site),
            )


def runbook_context(runbook: Runbook, edition: Edition, site: Site) -> RunbookContext:
    """Return what the page shows of one edition of `runbook`: the words frozen, the figures of today."""
    graph = site.graph
    shown = edition.record if isinstance(edition.record, Runbook) else runbook
    uses = tuple(uses_of(runbook, site))
    real = [use for use in uses if not use.incident.near_miss]
    known = [use.restored_in for use in real if use.restored_in is not None]
    system, mode = graph.get(runbook.system), graph.get(runbook.failure_mode)
    vendor = graph.get(system.vendor) if isinstance(system, System) and system.vendor else None
    system = system if isinstance(system, System) else None
    vendor = vendor if isinstance(vendor, Vendor) else None
    policy = next(iter(graph.of(Policy)), None)
    history = site.path_of(mode) if mode is not None else ""
    drills = newest_drills(graph, runbook.id)
    owner = graph.get(shown.process_owner or "")
    waiting = waiting_changes(runbook, site)
    counts = counts_of(shown, uses, site)
    return RunbookContext(
        record=shown,
        edition=edition,
        standing=edition.standing,
        is_controlled=runbook.control is Control.CONTROLLED,
        approvals=approvals_of(edition.revision, site),
        past=history_of(runbook, site, edition.revision),
        waiting=waiting.count if waiting is not None else 0,
        waiting_path=candidate_path(runbook),
        steps=steps_in(edition.procedure, site),
        system=system,
        mode=mode if isinstance(mode, FailureMode) else None,
        vendor=vendor,
        needs=graph.targets(system.id, System, "depends_on") if system is not None else (),
        needed_by=graph.sources(system.id, System, "depends_on") if system is not None else (),
        owner=owner if isinstance(owner, Role) else None,
        contacts=policy.contacts if policy is not None else (),
        uses=excerpt(uses, history),
        counts=counts,
        harmful=tuple(row for row in counts if row.harmful or row.retired),
        count=len(real),
        last=real[0].incident.started_at.day if real else None,
        median_restore=timedelta(seconds=median(one.total_seconds() for one in known)) if known else None,
        drills=excerpt(drills, "drills/index.md"),
        last_drill=next((one for one in drills if is_held(one)), None),
        drill_due=min((day for one in drills if (day := due_on(one, graph)) is not None), default=None),
        open_capas=excerpt(_open_capas(runbook, uses, site), "capa/index.md"),
        trees=tuple(_trees(shown, site)),
        symptoms=_signs(
            ((text, "") for text in shown.symptoms),
            ((text, "", use.incident.id) for use in uses for text in use.incident.symptoms),
            history,
        ),
        codes=_signs(
            ((row.code, _note(row)) for row in shown.error_codes),
            ((row.code, _note(row), use.incident.id) for use in uses for row in use.incident.error_codes),
            history,
        ),
        checks=_checks(runbook, shown, edition.revision, graph),
        counted=len(incidents_for(runbook, graph)),
        report=problem_report(shown, system, vendor, site),
        look_alikes=tuple((row, graph.get(row.runbook) if row.runbook else None) for row in shown.look_alikes),
        sops=tuple(record for identifier in shown.related_docs if (record := graph.get(identifier)) is not None),
    )


def _open_capas(runbook: Runbook, uses: tuple[Use, ...], site: Site) -> list[OpenCapa]:
    """Return CAPAs of the same system and failure, and those that incidents of this kind raised."""
    found: list[OpenCapa] = []
    raised = {link.target for use in uses for link in site.graph.links_from(use.incident.id, "capa")}
    incidents = {use.incident.id for use in uses}
    for capa in site.graph.of(Capa):
        modes = lineage(capa.failure_mode, site.graph) if capa.failure_mode else ()
        same = runbook.system in capa.systems and runbook.failure_mode in modes
        cites = any(source.ref in incidents for source in capa.sources)
        state = state_of(capa)
        if state not in ENDED and (same or cites or capa.id in raised):
            due = site.due.next_of(capa.id)
            found.append(OpenCapa(capa, state, due.due if due is not None else None))
    return sorted(found, key=lambda row: (row.due or date.max, row.record.id))


_TREES: tuple[tuple[str, Arrangement], ...] = (("wide", BESIDE), ("narrow", BELOW))


def _trees(runbook: Runbook, site: Site) -> Iterator[tuple[str, DecisionTree]]:
    """Yield the drawing twice, for wide and for narrow screens: shrunk, its letters could not be read."""
    end = site.catalogue.text(N_("None of these: go on with the steps, then call for help."))
    rows = [(row.when, row.then, _target(row.then, runbook, site)) for row in runbook.phenomena]
    for name, arrangement in _TREES:
        tree = decision_tree(rows, end, arrangement)
        if tree is not None:
            yield name, tree


def _target(text: str, runbook: Runbook, site: Site) -> str | None:
    cited = (site.graph.get(identifier) for identifier in record_ids(text))
    documents = (one for one in cited if isinstance(one, Document) and one.id != runbook.id)
    return next((site.path_of(one) for one in documents), None)


def _checks(
    runbook: Runbook, shown: Runbook, revision: Revision | None, graph: Graph
) -> tuple[tuple[CheckLayer | None, tuple[CheckRow, ...]], ...]:
    """Return the checks by layer with their figures; a released text keeps the order of the day of its release."""
    figures = usefulness(shown.checks, incidents_for(runbook, graph))
    known_then = (
        usefulness(shown.checks, incidents_for(runbook, graph, revision.released_on))
        if revision is not None
        else figures
    )
    rows = by_usefulness(shown.checks, known_then)
    layers = (
        (
            layer,
            tuple(CheckRow(row, figures.get(row.key or "", Usefulness())) for row in rows if row.layer is layer),
        )
        for layer in (*CheckLayer, None)
    )
    return tuple((layer, found) for layer, found in layers if found)


def _signs(own: Iterable[tuple[str, str]], seen: Iterable[tuple[str, str, str]], path: str) -> Excerpt[Sign]:
    """Return the runbook's own signs, then a few that only incidents had; blanks make no difference.

    A sign is text and note; one that was seen has the incident's id as well.
    """
    words = {_spelling(text): (text, note) for text, note in own}
    owned = len(words)
    witnesses: dict[str, list[str]] = defaultdict(list)
    for text, note, identifier in seen:
        key = _spelling(text)
        before, remark = words.get(key, (text, note))
        words[key] = before, remark or note
        witnesses[key].append(identifier)
    keys = [*words]
    keys[owned:] = sorted(keys[owned:], key=lambda key: -len(witnesses[key]))
    signs = [Sign(*words[key], excerpt(witnesses[key], size=FEW_WITNESSES)) for key in keys]
    return excerpt(signs, path, owned + FEW)


def _spelling(text: str) -> str:
    return "".join(text.split())


def _note(row: ErrorCode) -> str:
    return " · ".join(text for text in (row.text, row.source) if text)

"""The page of a runbook: what to do now, then what to know, then what happened before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from generator.kinds.base import StepOutcome
from generator.kinds.capa import Capa, CapaState
from generator.kinds.failure_mode import FailureMode
from generator.kinds.policy import DutyContact, Policy
from generator.kinds.postmortem import ErrorCode, Postmortem
from generator.kinds.role import Role
from generator.kinds.runbook import CheckLayer, DiagnosisCheck, LookAlike, Runbook
from generator.kinds.sop import Document
from generator.kinds.system import System
from generator.kinds.vendor import Vendor
from generator.lifecycle.capa_state import ENDED, state_of
from generator.lifecycle.deadlines import next_due
from generator.lifecycle.durations import durations
from generator.model.record import Record
from generator.pages.base import Page, Site
from generator.pages.decision_tree import DecisionTree, decision_tree
from generator.pages.document import Steps, front_of, steps_of
from generator.pages.history import newest_first
from generator.pages.linking import record_ids
from generator.pages.paging import FEW, Excerpt, excerpt
from generator.procedures.contributions import applies, lineage
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
class UsedStep:
    """What came of a step in one incident; `key` is its anchor on the page."""

    key: str
    text: str
    outcome: StepOutcome


@dataclass(frozen=True, slots=True)
class Use:
    """One incident of this kind, how long it lasted, and what came of the steps."""

    incident: Postmortem
    restored_in: timedelta | None
    steps: tuple[UsedStep, ...]


@dataclass(frozen=True, slots=True)
class OpenCapa:
    """A CAPA that is not yet ended and acts against this failure."""

    record: Capa
    state: CapaState
    due: date | None


@dataclass(frozen=True, slots=True)
class RunbookContext:
    """What the template `runbook.md.jinja` can show."""

    record: Runbook
    """The definition, with all fields of its kind."""
    steps: Steps
    """The merged steps: `phases`, `numbered`, `retired`, `sources`, `newer`."""
    system: System | None
    """The system that fails."""
    mode: FailureMode | None
    """The way in which it fails."""
    vendor: Vendor | None
    """Who supplies the system; the hotline to call."""
    process_owner: Role | None
    """The role that answers for the runbook."""
    contacts: tuple[DutyContact, ...]
    """The organization's own numbers."""
    uses: Excerpt[Use]
    """Incidents of this kind, the newest first."""
    count: int
    """How often it really happened, near misses left out."""
    last: date | None
    """The day on which it last happened."""
    median_restore: timedelta | None
    """The median time to restore of those incidents whose times are known."""
    open_capas: Excerpt[OpenCapa]
    """CAPAs against this failure that are not ended, the earliest deadline first."""
    tree: DecisionTree | None
    """The drawing of the ten-minute guide, None where one row or none is written."""
    symptoms: Excerpt[Sign]
    """What people see: the runbook's own words, then those from incidents, the most frequent first."""
    codes: Excerpt[Sign]
    """Error codes: the runbook's own, then those from incidents, the most frequent first."""
    checks: tuple[tuple[CheckLayer | None, tuple[DiagnosisCheck, ...]], ...]
    """The checks by layer, in the order of the layers; those without a layer come last."""
    look_alikes: tuple[tuple[LookAlike, Record | None], ...]
    """Failures that look alike, with the record of the other runbook where there is one."""
    sops: tuple[Record, ...]
    """Documents related to this one."""


class RunbookPages:
    """A page for each runbook."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all runbooks."""
        for runbook in site.graph.of(Runbook):
            yield Page(
                path=site.path_of(runbook),
                title=runbook.title,
                kind="runbook",
                template="runbook.md.jinja",
                context=_context(runbook, site),
                breadcrumb=(
                    (site.catalogue.text(N_("Broken now?")), "runbooks/index.md"),
                    (runbook.title, site.path_of(runbook)),
                ),
                source=runbook,
                front=front_of(runbook, runbook.status, runbook.revision, site),
            )


def _context(runbook: Runbook, site: Site) -> RunbookContext:
    graph = site.graph
    uses = tuple(_uses(runbook, site))
    real = [use for use in uses if not use.incident.near_miss]
    known = [use.restored_in for use in real if use.restored_in is not None]
    system, mode = graph.get(runbook.system), graph.get(runbook.failure_mode)
    vendor = graph.get(system.vendor) if isinstance(system, System) and system.vendor else None
    policy = next(iter(graph.of(Policy)), None)
    history = site.path_of(mode) if mode is not None else ""
    return RunbookContext(
        record=runbook,
        steps=steps_of(runbook, site),
        system=system if isinstance(system, System) else None,
        mode=mode if isinstance(mode, FailureMode) else None,
        vendor=vendor if isinstance(vendor, Vendor) else None,
        process_owner=next(iter(graph.targets(runbook.id, Role, "process_owner")), None),
        contacts=policy.contacts if policy is not None else (),
        uses=excerpt(uses, history),
        count=len(real),
        last=real[0].incident.started_at.day if real else None,
        median_restore=timedelta(seconds=median(one.total_seconds() for one in known)) if known else None,
        open_capas=excerpt(_open_capas(runbook, uses, site), "capa/index.md"),
        tree=_tree(runbook, site),
        symptoms=_signs(
            ((text, "") for text in runbook.symptoms),
            ((text, "", use.incident.id) for use in uses for text in use.incident.symptoms),
            history,
        ),
        codes=_signs(
            ((row.code, _note(row)) for row in runbook.error_codes),
            ((row.code, _note(row), use.incident.id) for use in uses for row in use.incident.error_codes),
            history,
        ),
        checks=_checks(runbook),
        look_alikes=tuple((row, graph.get(row.runbook) if row.runbook else None) for row in runbook.look_alikes),
        sops=tuple(record for identifier in runbook.related_docs if (record := graph.get(identifier)) is not None),
    )


def _uses(runbook: Runbook, site: Site) -> Iterator[Use]:
    """Yield the incidents of this kind, the newest first; void ones do not count."""
    procedure = site.procedures.get(runbook.id)
    texts = {step.key: step.text for step in (*procedure.steps, *procedure.retired)} if procedure is not None else {}
    for incident in newest_first(one for one in site.graph.of(Postmortem) if applies(runbook, one, site.graph)):
        yield Use(
            incident=incident,
            restored_in=durations(incident).time_to_restore,
            steps=tuple(
                UsedStep(step.key, step.text or texts[step.key], step.outcome)
                for step in incident.steps
                if step.outcome is not None and step.key in texts
            ),
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
            found.append(OpenCapa(capa, state, next_due(capa)))
    return sorted(found, key=lambda row: (row.due or date.max, row.record.id))


def _tree(runbook: Runbook, site: Site) -> DecisionTree | None:
    rows = ((row.when, row.then, _target(row.then, runbook, site)) for row in runbook.phenomena)
    return decision_tree(rows, site.catalogue.text(N_("None of these: go on with the steps, then call for help.")))


def _target(text: str, runbook: Runbook, site: Site) -> str | None:
    cited = (site.graph.get(identifier) for identifier in record_ids(text))
    documents = (one for one in cited if isinstance(one, Document) and one is not runbook)
    return next((site.path_of(one) for one in documents), None)


def _checks(runbook: Runbook) -> tuple[tuple[CheckLayer | None, tuple[DiagnosisCheck, ...]], ...]:
    layers = ((layer, tuple(row for row in runbook.checks if row.layer is layer)) for layer in (*CheckLayer, None))
    return tuple((layer, rows) for layer, rows in layers if rows)


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

"""The page of a post-mortem."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator.kinds.article import Article
from generator.kinds.base import StepOperation
from generator.kinds.capa import Capa, CapaState
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Document
from generator.lifecycle.capa.recurrence import breaks_capas
from generator.lifecycle.capa.state import state_of
from generator.lifecycle.durations import Durations, durations, off_hours
from generator.pages.base import Page, Site
from generator.pages.parts.history import newest_first
from generator.pages.parts.paging import Excerpt, excerpt
from generator.pages.parts.similar import SimilarIncident
from generator.pages.parts.timeline import TimelinePicture, picture
from generator.pages.parts.trace_cells import RecordTrace, trace_of
from generator.procedures.merging.merge import MergedStep
from generator.wording import N_

# Related incidents on one page.
MOST_RELATED = 8


@dataclass(frozen=True, slots=True)
class TaughtStep:
    """A step that this incident taught, and the documents in which it now stands."""

    key: str
    text: str
    op: str
    outcome: str
    why: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the loop from incident to proof: its name and how far it is."""

    name: str
    state: str
    text: str
    records: Excerpt[str] | None = None


@dataclass(frozen=True, slots=True)
class PostmortemContext:
    """What the template `postmortem.md.jinja` can show."""

    record: Postmortem
    """The post-mortem itself, with all fields of its kind."""
    durations: Durations
    """Computed lengths of time, None where unknown."""
    bar: tuple[tuple[str, str, timedelta], ...]
    """Stretches of the duration bar: part, label, length."""
    night: bool | None
    """Whether it began outside of working hours."""
    picture: TimelinePicture | None
    """The two-lane drawing, None where too few times are known."""
    capas: Excerpt[tuple[Capa, CapaState]]
    """The CAPAs that it raised, with their states."""
    steps: tuple[TaughtStep, ...]
    """The steps that it taught."""
    runbooks: tuple[Runbook, ...]
    """Runbooks for the same system and failure mode."""
    breaks: tuple[Capa, ...]
    """CAPAs in whose watch it falls: what they acted against has happened again."""
    trace: RecordTrace
    """What it is joined to, in both directions, and the gaps."""
    similar: tuple[tuple[Postmortem, SimilarIncident], ...]
    """Incidents like it in all history: the record, and `reasons`, `fix`, `step`, `step_address`, `step_of`."""
    related: tuple[tuple[Postmortem, tuple[str, ...]], ...]
    """Other incidents with the reason why they are shown."""
    articles: tuple[Article, ...]
    """Articles that it cites or that cite it."""
    loop: tuple[Station, ...]
    """The stations from incident to proof."""


class PostmortemPages:
    """A page for each post-mortem."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all post-mortems."""
        crossings = _Crossings(site)
        for postmortem in site.graph.of(Postmortem):
            yield Page(
                path=site.path_of(postmortem),
                title=f"{postmortem.id} {postmortem.title}",
                kind="postmortem",
                template="postmortem.md.jinja",
                context=_context(postmortem, site, crossings),
                breadcrumb=(
                    (site.catalogue.text(N_("Post-mortems")), "postmortems/index.md"),
                    (str(postmortem.started_at.day.year), f"postmortems/year-{postmortem.started_at.day.year}.md"),
                    (postmortem.id, site.path_of(postmortem)),
                ),
                source=postmortem,
                front={
                    "status": postmortem.status.value,
                    "status_label": site.catalogue.text(postmortem.status.label),
                    "severity": postmortem.severity,
                    "watermark": site.catalogue.text(N_("Void")) if postmortem.status is PostmortemStatus.VOID else "",
                },
            )


def _context(postmortem: Postmortem, site: Site, crossings: _Crossings) -> PostmortemContext:
    graph = site.graph
    capas = {
        one.id: one for one in (*graph.targets(postmortem.id, Capa, "capa"), *crossings.raised.get(postmortem.id, ()))
    }
    spans = durations(postmortem)
    articles = {one.id: one for one in (*graph.targets(postmortem.id, Article), *graph.sources(postmortem.id, Article))}
    steps = tuple(_steps(postmortem, site, crossings))
    similar = tuple(
        (other, row)
        for row in site.similar.get(postmortem.id, ())
        if isinstance(other := graph.get(row.id), Postmortem)
    )
    return PostmortemContext(
        record=postmortem,
        durations=spans,
        bar=_bar(spans, site),
        night=off_hours(postmortem),
        picture=picture(postmortem),
        capas=excerpt([(capas[key], state_of(capas[key])) for key in sorted(capas)], "capa/index.md"),
        steps=steps,
        runbooks=tuple(
            one
            for one in graph.of(Runbook)
            if one.system in postmortem.systems and one.failure_mode == postmortem.failure_mode
        ),
        breaks=breaks_capas(postmortem, site.graph, site.today),
        trace=trace_of(site, postmortem.id),
        similar=similar,
        related=_related(postmortem, site, crossings, {other.id for other, _ in similar}),
        articles=tuple(articles.values()),
        loop=_loop(postmortem, tuple(capas.values()), steps),
    )


class _Crossings:
    """Who shares what, gathered once for all pages, so that a page costs the same whatever the number of records."""

    def __init__(self, site: Site) -> None:
        self.by_code: dict[str, list[Postmortem]] = defaultdict(list)
        self.by_failure: dict[tuple[str, str], list[Postmortem]] = defaultdict(list)
        self.raised: dict[str, list[Capa]] = defaultdict(list)
        self.taught: dict[tuple[str, str], list[tuple[str, MergedStep, StepOperation]]] = defaultdict(list)
        # The newest first, so that a page shows these when there are many.
        for postmortem in newest_first(site.graph.of(Postmortem)):
            for row in postmortem.error_codes:
                self.by_code[row.code].append(postmortem)
            for system in postmortem.systems if postmortem.failure_mode else ():
                self.by_failure[system, str(postmortem.failure_mode)].append(postmortem)
        for capa in site.graph.of(Capa):
            for source in capa.sources:
                if source.ref:
                    self.raised[source.ref].append(capa)
        for document_id, procedure in site.procedures.items():
            for merged in (*procedure.steps, *procedure.retired):
                for entry in merged.provenance:
                    self.taught[entry.source, merged.key].append((document_id, merged, entry.op))


def _bar(spans: Durations, site: Site) -> tuple[tuple[str, str, timedelta], ...]:
    rows = (
        ("detect", N_("Until noticed"), spans.time_to_detect, timedelta()),
        ("mitigate", N_("Until contained"), spans.time_to_mitigate, spans.time_to_detect or timedelta()),
        (
            "restore",
            N_("Until restored"),
            spans.time_to_restore,
            spans.time_to_mitigate or spans.time_to_detect or timedelta(),
        ),
        ("backfill", N_("Until reconciled"), spans.time_to_reconcile, spans.time_to_restore or timedelta()),
    )
    found = ((part, site.catalogue.text(label), end - start) for part, label, end, start in rows if end is not None)
    return tuple(row for row in found if row[2] > timedelta())


def _steps(postmortem: Postmortem, site: Site, crossings: _Crossings) -> Iterator[TaughtStep]:
    texts = site.catalogue
    for step in postmortem.steps:
        holders = crossings.taught.get((postmortem.id, step.key), [])
        op = step.op or (holders[0][2] if holders else None)
        documents = (site.graph.get(document_id) for document_id, _, _ in holders)
        yield TaughtStep(
            key=step.key,
            text=step.text or (holders[0][1].text if holders else ""),
            op=texts.text(op.label) if op else "",
            outcome=texts.text(step.outcome.label) if step.outcome else "",
            why=step.why or "",
            documents=tuple(document for document in documents if isinstance(document, Document)),
        )


def _related(
    postmortem: Postmortem, site: Site, crossings: _Crossings, similar: Collection[str]
) -> tuple[tuple[Postmortem, tuple[str, ...]], ...]:
    """Return the incidents that are linked, or that share system and failure mode or an error code, the newest first.

    Those that stand among the `similar` ones already are repeated only when somebody linked them.
    """
    graph, texts = site.graph, site.catalogue
    reasons: dict[str, list[str]] = {}

    def add(others: Iterable[Postmortem], reason: str) -> None:
        for other in others:
            if other.id != postmortem.id and texts.text(reason) not in reasons.setdefault(other.id, []):
                reasons[other.id].append(texts.text(reason))

    add(graph.targets(postmortem.id, Postmortem, "recurs_from"), N_("recurs from it"))
    add(graph.sources(postmortem.id, Postmortem, "recurs_from"), N_("came back as it"))
    add(graph.targets(postmortem.id, Postmortem, "related"), N_("linked"))
    add(graph.sources(postmortem.id, Postmortem, "related"), N_("linked"))
    told = set(similar).difference(reasons)
    for row in postmortem.error_codes:
        add(crossings.by_code[row.code][: MOST_RELATED + 1], N_("same error code"))
    for system in postmortem.systems if postmortem.failure_mode else ():
        alike = crossings.by_failure[system, str(postmortem.failure_mode)]
        add(alike[: MOST_RELATED + 1], N_("same system and failure mode"))
    shown = (graph.get(key) for key in reasons if key not in told)
    found = newest_first(record for record in shown if isinstance(record, Postmortem))
    return tuple((record, tuple(reasons[record.id])) for record in found[:MOST_RELATED])


def _loop(postmortem: Postmortem, capas: tuple[Capa, ...], steps: tuple[TaughtStep, ...]) -> tuple[Station, ...]:
    ids = tuple(sorted(capa.id for capa in capas))
    proven = tuple(capa.id for capa in capas if state_of(capa) is CapaState.CLOSED)
    documents = tuple(sorted({document.id for step in steps for document in step.documents}))
    no_capa = bool(postmortem.no_capa_reason or postmortem.actions)
    return (
        Station(N_("Incident"), "done", N_("recorded")),
        _station(
            N_("Recovery"), bool(postmortem.restored_at) or postmortem.near_miss, N_("restored"), N_("not yet restored")
        ),
        _station(N_("Cause"), bool(postmortem.causes), N_("established"), N_("not yet established")),
        Station(
            N_("CAPA"),
            "done" if ids else "none" if no_capa else "missing",
            N_("raised") if ids else N_("none needed") if no_capa else N_("undecided"),
            excerpt(ids),
        ),
        _station(N_("Procedure"), bool(documents), N_("has learned"), N_("not yet changed"), documents),
        Station(
            N_("Proof"),
            "done" if ids and len(proven) == len(ids) else "none" if not ids else "partial" if proven else "missing",
            N_("shown effective")
            if ids and len(proven) == len(ids)
            else N_("not required")
            if not ids
            else N_("not yet shown"),
            excerpt(proven),
        ),
    )


def _station(name: str, reached: bool, yes: str, no: str, records: tuple[str, ...] = ()) -> Station:
    return Station(name, "done" if reached else "missing", yes if reached else no, excerpt(records))

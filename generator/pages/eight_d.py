"""The same CAPA in the order of an 8D report, as customers ask for it: D0 to D8, from the fields that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.kinds.base import CauseRole
from generator.kinds.capa import Capa, CapaAction
from generator.lifecycle.capa.state import ENDED, action_status, state_of
from generator.model.values import Instant
from generator.pages.base import Page, Site
from generator.pages.parts.view_cells import Cell
from generator.wording import N_

Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Discipline:
    """One of the eight: its number and name, its rows of facts, and what is still missing."""

    code: str
    title: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class EightDContext:
    """What the template `eight_d.md.jinja` can show."""

    record: Capa
    """The CAPA."""
    disciplines: tuple[Discipline, ...]
    """D0 to D8 in order; one without rows says that nothing is recorded."""


class EightDPages:
    """An 8D view of each CAPA."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages of all CAPAs that are beyond the draft."""
        say = site.catalogue.text
        for capa in site.graph.of(Capa):
            here = path_of(capa)
            disciplines = tuple(Discipline(code, say(title), make(capa, site)) for code, title, make in _DISCIPLINES)
            yield Page(
                path=here,
                title=f"8D {capa.id} {capa.title}",
                kind="capa",
                template="eight_d.md.jinja",
                context=EightDContext(capa, disciplines),
                breadcrumb=(
                    (say(N_("CAPA register")), "capa/index.md"),
                    (capa.id, site.path_of(capa)),
                    ("8D", here),
                ),
                source=capa,
                front={
                    "status": state_of(capa).value,
                    "status_label": say(state_of(capa).label),
                    "search": {"exclude": True},
                },
            )


def path_of(capa: Capa) -> str:
    """Return the docs path of a CAPA's 8D view."""
    return f"capa/{capa.id}/8d.md"


def _fact(name: str, text: str | None, site: Site, **more: object) -> tuple[Cell, ...] | None:
    if not text and not more:
        return None
    return Cell(site.catalogue.text(name)), Cell(text or "", **more)  # type: ignore[arg-type]


def _kept(*rows: tuple[Cell, ...] | None) -> Rows:
    return tuple(row for row in rows if row is not None)


def _plan(capa: Capa, site: Site) -> Rows:
    decision = capa.decision
    return _kept(
        _fact(N_("Opened on"), " · ".join(filter(None, (str(capa.opened_on), capa.opened_by))), site),
        _fact(
            N_("Sources"),
            site.catalogue.text(N_("; ")).join(row.ref or site.catalogue.text(row.type.label) for row in capa.sources),
            site,
        ),
        _fact(N_("Decision"), decision.rationale or site.catalogue.text(decision.need.label) if decision else "", site),
    )


def _team(capa: Capa, site: Site) -> Rows:
    team = capa.investigation.team if capa.investigation else ()
    members = tuple((Cell(row.role or ""), Cell(row.person or "")) for row in team)
    return (
        *_kept(_fact(N_("Owner"), capa.owner, site), _fact(N_("Quality coordinator"), capa.qa_coordinator, site)),
        *members,
    )


def _problem(capa: Capa, site: Site) -> Rows:
    one = capa.problem
    if one is None:
        return ()
    return _kept(
        _fact(N_("What"), one.what, site),
        _fact(N_("Where"), one.where, site),
        _fact(N_("When"), one.when, site),
        _fact(N_("Who found it"), one.who_found, site),
        _fact(N_("How found"), one.how_found, site),
        _fact(N_("How many"), one.how_many, site),
        _fact(N_("Requirement"), one.requirement, site),
    )


def _containment(capa: Capa, _site: Site) -> Rows:
    return tuple(
        (Cell(_moment(row.at)), Cell(" → ".join(filter(None, (row.text, row.result))))) for row in capa.containment
    )


def _causes(capa: Capa, site: Site) -> Rows:
    say = site.catalogue.text
    rows = []
    for cause in capa.causes:
        facts = [say(value.label) for value in (cause.role, cause.category, cause.confidence) if value is not None]
        name = " ".join(filter(None, (cause.id, "/".join(facts))))
        confirmed = cause.confirm.result if cause.confirm else None
        rows.append((Cell(name), Cell(" ← ".join(filter(None, (cause.text, confirmed))))))
    return tuple(rows)


def _chosen(capa: Capa, site: Site) -> Rows:
    return tuple(_action(action, site, f"{action.text} {_against(action, capa)}".strip()) for action in capa.actions)


def _carried_out(capa: Capa, site: Site) -> Rows:
    rows = []
    for action in capa.actions:
        check = action.verified
        parts = [str(action.done_on or ""), site.catalogue.text(action_status(action).label)]
        parts += [" ".join(filter(None, (check.by, str(check.date or ""), check.result)))] if check else []
        rows.append(_action(action, site, " · ".join(filter(None, parts))))
    checks = capa.effectiveness.checks if capa.effectiveness else ()
    say = site.catalogue.text
    for judged in checks:
        shown = (str(judged.date or ""), judged.by, say(judged.conclusion.label) if judged.conclusion else "")
        rows.append((Cell(say(N_("Effectiveness check"))), Cell(" · ".join(filter(None, shown)))))
    return tuple(rows)


def _prevented(capa: Capa, site: Site) -> Rows:
    extent = tuple((Cell(row.target or ""), Cell(row.result or "")) for row in capa.extent)
    documents = tuple(
        (Cell(records=(row.doc,)), Cell(" ".join(filter(None, (row.target_rev, row.reason)))))
        for row in capa.doc_impact
        if row.needed
    )
    return (*extent, *_kept(_fact(N_("Conclusion of the extent"), capa.extent_conclusion, site)), *documents)


def _closed(capa: Capa, site: Site) -> Rows:
    lessons = tuple((Cell(site.catalogue.text(N_("Lesson"))), Cell(row.text)) for row in capa.lessons)
    closure, state = capa.closure, state_of(capa)
    ended = str(capa.log[-1].at.day) if state in ENDED and capa.log else ""
    told = " ".join((site.catalogue.text(state.label), ended)) if ended else site.catalogue.text(N_("not closed yet"))
    return (
        *_kept(
            _fact(N_("Closed"), told, site),
            _fact(N_("Closure"), closure.summary if closure else "", site),
        ),
        *lessons,
    )


def _moment(at: Instant | None) -> str:
    """Return a time as it is read, without the letter and the zone of its notation."""
    return str(at).replace("T", " ")[:16] if at is not None else ""


def _action(action: CapaAction, site: Site, text: str) -> tuple[Cell, ...]:
    kind = site.catalogue.text(action.type.label) if action.type else ""
    return Cell(" ".join(filter(None, (action.id, kind, action.owner)))), Cell(text)


def _against(action: CapaAction, capa: Capa) -> str:
    roots = {cause.id for cause in capa.causes if cause.role is CauseRole.ROOT}
    named = [one for one in action.addresses if one in roots] or list(action.addresses)
    return f"({', '.join(named)})" if named else ""


_DISCIPLINES: tuple[tuple[str, str, Callable[[Capa, Site], Rows]], ...] = (
    ("D0", N_("Awareness and decision"), _plan),
    ("D1", N_("Team"), _team),
    ("D2", N_("Problem"), _problem),
    ("D3", N_("Containment"), _containment),
    ("D4", N_("Causes"), _causes),
    ("D5", N_("Actions chosen"), _chosen),
    ("D6", N_("Actions carried out and proved"), _carried_out),
    ("D7", N_("Prevention elsewhere"), _prevented),
    ("D8", N_("Closure and lessons"), _closed),
)

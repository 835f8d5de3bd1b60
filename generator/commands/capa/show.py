"""`fupan capa show`: how one CAPA stands, where it can go, and what each way still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.capa.file import CapaFile


@click.command(help=_(N_("Show the state of a CAPA, its age, the states that may follow, and what each still lacks.")))
@click.argument("capa", metavar="CAPA-…")
@common_options
def command(session: Session, capa: str) -> int:
    """Exit 2 for an id that does not exist."""
    from generator.commands.capa.file import open_capa

    file = open_capa(session, capa)
    if session.as_json:
        session.answer(_payload(file))
    else:
        for line in _lines(file):
            session.say(line)
    return 0


def _payload(file: CapaFile) -> dict[str, Any]:
    from generator.commands.capa.refusing import payload
    from generator.lifecycle.capa.actions import extensions
    from generator.lifecycle.capa.completeness import completeness_of
    from generator.lifecycle.capa.guards import terms_of
    from generator.lifecycle.capa.independence import limits
    from generator.lifecycle.capa.recurrence import failed_on, judged_failed, recurrences_of
    from generator.lifecycle.capa.state import stage_entered_on, state_of
    from generator.lifecycle.capa.transitions import refusals, transitions_from
    from generator.lifecycle.capa.warnings import WARNINGS
    from generator.lifecycle.due.ageing import age_of
    from generator.lifecycle.due.items import due_list
    from generator.lifecycle.due.rules import deadline_rules
    from generator.lifecycle.facts import Facts

    capa, graph, today = file.capa, file.graph, file.session.today
    state, entered, complete, due = (
        state_of(capa),
        stage_entered_on(capa),
        completeness_of(capa),
        due_list(Facts(graph, today)),
    )
    age, say = age_of(capa, deadline_rules(graph), today), current().text
    return {
        "ok": True,
        "id": capa.id,
        "title": capa.title,
        "file": capa.source_path,
        "state": state.value,
        "state_label": say(state.label),
        "opened_on": capa.opened_on.isoformat(),
        "age_days": age.days,
        "stage_entered_on": entered.isoformat(),
        "stage_days": age.stage_days,
        "next_due": following.due.isoformat() if (following := due.next_of(capa.id)) is not None else None,
        "days_overdue": due.days_overdue(capa.id),
        "extensions": extensions(capa),
        "completeness": complete.percent,
        "missing": list(complete.missing),
        "independence_limited": [row.path for row in limits(capa, terms_of(graph).offices)],
        "recurrences": [
            {"id": row.postmortem.id, "justified": row.justified} for row in recurrences_of(capa, graph, today)
        ],
        "judged_failed_on": check.date.isoformat() if (check := judged_failed(capa, today)) and check.date else None,
        "effectiveness_failed": bool(failed_on(capa, graph, today)),
        "warnings": [
            {"warning": one.code, "field": doubt.field, "message": say(doubt.why, **doubt.why.values)}
            for one in WARNINGS
            for doubt in one.find(capa, today)
        ],
        "next": [
            {
                "state": to.value,
                "state_label": say(to.label),
                "refusals": [payload(one) for one in refusals(capa, to, graph, today)],
            }
            for to in transitions_from(state)
        ],
    }


def _lines(file: CapaFile) -> Iterator[str]:
    from generator.commands.capa.refusing import labelled, lines
    from generator.lifecycle.capa.state import state_of
    from generator.lifecycle.capa.transitions import refusals, transitions_from

    session, capa, facts = file.session, file.capa, _payload(file)
    yield session.style(f"{capa.id} {capa.title}", bold=True)
    yield _(
        N_("{state} ({value}) since {since}, {days} days; opened {opened}, {age} days ago; complete to {percent} %."),
        state=facts["state_label"],
        value=facts["state"],
        since=facts["stage_entered_on"],
        days=facts["stage_days"],
        opened=facts["opened_on"],
        age=facts["age_days"],
        percent=facts["completeness"],
    )
    if facts["next_due"]:
        text = N_("Next deadline {due}, {days} days late, moved {number} times.")
        yield _(text, due=facts["next_due"], days=facts["days_overdue"], number=facts["extensions"])
    if facts["missing"]:
        yield _(N_("Still empty: {fields}"), fields=_(N_(", ")).join(map(labelled, facts["missing"])))
    if facts["effectiveness_failed"]:
        names = ", ".join(row["id"] for row in facts["recurrences"] if not row["justified"])
        names = ", ".join(filter(None, (names, facts["judged_failed_on"])))
        yield session.style(_(N_("Effectiveness failed: {incidents}"), incidents=names), fg="red")
    if facts["independence_limited"]:
        fields = _(N_(", ")).join(map(labelled, facts["independence_limited"]))
        yield session.style(_(N_("Independence limited: {fields}"), fields=fields), fg="yellow")
    for row in facts["warnings"]:
        yield f"{session.style(row['warning'], fg='yellow')} {labelled(row['field'])}: {row['message']}"
    for to in transitions_from(state_of(capa)):
        refused = refusals(capa, to, file.graph, session.today)
        ready = (
            _(N_("nothing is lacking")) if not refused else _(N_("{number} things are lacking"), number=len(refused))
        )
        yield f"→ {to.value} ({current().text(to.label)}): {ready}"
        yield from (f"  {line}" for line in lines(refused, session))

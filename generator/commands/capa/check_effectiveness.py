"""`fupan capa check-effectiveness`: one round of judging whether the actions worked."""

from __future__ import annotations

from typing import Any

import click

from generator.commands.capa.file import editing_options
from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, close_to, common_options
from generator.errors import UserError
from generator.wording import N_


@click.command(help=_(N_("Write down a check of effectiveness: values, evidence, conclusion.")))
@click.argument("capa", metavar="CAPA-…")
@click.option("--by", required=True, help=_(N_("Who judged it: neither the owner nor an owner of an action.")))
@click.option(
    "--conclusion",
    type=click.Choice(["effective", "partial", "ineffective", "inconclusive"]),
    required=True,
    help=_(N_("The judgment.")),
)
@click.option(
    "--result",
    "results",
    multiple=True,
    metavar="METRIC=VALUE:pass|fail",
    help=_(N_("A measured figure of the plan; may be given several times.")),
)
@click.option("--evidence", multiple=True, help=_(N_("What shows it; may be given several times.")))
@click.option(
    "--recurrence",
    "recurrences",
    multiple=True,
    help=_(N_('An incident of the same kind and why it does not count: "PM-…: why".')),
)
@click.option("--period", help=_(N_("The period that was looked at.")))
@editing_options
@common_options
def command(
    session: Session,
    capa: str,
    by: str,
    conclusion: str,
    results: tuple[str, ...],
    evidence: tuple[str, ...],
    recurrences: tuple[str, ...],
    period: str | None,
    at: str | None,
    dry_run: bool,
) -> int:
    """Exit 1 when it is not watched now, or when `effective` is too early, not independent or not borne out."""
    from generator.commands.capa.file import open_capa
    from generator.kinds.capa import CapaState
    from generator.lifecycle.capa.guards_closing import G10, G11
    from generator.lifecycle.capa.state import state_of
    from generator.lifecycle.capa.transitions import refused_by
    from generator.reading.editing import AppendItem

    file = open_capa(session, capa, at, dry_run=dry_run)
    state = state_of(file.capa)
    if state is not CapaState.MONITORING:
        raise UserError(
            N_("{capa} is {state}; effectiveness is judged while it is watched (monitoring)."),
            capa=file.capa.id,
            state=state.value,
        )
    checks = file.capa.effectiveness.checks if file.capa.effectiveness else ()
    values: dict[str, Any] = {"round": len(checks) + 1, "date": file.day.isoformat(), "by": by, "period": period}
    plan = file.capa.effectiveness.plan if file.capa.effectiveness else None
    values["results"] = [_measured(text, [row.metric for row in plan.criteria] if plan else []) for text in results]
    values |= {"recurrences": list(recurrences) or None, "evidence": list(evidence) or None, "conclusion": conclusion}
    file.edits.append(AppendItem(("effectiveness", "checks"), values))
    after = file.edited()[1]
    guards = (G10, G11) if conclusion == "effective" else ()
    refused = refused_by(guards, after, CapaState.CLOSING, file.graph, file.day)
    return file.finish(refused=refused, answer={"round": len(checks) + 1, "conclusion": conclusion})


def _measured(text: str, metrics: list[str]) -> dict[str, Any]:
    """Return the figure that `metric=value:pass` tells; raises BadParameter for any other form or metric."""
    metric, equals, rest = text.partition("=")
    value, colon, word = rest.rpartition(":")
    if not (metric.strip() and equals and colon and value.strip() and word.strip() in ("pass", "fail")):
        message = _(N_("`{value}` is not of the form {example}."), value=text, example="METRIC=VALUE:pass")
        raise click.BadParameter(message)
    if metrics and metric.strip() not in metrics:
        message = _(N_("The plan has no measure {metric}; it has: {known}."), metric=metric, known=", ".join(metrics))
        raise click.BadParameter(f"{message} {close_to(metric.strip(), metrics)}".strip())
    return {"metric": metric.strip(), "value": value.strip(), "pass": word.strip() == "pass"}

"""Move a CAPA to another state: the fields that the move fills, its line in the log, and the guards between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.commands.terminal.language import _, current
from generator.errors import UserError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.capa.file import CapaFile
    from generator.kinds.capa import Capa, CapaState
    from generator.lifecycle.capa.guards import Refusal


def move(file: CapaFile, to: CapaState, by: str | None, note: str | None) -> int:
    """Write the edits of `file` and a line of the log that leads to `to`; refuse where a guard stands there.

    Raises UserError for a state to which no way leads.
    """
    from generator.commands.capa.refusing import labelled
    from generator.lifecycle.capa.completeness import completeness_of
    from generator.lifecycle.capa.guards_examples import filled
    from generator.lifecycle.capa.state import state_of
    from generator.lifecycle.capa.transitions import refusals, transitions_from
    from generator.reading.editing import AppendItem

    state = state_of(file.capa)
    ways = transitions_from(state)
    if to not in ways:
        raise UserError(
            N_("{capa} is {state}; from there it can go to: {known}."),
            capa=file.capa.id,
            state=f"{current().text(state.label)} ({state.value})",
            known=", ".join(f"{one.value} ({current().text(one.label)})" for one in ways) or "–",
        )
    values: dict[str, Any] = {"at": file.at, "by": by, "from": state.value, "to": to.value, "note": note}
    file.edits.append(AppendItem(("log",), {key: value for key, value in values.items() if value is not None}))
    after = file.edited()[1]
    # The guards are asked before the step: all other edits are made, and the last line of the log is still to come.
    capa, entry = after.with_changes({"log": after.log[:-1]}), after.log[-1]
    refused = (*_in_order(file, capa), *refusals(capa, to, file.graph, file.day, entry))
    missing = completeness_of(after).missing
    answer = {"from": state.value, "to": to.value, "missing": list(missing)}
    code = file.finish(refused=refused, answer=answer)
    if code == 0 and missing and not file.session.as_json:
        # Closing asks for them all; whoever is told at each step has not to fill them from memory at the end.
        text = N_("Still empty, and asked for at the latest when it is closed: {fields}")
        file.session.say(_(text, fields=_(N_(", ")).join(map(labelled, missing))))
        for example in dict.fromkeys(filled(missing, lambda place: after.actions[place].id).values()):
            for line in example.split("\n"):
                file.session.say(f"      {line}")
    return code


def _in_order(file: CapaFile, capa: Capa) -> list[Refusal]:
    """Return the refusal of a time that does not follow the last entry of the log, or that has not come yet."""
    from generator.lifecycle.capa.guards import Refusal
    from generator.model.values import Instant
    from generator.wording import Wording

    at = Instant.parse(file.at, file.session.settings.zone).in_zone(file.session.settings.zone)
    last = capa.log[-1].at if capa.log else None
    example = f"--at {file.session.today}T09:00"
    if at.day > file.session.today:
        return [Refusal("W9", "log", Wording(N_("{at} lies in the future."), at=at), example)]
    # An unknown time of day is not earlier than a known one of the same day.
    if last is not None and (at.day < last.day or (at.moment and last.moment and at.moment < last.moment)):
        why = Wording(N_("{at} is earlier than the last entry of the log, {last}."), at=at, last=last)
        return [Refusal("W9", "log", why, example)]
    return []


def state_named(word: str) -> CapaState:
    """Return the state with this value or label; raises UsageError with the nearest for any other word."""
    import click

    from generator.commands.terminal.session import close_to
    from generator.kinds.capa import CapaState
    from generator.model.vocabulary import spelling

    for state in CapaState:
        if spelling(word) in map(spelling, (state.value, state.label, current().text(state.label))):
            return state
    known = [state.value for state in CapaState]
    message = _(N_("There is no state {word}; the states are: {known}."), word=word, known=", ".join(known))
    raise click.UsageError(f"{message} {close_to(word, known)}".strip())

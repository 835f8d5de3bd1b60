"""C091, C092 and C096: what a CAPA acts against has struck again, or a check says after closing that it did not work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa, CapaState
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.capa.recurrence import breaks_capas, judged_failed, latest_check_place, recurrences_of
from generator.lifecycle.capa.state import state_of
from generator.wording import N_, Wording

FAILED = Rule(
    code="C091",
    name="capa-recurrence",
    severity=Severity.WARNING,
    message=N_(
        "{capa} is {state}, and {postmortem} of {day} has the same system and failure mode: G11 keeps it from closing."
    ),
    hint=N_(
        'Judge it as ineffective and go on from there, or list the incident in the check with a justification: recurrences: ["{postmortem}: …"]'
    ),
    what=N_("An incident of the same system and failure mode falls into the watch over a CAPA."),
    why=N_("A recurrence is the plainest sign that the cause is still there."),
    example="recurrences: []   # PM-2026-0008 happened meanwhile\n",
    instead='recurrences: ["PM-2026-0008：另一台机器，不在本次措施范围"]\n',
)
AFTER_CLOSING = Rule(
    code="C092",
    name="capa-effectiveness-failed",
    severity=Severity.WARNING,
    message=N_("{capa} is closed as effective, and {postmortem} of {day} shows that it was not: effectiveness failed."),
    hint=N_(
        "Open it again: fupan capa reopen {capa} --trigger {postmortem} --reason …; or list the incident in the check with a justification."
    ),
    what=N_("A CAPA was closed as effective, and an incident in its watch shows that it did not work."),
    why=N_("The page and the board show such a CAPA as recurred; somebody has to act on it."),
    example="closure: {summary: 九十天没有再发生}   # PM-2026-0008 was told later\n",
    instead="reopen:\n  - {date: 2026-07-13, by: 质量负责人, reason: 同一失效模式再次发生, trigger_ref: PM-2026-0008}\n",
)
JUDGED = Rule(
    code="C096",
    name="capa-judged-ineffective",
    severity=Severity.WARNING,
    message=N_("{capa} is closed, and its latest check of {day} says: {conclusion}."),
    hint=N_("Open it again: fupan capa reopen {capa} --trigger {capa} --reason …; or close the gap in a new CAPA."),
    what=N_("The latest check of effectiveness of a closed CAPA says that it was not, or only partly, effective."),
    why=N_("The page and the board show such a CAPA as failed; somebody has to act on it."),
    example="log: [{at: 2026-10-08, from: closing, to: closed}]\nchecks: [{round: 2, date: 2026-11-02, conclusion: ineffective}]\n",
    instead="reopen:\n  - {date: 2026-11-03, by: 质量负责人, reason: 复查无效, trigger_ref: CAPA-2026-0003}\n",
)
RULES = (FAILED, AFTER_CLOSING, JUDGED)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield what shows that a CAPA did not work: recurrences that no check justifies, at both records, and its check."""
    for capa in graph.of(Capa):
        check = judged_failed(capa, today)
        if check is not None and check.conclusion is not None:
            place = latest_check_place(capa, today)
            yield JUDGED.at(
                capa.span("effectiveness", "checks", place or 0, "conclusion"),
                field=f"effectiveness.checks[{place}].conclusion",
                capa=capa.id,
                day=check.date or "–",
                conclusion=Wording(check.conclusion.label),
            )
        for row in recurrences_of(capa, graph, today):
            if not row.justified:
                yield _at(capa, row.postmortem, capa)
    for postmortem in graph.of(Postmortem):
        for capa in breaks_capas(postmortem, graph, today):
            yield _at(capa, postmortem, postmortem)


def _at(capa: Capa, postmortem: Postmortem, told: Capa | Postmortem) -> Diagnostic:
    state = state_of(capa)
    rule = AFTER_CLOSING if state is CapaState.CLOSED else FAILED
    return rule.at(
        told.span("failure_mode"),
        field="failure_mode",
        capa=capa.id,
        state=Wording(state.label),
        postmortem=postmortem.id,
        day=postmortem.started_at.day,
    )

"""C009: a reference inside a record that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.evidence import field_name, lost_evidence
from generator.wording import N_

RULE = Rule(
    code="C009",
    name="unknown-local-reference",
    severity=Severity.ERROR,
    message=N_("{field} cites {value}, which this organization does not have; known are: {known}."),
    hint=N_("Correct the number, or add what it should name."),
    what=N_(
        "An action names a cause that its CAPA does not list, a source names a record that does not exist, or a piece of evidence is not among the attachments."
    ),
    why=N_("Nobody can follow from the cause to what was done about it."),
    example="causes: [{id: RC1, text: 无告警}]\nactions: [{id: A1, text: 告警, addresses: [RC9]}]\n",
    instead="causes: [{id: RC1, text: 无告警}]\nactions: [{id: A1, text: 告警, addresses: [RC1]}]\n",
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield causes that actions address in vain, sources that look like records, and evidence that is not attached."""
    for capa in graph.of(Capa):
        causes = {cause.id for cause in capa.causes if cause.id}
        for place, action in enumerate(capa.actions):
            for number, cause in enumerate(action.addresses):
                if cause not in causes:
                    span = capa.span("actions", place, "addresses", number)
                    known = ", ".join(sorted(causes)) or "–"
                    yield RULE.at(span, field=f"actions[{place}].addresses", value=cause, known=known)
        for place, source in enumerate(capa.sources):
            if source.ref and source.ref.upper().startswith(("PM-", "CAPA-")) and not graph.knows(source.ref):
                known = ", ".join([one for one in graph.records if one[:7] == source.ref[:7]][:5]) or "–"
                yield RULE.at(
                    capa.span("sources", place, "ref"), field=f"sources[{place}].ref", value=source.ref, known=known
                )
    proven: tuple[Capa | Postmortem, ...] = (*graph.of(Capa), *graph.of(Postmortem))
    for one in proven:
        known = ", ".join(row.id for row in one.attachments if row.id) or "–"
        for path, cited in lost_evidence(one):
            yield RULE.at(one.span(*path), field=field_name(path), value=cited, known=known)

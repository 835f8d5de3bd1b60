"""C006: a vendor was called and gave no ticket number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.diagnostics import Diagnostic, Rule, Severity
from generator.graph import Graph
from generator.kinds.postmortem import Postmortem, PostmortemStatus
from generator.wording import N_

RULE = Rule(
    code="C006",
    name="vendor-ticket-without-number",
    severity=Severity.ERROR,
    message=N_("The call to the vendor {value} has no ticket number, and the post-mortem is closed."),
    hint=N_('Ask the vendor for it and write `ticket_no: "0012345"` in quotes.'),
    what=N_("A closed post-mortem says that a vendor was called, but not under which number."),
    why=N_("The number is the only proof of the call and of its time."),
    example="vendor_tickets: [{vendor: qihang}]\n",
    instead='vendor_tickets: [{vendor: qihang, ticket_no: "0012345"}]\n',
)


def find(graph: Graph, today: date) -> Iterator[Diagnostic]:
    """Yield the calls without a number in closed post-mortems."""
    for postmortem in graph.of(Postmortem):
        if postmortem.status is PostmortemStatus.CLOSED:
            for place, ticket in enumerate(postmortem.vendor_tickets):
                if ticket.ticket_no is None:
                    field = f"vendor_tickets[{place}].ticket_no"
                    yield RULE.at(postmortem.span("vendor_tickets", place), field=field, value=ticket.vendor)

"""The facets, declared once: by what a search can be narrowed down, in the order in which people are offered it.

Search page, command line, server and static export take names, labels and order from here; `search.documents.record_facets`
reads the values from records. Nothing is imported but marks, so that a cold search pays nothing for the table.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.wording import N_


class Facet(NamedTuple):
    """One facet.

    `name` stands in filters (`system:ERP`) and addresses, `label` is a catalogue text. `fields` are the record fields
    that hold its values, as attribute paths; a kind that has none of them has no value. `record_kind` says that values
    are ids of such records, `vocabulary` that they are words of the organization; other values carry their own label
    or are shown as they are. With `shows_code` the value stands before its label. The labels of a facet that
    `is_searched` count as text of the record: people type what a thing is called, records hold its id.
    """

    name: str
    label: str
    fields: tuple[str, ...] = ()
    record_kind: str = ""
    vocabulary: str = ""
    shows_code: bool = False
    is_searched: bool = False


FACETS = (
    Facet(name="kind", label=N_("Kind")),
    Facet(
        name="system",
        label=N_("System"),
        fields=("systems", "system", "applies.systems"),
        record_kind="system",
        is_searched=True,
    ),
    Facet(name="module", label=N_("Module"), fields=("modules",)),
    Facet(name="severity", label=N_("Severity"), fields=("severity",), vocabulary="severity", shows_code=True),
    Facet(name="cause", label=N_("Cause"), fields=("causes.category",), is_searched=True),
    Facet(
        name="failure_mode",
        label=N_("Failure mode"),
        fields=("failure_mode", "failure_modes", "applies.failure_modes"),
        record_kind="failure_mode",
        is_searched=True,
    ),
    Facet(
        name="process",
        label=N_("Business process"),
        fields=("processes", "manual_operations.process"),
        vocabulary="process",
        is_searched=True,
    ),
    Facet(name="year", label=N_("Year")),
    Facet(
        name="vendor",
        label=N_("Vendor"),
        fields=("vendor", "vendor_tickets.vendor", "supplier_action.vendor"),
        record_kind="vendor",
        is_searched=True,
    ),
    Facet(name="status", label=N_("Status")),
    Facet(name="audience", label=N_("Audience"), fields=("audience",)),
)
FACET_NAMES = tuple(facet.name for facet in FACETS)

"""`fupan sop`: release, approve, reject and withdraw documents, and ask how they stand."""

from __future__ import annotations

from generator.commands.terminal.language import _
from generator.commands.terminal.verb_group import VerbGroup
from generator.wording import N_

command = VerbGroup(
    "sop",
    ("status", "diff", "release", "approve", "reject", "withdraw", "as-of"),
    room=__name__,
    help=_(N_("Controlled documents: how they stand, what waits, release, approve, reject, withdraw.")),
)

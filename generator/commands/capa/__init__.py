"""`fupan capa`: see how a CAPA stands and move it on, by edits of its YAML that its guards allow."""

from __future__ import annotations

from generator.commands.terminal.language import _
from generator.commands.terminal.verb_group import VerbGroup
from generator.wording import N_

command = VerbGroup(
    "capa",
    ("show", "advance", "extend", "verify", "check-effectiveness", "close", "reopen", "cancel"),
    room=__name__,
    help=_(N_("One CAPA: how it stands, what it lacks, and each step on its way, written into its file.")),
)

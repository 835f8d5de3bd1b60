"""What the exit codes of verbs mean, beside 0 and those of errors (`generator.errors`)."""

from __future__ import annotations

NOTHING_FOUND = 4

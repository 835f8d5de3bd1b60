"""The rules of deadlines as a small script beside the pages, so that a browser reckons them on the reader's day."""

from __future__ import annotations

import json

from generator.graph import Graph
from generator.lifecycle.due.rules import deadline_rules

# Where page.js looks for it.
DEADLINE_SCRIPT = "assets/fupan/deadline-rules.js"


def deadline_script(graph: Graph) -> bytes:
    """Return the script that holds calendar, escalation levels and groups of ages of an organization."""
    rules = json.dumps(deadline_rules(graph).payload(), ensure_ascii=False, separators=(",", ":"))
    return f"window.fupanDeadlineRules={rules};\n".encode()

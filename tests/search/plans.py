"""Plans as scripts get them."""

from __future__ import annotations

import json
from typing import Any

from generator.search.counting.plan import Plan


def as_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON has it, its parts by name."""
    clauses = [one._asdict() | {"members": [member._asdict() for member in one.members]} for one in plan.clauses]
    expansions = [one._asdict() for one in plan.expansions]
    found: dict[str, Any] = json.loads(json.dumps(plan._asdict() | {"clauses": clauses, "expansions": expansions}))
    return found

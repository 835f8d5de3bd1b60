"""Time to find everything that is due in an organization of 5,000 post-mortems and 2,000 CAPAs: lifecycle.py.

The records are made in memory with a fixed seed, so that only the reckoning is timed. Prints CPU seconds, the best of
five runs, and how many things are due; the figure to stay below is 1 s.
"""

from __future__ import annotations

import argparse
import random
import time
from datetime import UTC, date, timedelta
from typing import Any

from generator.graph import Graph
from generator.kinds.calendar import Calendar
from generator.kinds.capa import Capa, CapaState
from generator.kinds.duty import Duty
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.due.ageing import ageing
from generator.lifecycle.due.items import due_items
from generator.lifecycle.due.rules import deadline_rules
from generator.lifecycle.facts import Facts
from generator.model.record import Record
from generator.model.vocabulary import VOCABULARIES

TODAY = date(2026, 11, 20)
RUNS = 5
STATES = (
    CapaState.OPEN,
    CapaState.INVESTIGATING,
    CapaState.PLANNED,
    CapaState.IMPLEMENTING,
    CapaState.VERIFYING,
    CapaState.MONITORING,
    CapaState.CLOSING,
    CapaState.CLOSED,
)


def postmortem(number: int, choose: random.Random) -> dict[str, Any]:
    """Return the values of a post-mortem; every third has actions, every fifth a ticket."""
    day = TODAY - timedelta(days=choose.randrange(1500))
    actions = [
        {"text": "做一件事", "due": (day + timedelta(days=choose.randrange(400))).isoformat()}
        for _ in range(choose.randrange(4) if number % 3 == 0 else 0)
    ]
    ticket = {"vendor": "qihang", "next_sync_due": f"{day}T16:00+08:00", "syncs": [{"actual": f"{day}T15:00+08:00"}]}
    return {
        "id": f"PM-2026-{number:05}",
        "title": "数据库盘写满",
        "severity": choose.choice(("S1", "S2", "S3", "S4")),
        "status": choose.choice(("draft", "in_review", "approved", "closed")),
        "systems": ["ERP"],
        "started_at": f"{day}T14:35+08:00",
        "actions": actions,
        "vendor_tickets": [ticket] if number % 5 == 0 else [],
    }


def capa(number: int, choose: random.Random) -> dict[str, Any]:
    """Return the values of a CAPA somewhere on its way, with up to four actions and their extensions."""
    opened = TODAY - timedelta(days=choose.randrange(700))
    states = STATES[: choose.randrange(len(STATES) + 1)]
    log = [
        {"at": f"{min(opened + timedelta(days=10 * place), TODAY)}T09:00+08:00", "to": state.value}
        for place, state in enumerate(states)
    ]
    actions = [
        {
            "id": f"A{place}",
            "text": "做一件事",
            "owner": "IT 主管",
            "due": [
                {"due": (opened + timedelta(days=30 * step)).isoformat(), "reason": "等厂商"}
                for step in range(1, choose.randrange(2, 5))
            ],
            **({"done_on": (opened + timedelta(days=40)).isoformat()} if choose.random() < 0.5 else {}),
        }
        for place in range(choose.randrange(5))
    ]
    return {
        "id": f"CAPA-2026-{number:05}",
        "title": "磁盘告警",
        "opened_on": opened.isoformat(),
        "owner": "IT 主管",
        "risk": {"severity": choose.choice(("critical", "major", "minor"))},
        "log": log,
        "actions": actions,
        "reportability": {"customer": {"decision": choose.choice(("pending", "na"))}},
    }


def organization(postmortems: int, capas: int) -> Graph:
    """Return the graph of so many records; the same numbers give the same graph."""
    choose = random.Random(5)
    rows: list[tuple[type[Record], dict[str, Any]]] = [
        *((Postmortem, postmortem(number, choose)) for number in range(postmortems)),
        *((Capa, capa(number, choose)) for number in range(capas)),
        *(
            (Duty, {"id": f"DUTY-{number}", "title": "体检", "cycle": "3 个月", "last_on": "2026-09-01"})
            for number in range(100)
        ),
        (Calendar, {"id": "calendar", "holidays": [{"from": "2026-10-01", "to": "2026-10-07"}]}),
    ]
    records = [model.model_validate(values, context={"zone": UTC}) for model, values in rows]
    return Graph({record.id: record for record in records}, (), VOCABULARIES)


def main() -> None:
    """Print the time of the best run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postmortems", type=int, default=5_000)
    parser.add_argument("--capas", type=int, default=2_000)
    options = parser.parse_args()
    graph = organization(options.postmortems, options.capas)
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        items = due_items(Facts(graph, TODAY))
        groups = ageing(graph.of(Capa), deadline_rules(graph), TODAY)
        times.append(time.process_time() - start)
    late = sum(item.is_overdue for item in items)
    print(f"{min(times):.3f} s CPU; {len(items)} due, {late} late; ages of open CAPAs {dict(groups)}")


if __name__ == "__main__":
    main()

"""Time the process of CAPAs in memory: replay with all guards, warnings, recurrence watch, completeness.

    python benchmarks/capa.py [POSTMORTEMS CAPAS]        (default 5000 2000)

The records are made from a fixed seed, half of the CAPAs are closed and every state occurs. Times are CPU seconds of
one process; reading YAML is not among them.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from generator.checks import capa_guards, capa_recurrence, capa_warnings
from generator.graph import Graph, link
from generator.kinds.capa import Capa, CapaState
from generator.kinds.postmortem import Postmortem
from generator.lifecycle.capa.completeness import completeness_of
from generator.lifecycle.capa.state import STATE_ORDER
from generator.model.record import Record
from generator.model.vocabulary import VOCABULARIES
from generator.registry import KINDS

SYSTEMS = ("ERP", "WMS", "MES", "FIN", "PRINT", "NET", "TPL", "HOSP")
MODES = tuple(f"mode-{number}" for number in range(40))
TODAY = date(2026, 11, 20)
SOPS = 30
MODELS = {name: KINDS[name].model for name in ("system", "failure_mode", "sop")}


def postmortem(number: int, choose: random.Random) -> Postmortem:
    """Return an incident of the last five years."""
    day = TODAY - timedelta(days=choose.randrange(1800))
    values = {
        "id": f"PM-{day.year}-{number:04}",
        "title": "故障",
        "severity": "S2",
        "systems": [choose.choice(SYSTEMS)],
    }
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC).isoformat()
    return Postmortem.model_validate({**values, "failure_mode": choose.choice(MODES), "started_at": moment})


def capa(number: int, choose: random.Random) -> Capa:
    """Return a CAPA that has come as far as its day allows."""
    opened = TODAY - timedelta(days=choose.randrange(40, 1800))
    reached = STATE_ORDER.index(CapaState.CLOSED) if choose.random() < 0.5 else choose.randrange(len(STATE_ORDER))
    days = [opened + timedelta(days=step) for step in (0, 1, 8, 9, 20, 24, 130, 134)]
    log = [
        {"at": day.isoformat(), "by": "IT 主管", "from": before.value, "to": after.value}
        for day, before, after in zip(days, STATE_ORDER, STATE_ORDER[1:], strict=False)
    ][:reached]
    action = {
        "text": "加告警", "type": "corrective", "strength": "detect", "owner": "IT 主管", "addresses": ["RC1"],
        "due": [{"due": days[4].isoformat(), "set_on": days[2].isoformat()}], "success": "收到告警", "change_refs": ["na"],
        "done_on": days[4].isoformat(), "evidence": ["ATT-1"],
        "verified": {"by": "质量工程师", "date": days[5].isoformat(), "method": "看", "result": "通过"},
    }  # fmt: skip
    duty = {"decision": "na"}
    values: dict[str, Any] = {
        "id": f"CAPA-{opened.year}-{number:04}", "title": "磁盘告警", "kind": "corrective", "opened_on": opened.isoformat(),
        "opened_by": "IT 主管", "owner": "IT 主管", "dept": "信息部", "qa_coordinator": "质量工程师", "processes": ["warehousing"],
        "decision": {"need": "capa"}, "detected_at": opened.isoformat(), "occurred_at": opened.isoformat(),
        "affected": {"none_reason": "没有产品"}, "dissemination": [{"audience": "全体"}], "retention": {"rule": "五年"},
        "attachments": [{"id": "ATT-1", "location": "柜子"}], "systems": [choose.choice(SYSTEMS)], "failure_mode": choose.choice(MODES),
        "sources": [{"type": "incident"}],
        "problem": dict.fromkeys(("what", "where", "when", "who_found", "how_found", "how_many", "requirement"), "字") | {"evidence": ["ATT-1"]},
        "containment": [{"text": "清日志"}],
        "risk": {"severity": "major", "likelihood": 3, "detectability": 2, "impact": dict.fromkeys(("patient", "product", "data_integrity", "compliance", "business"), "无"), "assessed_by": "质量工程师", "date": opened.isoformat(),
                 "approved_by": "质量负责人", "approved_on": opened.isoformat(), "after": {"severity": "minor", "likelihood": 1, "level": "低"}},
        "reportability": dict.fromkeys(("adverse_event", "recall", "notice", "authority", "customer"), duty),
        "investigation": {"team": [{"person": "IT 主管"}], "methods": ["five_whys"], "data_reviewed": ["日志"], "due": days[2].isoformat()},
        "causes": [{"id": "RC1", "text": "没有告警", "role": "root", "category": "capacity", "confidence": "confirmed"}],
        "extent": [{"target": "WMS", "checked": True}], "extent_conclusion": "都要加",
        "actions": [{"id": f"A{place}", **action} for place in range(4)],
        "doc_impact": [{"doc": f"SOP-IT-{choose.randrange(SOPS):03}", "needed": True}], "validation_impact": {"needed": False}, "training_impact": {"needed": False},
        "plan_approval": {"by": "质量负责人", "date": days[2].isoformat()},
        "adverse_effect": {"on_compliance": "none", "on_safety_performance": "none", "on_data_integrity": "none", "by": "质量工程师", "date": days[5].isoformat()},
        "effectiveness": {
            "plan": {"criteria": [{"metric": "次数", "op": "<=", "target": "0"}], "window_days": 90, "method": "recurrence_watch", "verifier": "财务主管", "due": days[7].isoformat(), "set_on": days[2].isoformat()},
            "checks": [{"date": days[6].isoformat(), "by": "财务主管", "results": [{"metric": "次数", "value": "0", "pass": True}], "evidence": ["ATT-1"], "conclusion": "effective"}],
        },
        "lessons": [{"text": "先看盘"}], "log": log,
        "closure": {"summary": "好了", "by": "IT 主管", "date": days[6].isoformat(), "approved_role": "质量负责人", "approved_by": "质量负责人", "approved_on": days[7].isoformat()},
        "approvals": [{"meaning": "approved", "role": "质量负责人", "date": days[7].isoformat()}],
    }  # fmt: skip
    return Capa.model_validate(values)


def organization(postmortems: int, capas: int) -> Graph:
    """Return the linked records; the same arguments give the same ones."""
    choose = random.Random(5)
    records: list[Record] = [MODELS["system"].model_validate({"id": name, "title": name}) for name in SYSTEMS]
    records += [MODELS["failure_mode"].model_validate({"id": name, "title": name}) for name in MODES]
    for place in range(SOPS):
        sop = {"id": f"SOP-IT-{place:03}", "title": "应急", "applies": {"systems": ["ERP"]}}
        records.append(MODELS["sop"].model_validate(sop))
    records += [postmortem(number, choose) for number in range(postmortems)]
    records += [capa(number, choose) for number in range(capas)]
    return link(records, KINDS, VOCABULARIES)[0]


def timed(label: str, work: Callable[[], int]) -> float:
    """Print how long `work` takes and what it counts; return the seconds."""
    start = time.process_time()
    number = work()
    seconds = time.process_time() - start
    print(f"{label:<36} {seconds:6.2f} s  {number:>7}")
    return seconds


def main() -> None:
    """Make the records and time each part once."""
    postmortems, capas = (int(text) for text in (sys.argv[1:3] or ("5000", "2000")))
    graph = organization(postmortems, capas)
    total = timed("replay and guards", lambda: len([*capa_guards.find(graph, TODAY)]))
    total += timed("warnings", lambda: len([*capa_warnings.find(graph, TODAY)]))
    total += timed("recurrence, both sides", lambda: len([*capa_recurrence.find(graph, TODAY)]))
    total += timed("completeness", lambda: sum(completeness_of(one).percent for one in graph.of(Capa)))
    print(f"{'together':<36} {total:6.2f} s")


if __name__ == "__main__":
    main()

"""Gaps in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.tracing.nodes import Gap, TraceNode
from generator.tracing.rules import GAP_RULES, STEPS_WITHOUT_ORIGIN
from generator.wording import N_


def gap_text(gap: Gap, texts: Callable[..., str], nodes: Mapping[str, TraceNode]) -> str:
    """Return in words what is missing; steps are called by their texts, each with its key after it."""
    values = dict(gap.values)
    if gap.code == STEPS_WITHOUT_ORIGIN:
        keys = str(values["value"]).split(", ")
        steps = [(key, nodes.get(f"{gap.record}#{key}")) for key in keys]
        named = (f"{step.title} [{key}]" if step is not None and step.title else key for key, step in steps)
        values["value"] = texts(N_("; ")).join(named)
    return texts(GAP_RULES[gap.code].text, **values)

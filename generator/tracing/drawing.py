"""The draft of a trace: nodes, links and gaps are put in, each once, and come out sealed."""

from __future__ import annotations

from datetime import date

from generator.tracing.nodes import Gap, LinkName, NodeKind, Trace, TraceLink, TraceNode
from generator.tracing.states import NOTHING, State


class Draft:
    """A trace while it is drawn."""

    def __init__(self) -> None:
        self.nodes: dict[str, TraceNode] = {}
        self._links: dict[tuple[LinkName, str, str], TraceLink] = {}
        self.gaps: list[Gap] = []

    def node(
        self,
        identifier: str,
        kind: NodeKind,
        text: str,
        record: str = "",
        title: str = "",
        state: State = NOTHING,
        day: date | None = None,
    ) -> str:
        """Put a node in, unless it is there, and return its id."""
        if identifier not in self.nodes:
            self.nodes[identifier] = TraceNode(identifier, kind, text, record, title, *state, day)
        return identifier

    def link(self, name: LinkName, source: str, target: str) -> None:
        """Put a link between two nodes in; one whose ends are not there when the trace is sealed is left out."""
        key = name, source, target
        if key not in self._links:
            self._links[key] = TraceLink(name, source, target)

    def gap(
        self,
        code: str,
        node: str,
        record: str,
        since: date | None = None,
        who: str | None = None,
        action: str = "",
        **values: object,
    ) -> None:
        """Put a gap in."""
        texts = {name: str(value) for name, value in values.items()}
        self.gaps.append(Gap(code, node, record, since, who or "", texts, action))

    def sealed(self) -> Trace:
        """Return the trace; gaps come the oldest first, those without a day last."""
        links = tuple(link for link in self._links.values() if link.source in self.nodes and link.target in self.nodes)
        gaps = sorted(self.gaps, key=lambda gap: (gap.since or date.max, gap.record, gap.code, gap.node))
        return Trace(self.nodes, links, tuple(gaps))

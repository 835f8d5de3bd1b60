"""Who may check and approve what: nobody their own work, and quality where the organization says so.

ISO 13485:2016 8.2.4 and 4.2.4, NMPA GMP 2025 article 10. Where people are few, `independence: relaxed` in the policy
lets the owner of a CAPA plan and judge it; whoever verifies an action is never its owner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.kinds.policy import Policy
from generator.kinds.role import Role
from generator.lifecycle.role_names import RoleNames


@dataclass(frozen=True)
class Offices:
    """Which roles stand for quality and for the management, and how independence is taken.

    An empty set of roles means that anybody may.
    """

    relaxed: bool = False
    quality: frozenset[str] = frozenset()
    management: frozenset[str] = frozenset()
    names: RoleNames = field(default_factory=RoleNames)

    def is_quality(self, *texts: str | None) -> bool:
        """Whether one of `texts` (a person, a role) names quality or the management's representative."""
        return self._is_one_of(self.quality | self.management if self.quality else frozenset(), texts)

    def is_management(self, *texts: str | None) -> bool:
        """Whether one of `texts` names the management's representative."""
        return self._is_one_of(self.management, texts)

    def _is_one_of(self, roles: frozenset[str], texts: Iterable[str | None]) -> bool:
        given = [text for text in texts if text]
        return bool(given) and (not roles or any(self.names.id_of(text) in roles for text in given))

    def same(self, one: str | None, other: str | None) -> bool:
        """Whether two texts name the same role or person; a missing one is nobody."""
        return self.names.same(one, other)

    def among(self, one: str | None, others: Iterable[str | None]) -> bool:
        """Whether `one` is the same as any of `others`."""
        return any(self.same(one, other) for other in others)


def offices_of(graph: Graph) -> Offices:
    """Return the offices of an organization, from its policy and its roles."""
    policy = next(iter(graph.of(Policy)), None)
    names = RoleNames(graph.of(Role))
    if policy is None:
        return Offices(names=names)
    return Offices(
        policy.independence == "relaxed",
        frozenset(policy.documents.quality_roles),
        frozenset(policy.management_roles),
        names,
    )


def action_owners(capa: Capa) -> tuple[str, ...]:
    """Return who owns its actions, each once."""
    return tuple(dict.fromkeys(action.owner for action in capa.actions if action.owner))


@dataclass(frozen=True, slots=True)
class Limit:
    """A place where one person stands for two: `path` is the field, `person` who is named there."""

    path: str
    person: str


def limits(capa: Capa, offices: Offices) -> tuple[Limit, ...]:
    """Return where the independence of a CAPA is limited: the owner planned, judged or closed it.

    Under a strict policy the same places are refused by the guards; under a relaxed one the page must show them.
    """
    rows: list[tuple[str, str | None]] = []
    if capa.plan_approval is not None:
        rows.append(("plan_approval.by", capa.plan_approval.by))
    if capa.adverse_effect is not None:
        rows.append(("adverse_effect.by", capa.adverse_effect.by))
    checks = capa.effectiveness.checks if capa.effectiveness else ()
    rows.extend((f"effectiveness.checks[{place}].by", check.by) for place, check in enumerate(checks))
    if capa.closure is not None:
        rows.append(("closure.approved_by", capa.closure.approved_by))
    found = [Limit(path, who) for path, who in rows if who and offices.same(who, capa.owner)]
    if capa.closure is not None and capa.closure.approved_by and not any(row.path.startswith("clo") for row in found):
        judges = [check.by for check in checks[-1:]]
        if offices.among(capa.closure.approved_by, judges):
            found.append(Limit("closure.approved_by", capa.closure.approved_by))
    return tuple(found)

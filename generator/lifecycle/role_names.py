"""Whom a text names: records write a role by its id, its title or an alias, and mean the same."""

from __future__ import annotations

from collections.abc import Iterable

from generator.kinds.role import Role
from generator.model.vocabulary import spelling


class RoleNames:
    """Finds roles by any of their names, without regard to case, width or blanks."""

    def __init__(self, roles: Iterable[Role] = ()) -> None:
        self._ids = {spelling(name): role.id for role in roles for name in (*role.aliases, role.title, role.id) if name}

    def id_of(self, text: str | None) -> str:
        """Return the id of the role that `text` names, or the text itself where it names none."""
        return self._ids.get(spelling(text), text) if text else ""

    def same(self, one: str | None, other: str | None) -> bool:
        """Whether two texts name the same role or person; a missing one is nobody."""
        if one is None or other is None:
            return False
        return spelling(self.id_of(one)) == spelling(self.id_of(other))

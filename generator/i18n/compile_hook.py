"""Build hook of hatch: compile the catalogues, also for an editable install."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]
    """Makes every .mo from its .po before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; called by hatch for wheels, source distributions and editable installs."""
        sys.path.insert(0, self.root)
        from generator.i18n.compiling import compile_catalogues

        compile_catalogues(Path(self.root) / "generator" / "i18n" / "locales")

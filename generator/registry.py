"""The only place that names every plug: kinds, rules, checks, pages, engines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.files.tree import read_tree
from generator.kinds import article, capa, failure_mode, policy, postmortem, role, runbook, sop, system, term, vendor
from generator.library import Library, read_library
from generator.model.kind import Kind
from generator.settings import Settings

KINDS: Mapping[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (postmortem, capa, sop, runbook, system, vendor, failure_mode, role, term, policy, article)
}


def load_library(root: Path, settings: Settings, today: date) -> Library:
    """Read and link the organization at `root`, then run every check of the linked whole."""
    files, found = read_tree(root)
    return read_library(files, KINDS, settings, found)

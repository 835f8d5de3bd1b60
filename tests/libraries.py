"""Organizations that live in memory: texts by path become a linked library, without a disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

from generator.diagnostics import Diagnostic
from generator.files.tree import RawFile
from generator.graph import Graph
from generator.kinds.capa import Capa
from generator.kinds.postmortem import Postmortem
from generator.library import Library, read_library
from generator.registry import KINDS
from generator.settings import Settings

REPOSITORY = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 20)
SETTINGS = Settings()

# What most records cite; they hold nothing else, so that a test shows everything that it is about.
BASE: Mapping[str, str] = {
    "kb/systems/ERP.yml": "id: ERP\ntitle: 企业资源计划\naliases: [老系统]\n",
    "kb/systems/WMS.yml": "id: WMS\ntitle: 仓储管理\n",
    "kb/vendors/qihang.yml": "id: qihang\ntitle: 启航软件\n",
    "kb/organization/failure_modes.yml": (
        "failure_modes:\n"
        "  - {id: database, title: 数据库}\n"
        "  - {id: db-full, title: 数据库盘写满, parent: database}\n"
        "  - {id: network, title: 网络}\n"
    ),
}
POSTMORTEM = """\
id: PM-2026-0001
title: 数据库盘写满
severity: S1
systems: [ERP]
started_at: 2026-05-11T14:35+08:00
"""
CAPA = """\
id: CAPA-2026-0001
title: 磁盘告警
opened_on: 2026-05-12
"""


def library(
    files: Mapping[str, str | bytes], settings: Settings = SETTINGS, *, base: Mapping[str, str] = BASE
) -> Library:
    """Return the library of `files` (path to content) beside those of `base`."""
    texts = {**base, **files}
    raw = [RawFile(path, text.encode() if isinstance(text, str) else text) for path, text in texts.items()]
    return read_library(raw, KINDS, settings)


def graph(**records: str) -> Graph:
    """Return the graph of records given by keyword; a name such as `pm` only tells the reader what it is."""
    files = {path_of(text): text for text in records.values()}
    read = library(files)
    assert list(map(shown, read.report)) == []
    return read.graph


def path_of(text: str) -> str:
    """Return where the record that begins with its id belongs."""
    identifier = text.partition("\n")[0].removeprefix("id: ")
    folders = {"PM": "postmortems", "CAPA": "postmortems/capa", "SOP": "sop", "RB": "sop/runbooks", "KB": "kb/articles"}
    return f"{folders.get(identifier.split('-')[0], 'kb/systems')}/{identifier}.yml"


def postmortem(more: str = "", start: str = "2026-05-11T14:35+08:00") -> Postmortem:
    """Return a post-mortem that began at `start`, with `more` lines of YAML."""
    text = POSTMORTEM.replace("2026-05-11T14:35+08:00", start) + dedent(more)
    return graph(pm=text).of(Postmortem)[0]


def capa(more: str = "") -> Capa:
    """Return a CAPA with `more` lines of YAML."""
    return graph(capa=CAPA + dedent(more)).of(Capa)[0]


def shown(found: Diagnostic) -> str:
    """Return a diagnostic as the cases write it: `path:line:column code`."""
    return f"{found.span} {found.rule.code}"

"""Files as people really save them: what is told of each, where, and what is shown as it is.

Our own cases stand in `cases/bad_input/`, one record a file, with `expected.yml` as the table. The larger set of the
project's specification is run as well where it lies beside the repository.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.commands.terminal.diagnosing import payload
from generator.diagnostics import Report
from generator.files.tree import RawFile, read_tree
from generator.library import read_library
from generator.procedures.merging.all_documents import merge_all
from generator.registry import CHECKS, KINDS
from tests.libraries import REPOSITORY, SETTINGS, TODAY

OWN = Path(__file__).parent / "cases" / "bad_input"
SHARED = REPOSITORY.parent / "shared" / "badinput"
PLACE = "postmortems/x"
TABLE: dict[str, dict[str, Any]] = yaml.safe_load((OWN / "expected.yml").read_text(encoding="utf-8"))
SHARED_CASES = (
    [json.loads(line) for line in (SHARED / "expect.jsonl").read_text(encoding="utf-8").splitlines()]
    if SHARED.is_dir()
    else []
)


@cache
def _base() -> tuple[RawFile, ...]:
    """Return of the sample organization what the records of the cases cite: the catalogue and the registers."""
    files, _ = read_tree(REPOSITORY)
    return tuple(file for file in files if file.path.startswith(("kb/systems/", "kb/organization/", "kb/vendors/")))


@cache
def _known() -> Report:
    """Return what is said of the base alone: it cites articles and runbooks that are left out for speed."""
    return _checked(_base())


def _checked(files: Iterable[RawFile], found: Iterable[Any] = ()) -> Report:
    read = read_library(files, KINDS, SETTINGS, found)
    checked = [one for check in CHECKS for one in check.find(read.graph, TODAY)]
    return Report([*read.report, *merge_all(read.graph)[1], *checked])


def told(folder: Path, *more: RawFile) -> list[dict[str, Any]]:
    """Return what is said of the records in `folder`, as `fupan check --json` says it; nothing may be said of others."""
    files, found = read_tree(folder)
    known = {(one.span, one.rule.code) for one in _known()}
    report = Report(one for one in _checked([*_base(), *more, *files], found) if (one.span, one.rule.code) not in known)
    items = payload(report, len(files), strict=False)["items"]
    assert [item for item in items if not item["file"].startswith(f"{PLACE}/") and item["severity"] != "note"] == []
    return [item for item in items if item["file"].startswith(f"{PLACE}/")]


def verdict(items: Iterable[dict[str, Any]]) -> str:
    """Return whether the file is refused, built with a warning, or simply built."""
    severities = {item["severity"] for item in items}
    return "reject" if "error" in severities else "warn" if "warning" in severities else "accept"


def _lay_out(folder: Path, *files: Path, encoding: str = "") -> None:
    (folder / PLACE).mkdir(parents=True)
    for file in files:
        if encoding:
            text = file.read_bytes().decode("utf-8")
            (folder / PLACE / file.name).write_bytes(
                text.replace("\n", "\r\n" if encoding.startswith("utf-16") else "\n").encode(encoding)
            )
        else:
            shutil.copy(file, folder / PLACE / file.name)


@pytest.mark.parametrize("name", TABLE)
def test_a_bad_file_is_told_at_its_place(name: str, tmp_path: Path) -> None:
    """The verdict, the codes with their places, and words that the sentence or its remedy must hold."""
    wanted = TABLE[name]
    _lay_out(tmp_path, OWN / f"{name}.yml", encoding=wanted.get("encoding", ""))
    items = told(tmp_path)
    text = json.dumps(items, ensure_ascii=False)

    assert verdict(items) == wanted["verdict"], text
    assert [
        f"{item['line']}:{item['col']} {item['rule']}" for item in items if item["severity"] != "note"
    ] == wanted.get("told", []), text
    assert [word for word in wanted.get("mentions", []) if word not in text] == []
    assert all(item["hint"] and "{" not in item["message"] for item in items)


def test_the_table_and_the_files_agree() -> None:
    """No case without a file, no file without a case, every verdict present."""
    assert {path.stem for path in OWN.glob("*.yml")} - {"expected"} == {*TABLE}
    assert {row["verdict"] for row in TABLE.values()} == {"reject", "warn", "accept"}


@pytest.mark.skipif(not SHARED_CASES, reason="the specification's set of bad input is not beside the repository")
@pytest.mark.parametrize("case", SHARED_CASES, ids=lambda case: case["file"])
def test_the_set_of_the_specification(case: dict[str, Any], tmp_path: Path) -> None:
    """Verdict, words and line as the specification's table wants them."""
    file = SHARED / case["file"]
    if not file.exists():
        pytest.skip("the name of this file cannot be kept here")
    together = case["file"].startswith(("ref/", "fs/case"))
    _lay_out(tmp_path, *(sorted(file.parent.iterdir()) if together else [file]))
    items = told(tmp_path, *_companions(file))
    mine = [item for item in items if item["file"] == f"{PLACE}/{file.name}"] or items
    text = json.dumps(mine, ensure_ascii=False).lower()

    assert case["verdict"] in ("either", verdict(mine)), text
    if case["verdict"] in ("reject", "warn"):
        assert [word for word in case["must_mention"] if word.lower() not in text] == []
        assert case["line"] is None or case["line"] in {item["line"] for item in mine}, text


def _companions(file: Path) -> Iterable[RawFile]:
    """Yield the two control records that cite each other, unless the case is one of them."""
    for name, path in (
        ("full.yaml", "postmortems/2025/PM-2025-0901.yaml"),
        ("CAPA-2025-0001.yaml", "postmortems/capa/CAPA-2025-0001.yaml"),
    ):
        if file.name != name:
            yield RawFile(path, (SHARED / "ok" / name).read_bytes())

"""The floors hold, every module stands alone, and no file grows beyond what one reads at a sitting."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import generator
from generator.registry import CHECKS, KINDS
from tests.libraries import REPOSITORY

PACKAGE = Path(generator.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "scaffold" not in path.parts)
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]

MOST_LINES = 400
# A kind declares its fields once, label and sentence beside each; splitting the declaration would hide it.
LONG_MODULES = {"kinds/postmortem.py", "kinds/capa.py"}

# A file of the package as comments name it, perhaps several at once in braces.
_NAMED = re.compile(r"\bgenerator/[a-z_/]+(?:\{[a-z_,]+\})?\.(?:py|js)\b")

# Only hatch, while it builds the package, has what this module imports.
NOT_HERE = {"generator.i18n.compile_hook"}


def test_the_import_contracts_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Imports go down the floors, and third parties stay in their rooms; `lint-imports` says the same."""
    monkeypatch.chdir(REPOSITORY)
    code = lint_imports(config_filename="pyproject.toml", no_cache=True)

    assert code == 0, capsys.readouterr().out


def test_every_room_has_a_floor() -> None:
    """A new room must be placed before it may be imported: the contract of the floors is exhaustive."""
    floors = next(contract for contract in CONTRACTS if contract["id"] == "floors")
    placed = {room.strip(" ()") for layer in floors["layers"] for room in layer.replace(":", "|").split("|")}
    rooms = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert floors["exhaustive"]
    assert rooms - {"__init__"} <= placed


_ALONE = """
import importlib, sys
import babel, click, jinja2, markdown, mkdocs.config.defaults, pydantic, starlette.applications, watchdog.observers, whoosh.index, yaml
for name in sys.stdin.read().split():
    for known in [one for one in sys.modules if one.partition(".")[0] == "generator"]:
        del sys.modules[known]
    try:
        importlib.import_module(name)
    except Exception as error:
        print(f"{name}: {error!r}")
"""


def test_every_module_imports_alone() -> None:
    """Whichever module is asked for first, none needs another to have been imported before."""
    names = [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__") for path in MODULES
    ]
    wanted = [name for name in names if name not in NOT_HERE and not name.endswith("__main__")]
    run = subprocess.run(
        [sys.executable, "-c", _ALONE],
        input="\n".join(wanted),
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        check=False,
    )

    assert len(wanted) > 100
    assert (run.returncode, run.stdout) == (0, ""), run.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_is_long(path: Path) -> None:
    """A file that does not fit into one reading has more than one subject."""
    length = len(path.read_text(encoding="utf-8").splitlines())

    assert length <= MOST_LINES or path.relative_to(PACKAGE).as_posix() in LONG_MODULES


@pytest.mark.parametrize("name", sorted(LONG_MODULES))
def test_the_exceptions_are_needed(name: str) -> None:
    """An exception that is no longer one is struck off the list."""
    assert len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) > MOST_LINES


def test_every_plug_is_in_the_registry() -> None:
    """A file in a plug folder that the registry does not name would be dead."""
    checks = {path.stem for path in (PACKAGE / "checks").glob("*.py")} - {"__init__", "base"}
    kinds = {path.stem for path in (PACKAGE / "kinds").glob("*.py")} - {"__init__", "base"}

    assert {check.__name__.rpartition(".")[2] for check in CHECKS} == checks
    assert {kind.model.__module__.rpartition(".")[2] for kind in KINDS.values()} == kinds


@pytest.mark.parametrize("name", ["utils", "helpers", "manager", "misc", "common"])
def test_no_room_has_a_name_that_says_nothing(name: str) -> None:
    """Would a reader know from the names alone where a new line belongs?"""
    assert [path for path in PACKAGE.rglob("*") if path.stem == name or path.stem.endswith(f"_{name}")] == []


def test_commands_alone_print() -> None:
    """Issues are yielded by whoever sees them, and printed at the rim."""
    speaking = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if "\nprint(" in (text := path.read_text(encoding="utf-8")) or " print(" in text
    }

    assert {path for path in speaking if not path.startswith("commands/")} <= {"i18n/extracting.py"}


def test_comments_name_files_that_exist() -> None:
    """A script that says whose twin it is, and whatever else names a file of the package, leads there."""
    texts = [*PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.py"), *(REPOSITORY / "tests" / "cases").rglob("*.yml")]
    named = [
        (path.name, one)
        for path in texts
        for match in _NAMED.finditer(path.read_text(encoding="utf-8", errors="replace"))
        for one in _spelled_out(match[0])
    ]
    assert len(named) > 10
    assert [(name, one) for name, one in named if not (REPOSITORY / one).exists()] == []


def _spelled_out(path: str) -> list[str]:
    """Return the files that `folder/{one,other}.py` means."""
    before, brace, rest = path.partition("{")
    inner, _, after = rest.partition("}")
    return [before + one + after for one in inner.split(",")] if brace else [path]

"""The floors hold, every module stands alone, and no file grows beyond what one reads at a sitting."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from collections.abc import Container
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import generator
from generator.registry import CHECKS, KINDS
from tests.libraries import REPOSITORY

PACKAGE = Path(generator.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "samples" not in path.parts)
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


def test_every_module_imports_alone() -> None:
    """Whichever module is asked for first, none needs another to have been imported before."""
    names = {_module_name(path): path for path in MODULES}
    imported = {name: _imported_at_once(path, names) - {name} for name, path in names.items()}
    assert sum(map(len, imported.values())) > 1000

    order = list(TopologicalSorter(imported).static_order())  # raises CycleError

    for name in order:
        if name not in NOT_HERE and not name.endswith("__main__"):
            importlib.import_module(name)


def test_a_circle_of_imports_would_be_seen(tmp_path: Path) -> None:
    """What is imported inside of a function or for types only makes no circle, everything else does."""
    module = tmp_path / "one.py"
    module.write_text(
        "from a.b import c\nif TYPE_CHECKING:\n    import d\nelse:\n    import e.f\n"
        "try:\n    import g\nexcept ImportError:\n    import h\ndef later():\n    import i\n",
        encoding="utf-8",
    )

    assert _imported_at_once(module, {"a", "a.b", "a.b.c", "d", "e", "e.f", "g", "h", "i"}) == {
        *("a", "a.b", "a.b.c", "e", "e.f", "g", "h"),
    }


def _module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def _imported_at_once(path: Path, known: Container[str]) -> set[str]:
    """Return which of the `known` modules are imported while that of `path` is; a package comes before its modules."""
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting += node.orelse
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.expr):
            waiting += ast.iter_child_nodes(node)
    parts = [name.split(".") for name in found]
    whole = {".".join(names[:end]) for names in parts for end in range(1, len(names) + 1)}
    return {name for name in whole if name in known}


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

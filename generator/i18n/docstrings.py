"""Read from Python source, without importing it, the docstrings that references show in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# What the renderer and the site give to a template is not the template author's to write.
_GIVEN = frozenset({"context", "catalogue"})
_NAME = re.compile(r"\w+")
# Where the functions and the filters of templates are registered.
TABLES = ("FUNCTIONS", "filters")


@dataclass(frozen=True, slots=True)
class AttributeDoc:
    """One field of a dataclass: its type and default as written, and the docstring below it."""

    name: str
    type: str
    default: str
    doc: str


@dataclass(frozen=True, slots=True)
class ClassDoc:
    """A class with its fields in the order of the source."""

    name: str
    doc: str
    attributes: tuple[AttributeDoc, ...]


@dataclass(frozen=True, slots=True)
class FunctionDoc:
    """A function of a module, with the arguments that its caller writes."""

    name: str
    arguments: tuple[str, ...]
    doc: str


def classes(source: str) -> tuple[ClassDoc, ...]:
    """Return the classes of a module."""
    found = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    return tuple(ClassDoc(node.name, _doc(node), tuple(_attributes(node))) for node in found)


def functions(source: str) -> tuple[FunctionDoc, ...]:
    """Return the functions of a module."""
    found = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    return tuple(FunctionDoc(node.name, tuple(_arguments(node)), _doc(node)) for node in found)


def names_in_table(source: str, table: str) -> tuple[str, ...]:
    """Return the text keys of the dictionary that the source gives, or adds, to the variable or attribute `table`."""
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.AnnAssign, ast.AugAssign)) and _last_name(node.target) == table:
            names += _text_keys(node.value)
    return tuple(names)


def parts_of(one: ClassDoc, known: Mapping[str, ClassDoc]) -> tuple[ClassDoc, ...]:
    """Return the classes of `known` that the fields of `one` hold, at any depth, in the order in which they are met."""
    found: dict[str, ClassDoc] = {}
    waiting = [one]
    while waiting:
        for name in (name for row in waiting.pop(0).attributes for name in _NAME.findall(row.type)):
            part = known.get(name)
            if part is not None and part.attributes and name not in (*found, one.name):
                found[name] = part
                waiting.append(part)
    return tuple(found.values())


def reference_texts(sources: Mapping[str, str]) -> Iterator[str]:
    """Yield the docstrings that references show, for the catalogues; `sources` are all modules by their path."""
    known = {one.name: one for path, text in sources.items() if path.startswith("pages/") for one in classes(text)}
    for one in (*known.values(), *classes(sources["settings.py"])):
        if one.name.endswith("Context") or one.name in ("Settings", "Site"):
            yield from (row.doc for row in one.attributes if row.doc)
        if one.name.endswith("Context"):
            for part in parts_of(one, known):
                yield part.doc
                yield from (row.doc for row in part.attributes if row.doc)
    called = {name for text in sources.values() for table in TABLES for name in names_in_table(text, table)}
    for path, text in sources.items():
        wanted = (
            called
            if path.startswith(("pages/", "rendering/"))
            else {"command"}
            if path.startswith("commands/")
            else set()
        )
        yield from (function.doc for function in functions(text) if function.name in wanted)
    yield known["Site"].doc


def one_line(text: str | None) -> str:
    """Return the first paragraph of a docstring as one line."""
    return " ".join((text or "").strip().partition("\n\n")[0].split())


def _doc(node: ast.ClassDef | ast.FunctionDef) -> str:
    return one_line(ast.get_docstring(node))


def _attributes(node: ast.ClassDef) -> Iterator[AttributeDoc]:
    for position, row in enumerate(node.body):
        if isinstance(row, ast.AnnAssign) and isinstance(row.target, ast.Name):
            below = node.body[position + 1] if position + 1 < len(node.body) else None
            default = ast.unparse(row.value) if row.value is not None else ""
            yield AttributeDoc(row.target.id, ast.unparse(row.annotation), default, one_line(_text(below)))


def _arguments(node: ast.FunctionDef) -> Iterator[str]:
    # Defaults belong to the last arguments.
    arguments = [*node.args.posonlyargs, *node.args.args]
    defaults = [None] * (len(arguments) - len(node.args.defaults)) + list(node.args.defaults)
    for argument, default in zip(arguments, defaults, strict=True):
        if argument.arg not in _GIVEN:
            yield argument.arg + (f"={ast.unparse(default)}" if default is not None else "")


def _text(node: ast.stmt | None) -> str | None:
    found = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return node.value.value if found else None  # type: ignore[union-attr]


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _text_keys(node: ast.expr | None) -> list[str]:
    if not isinstance(node, ast.Dict):
        return []
    return [key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]

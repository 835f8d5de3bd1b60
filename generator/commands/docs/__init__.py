"""`fupan docs`: write the references of the guide from the program itself, or say which are out of date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.errors import FupanError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.exporters.reference import Facts
    from generator.exporters.reference_commands import Verb

PACKAGE = Path(__file__).resolve().parents[2]


@click.command(help=_(N_("Write the references of fields, commands, codes, templates and settings.")))
@click.option("--check", is_flag=True, help=_(N_("Write nothing; say which references are out of date.")))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=_(N_("Folder to write to; needed outside of the repository of fupan.")),
)
@common_options
def command(session: Session, check: bool, out: Path | None) -> int:
    """Exit 1 with `--check` when a reference is out of date, 2 without `--out` outside of the repository of fupan."""
    folder = session.folder / out if out is not None else _own_guide(session.folder)
    files = reference_tree()
    stale = sorted(_stale(folder, files))
    if not check:
        _write(folder, files, stale)
    ok = not (check and stale)
    if session.as_json:
        session.answer({"ok": ok, "folder": str(folder), "stale" if check else "changed": stale})
    if not stale:
        session.say(_(N_("Everything was up to date.")))
    elif check:
        for path in stale:
            click.echo(_(N_("Out of date: {path}"), path=str(folder / path)), err=True)
        session.say(_(N_("Next: {command}"), command="fupan docs"))
    else:
        session.say(_(N_("Written: {files}"), files=", ".join(stale)))
    return 0 if ok else 1


def reference_tree() -> dict[str, bytes]:
    """Return the generated references of every language by path, such as `en/commands.md`."""
    from generator.commands.docs.verbs import verbs_in
    from generator.exporters.reference import reference_files
    from generator.i18n.catalogue import LANGUAGES, catalogue

    return {
        f"{language}/{path}": data
        for language in LANGUAGES
        for path, data in reference_files(_facts(verbs_in(language)), catalogue(language)).items()
    }


def _facts(verbs: tuple[Verb, ...]) -> Facts:
    from generator.exporters.reference import Facts
    from generator.registry import KINDS, TEMPLATES, rules

    modules = [*PACKAGE.glob("pages/**/*.py"), *PACKAGE.glob("rendering/*.py"), PACKAGE / "settings.py"]
    return Facts(
        kinds=KINDS,
        rules=rules(),
        verbs=verbs,
        sources={path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(modules)},
        templates={path.name: path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.glob("*.jinja"))},
    )


def _own_guide(folder: Path) -> Path:
    """Return the guide of the package when the run is in its repository; raises UsageError elsewhere."""
    from generator.files.guide import GUIDE
    from generator.files.root import find_root

    try:
        root = find_root(folder)
    except FupanError:
        root = None
    if root is None or root != PACKAGE.parent or not (root / "pyproject.toml").is_file():
        raise click.UsageError(_(N_("This is not the repository of fupan; say where to write: fupan docs --out DIR")))
    return GUIDE


def _stale(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the paths of references that are missing, differ, or are no longer generated."""
    for path, data in files.items():
        target = folder / path
        if not target.is_file() or target.read_bytes() != data:
            yield path
    for path in _generated(folder):
        if path not in files:
            yield path


def _generated(folder: Path) -> Iterator[str]:
    """Yield the pages in `folder` that carry the mark of a generated one; those of people do not."""
    from generator.exporters.reference import MARK

    for path in sorted(folder.rglob("*.md")):
        if path.read_bytes().startswith(MARK.encode()):
            yield path.relative_to(folder).as_posix()


def _write(folder: Path, files: Mapping[str, bytes], stale: list[str]) -> None:
    from generator.files.writing import write_file

    for path in stale:
        target = folder / path
        if path in files:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_file(target, files[path])
        else:
            target.unlink()

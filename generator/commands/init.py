"""`fupan init`: lay out an organization's folder, with a complete example or nearly empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, common_options
from generator.errors import EnvironmentFault, UserError
from generator.wording import N_

_MOST_LISTED = 10
GITIGNORE = """\
/build/
/site/
/.venv/
*.tmp
~$*
"""


@click.command(help=_(N_("Lay out a new organization with an example to read, change and delete.")))
@click.argument("folder_to_make", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help=_(N_("Only the skeleton, with one record of each kind.")))
@common_options
def command(session: Session, folder_to_make: Path | None, empty: bool) -> int:
    """Exit 1 when files are in the way; nothing is written then."""
    from generator.files.samples import sample_files

    target = (session.folder / folder_to_make if folder_to_make else session.folder).resolve()
    language = current().language
    files = {**sample_files(language, empty=empty), ".gitignore": GITIGNORE.encode("utf-8")}
    files.setdefault("mkdocs.yml", _settings(language))
    _refuse_what_is_in_the_way(target, files)
    _write(target, files)
    made = Session(folder=target, quiet=session.quiet, day=session.day)
    editor_files = _editor_files(made)
    if session.as_json:
        session.answer({"ok": True, "folder": str(target), "files": len(files) + len(editor_files)})
    session.say(_(N_("{count} files laid out in {folder}"), count=len(files) + len(editor_files), folder=str(target)))
    step = "" if target == Path.cwd().resolve() else f"cd {target} && "
    session.say(_(N_("Pages are marked as an example until `example` in mkdocs.yml is false.")))
    session.say(_(N_("Next: {command}"), command=f"{step}fupan serve --open"))
    return 0


def _refuse_what_is_in_the_way(target: Path, files: Mapping[str, bytes]) -> None:
    if target.exists() and not target.is_dir():
        raise UserError(N_("{path} is a file, not a folder."), path=str(target))
    in_the_way = [path for path in files if (target / path).exists()]
    if in_the_way:
        shown = ", ".join(in_the_way[:_MOST_LISTED])
        more = "" if len(in_the_way) <= _MOST_LISTED else f" … ({len(in_the_way)})"
        raise UserError(
            N_("In {folder} these files are in the way, so nothing was written: {files}"),
            folder=str(target),
            files=shown + more,
        )


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    try:
        for path, data in files.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            with (target / path).open("xb") as file:
                file.write(data)
    except PermissionError as error:
        raise EnvironmentFault(N_("No right to write or read {path}."), path=str(error.filename)) from error


def _editor_files(made: Session) -> list[str]:
    from generator.commands.building.editor_files import write_editor_files

    changed, _problems = write_editor_files(made.root, made.library(), current())
    return changed


def _settings(language: str) -> bytes:
    """Return the mkdocs.yml of an organization whose sample has none: that of the Chinese sample with other values."""
    from generator.files.samples import sample_files

    chinese = language == "zh"
    name = "我的公司" if chinese else "Our company"
    values = {
        "site_name": f"{name} · 组织记忆" if chinese else f"{name} · shared memory",
        "  language": language,
        "    organization": name,
        "    language": language,
        "    timezone": "Asia/Shanghai" if chinese else "UTC",
        "    example": "true",
        "    phone_label": "IT 值班" if chinese else "IT on call",
        "    phone_number": '""',
    }
    text = sample_files("zh")["mkdocs.yml"].decode("utf-8")
    for key, value in values.items():
        # What stands after the value as a comment stays.
        text = re.sub(rf"(?m)^({key}: ).*?(\s+#.*)?$", partial(_with_value, value), text)
    return text.encode("utf-8")


def _with_value(value: str, line: re.Match[str]) -> str:
    return line[1] + value + (line[2] or "")

"""The file of one CAPA: edits are tried on the text first, and written only when the record still reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import unified_diff
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, close_to
from generator.errors import UserError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.graph import Graph
    from generator.kinds.capa import Capa
    from generator.library import Library
    from generator.lifecycle.capa.guards import Refusal
    from generator.reading.editing import Edit


def editing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of every edit: when it happened, and whether to write."""

    @click.option("--at", metavar="TIME", help=_(N_("When it happened, such as 2026-05-12T09:00; now if missing.")))
    @click.option("--dry-run", is_flag=True, help=_(N_("Show what would be changed; write nothing.")))
    @wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        return command(*arguments, **options)

    return run


@dataclass
class CapaFile:
    """One CAPA with its library, the bytes of its file, and the edits that were asked for."""

    session: Session
    library: Library
    capa: Capa
    data: bytes
    at: str
    day: date
    dry_run: bool = False
    edits: list[Edit] = field(default_factory=list)

    @property
    def graph(self) -> Graph:
        """All records."""
        return self.library.graph

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.session.root / self.capa.source_path

    def edited(self) -> tuple[bytes, Capa]:
        """Return the file with the edits so far, and the record that it reads as.

        Raises UserError where the record would no longer be valid; nothing has been written then.
        """
        from generator.i18n.catalogue import translations_of
        from generator.kinds.capa import Capa
        from generator.reading.editing import edited
        from generator.reading.spellings import Spellings

        spellings = Spellings(translations_of, self.graph.vocabularies)
        data = edited(self.capa.source_path, self.data, self.edits, Capa, spellings)
        before, after = self._problems(self.data)[1], self._problems(data)
        record, worse = after[0], [text for text in after[1] if text not in before]
        if record is None or worse:
            raise UserError(
                N_("{path} would no longer be valid, so it stays as it was: {reason}"),
                path=self.capa.source_path,
                reason="; ".join(worse or after[1]),
            )
        # Names of systems and vendors were resolved when everything was read; what was edited names none.
        fields = {_attribute(Capa, str(edit.path[0])) for edit in self.edits}
        return data, self.capa.with_changes({name: getattr(record, name) for name in fields})

    def _problems(self, data: bytes) -> tuple[Capa | None, list[str]]:
        from generator.commands.terminal.diagnosing import message
        from generator.commands.terminal.language import current
        from generator.diagnostics import Severity
        from generator.kinds.capa import KIND, Capa
        from generator.model.node import Mapping
        from generator.reading.decoding import decode
        from generator.reading.screening import screen
        from generator.reading.spellings import Spellings
        from generator.reading.validation import Validator
        from generator.reading.yaml_nodes import parse

        source, found = decode(self.capa.source_path, data)
        record = None
        if source is not None:
            node, more = parse(source)
            found = [*found, *screen(source), *more]
            if isinstance(node, Mapping):
                from generator.i18n.catalogue import translations_of

                spellings = Spellings(translations_of, self.graph.vocabularies)
                validator = Validator(spellings, self.session.settings.zone)
                validation = validator.record(source, node, KIND)
                record = validation.record
                found = [*found, *validation.found]
        texts = [message(one, current()) for one in found if one.severity is Severity.ERROR]
        return (record if isinstance(record, Capa) else None), texts

    def _in_future(self, refused: Sequence[Refusal]) -> list[Refusal]:
        """Return the refusal of a time that has not come yet, where nobody has refused it already."""
        from generator.lifecycle.capa.guards import Refusal
        from generator.wording import Wording

        if self.day <= self.session.today or any(one.guard == "W9" for one in refused):
            return []
        path = ".".join(map(str, self.edits[0].path)) if self.edits else "log"
        why = Wording(N_("{at} lies in the future."), at=self.at)
        return [Refusal("W9", path, why, f"--at {self.session.today}T09:00")]

    def finish(self, *, refused: Sequence[Refusal], answer: dict[str, Any]) -> int:
        """Refuse, show or write the edits; `answer` is what JSON says beside the common fields."""
        from generator.commands.capa.refusing import show_refusals
        from generator.files.writing import write_file

        if refused := [*self._in_future(refused), *refused]:
            show_refusals(self.session, self.capa, refused, answer)
            return 1
        data, _record = self.edited()
        lines = _diff(self.capa.source_path, self.data, data)
        if not self.dry_run:
            if self.path.read_bytes() != self.data:
                raise UserError(N_("{path} was changed meanwhile; nothing was written."), path=self.capa.source_path)
            write_file(self.path, data)
            if self.path.read_bytes() != data:
                write_file(self.path, self.data)
                raise UserError(N_("{path} did not read back as written; the original stays."), path=str(self.path))
        if self.session.as_json:
            common = {"ok": True, "id": self.capa.id, "file": self.capa.source_path}
            self.session.answer({**common, "written": not self.dry_run, **answer, "diff": lines})
            return 0
        for line in lines:
            color = {"+": "green", "-": "red"}.get(line[:1])
            self.session.say(self.session.style(line, fg=color) if color else line)
        words = N_("Nothing was written.") if self.dry_run else N_("Written: {path}")
        self.session.say(_(words, path=self.capa.source_path))
        return 0


def open_capa(session: Session, identifier: str, at: str | None = None, *, dry_run: bool = False) -> CapaFile:
    """Return the CAPA with this id, ready to be edited; raises UsageError with the nearest id for an unknown one."""
    from generator.kinds.capa import Capa

    library = session.library()
    wanted = identifier.strip().upper()
    capa = library.graph.get(wanted)
    if not isinstance(capa, Capa):
        _refuse_unreadable(library, wanted)
        message = _(N_("There is no CAPA {id}."), id=identifier)
        nearest = close_to(wanted, [one.id for one in library.graph.of(Capa)])
        raise click.UsageError(f"{message} {nearest}".strip())
    text, day = _moment(session, at)
    return CapaFile(session, library, capa, (session.root / capa.source_path).read_bytes(), text, day, dry_run)


def _refuse_unreadable(library: Library, wanted: str) -> None:
    """Raise UserError where there is a file for this CAPA and a mistake in it keeps it from being read."""
    from pathlib import PurePosixPath

    from generator.diagnostics import Severity
    from generator.kinds.capa import KIND

    for found in library.report:
        place = PurePosixPath(found.span.path)
        if found.severity is not Severity.ERROR or not place.is_relative_to(KIND.folder):
            continue
        source = library.sources.get(found.span.path)
        named = source is not None and any(
            line.partition(":")[2].strip(" \"'").upper() == wanted
            for line in source.text.splitlines()
            if line.startswith(("id:", "编号:"))
        )
        if place.stem.upper() == wanted or named:
            raise UserError(
                N_("{capa} cannot be read: there is an error in {path}, line {line}. Run: fupan check {path}"),
                capa=wanted,
                path=found.span.path,
                line=found.span.line,
            )


def _moment(session: Session, at: str | None) -> tuple[str, date]:
    from pydantic_core import PydanticCustomError

    from generator.model.values import Instant

    if at is None:
        if session.day is not None:
            return session.day.isoformat(), session.day
        at = datetime.now(session.settings.zone).isoformat(timespec="minutes")
    try:
        instant = Instant.parse(at, session.settings.zone).in_zone(session.settings.zone)
    except PydanticCustomError as error:
        example = f"{session.today}T09:00"
        message = _(N_("`{value}` is no date and time such as {example}."), value=at, example=example)
        raise click.BadParameter(message) from error
    return str(instant), instant.day


def day_of(text: str | None, otherwise: date) -> str:
    """Return the day that an option gives, in ISO form; `otherwise` where it is missing. Raises BadParameter."""
    from pydantic_core import PydanticCustomError

    from generator.model.values import day_from_text

    if text is None:
        return otherwise.isoformat()
    try:
        return day_from_text(text)[0].isoformat()
    except PydanticCustomError as error:
        raise click.BadParameter(
            _(N_("`{value}` is no day such as {example}."), value=text, example=otherwise)
        ) from error


def action_named(file: CapaFile, name: str) -> int:
    """Return the place of the action with this number; raises UsageError with the nearest for an unknown one."""
    numbers = [action.id for action in file.capa.actions]
    place = next((place for place, number in enumerate(numbers) if number.casefold() == name.strip().casefold()), None)
    if place is None:
        message = _(
            N_("{capa} has no action {action}; it has: {known}."),
            capa=file.capa.id,
            action=name,
            known=", ".join(numbers) or "–",
        )
        raise click.UsageError(f"{message} {close_to(name, numbers)}".strip())
    return place


def _attribute(model: type[Capa], key: str) -> str:
    return next((name for name, field in model.model_fields.items() if (field.alias or name) == key), key)


def _diff(path: str, before: bytes, after: bytes) -> list[str]:
    from generator.reading.decoding import decode

    old, new = (
        source.text.splitlines() if (source := decode(path, data)[0]) is not None else [] for data in (before, after)
    )
    return list(unified_diff(old, new, path, path, n=1, lineterm=""))

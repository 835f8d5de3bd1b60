"""The questions of `fupan new`: few, each skippable, and what was answered is never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import click

from generator.commands.terminal.choices import record_named, system_named
from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session
from generator.wording import N_

if TYPE_CHECKING:
    from generator.library import Library
    from generator.model.kind import Kind

_NUMBERED = ("postmortem", "capa")


@dataclass
class Answers:
    """What is known of the new record so far."""

    identifier: str = ""
    title: str = ""
    systems: list[str] = field(default_factory=list)
    severity: str = ""
    started_at: str = ""
    failure_mode: str = ""
    symptom: str = ""

    def values(self, kind: Kind, today: date) -> dict[str, str | list[str]]:
        """Return the fields of the record that the answers fill."""
        values: dict[str, str | list[str]] = {"id": self.identifier}
        if kind.name != "capa":
            values["status"] = "draft"
        if self.title:
            values["title"] = self.title
        if kind.name == "postmortem":
            values["started_at"] = self.started_at or today.isoformat()
            if self.symptom:
                values["symptoms"] = [self.symptom]
            if self.severity:
                values["severity"] = self.severity
        if kind.name == "capa":
            values["opened_on"] = today.isoformat()
        if kind.name == "runbook" and self.systems:
            values["system"] = self.systems[0]
        if self.systems and kind.name in ("postmortem", "capa", "article"):
            values["systems"] = self.systems
        if self.failure_mode:
            values["failure_mode"] = self.failure_mode
        return values


class Questions:
    """Asks for what a kind cannot do without, against the words and systems that the organization knows."""

    def __init__(self, session: Session, kind: Kind, *, ask: bool) -> None:
        self._session = session
        self._kind = kind
        self._ask = ask
        self._library: Library = session.library()

    def begin(self, answers: Answers) -> Answers:
        """Check what was given as options and settle the id, without which there is no file."""
        if answers.severity:
            answers.severity = self._severity(answers.severity)
        answers.systems = [name for text in answers.systems for name in self._systems(text)]
        if answers.identifier:
            answers.identifier = self._identifier(answers.identifier)
        elif self._kind.name in _NUMBERED:
            from generator.files.record_numbers import next_id

            answers.identifier = next_id(self._session.root, self._kind, self._session.today)
        elif self._ask:
            label = _(N_("Id, such as {example}"), example=self._kind.id_example)
            answers.identifier = str(click.prompt(label, value_proc=self._identifier, err=self._session.as_json))
        else:
            raise click.UsageError(_(N_("Give the id: --id {example}"), example=self._kind.id_example))
        return answers

    def go_on(self, answers: Answers) -> bool:
        """Ask the rest; return True when the author stopped, with the answers so far kept."""
        if not self._ask:
            return False
        self._session.say(_(N_("Enter skips a question; Ctrl+C stops and keeps the draft.")))
        try:
            self._questions(answers)
        except click.Abort as stop:
            # An input that has ended answers nothing more, which is not the same as being stopped.
            ended = isinstance(stop.__context__, EOFError)
            self._session.say("" if ended else "\n" + _(N_("Stopped; the draft is kept.")))
            return not ended
        return False

    def _questions(self, answers: Answers) -> None:
        name = self._kind.name
        if not answers.title:
            answers.title = self._prompt(_(N_("Title, in one line")), str.strip)
        if name == "postmortem":
            answers.symptom = self._prompt(_(N_("What people see, in their words")), str.strip)
            self._show_similar(f"{answers.title}\n{answers.symptom}")
        if name == "postmortem" and not answers.severity:
            answers.severity = self._prompt(_(N_("Severity (S1 to S4)")), self._severity)
        if not answers.systems and name != "sop":
            text = self._prompt(_(N_("Systems, parted by commas")), lambda text: ", ".join(self._systems(text)))
            answers.systems = self._systems(text)
        if name == "postmortem" and not answers.started_at:
            label = _(N_("Began at, such as {example}"), example=f"{self._session.today} 14:35")
            answers.started_at = self._prompt(label, self._instant)
        if name == "runbook" and not answers.failure_mode:
            answers.failure_mode = self._prompt(_(N_("Failure mode")), self._failure_mode)

    def _show_similar(self, text: str) -> None:
        """Show what the past has like it; nothing is asked, so nothing has to be skipped."""
        from generator.commands.new.hints import hints

        for line in hints(self._library.graph, text, self._session.today):
            self._session.say(line)

    def _prompt(self, label: str, understand: Callable[[str], str]) -> str:
        return str(
            click.prompt(
                label,
                default="",
                show_default=False,
                value_proc=lambda text: understand(text) if text.strip() else "",
                err=self._session.as_json,
            )
        )

    def _identifier(self, text: str) -> str:
        text = text.strip()
        if not self._kind.accepts_id(text):
            raise click.BadParameter(
                _(N_("The id `{value}` does not look like {example}."), value=text, example=self._kind.id_example)
            )
        there = next(
            (one for key, one in self._library.graph.records.items() if key.casefold() == text.casefold()), None
        )
        if there is not None:
            raise click.BadParameter(
                _(N_("The id {value} is already used in {other}."), value=text, other=there.source_path)
            )
        return text

    def _severity(self, text: str) -> str:
        vocabulary = self._library.graph.vocabularies["severity"]
        word = vocabulary.find(text)
        if word is None:
            known = ", ".join(f"{one.code} {current().text(one.label)}" for one in vocabulary.words)
            raise click.BadParameter(_(N_("{value} is no severity; there are: {known}."), value=text, known=known))
        return word.code

    def _systems(self, text: str) -> list[str]:
        import re

        words = filter(None, re.split(r"\s*[、,，;；]\s*", text.strip()))
        return list(dict.fromkeys(system_named(word, self._library.graph) for word in words))

    def _failure_mode(self, text: str) -> str:
        from generator.kinds.failure_mode import FailureMode

        absent = N_("There is no failure mode {name}.")
        return record_named(text, FailureMode, self._library.graph, absent).id

    def _instant(self, text: str) -> str:
        from pydantic_core import PydanticCustomError

        from generator.model.values import Instant

        try:
            return str(Instant.parse(text, self._session.settings.zone))
        except PydanticCustomError as error:
            example = f"{self._session.today} 14:35"
            raise click.BadParameter(
                _(N_("`{value}` is no date and time such as {example}."), value=text, example=example)
            ) from error

"""Words that stand for each other, so that a search in a user's own words finds what a record calls otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from generator.model.fields import required, several
from generator.model.kind import Kind, Layout
from generator.model.record import Record
from generator.model.values import Text
from generator.wording import N_

_COMMA = re.compile(r"\s*[,，、;；]\s*")
_ARROW = re.compile(r"\s*(?:=>|⇒|→|->)\s*")


@dataclass(frozen=True, slots=True)
class SynonymLine:
    """One line: the words of `said` find those of `written` too; without `written` all of `said` find each other."""

    said: tuple[str, ...]
    written: tuple[str, ...] = ()

    @property
    def is_useful(self) -> bool:
        """Whether the line leads from any word to another one."""
        return len(self.said) > 1 or bool(self.said and self.written)


def read_line(line: str) -> SynonymLine:
    """Return what one line says; commas of either width part words, an arrow parts what is said from what is written."""
    said, *written = _ARROW.split(line, maxsplit=1)
    return SynonymLine(_words(said), _words(written[0]) if written else ())


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in _COMMA.split(text.strip()) if word))


class SynonymGroup(Record):
    """Lines of words about one subject: equal words, or what people say and what records write."""

    kind: ClassVar[str] = "synonym"

    id: Text = required(N_("Group"), N_("Small letters, digits and hyphens."))
    title: Text = required(N_("Subject"), N_("What the words are about."))
    words: tuple[Text, ...] = several(
        N_("Lines of words"),
        N_(
            "One line a meaning: `downtime, outage` find each other; `cannot get in => login failure` also finds what"
            " stands on the right; `password … wrong/refused => login failure` may have other words between."
        ),
    )
    without: tuple[Text, ...] = several(
        N_("Leave out"), N_("Words of the built-in list that mean something else here and must not be expanded.")
    )


KIND = Kind(
    name="synonym",
    plural="synonyms",
    label=N_("Synonyms"),
    plural_label=N_("Synonym groups"),
    model=SynonymGroup,
    folder="kb",
    file="synonyms.yml",
    id_pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
    id_example="warehouse-talk",
    layout=Layout.REGISTER,
)

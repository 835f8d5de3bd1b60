"""A knowledge-base article: Markdown with a few fields in its front matter."""

from __future__ import annotations

from typing import ClassVar

from generator.kinds.base import AnyRecordId, Audience, FailureModeId, SystemName
from generator.model.fields import optional, several
from generator.model.kind import Kind, Layout
from generator.model.record import Record
from generator.model.values import Choice, Day, Text
from generator.wording import N_


class ArticleStatus(Choice):
    """How far an article is."""

    DRAFT = "draft", N_("Draft")
    CURRENT = "current", N_("Current")
    OUTDATED = "outdated", N_("Outdated")


class Article(Record):
    """An article; its id is the file's stem and its title the first heading unless the front matter says otherwise."""

    kind: ClassVar[str] = "article"

    title: Text | None = optional(N_("Title"), N_("The first heading stands for a missing one."))
    date: Day | None = optional(N_("Date"), N_("The day it was written."))
    reviewed_on: Day | None = optional(N_("Reviewed on"), N_("The day somebody last checked it."))
    review_due_on: Day | None = optional(N_("Review due"), N_("By which day it must be checked."))
    status: ArticleStatus = optional(N_("Status"), N_("draft, current or outdated."), ArticleStatus.CURRENT)
    lang: Text | None = optional(N_("Language"), N_("Such as zh or en."))
    author: Text | None = optional(N_("Written by"), N_("Which role wrote it."))
    summary: Text | None = optional(N_("Summary"), N_("What it says, in one or two sentences."))
    category: Text | None = optional(N_("Category"), N_("The shelf on which it stands."))
    tags: tuple[Text, ...] = several(N_("Tags"), N_("Free words to find it by."))
    systems: tuple[SystemName, ...] = several(N_("Systems"), N_("Systems that it is about."))
    failure_modes: tuple[FailureModeId, ...] = several(N_("Failure modes"), N_("Failure modes that it is about."))
    related: tuple[AnyRecordId, ...] = several(N_("Related"), N_("Other records."))
    audience: Audience = optional(N_("Audience"), N_("Who may read it."), Audience.INTERNAL)
    sources: tuple[Text, ...] = several(N_("Sources"), N_("Where it comes from."))

    body: str = optional(N_("Body"), N_("The Markdown below the front matter."), "")


KIND = Kind(
    name="article",
    plural="articles",
    label=N_("Article"),
    plural_label=N_("Articles"),
    model=Article,
    folder="kb",
    id_pattern=r"\w(?:[\w.·() -]{0,118}[\w)])?",
    id_example="KB-BACKUP",
    layout=Layout.MARKDOWN,
)

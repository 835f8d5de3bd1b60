"""The change audit: who changed which field of which record and when, as git tells it, labelled for what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from generator.files.git_history import Commit
from generator.lifecycle.audit.change_audit import Act, RecordChange
from generator.lifecycle.audit.findings import NOT_WHOLE
from generator.pages.base import Page, Site
from generator.pages.parts.paging import Excerpt, excerpt, leaves_of
from generator.wording import N_

OVERVIEW = "audit.md"
# So a page weighs the same however long the history is.
ROWS_A_PAGE = 100
FIELDS_A_ROW = 4
FIELDS_A_COMMIT = 60
_LONGEST = 240
_ACTS = {
    Act.ADDED: N_("Record created"),
    Act.CHANGED: N_("Fields changed"),
    Act.REMOVED: N_("Record removed"),
    Act.UNREADABLE: N_("File could not be read"),
}


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """One field with its value before and after, shortened; None where there was none."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """What one commit did to one record.

    `act` is in words, `who` is the author with the committer where that is another name, `at` the committer's time in the
    site's time zone, `page` the docs path of the record's own log where there is one.
    """

    id: str
    act: str
    withheld: bool
    who: str
    at: str
    commit: str
    subject: str
    values: Excerpt[ChangedValue]
    page: str


@dataclass(frozen=True, slots=True)
class AuditContext:
    """What the template `audit.md.jinja` can show."""

    reason: str
    """Why there is no history, as a text to be translated; empty where there is one."""
    published: str
    """The commit of the last published site where it no longer lies in the history."""
    uncommitted: int
    """How many files differed from the commit when the site was built."""
    head: str
    """The commit from which the site was built."""
    rows: tuple[AuditRow, ...]
    """The changes of this page, the newest first."""
    total: int
    """How many changes there are on all pages."""
    leaves: tuple[str, ...]
    """The pages of the log, where there is more than one."""


@dataclass(frozen=True, slots=True)
class RecordAuditContext:
    """What the template `audit_record.md.jinja` can show."""

    id: str
    """The record's id."""
    rows: tuple[AuditRow, ...]
    """Its changes, the newest first."""


class AuditPages:
    """The log of all changes, and one page for each record that was changed after it was written."""

    def compose(self, site: Site) -> Iterator[Page]:
        """Return the pages; without a whole history only one, which says so."""
        title = site.catalogue.text(N_("Change audit"))
        top = (title, OVERVIEW)
        history = site.history
        rows = [
            _row(one.commit, change, site, FIELDS_A_ROW)
            for one in (history.commits if history.is_whole else ())
            for change in one.changes
        ]
        pages = leaves_of(rows, ROWS_A_PAGE, OVERVIEW)
        leaves = tuple(path for path, _ in pages) if len(pages) > 1 else ()
        for number, (path, shown) in enumerate(pages, 1):
            yield Page(
                path=path,
                title=title if number == 1 else f"{title} ({number})",
                kind="register",
                template="audit.md.jinja",
                context=AuditContext(
                    "" if history.is_whole else NOT_WHOLE[history.state],
                    history.published,
                    len(history.uncommitted),
                    history.head,
                    shown,
                    len(rows),
                    leaves,
                ),
                breadcrumb=(top,),
                front={"wide": True, "print": "landscape"},
            )
        for identifier in sorted(history.by_record) if history.is_whole else ():
            if has_own_page(site, identifier):
                path = page_of(identifier)
                yield Page(
                    path=path,
                    title=f"{title} {identifier}",
                    kind="register",
                    template="audit_record.md.jinja",
                    context=RecordAuditContext(
                        identifier,
                        tuple(
                            _row(commit, change, site, FIELDS_A_COMMIT)
                            for commit, change in history.by_record[identifier]
                        ),
                    ),
                    breadcrumb=(top, (identifier, path)),
                    front={"wide": True, "print": "landscape"},
                )


def page_of(identifier: str) -> str:
    """Return the docs path of a record's own log."""
    return f"audit/{identifier}.md"


def has_own_page(site: Site, identifier: str) -> bool:
    """Whether a record has a log of its own: one that was only created has nothing more to tell."""
    rows = site.history.by_record.get(identifier, ())
    # An id is part of a file's name here; one that was never checked, as its record is gone, might be anything.
    return identifier in site.graph.records and any(change.act is not Act.ADDED for _, change in rows)


def last_change(site: Site, identifier: str) -> AuditRow | None:
    """Return the newest change of a record, for the line on its page; None where the history has none."""
    rows = site.history.by_record.get(identifier, ()) if site.history.is_whole else ()
    return _row(*rows[0], site, FIELDS_A_ROW) if rows else None


def _row(commit: Commit, change: RecordChange, site: Site, most: int) -> AuditRow:
    values = [ChangedValue(row.field or "file", _short(row.old), _short(row.new)) for row in change.fields]
    who = commit.author if commit.author == commit.committer else f"{commit.author} / {commit.committer}"
    return AuditRow(
        id=change.id,
        act=_ACTS[change.act],
        withheld=change.withheld,
        who=who,
        at=_moment(commit.committed, site),
        commit=commit.hash[:12],
        subject=commit.subject,
        values=excerpt(values, size=most),
        page=page_of(change.id) if has_own_page(site, change.id) else "",
    )


def _moment(text: str, site: Site) -> str:
    """Return a commit's time on the site's clocks; git keeps also what no clock can show."""
    try:
        return f"{datetime.fromisoformat(text).astimezone(site.settings.zone):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return text


def _short(text: str | None) -> str | None:
    if text is None:
        return None
    # A name of a file may hold bytes that are no text.
    line = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"

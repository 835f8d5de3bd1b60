"""What commits did to records, told from the contents of files."""

from __future__ import annotations

import pytest

from generator.files.git_history import Commit, FileChange, HistoryState
from generator.lifecycle.audit.change_audit import (
    Act,
    AuditedCommit,
    ChangeAudit,
    RecordChange,
    Shaped,
    Version,
    record_changes,
    versions_in,
)
from generator.lifecycle.audit.field_changes import FieldChange
from generator.model.node import Mapping

PATH = "postmortems/2026/PM-2026-0001.yml"


def shape(path: str, top: Mapping, node: Mapping) -> Shaped:
    """Know a kind by its folder, and no other names of fields."""
    return Shaped("postmortem" if path.startswith("postmortems/") else "term", "internal", node)


def changes(*files: tuple[str, str | None, str | None]) -> list[RecordChange]:
    """Return what a commit with these files (path, before, after) did."""
    contents = {text: text.encode() for _, *texts in files for text in texts if text is not None}
    rows = tuple(FileChange(path, before or "", after or "") for path, before, after in files)
    return [*record_changes(rows, versions_in(contents, shape))]


def told(*files: tuple[str, str | None, str | None]) -> list[str]:
    """Return the same as lines."""
    return [f"{one.id} {one.act} {','.join(row.field for row in one.fields)}".strip() for one in changes(*files)]


RECORD = "id: PM-2026-0001\ntitle: 断网\nstatus: draft\n"
CASES = [
    ([(PATH, None, RECORD)], ["PM-2026-0001 added"]),
    ([(PATH, RECORD, None)], ["PM-2026-0001 removed"]),
    ([(PATH, RECORD, RECORD.replace("断网", "停电"))], ["PM-2026-0001 changed title"]),
    ([(PATH, RECORD, f"# 注\n{RECORD}")], []),
    ([(PATH, RECORD, RECORD.replace("\n", "\r\n"))], []),
    ([(PATH, RECORD, None), ("postmortems/x.yml", None, RECORD)], ["PM-2026-0001 changed"]),
    ([(PATH, RECORD, "id: [\n")], ["PM-2026-0001 unreadable"]),
    ([(PATH, "\0\0\0\0", RECORD)], ["PM-2026-0001 unreadable"]),
    (
        [
            (
                "kb/organization/glossary.yml",
                "terms:\n  - {id: a, t: 1}\n  - {id: b}\n",
                "terms:\n  - {id: a, t: 2}\n  - {id: c}\n",
            )
        ],
        ["a changed t", "b removed", "c added"],
    ),
    (
        [("kb/articles/KB-A.md", "---\ntitle: A\n---\none\ntwo\n", "---\ntitle: B\n---\none\n2\n")],
        ["KB-A changed title,body[1]"],
    ),
    ([("kb/templates/pages/x.yml", None, RECORD), ("sop/released/S/A-0.md", None, "text\n")], []),
]


@pytest.mark.parametrize(("files", "expected"), CASES)
def test_a_commit_tells_what_it_did_to_each_record(
    files: list[tuple[str, str | None, str | None]], expected: list[str]
) -> None:
    """By id, whatever the file; a file that cannot be read is said to be so."""
    assert told(*files) == expected


def test_the_state_of_both_versions_is_kept() -> None:
    """So that one sees later what was changed after the end."""
    (change,) = changes(
        (PATH, RECORD, RECORD.replace("draft", "closed\naudience: restricted\nclosed_at: 2026-05-02T10:00"))
    )

    assert change.before == Version("draft", "", "internal")
    assert change.after == Version("closed", "2026-05-02", "restricted")


def test_a_capas_state_is_that_of_its_log() -> None:
    """The day is that of the last entry."""

    def of_capa(path: str, top: Mapping, node: Mapping) -> Shaped:
        return Shaped("capa", "internal", node)

    text = b"id: CAPA-2026-0001\nlog: [{at: 2026-05-01T10:00, to: open}, {at: 2026-06-01T10:00, to: closed}]\n"
    (change,) = record_changes((FileChange("postmortems/capa/a.yml", "", "x"),), versions_in({"x": text}, of_capa))

    assert change.after == Version("closed", "2026-06-01", "internal")


def test_fields_of_an_earlier_version_are_told_as_they_were_written() -> None:
    """What the program cannot place any more is compared raw on both sides."""

    def partly(path: str, top: Mapping, node: Mapping) -> Shaped:
        known = node.get("old") is None
        return Shaped("postmortem", "internal", Mapping(node.entries[:1], 1, 1) if known else None)

    contents = {"a": b"id: A\nold: 1\n", "b": b"id: A\nnew: 1\n"}
    (change,) = record_changes((FileChange(PATH, "a", "b"),), versions_in(contents, partly))

    assert [row.field for row in change.fields] == ["old", "new"]


COMMIT = Commit("a" * 40, "张三", "张三", "2026-05-01T09:00:00+08:00", "2026-05-01T09:00:00+08:00", "About a secret")
FIELDS = (FieldChange("title", "a", "b"),)
OPEN, SECRET = Version("draft", "", "internal"), Version("draft", "", "restricted")


def seen(*rows: RecordChange, shown: tuple[str, ...] = ("PM-2026-0001",)) -> ChangeAudit:
    """Return what readers without access to restricted records see of one commit."""
    audit = ChangeAudit(HistoryState.WHOLE, "a" * 40, (AuditedCommit(COMMIT, rows),), pending=rows)
    return audit.for_readers(frozenset(shown), ("public", "internal"))


def change(identifier: str, act: Act = Act.CHANGED, before: Version = OPEN, after: Version = OPEN) -> RecordChange:
    """Return a change of a title."""
    return RecordChange(identifier, "postmortem", PATH, act, FIELDS, before, after)


def test_readers_see_what_they_may_see() -> None:
    """A commit that touched nothing else keeps its subject."""
    (one,) = seen(change("PM-2026-0001")).commits

    assert one.commit.subject == "About a secret"
    assert one.changes[0].fields == FIELDS


def test_a_hidden_record_is_not_named() -> None:
    """Neither by its id nor by the subject of the commit; one that is gone and was open may be."""
    (one,) = seen(change("PM-2026-0001"), change("PM-2026-0666", before=SECRET, after=SECRET)).commits
    assert [row.id for row in one.changes] == ["PM-2026-0001"]
    assert one.commit.subject == ""

    assert seen(change("PM-2026-0666", Act.REMOVED, SECRET, SECRET)).commits == ()
    assert [row.id for row in seen(change("PM-2026-0009", Act.REMOVED)).commits[0].changes] == ["PM-2026-0009"]


@pytest.mark.parametrize(("before", "after"), [(SECRET, OPEN), (OPEN, SECRET), (SECRET, SECRET)])
def test_what_was_once_for_fewer_readers_stays_so(before: Version, after: Version) -> None:
    """A record that was opened later does not show what it said before."""
    audit = seen(change("PM-2026-0001", before=before, after=after))
    (row,) = audit.commits[0].changes

    assert (row.fields, row.withheld) == ((), True)
    assert audit.commits[0].commit.subject == ""
    assert audit.pending == ()

"""Ended records that changed, ids that vanished, and what is missing of the history."""

from __future__ import annotations

from datetime import date

import pytest

from generator.files.git_history import Commit, HistoryState
from generator.files.manifest import Manifest
from generator.i18n.catalogue import catalogue
from generator.lifecycle.audit.change_audit import Act, AuditedCommit, ChangeAudit, RecordChange, Version
from generator.lifecycle.audit.field_changes import FieldChange
from generator.lifecycle.audit.findings import NOT_WHOLE, audit_findings
from generator.wording import Wording
from tests.libraries import CAPA, POSTMORTEM, graph

GRAPH = graph(pm=f"{POSTMORTEM}status: closed\nsummary: 停机 2 小时\nlessons: [看磁盘]\n", capa=CAPA)
TODAY = date(2026, 11, 20)
Field = tuple[str, str | None, str | None]


def commit(day: str, *changes: RecordChange, number: int = 1) -> AuditedCommit:
    """Return a commit of that day."""
    return AuditedCommit(
        Commit(f"{number:040x}", "张三", "张三", f"{day}T09:00:00+08:00", f"{day}T09:00:00+08:00", "x"), changes
    )


def edit(
    *fields: Field, state: str = "closed", after: str = "", kind: str = "postmortem", since: str = ""
) -> RecordChange:
    """Return an edit of a record that had `state` before it."""
    identifier = {"postmortem": "PM-2026-0001", "capa": "CAPA-2026-0001"}[kind]
    rows = tuple(FieldChange(*field) for field in fields)
    return RecordChange(identifier, kind, "p.yml", Act.CHANGED, rows, Version(state, since), Version(after or state))


def found(*commits: AuditedCommit, since: date | None = None, pending: tuple[RecordChange, ...] = ()) -> list[str]:
    """Return the codes with the fields of commits, given from the newest to the oldest."""
    audit = ChangeAudit(HistoryState.WHOLE, "f" * 40, commits, pending)
    return [
        f"{one.rule.code} {one.values.get('fields', one.values.get('id'))}"
        for one in audit_findings(audit, GRAPH, since, TODAY)
    ]


SUMMARY: Field = ("summary", "停机 4 小时", "停机 2 小时")


def correction(path: str = "summary", number: int = 0) -> tuple[Field, ...]:
    """Return the rows of a new entry under corrections."""
    rows = {"date": "2026-11-02", "by": "李质", "reason": "更正", **({"path": path} if path else {})}
    return tuple((f"corrections[{number}].{key}", None, value) for key, value in rows.items())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (edit(SUMMARY), ["A001 summary"]),
        (edit(SUMMARY, state="approved"), ["A001 summary"]),
        (edit(SUMMARY, state="in_review"), []),
        (edit(SUMMARY, after="in_review"), []),
        (edit(SUMMARY, ("status", "closed", "void"), after="void"), ["A001 summary"]),
        (edit(("status", "closed", "void"), after="void"), []),
        (edit(SUMMARY, *correction()), []),
        (edit(SUMMARY, *correction("")), []),
        (edit(SUMMARY, *correction("title")), ["A001 summary"]),
        (edit(("causes[RC1].text", "a", "b"), *correction("causes[0].text")), []),
        (edit(("causes[RC1].text", "a", "b"), *correction("causes")), []),
        (edit(("causes[RC1].text", "a", "b"), *correction("causes[RC1].evidence")), ["A001 causes[RC1].text"]),
        (edit(("approvals[1].role", None, "质量负责人")), []),
        (edit(("lessons[1].text", None, "再看一次"), state="approved"), []),
        (edit(("lessons[0].text", "a", "b"), state="approved"), ["A001 lessons[0].text"]),
        (edit(("lessons[1].text", None, "再看一次")), ["A001 lessons[1].text"]),
        (edit(("log[8].to", None, "closed"), ("effectiveness.checks[1].by", None, "李"), ("closure.by", None, "李"), kind="capa"), []),
        (edit(("owner", "王", "李"), kind="capa"), ["A001 owner"]),
        (edit(("effectiveness.plan.due", "a", "b"), kind="capa"), ["A001 effectiveness.plan.due"]),
        (edit(("owner", "王", "李"), kind="capa", after="investigating"), []),
        (edit(("owner", "王", "李"), kind="capa", since="2026-11-30"), []),
        (edit(("", "a.yml", "b.yml")), []),
        (edit(("a", "1", "2"), ("b", "1", "2"), ("c", "1", "2"), ("d", "1", "2")), ["A001 a, b, c …"]),
    ],
)  # fmt: skip
def test_an_ended_record_needs_a_correction(change: RecordChange, expected: list[str]) -> None:
    """What its end allows is free; everything else needs an entry that covers the field."""
    assert found(commit("2026-11-01", change)) == expected
    assert found(pending=(change,)) == expected


def test_a_later_correction_covers_and_an_earlier_does_not() -> None:
    """Whoever forgot it can add it; the entry for one change does not cover the next of the same field."""
    wrong, mended = commit("2026-11-01", edit(SUMMARY)), commit("2026-11-03", edit(*correction()), number=2)

    assert found(mended, wrong) == []
    assert found(wrong, mended) == ["A001 summary"]
    assert found(wrong, pending=(edit(*correction("")),)) == ["A001 summary"], (
        "without a path it covers its own change only"
    )


def test_only_what_is_under_audit_counts() -> None:
    """From the first commit of the day on everything does, also what claims to be older."""
    change, day = edit(SUMMARY), date(2026, 11, 10)
    removed = RecordChange("PM-2026-0009", "postmortem", "p.yml", Act.REMOVED)

    assert found(commit("2026-11-01", change, removed), since=day) == []
    assert found(commit("2026-11-10", change), since=day) == ["A001 summary"]
    assert found(commit("2026-01-01", change), commit("2026-11-10"), since=day) == ["A001 summary"]
    assert found(pending=(change,), since=date(2027, 1, 1)) == []


def test_a_record_that_was_taken_away_is_told() -> None:
    """With its file and the commit; one that came back, or that is no evidence, is not."""
    gone = RecordChange("PM-2026-0009", "postmortem", "p.yml", Act.REMOVED)
    back = RecordChange("PM-2026-0009", "postmortem", "p.yml", Act.ADDED)
    moved = RecordChange("PM-2026-0001", "postmortem", "p.yml", Act.REMOVED)
    term = RecordChange("batch", "term", "t.yml", Act.REMOVED)
    (one,) = audit_findings(
        ChangeAudit(HistoryState.WHOLE, "f", (commit("2026-11-01", gone, moved, term),)), GRAPH, None, TODAY
    )

    assert (one.rule.code, one.span.path, one.values["id"]) == ("A002", "p.yml", "PM-2026-0009")
    assert one.values["when"] == f"{1:040x}"[:12] + ", 2026-11-01"
    assert found(commit("2026-11-02", back), commit("2026-11-01", gone)) == []
    assert found(pending=(gone,)) == ["A002 PM-2026-0009"]


PUBLISHED = Manifest(
    "1.0", "2026-11-10", "e" * 40, (), {"PM-2026-0001": "postmortem", "PM-2026-0009": "postmortem", "x": "term"}
)


def test_what_was_published_must_not_vanish() -> None:
    """Also without git; what git tells already is not told twice."""
    gone = RecordChange("PM-2026-0009", "postmortem", "p.yml", Act.REMOVED)

    def codes(audit: ChangeAudit, since: date | None = None) -> list[str]:
        return [one.rule.code for one in audit_findings(audit, GRAPH, since, TODAY, PUBLISHED)]

    assert codes(ChangeAudit(HistoryState.NO_GIT)) == ["A004", "A003"]
    assert codes(ChangeAudit(HistoryState.WHOLE)) == ["A003"]
    assert codes(ChangeAudit(HistoryState.WHOLE, pending=(gone,))) == ["A002"]
    assert codes(ChangeAudit(HistoryState.WHOLE), date(2027, 1, 1)) == []


@pytest.mark.parametrize(
    ("audit", "since", "expected"),
    [
        (ChangeAudit(HistoryState.WHOLE), None, []),
        (ChangeAudit(HistoryState.NO_GIT), None, ["A004 note"]),
        (ChangeAudit(HistoryState.NO_REPOSITORY), None, ["A004 note"]),
        (ChangeAudit(HistoryState.REFUSED, detail="fatal: bad"), None, ["A004 note"]),
        (ChangeAudit(HistoryState.SHALLOW), None, ["A005 warning"]),
        (ChangeAudit(HistoryState.SHALLOW), date(2027, 1, 1), ["A004 note"]),
        (ChangeAudit(HistoryState.WHOLE, published="e" * 40), None, ["A006 warning"]),
        (ChangeAudit(HistoryState.WHOLE, published="e" * 40), date(2027, 1, 1), []),
    ],
)
def test_what_is_missing_of_the_history_is_said(audit: ChangeAudit, since: date | None, expected: list[str]) -> None:
    """Never an error: it may be as it must be; but never silent."""
    rows = audit_findings(audit, GRAPH, since, TODAY, Manifest("1.0", "2026-11-10", "e" * 40))

    assert [f"{one.rule.code} {one.severity}" for one in rows] == expected


def test_the_place_is_that_of_the_field() -> None:
    """So that one click leads to it."""
    (one,) = audit_findings(ChangeAudit(HistoryState.WHOLE, pending=(edit(SUMMARY),)), GRAPH, None, TODAY)

    assert str(one.span) == "postmortems/PM-2026-0001.yml:7:10"
    assert "停机" not in str(one.values), "the message names the field, the values stay in the audit"


@pytest.mark.parametrize("detail", ["", "fatal: bad object"])
def test_why_there_is_no_history_is_told_in_both_languages(detail: str) -> None:
    """The reason is put into the reader's language with the message around it; what git said stays as it is."""
    (one,) = audit_findings(ChangeAudit(HistoryState.REFUSED, detail=detail), GRAPH, None, TODAY)
    reason = NOT_WHOLE[HistoryState.REFUSED]

    assert isinstance(one.values["reason"], Wording)
    for language in ("zh", "en"):
        texts = catalogue(language)
        told = texts.text(one.rule.message, **one.values)
        assert texts.text(reason) in told
        assert (detail in told) is True
    assert reason not in catalogue("zh").text(one.rule.message, **one.values)


@pytest.mark.parametrize(
    ("state", "kind", "label"), [("closed", "capa", "Closed"), ("approved", "postmortem", "Approved")]
)
def test_the_state_of_an_ended_record_is_named_as_people_call_it(state: str, kind: str, label: str) -> None:
    """The value of the file is for the file."""
    audit = ChangeAudit(HistoryState.WHOLE, "f" * 40, (), (edit(("owner", "a", "b"), state=state, kind=kind),))
    (one,) = audit_findings(audit, GRAPH, None, TODAY)

    assert isinstance(one.values["state"], Wording)
    assert one.values["state"] == label

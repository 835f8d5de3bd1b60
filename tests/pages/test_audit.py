"""The pages of the change audit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.files.git_history import Commit, HistoryState
from generator.lifecycle.audit.change_audit import Act, AuditedCommit, ChangeAudit, RecordChange
from generator.lifecycle.audit.field_changes import FieldChange
from generator.pages.audit import ROWS_A_PAGE, AuditPages, last_change
from generator.pages.base import Site
from generator.pages.parts.fragments import FUNCTIONS
from generator.rendering.environment import Renderer
from tests.pages.sites import TEMPLATES, markdown, plain, site_of

INCIDENT = "id: PM-2026-0001\ntitle: Disk full\nseverity: S1\nsystems: [ERP]\nstarted_at: 2026-05-11\n"
SITE = site_of({"postmortems/2026/PM-2026-0001.yml": INCIDENT})


def commit(number: int, author: str = "Zhang", committer: str = "Zhang") -> Commit:
    """Return a commit of a day in May."""
    at = f"2026-05-{number:02}T20:00:00+00:00"
    return Commit(f"{number:x}".ljust(40, "0"), author, committer, at, at, f"Subject {number}")


def change(act: Act, *fields: tuple[str, str | None, str | None], identifier: str = "PM-2026-0001") -> RecordChange:
    """Return a change of the incident."""
    return RecordChange(identifier, "postmortem", "p.yml", act, tuple(FieldChange(*field) for field in fields))


def audit(*commits: AuditedCommit, **facts: object) -> Site:
    """Return the site with this history."""
    return replace(SITE, history=ChangeAudit(HistoryState.WHOLE, "f" * 40, commits, **facts))  # type: ignore[arg-type]


HISTORY = (
    AuditedCommit(
        commit(12, "Li", "Server"),
        (change(Act.CHANGED, ("title", "<b>Disk", "Disk {{ full }}"), ("tags[0]", None, "x")),),
    ),
    AuditedCommit(commit(11), (change(Act.ADDED),)),
)


def test_the_log_says_who_what_and_when_and_what_it_is() -> None:
    """Times are those of the site; what a log from git is not stands above it."""
    text = markdown(AuditPages(), audit(*HISTORY), "audit.md")
    words = plain(text)

    assert "made by a tool" in words
    assert "no approval and not a signature" in words
    assert "can rewrite the history" in words
    assert "2026-05-13 04:00 PM-2026-0001 Fields changed title tags[0] Li / Server c00000000000" in words
    assert 'href="audit/PM-2026-0001.html"' in text
    assert words.index("Fields changed") < words.index("Record created")


def test_a_records_own_log_has_old_and_new() -> None:
    """As text, whatever it holds; a value that came has no old one."""
    text = markdown(AuditPages(), audit(*HISTORY), "audit/PM-2026-0001.md")

    assert "<b>" not in text
    assert "<code>tags[0]</code>: → <ins>x</ins>" in " ".join(text.split())
    assert 'href="../audit.html"' in text


def test_a_record_that_was_only_written_has_no_log_of_its_own() -> None:
    """Nor has one that is not on the site: its id might be anything."""
    gone = change(Act.REMOVED, identifier="../../x")
    pages = [page.path for page in AuditPages().compose(audit(HISTORY[1], AuditedCommit(commit(1), (gone,))))]

    assert pages == ["audit.md"]


def test_without_a_history_the_page_says_why() -> None:
    """Nothing is shown in its place."""
    for state, words in (
        (HistoryState.SHALLOW, "the last commits only"),
        (HistoryState.NO_GIT, "git is not installed"),
    ):
        site = replace(SITE, history=ChangeAudit(state))
        text = plain(markdown(AuditPages(), site, "audit.md"))

        assert "The change audit is left out" in text
        assert words in text
        assert [page.path for page in AuditPages().compose(site)] == ["audit.md"]


def test_a_rewritten_history_and_uncommitted_files_are_said() -> None:
    """Above the log."""
    text = plain(markdown(AuditPages(), audit(*HISTORY, published="e" * 40, uncommitted=("a", "b")), "audit.md"))

    assert f"from commit {'e' * 12}, which no longer lies in the history" in text
    assert "2 files differed from the last commit" in text


def test_a_long_log_has_pages() -> None:
    """Each page weighs the same however long the history is."""
    rows = tuple(AuditedCommit(commit(1 + number % 28), (change(Act.ADDED),)) for number in range(ROWS_A_PAGE + 1))

    assert [page.path for page in AuditPages().compose(audit(*rows))] == ["audit.md", "audit-page-2.md"]


def test_the_line_on_a_records_page_is_the_last_change() -> None:
    """None where nothing is known."""
    last = last_change(audit(*HISTORY), "PM-2026-0001")

    assert last is not None
    assert (last.who, last.at) == ("Li / Server", "2026-05-13 04:00")
    assert last_change(audit(*HISTORY), "ERP") is None
    assert last_change(SITE, "PM-2026-0001") is None


def test_a_template_can_show_the_line(tmp_path: Path) -> None:
    """The macro leads to the record's own log, or to the whole one where there is none; without a history it is empty."""
    line = '{% import "audit_parts.jinja" as audit with context %}{{ audit.section("PM-2026-0001") }}'
    (tmp_path / "line.md.jinja").write_text(line, encoding="utf-8")
    renderer = Renderer(TEMPLATES, SITE.catalogue, tmp_path)
    renderer.add(FUNCTIONS)

    def shown(site: Site) -> str:
        return renderer.render("line.md.jinja", {"site": site, "here": "postmortems/PM-2026-0001.md"}, "PM")

    assert "Last committed change: 2026-05-13 04:00, Li / Server, commit c00000000000." in shown(audit(*HISTORY))
    assert 'href="../audit/PM-2026-0001.html"' in shown(audit(*HISTORY))
    assert 'href="../audit.html"' in shown(audit(HISTORY[1]))
    assert shown(SITE).strip() == ""


def test_a_time_that_no_clock_shows_stays_as_it_is() -> None:
    """Git keeps any offset; the page must not fail on it."""
    odd = replace(commit(12), committed="2026-05-12T20:00:00+99:99")

    assert odd.committed in markdown(AuditPages(), audit(AuditedCommit(odd, (change(Act.ADDED),))), "audit.md")

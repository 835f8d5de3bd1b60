"""What the page of the waiting changes says."""

from generator.pages.candidate import CandidatePages
from tests.pages.locks import released
from tests.pages.sites import markdown, plain, section, site_of
from tests.pages.test_sop import FILES, FIRST, SOP

SECOND = """\
id: PM-2026-0009
title: Disk full again
severity: S2
status: approved
systems: [ERP]
failure_mode: disk-full
started_at: 2026-06-20T09:00+08:00
steps:
  - {key: ask-scope, text: Ask all departments}
  - {key: ask-scope-too, phase: assess, text: Ask all departments!}
"""
OVERRIDE = "overrides: [{step: ask-scope, text: Ask each department, reason: Clearer, by: Li, date: 2026-07-01}]\n"


def page(files: dict[str, str], **more: str) -> str:
    """Return the page of what waits for the SOP, with `sop` as its definition and `second` as another incident."""
    known = {
        "sop": "sop/SOP-IT-001.yml",
        "second": "postmortems/2026/PM-2026-0009.yml",
        "first": "postmortems/2026/PM-2026-0007.yml",
    }
    changed = {known[name]: text for name, text in more.items()}
    return markdown(CandidatePages(), site_of({**files, **changed}), "sop/SOP-IT-001/candidate.md")


def test_changes_stand_word_by_word_with_their_causes() -> None:
    """Old words are struck, new ones marked, and the record that caused it is a link."""
    text = page(FIRST)

    assert "<del>who is hit</del><ins>three departments</ins>" in text
    assert "Revised · Step : Ask who is hit three departments Caused by: PM-2026-0007" in section(
        text, "steps"
    ).replace("Step:", "Step :")
    assert "Retired : Restart it" in section(text, "steps").replace("Retired:", "Retired :")
    assert "The archive broke" in section(text, "steps")


def test_the_head_says_against_what_and_which_number_comes_next() -> None:
    """A retired step makes a new issue."""
    said = plain(page(FIRST))

    assert "Compared with A/0 In force today A/0 Differences 2 Kind of change New issue Proposed number B/0" in said


def test_changed_sections_stand_before_the_steps() -> None:
    """The definition's own changes count, and say that no record explains them."""
    text = page(FIRST, sop=SOP.replace("Keep calm.", "Keep going."))

    assert "Keep calm going" in section(text, "sections").replace(". ", " ")
    assert "No record says why Purpose changed. V025 sop/SOP-IT-001.yml:8:" in plain(text)
    assert text.index("{#sections}") < text.index("{#steps}")


def test_open_contradictions_name_both_sources_and_block() -> None:
    """Two records that word a step differently must be decided about before a release."""
    text = page(FIRST, second=SECOND)
    said = section(text, "conflicts")

    assert "ask-scope · Step undecided" in said
    assert "PM-2026-0007 2026-05-11 Ask three departments postmortems/2026/PM-2026-0007.yml:9:" in said
    assert "PM-2026-0009 2026-06-20 Ask all departments postmortems/2026/PM-2026-0009.yml:9:" in said
    assert "P007" in plain(text[text.index('id="blocks"') : text.index("{#conflicts}")])


def test_settled_contradictions_say_how_and_by_whom() -> None:
    """The decision stands there with reason and name, and blocks nothing."""
    said = section(page(FIRST, second=SECOND, sop=SOP + OVERRIDE), "conflicts")

    assert "ask-scope · Step decided" in said
    assert "Decided: Ask each department · Reason: Clearer · Li 2026-07-01" in said


def test_steps_that_may_be_one_are_named() -> None:
    """Two keys with nearly the same words are shown side by side."""
    assert "ask-scope Ask all departments ≈ ask-scope-too Ask all departments!" in section(
        page(FIRST, second=SECOND), "near"
    )


def test_a_voided_record_is_named_with_the_steps_that_rest_on_it() -> None:
    """The released text stays, but says on what it no longer should rest."""
    files = released(FILES, "A/0", "2026-06-01", "2026-06-15")
    void = FILES["postmortems/2026/PM-2026-0007.yml"].replace("approved", "void")

    assert "PM-2026-0007 Disk full : ask-scope swap-disk restart" in section(page(files, first=void), "voided")


def test_nothing_to_release_says_so() -> None:
    """A document whose records say the same as its released text has an empty page, and nothing blocks."""
    text = page(released(FILES, "A/0", "2026-06-01", "2026-06-15"))

    assert "No change waits: the records say the same as the released text." in plain(text)
    assert "fp-danger" not in text


def test_a_first_release_is_shown_as_a_whole() -> None:
    """Before the first release everything is new."""
    said = plain(page(FILES))

    assert "Compared with nothing: never released" in said
    assert "Kind of change First issue Proposed number A/0" in said


def test_the_page_is_marked_as_a_draft() -> None:
    """Nobody shall take it for the document, nor find it from outside."""
    text = page(FIRST)

    assert 'watermark: "Draft"' in text
    assert 'robots: "noindex"' in text
    assert "Nothing here is in force." in text


def test_documents_that_will_have_no_release_have_no_page() -> None:
    """Neither a withdrawn document nor one for reference can be released."""
    gone = SOP + "withdrawal: {date: 2026-10-01, reason: Merged, approved_by: Zhao}\n"
    for sop in (gone, SOP + "control: reference\n"):
        assert not list(CandidatePages().compose(site_of({**FILES, "sop/SOP-IT-001.yml": sop})))

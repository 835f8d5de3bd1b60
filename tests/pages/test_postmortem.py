"""What the page of a post-mortem says."""

from dataclasses import replace

from generator.pages.parts.similar import SimilarIncident
from generator.pages.postmortem import MOST_RELATED, PostmortemPages
from tests.pages.sites import markdown, plain, section, site_of

INCIDENT = """\
id: PM-2026-0007
title: Disk full <b>
severity: S1
status: approved
systems: [ERP]
failure_mode: disk-full
started_at: 2026-05-09T22:00+08:00
detected_at: 2026-05-09T22:10+08:00
mitigated_at: 2026-05-09T22:40+08:00
restored_at: 2026-05-10T00:00+08:00
symptoms: [Saving turns round]
error_codes: [ORA-01653]
timeline:
  - {at: 2026-05-09T22:10+08:00, kind: detect, track: business, text: Warehouse calls, role: Clerk}
  - {at: 2026-05-09T22:40+08:00, kind: decide, track: tech, text: Stop the jobs, why: Disk at 100 percent, evidence: [E1]}
  - {at: 2026-05-10T00:00+08:00, track: tech, text: Running again}
causes: [{id: RC1, text: Nobody watched, role: root, why_chain: [No alarm]}]
steps: [{key: stop-jobs, phase: contain, text: Stop the jobs, outcome: worked, why: Writes stop}]
went_well: [We stopped at once]
capa: [CAPA-2026-0003]
"""
CAPA = "id: CAPA-2026-0003\ntitle: Alarm\nopened_on: 2026-05-12\nsystems: [ERP]\nlog: [{at: 2026-05-12, to: open}]\n"
RUNBOOK = "id: RB-ERP-DISK\ntitle: Disk runbook\nsystem: ERP\nfailure_mode: disk-full\n"


def other(number: int, more: str = "") -> str:
    """Return another incident, by default of the same system and failure mode."""
    return (
        f"id: PM-2025-{number:04}\ntitle: Older {number}\nseverity: S1\nstatus: approved\nsystems: [ERP]\n"
        f"started_at: 2025-01-{number:02}\n{more}"
    )


def page(incident: str = INCIDENT, similar: SimilarIncident | None = None, **more: str) -> str:
    """Return the page of the incident among others."""
    files = {
        "postmortems/2026/PM-2026-0007.yml": incident,
        "postmortems/capa/CAPA-2026-0003.yml": CAPA,
        "sop/runbooks/RB-ERP-DISK.yml": RUNBOOK,
        **{f"postmortems/2025/{text[4:16]}.yml": text for text in more.values()},
    }
    site = site_of(files)
    if similar is not None:
        site = replace(site, similar={"PM-2026-0007": (similar,)})
    return markdown(PostmortemPages(), site, "postmortems/PM-2026-0007.md")


def test_durations_are_computed() -> None:
    """From the times of the record, each from the start; a night is named as such."""
    facts = section(page(), "facts")

    assert "Time to detect 10 minutes" in facts
    assert "Time to restore 2 hours" in facts
    assert "outside: night or weekend" in facts
    assert "Until noticed 10 minutes Until contained 30 minutes Until restored 1 hour 20 minutes" in facts


def test_the_loop_says_what_is_missing() -> None:
    """Raised, in the procedure, but not yet proved; without a CAPA or a reason it is undecided."""
    assert "CAPA raised CAPA-2026-0003 Procedure has learned RB-ERP-DISK Proof not yet shown" in plain(page())
    assert "CAPA undecided" in plain(page(INCIDENT.replace("capa: [CAPA-2026-0003]\n", "")))


def test_the_log_stands_in_words_and_in_a_picture() -> None:
    """Every entry has its number in both, decisions stand out, and a new day has a line of its own."""
    text = page()
    drawing, log = text[text.index("<svg") : text.index("</svg>")], section(text, "timeline")

    assert [f">{number}</text>" in drawing for number in (1, 2, 3)] == [True] * 3
    assert drawing.count("<circle") == 3
    assert "2. 22:40" in log
    assert "Reason: Disk at 100 percent" in log
    assert text.count('class="fp-log-day"') == 2
    assert text.count('data-lane="decision"') == 1


def test_taught_steps_lead_to_the_document() -> None:
    """A step names its outcome and the page on which it now stands."""
    text = page()

    assert "stop-jobs Stop the jobs Reason: Writes stop Added Worked RB-ERP-DISK" in section(text, "steps")
    assert 'href="../runbooks/RB-ERP-DISK.html#step-stop-jobs"' in text


def test_it_happens_again_right_now() -> None:
    """Who came by the search to an old incident is sent to the runbook first."""
    text = page()

    assert text.index("It happens again right now?") < text.index("{#facts}")


def test_related_incidents_say_why() -> None:
    """Linked ones, and those with the same code or failure; the newest first, each with its reasons."""
    related = section(
        page(
            INCIDENT + "recurs_from: [PM-2025-0001]\n",
            first=other(1),
            second=other(2, "failure_mode: disk-full\nerror_codes: [ORA-01653]\n"),
            third=other(3),
        ),
        "related",
    )

    assert related.index("Older 2") < related.index("Older 1")
    assert "2025-01-02 · same error code, same system and failure mode" in related
    assert "2025-01-01 · recurs from it" in related
    assert "Older 3" not in related


SIMILAR = SimilarIncident(
    id="PM-2025-0002",
    reasons=("same code ORA-01653", "磁盘 <b>"),
    fix="Moved the archive",
    step="Stop the jobs",
    step_address="runbooks/RB-ERP-DISK.html#step-stop-jobs",
    step_of="RB-ERP-DISK",
)


def test_similar_incidents_say_why_and_what_helped() -> None:
    """Reasons, what fixed it then and the step to try first, with a link; not repeated among the related ones."""
    alike = other(2, "failure_mode: disk-full\n")
    text = page(similar=SIMILAR, first=other(1, "failure_mode: disk-full\n"), second=alike)
    found = section(text, "similar")

    assert "Older 2 PM-2025-0002 S1 Critical 2025-01-02 same code ORA-01653 磁盘 &lt;b&gt;" in found
    assert "What fixed it Moved the archive Try first Stop the jobs RB-ERP-DISK" in found
    assert 'href="../runbooks/RB-ERP-DISK.html#step-stop-jobs"' in text
    assert "Older 2" not in section(text, "related")
    assert "Older 1" in section(text, "related")


def test_a_similar_one_that_is_linked_stays_among_the_related() -> None:
    """That somebody linked it is worth telling."""
    related = section(page(INCIDENT + "related: [PM-2025-0002]\n", similar=SIMILAR, second=other(2)), "related")

    assert "linked" in related


def test_void_ones_are_not_related() -> None:
    """What turned out not to be an incident teaches nothing, even when it is linked."""
    void = other(1, "failure_mode: disk-full\n").replace("approved", "void")

    assert "Older 1" not in page(INCIDENT + "related: [PM-2025-0001]\n", void=void)


def test_only_so_many_related_ones() -> None:
    """The newest few of many that are alike."""
    more = {f"n{number}": other(number, "failure_mode: disk-full\n") for number in range(1, 21)}
    related = section(page(**more), "related")

    assert related.count("Older") == MOST_RELATED
    assert "Older 20" in related


def test_a_void_one_has_a_watermark() -> None:
    """The page stays, and nobody can take it for a valid record."""
    text = page(INCIDENT.replace("status: approved", "status: void"))

    assert 'watermark: "Void"' in text
    assert 'data-status="void"' in text


def test_a_bare_incident_makes_a_page() -> None:
    """Four lines make a page without empty sections; an author's tags do nothing."""
    text = page("id: PM-2026-0007\ntitle: New <b>\nseverity: S1\nsystems: [ERP]\nstarted_at: 2026-11-19\n")

    assert "Nothing decided yet." in section(text, "actions")
    assert [anchor for anchor in ("{#timeline}", "{#causes}", "{#related}", "{#data}") if anchor in text] == []
    assert "<b>" not in text.split("\n# ")[1].split("\n")[0]

"""The rules about revisions that were sent back instead of approved. Codes V031 to V033."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

REJECTION_DAY = Rule(
    code="V031",
    name="rejection-day",
    severity=Severity.ERROR,
    message=N_("This rejection is dated {value}; it must lie between the release on {before} and today, {day}."),
    hint=N_("Give the day on which it was decided."),
    what=N_("A rejection is dated before the release of what it rejects, or on a day that has not come yet."),
    why=N_("Nobody can send back a text before it is there, and a plan is no decision."),
    example="$ fupan sop reject SOP-IT-001 --rev A/1 --date 2030-01-01 …\n",
    instead="$ fupan sop reject SOP-IT-001 --rev A/1 --date 2026-06-12 …\n",
)
ALREADY_REJECTED = Rule(
    code="V032",
    name="revision-rejected",
    severity=Severity.ERROR,
    message=N_("{revision} was rejected on {day}: {reason}"),
    hint=N_("Change the text and release it under the next number, then have that one approved."),
    what=N_("A revision that was sent back is approved or sent back once more."),
    why=N_("A decision that is turned over in silence leaves open which one holds; the number is used up."),
    example="$ fupan sop approve SOP-IT-001 --rev A/1 --meaning approved …   # A/1 was rejected\n",
    instead="$ fupan sop release SOP-IT-001   # A/2\n",
)
REJECTED_THOUGH_APPROVED = Rule(
    code="V033",
    name="approved-revision-rejected",
    severity=Severity.ERROR,
    message=N_("{revision} was approved by {day}; only a revision in review can be rejected."),
    hint=N_("Release the text that shall hold instead, or withdraw the document."),
    what=N_("A revision is rejected although its approvals are complete, or it is an emergency change in force."),
    why=N_(
        "People may have followed it; what was approved is replaced by a release and never taken out of the history."
    ),
    example="$ fupan sop reject SOP-IT-001 --rev A/0 …   # A/0 is in force\n",
    instead="$ fupan sop release SOP-IT-001\n",
)
REJECTION_RULES = (REJECTION_DAY, ALREADY_REJECTED, REJECTED_THOUGH_APPROVED)

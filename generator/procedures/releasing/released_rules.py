"""The rules about released revisions as they lie on the disk. Codes V001 to V020 and V034."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

NOTES_EDITED = Rule(
    code="V035",
    name="notes-of-lock-edited",
    severity=Severity.ERROR,
    message=N_("The approvals, fixes or rejection in the lock of {revision} were changed by hand."),
    hint=N_("Take the lock back from git; note approvals with fupan sop approve only."),
    what=N_("What was noted in a lock after its release no longer fits the checksum of the notes."),
    why=N_("Who approved what must be what the signed sheet says, not what somebody typed later."),
    example="approvals:\n  - {meaning: approved, name: another name …}\n",
    instead="$ fupan sop approve SOP-IT-001 --rev A/1 --meaning approved …\n",
)
LOCK_EDITED = Rule(
    code="V001",
    name="lock-edited",
    severity=Severity.ERROR,
    message=N_("The lock of {revision} is not as it was released: its seal does not fit what it says."),
    hint=N_("Take the file back from the repository's history; a change of the text goes through fupan sop release."),
    what=N_("A lock was edited by hand after the release, or copied in part."),
    why=N_("What people approved is no longer what stands there."),
    example="steps:\n  - {key: check-disk, text: 看 E 盘}   # was: 看 D 盘\n",
    instead="$ git checkout -- sop/released/SOP-IT-001/A-1.lock.yml\n",
)
TEXT_EDITED = Rule(
    code="V002",
    name="fingerprint-does-not-fit",
    severity=Severity.ERROR,
    message=N_("The words of {revision} have another fingerprint ({found}) than the lock says ({value})."),
    hint=N_(
        "Take the file back from the repository's history; approvals hold only for the fingerprint they were given for."
    ),
    what=N_("A word, a step or the order of steps in a lock differs from what was fingerprinted."),
    why=N_("Approvals are bound to the fingerprint; they do not cover the other words."),
    example="fingerprint: 4281a4988c23…   # of the words before they were edited\n",
    instead="$ fupan sop release SOP-IT-001\n",
)
FROZEN_TEXT_MISSING = Rule(
    code="V003",
    name="frozen-text-missing",
    severity=Severity.ERROR,
    message=N_("The frozen text {file} of {revision} is missing."),
    hint=N_("Take it back from the repository's history; a revision is never deleted."),
    what=N_("A lock stands without the Markdown that people follow."),
    why=N_("Nobody can show any more what was in force."),
    example="sop/released/SOP-IT-001/A-1.lock.yml   # alone\n",
    instead="sop/released/SOP-IT-001/A-1.lock.yml\nsop/released/SOP-IT-001/A-1.md\n",
)
FROZEN_TEXT_EDITED = Rule(
    code="V004",
    name="frozen-text-edited",
    severity=Severity.ERROR,
    message=N_("The frozen text of {revision} is not as it was released: its checksum does not fit the lock."),
    hint=N_("Take it back from the repository's history; a change of the text goes through fupan sop release."),
    what=N_("The Markdown of a released revision was edited."),
    why=N_("People would follow words that nobody approved."),
    example="$ vi sop/released/SOP-IT-001/A-1.md\n",
    instead="$ fupan sop release SOP-IT-001\n",
)
TEXT_WITHOUT_LOCK = Rule(
    code="V005",
    name="frozen-text-without-lock",
    severity=Severity.WARNING,
    message=N_("No lock belongs to this frozen text, so it is nobody's revision."),
    hint=N_(
        "A release was stopped in the middle: delete this file and release again. If its lock was deleted, take that back from the repository's history."
    ),
    what=N_("A Markdown file lies among the released revisions without a lock that names it."),
    why=N_("It looks like a released text and is none; the site does not show it."),
    example="sop/released/SOP-IT-001/A-2.md   # alone\n",
    instead="sop/released/SOP-IT-001/A-2.lock.yml\nsop/released/SOP-IT-001/A-2.md\n",
)
BASE_MISSING = Rule(
    code="V006",
    name="base-revision-missing",
    severity=Severity.ERROR,
    message=N_("{revision} follows {base}, which is not there."),
    hint=N_("Take its lock back from the repository's history; a revision is never deleted."),
    what=N_("A lock names a revision before it that does not exist, or is not the first and names none."),
    why=N_("The change history has a hole: nobody can say what was in force before."),
    example="base: A/0   # A-0.lock.yml was deleted\n",
    instead="sop/released/SOP-IT-001/A-0.lock.yml\n",
)
CHAIN_BROKEN = Rule(
    code="V007",
    name="revision-chain-broken",
    severity=Severity.ERROR,
    message=N_("{revision} was made from another {base} than the one that is there."),
    hint=N_("Take the lock of {base} back from the repository's history."),
    what=N_("The seal that a lock keeps of the revision before it is not that revision's seal."),
    why=N_("One of the two was exchanged after the release."),
    example="base_seal: 77aa…   # A-0.lock.yml has another seal\n",
    instead="$ git checkout -- sop/released/SOP-IT-001/A-0.lock.yml\n",
)
TWO_EFFECTIVE = Rule(
    code="V008",
    name="two-revisions-effective",
    severity=Severity.ERROR,
    message=N_("{revision} and {other} of {document} are both approved and effective from {day}."),
    hint=N_("Only one revision can hold at a time: release one of the two again with another day."),
    what=N_("Two approved revisions of one document take effect on the same day."),
    why=N_("People would not know which one to follow."),
    example="effective_on: 2026-06-15   # in A-1.lock.yml and in A-2.lock.yml\n",
    instead="effective_on: 2026-06-22   # in A-2.lock.yml\n",
)
FOREIGN_APPROVAL = Rule(
    code="V009",
    name="approval-for-another-text",
    severity=Severity.ERROR,
    message=N_("This approval was given for the fingerprint {value}; {revision} has {fingerprint}."),
    hint=N_("Have the text that is there approved: the approval sheet shows its fingerprint in large letters."),
    what=N_("An approval names another fingerprint than that of its revision, or fewer than 12 digits of it."),
    why=N_("Somebody approved other words than those that would take effect."),
    example="approvals:\n  - {meaning: approved, name: 王五, date: 2026-06-10, fingerprint: 0f0f0f0f0f0f}\n",
    instead="approvals:\n  - {meaning: approved, name: 王五, date: 2026-06-10, fingerprint: 4281a4988c23}\n",
)
APPROVAL_OUT_OF_ORDER = Rule(
    code="V010",
    name="approval-out-of-order",
    severity=Severity.ERROR,
    message=N_("This approval is dated {value}, before {before}."),
    hint=N_("Correct the date: first comes the release, then preparation, review and approval."),
    what=N_("An approval is dated before the release, or before the one that comes earlier in the chain."),
    why=N_("Nobody can approve a text before it exists, and an approval before the review does not rest on it."),
    example="released_on: 2026-06-08\napprovals:\n  - {meaning: approved, name: 王五, date: 2026-06-01}\n",
    instead="released_on: 2026-06-08\napprovals:\n  - {meaning: approved, name: 王五, date: 2026-06-12}\n",
)
NUMBER_GOES_BACK = Rule(
    code="V011",
    name="revision-number-goes-back",
    severity=Severity.ERROR,
    message=N_("{revision} is dated {day}, earlier than {other} with the lower number ({before})."),
    hint=N_("Numbers and dates must grow together; take the locks back from the repository's history."),
    what=N_("A revision with a higher number was released, or takes effect, before one with a lower number."),
    why=N_("The history cannot be read any more: which text replaced which?"),
    example="revision: A/2\nreleased_on: 2026-03-01   # A/1 was released on 2026-06-08\n",
    instead="revision: A/2\nreleased_on: 2026-09-01\n",
)
WRONG_PLACE = Rule(
    code="V012",
    name="revision-in-wrong-place",
    severity=Severity.ERROR,
    message=N_("This file holds {revision}, which belongs in {path}."),
    hint=N_("Take the folder back from the repository's history; locks are not renamed or copied."),
    what=N_("The id, the document, the number and the path of a lock do not fit together."),
    why=N_("A copy of one document's lock could pass for another's."),
    example="sop/released/SOP-IT-002/A-1.lock.yml   # id: SOP-IT-001@A-1\n",
    instead="sop/released/SOP-IT-001/A-1.lock.yml\n",
)
APPROVAL_AFTERWARDS_OPEN = Rule(
    code="V013",
    name="approval-afterwards-open",
    severity=Severity.WARNING,
    message=N_("The emergency change {revision} must still be approved in full by {day}; {missing} is missing."),
    hint=N_("Note it with fupan sop approve when the paper is signed."),
    what=N_("An emergency change is in force although not all have approved it yet."),
    why=N_("The policy gives a few days for it."),
    example="expedited: {reason: 正在停线, by: 总负责人, retro_due_on: 2026-06-20}\n",
    instead="$ fupan sop approve SOP-IT-001 --rev A/2 --meaning reviewed …\n",
)
APPROVAL_AFTERWARDS_LATE = Rule(
    code="V014",
    name="approval-afterwards-late",
    # A day that passes must not keep a site from being built: the page says it in red, and the list of due things tells whom.
    severity=Severity.WARNING,
    message=N_("The emergency change {revision} should have been approved in full by {day}; {missing} is missing."),
    hint=N_("Have it approved now and note it with fupan sop approve, or release the text of before again."),
    what=N_("The time in which an emergency change had to be approved afterwards is over."),
    why=N_("People follow a text that those who answer for it have not seen."),
    example="expedited: {reason: 正在停线, by: 总负责人, retro_due_on: 2026-06-20}   # today is 2026-07-01\n",
    instead="$ fupan sop approve SOP-IT-001 --rev A/2 --meaning reviewed …\n",
)
UNTRAINED = Rule(
    code="V015",
    name="effective-before-training",
    severity=Severity.WARNING,
    message=N_("{revision} is effective, but {percent} % of its audience are trained; the policy asks for {value} %."),
    hint=N_("Hold the training and record it in kb/training/."),
    what=N_("A revision is in force before enough of its audience have been trained on it."),
    why=N_("People will do what they learned before."),
    example="training: {audience: [it-contact], mode: 演练}   # no record in kb/training/ names the revision\n",
    instead="# kb/training/TR-2026-03.yml\ndocuments: [{doc: SOP-IT-001, revision: A/1}]\nattendance: [{role: it-contact, planned: 4, trained: 4}]\n",
)
REVIEW_LATE = Rule(
    code="V016",
    name="review-late",
    severity=Severity.WARNING,
    message=N_("{document} should have been reviewed by {day}."),
    hint=N_("Review it; then set the next day in review_due_on."),
    what=N_("The day of a document's periodic review has passed."),
    why=N_("Nobody has looked whether it still fits."),
    example="review_due_on: 2026-06-15   # today is 2026-11-21\n",
    instead="review_due_on: 2027-06-15\n",
)
APPROVALS_NOT_ENOUGH = Rule(
    code="V017",
    name="approvals-not-enough",
    severity=Severity.WARNING,
    message=N_("{revision} has all its approvals, but they do not count: {reasons}."),
    hint=N_("The policy in kb/organization/policy.yml says who may approve what."),
    what=N_(
        "Preparation, review and approval are noted, but by too few persons, by the wrong role or without quality."
    ),
    why=N_("The revision does not take effect."),
    example="approvals:   # 张三 three times\n",
    instead="approvals:   # three persons, one of them from quality\n",
)
ONLY_REPOSITORY_REVIEW = Rule(
    code="V018",
    name="only-repository-review",
    severity=Severity.WARNING,
    message=N_("All approvals of {revision} are reviews in a repository, which are no signatures."),
    hint=N_("Print the approval sheet, have it signed by hand, and note its archive number with fupan sop approve."),
    what=N_("A document of level 1 or 2 was approved by reviews in the repository alone."),
    why=N_("Such a review does not bind a person to the words; the archived, signed sheet does."),
    example="approvals:\n  - {meaning: approved, name: 王五, method: vcs_review}\n",
    instead="approvals:\n  - {meaning: approved, name: 王五, method: wet_ink, ref: 档-2026-118}\n",
)
APPROVAL_IN_FUTURE = Rule(
    code="V019",
    name="approval-in-future",
    severity=Severity.ERROR,
    message=N_("This approval is dated {value}; today is {day}."),
    hint=N_("Note an approval when it has been given."),
    what=N_("An approval is noted with a day that has not come yet."),
    why=N_("It says that somebody did what nobody has done."),
    example="$ fupan sop approve SOP-IT-001 --rev A/1 --date 2030-01-01 …\n",
    instead="$ fupan sop approve SOP-IT-001 --rev A/1 --date 2026-06-12 …\n",
)
APPROVED_TOO_LATE = Rule(
    code="V020",
    name="approved-after-effective-day",
    severity=Severity.NOTE,
    message=N_(
        "{revision} was to be effective on {before}, but was approved in full on {day} only; it holds from then on."
    ),
    hint=N_("Next time plan the effective day behind the approval, with --effective-on."),
    what=N_("The last approval of a revision is dated after the day from which it was to hold."),
    why=N_("Whoever reads the effective day alone would believe that it held before it was approved."),
    example="effective_on: 2026-06-01\napprovals:\n  - {meaning: approved, name: 王五, date: 2026-06-12}\n",
    instead="effective_on: 2026-06-15\napprovals:\n  - {meaning: approved, name: 王五, date: 2026-06-12}\n",
)
LIFTED_TOO_EARLY = Rule(
    code="V034",
    name="withdrawal-lifted-too-early",
    severity=Severity.ERROR,
    message=N_("{document} was withdrawn on {day}; this cannot be lifted on {value}."),
    hint=N_("lifted_on names a later day, and the next withdrawal comes after it."),
    what=N_("A withdrawal is lifted before it began, or another one began while it still held."),
    why=N_("The days on which nothing was in force must be plain to see."),
    example="withdrawal: [{date: 2026-06-01, reason: 并入, approved_by: 王五, lifted_on: 2026-05-01}]\n",
    instead="withdrawal: [{date: 2026-06-01, reason: 并入, approved_by: 王五, lifted_on: 2026-12-01}]\n",
)
# With one of these, nobody can rely on what a lock says.
DAMAGES = (
    LOCK_EDITED,
    NOTES_EDITED,
    TEXT_EDITED,
    FROZEN_TEXT_MISSING,
    FROZEN_TEXT_EDITED,
    BASE_MISSING,
    CHAIN_BROKEN,
    TWO_EFFECTIVE,
    WRONG_PLACE,
)
RELEASED_RULES = (
    LOCK_EDITED,
    NOTES_EDITED,
    TEXT_EDITED,
    FROZEN_TEXT_MISSING,
    FROZEN_TEXT_EDITED,
    TEXT_WITHOUT_LOCK,
    BASE_MISSING,
    CHAIN_BROKEN,
    TWO_EFFECTIVE,
    FOREIGN_APPROVAL,
    APPROVAL_OUT_OF_ORDER,
    NUMBER_GOES_BACK,
    WRONG_PLACE,
    APPROVAL_AFTERWARDS_OPEN,
    APPROVAL_AFTERWARDS_LATE,
    UNTRAINED,
    REVIEW_LATE,
    APPROVALS_NOT_ENOUGH,
    ONLY_REPOSITORY_REVIEW,
    APPROVAL_IN_FUTURE,
    APPROVED_TOO_LATE,
    LIFTED_TOO_EARLY,
)

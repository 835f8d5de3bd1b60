"""The rules about a release that is refused. Codes V021 to V030."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

NUMBER_USED = Rule(
    code="V021",
    name="revision-number-used",
    severity=Severity.ERROR,
    message=N_("{document} already has {other}; {value} does not come after it."),
    hint=N_("Leave --rev out, or give {suggestion}."),
    what=N_("A release asks for a number that is used already, or that lies before the latest one."),
    why=N_("A number stands for one text for ever."),
    example="$ fupan sop release SOP-IT-001 --rev A/1   # A/1 is there\n",
    instead="$ fupan sop release SOP-IT-001 --rev A/2\n",
)
WRONG_SCHEME = Rule(
    code="V022",
    name="revision-number-of-another-scheme",
    severity=Severity.ERROR,
    message=N_("{value} is no number of the scheme {scheme}, in which {document} is numbered."),
    hint=N_("Leave --rev out, or give {suggestion}."),
    what=N_("A release asks for a number such as 1.1 where the document counts A/0, A/1, or the other way round."),
    why=N_("Numbers of two kinds cannot be put in order."),
    example="$ fupan sop release SOP-IT-001 --rev 1.1\n",
    instead="$ fupan sop release SOP-IT-001 --rev A/1\n",
)
EFFECTIVE_TOO_EARLY = Rule(
    code="V023",
    name="effective-too-early",
    severity=Severity.ERROR,
    message=N_("{document} cannot become effective on {value}; the first possible day is {before}."),
    hint=N_("Give a later day with --effective-on."),
    what=N_("A release is to take effect before today, or not after the revision before it."),
    why=N_("What people did yesterday followed the text of yesterday, and one day has one text."),
    example="$ fupan sop release SOP-IT-001 --effective-on 2020-01-01\n",
    instead="$ fupan sop release SOP-IT-001 --effective-on 2026-12-01\n",
)
NOTHING_CHANGED = Rule(
    code="V024",
    name="nothing-changed",
    severity=Severity.ERROR,
    message=N_("{document} says the same as {other}, word by word."),
    hint=N_("There is nothing to release; for spacing and width use --amend with the reason."),
    what=N_("A release of a text that is the same as the released one."),
    why=N_("A new number would ask everybody to look for a change that is not there."),
    example="$ fupan sop release SOP-IT-001   # right after a release\n",
    instead="$ fupan sop release SOP-IT-001 --amend 全角逗号改正\n",
)
CHANGE_WITHOUT_REASON = Rule(
    code="V025",
    name="change-without-reason",
    severity=Severity.ERROR,
    message=N_("No record says why {section} changed."),
    hint=N_("Give the reason with --reason; it stands in the change history."),
    what=N_("The owner edited the definition, and neither a record nor a sentence says why."),
    why=N_("Each row of the change history needs its reason."),
    example="$ fupan sop release SOP-IT-001\n",
    instead="$ fupan sop release SOP-IT-001 --reason 新增邻县办事处\n",
)
SECTION_MISSING = Rule(
    code="V026",
    name="section-missing",
    severity=Severity.ERROR,
    message=N_("{document} cannot be released without the section {value}."),
    hint=N_("Fill in {value} in its definition; steps come from it and from approved records."),
    what=N_("A section that a controlled document must have is empty."),
    why=N_("Whoever follows the document, or asks for it, would not find it."),
    example="purpose:\n",
    instead="purpose: 数据库不可用时，让业务停得有秩序、回得来、说得清。\n",
)
EARLIER_IN_REVIEW = Rule(
    code="V027",
    name="earlier-revision-in-review",
    severity=Severity.ERROR,
    message=N_("{other} is still in review; {document} cannot be released again before it is approved or rejected."),
    hint=N_(
        "Note its approvals with fupan sop approve, or that it was sent back with fupan sop reject; then release again."
    ),
    what=N_("A revision that was released earlier has not got all its approvals yet, and was not rejected either."),
    why=N_("Two texts under review at once leave open which one the approvers mean."),
    example="$ fupan sop release SOP-IT-001   # A/1 has no approval yet\n",
    instead="$ fupan sop reject SOP-IT-001 --rev A/1 --by 质量负责人 --reason 第 5 步现场做不到\n",
)
NOT_CONTROLLED = Rule(
    code="V028",
    name="document-not-controlled",
    severity=Severity.ERROR,
    message=N_("{document} is for reference: it follows its records and has no revisions."),
    hint=N_("Set control: controlled in its definition if it is to change by release only."),
    what=N_("A release of a document that is not controlled."),
    why=N_("A frozen text beside one that changes by itself would leave open which one holds."),
    example="control: reference\n",
    instead="control: controlled\n",
)
ALREADY_WITHDRAWN = Rule(
    code="V029",
    name="document-withdrawn",
    severity=Severity.ERROR,
    message=N_("{document} was withdrawn on {day}."),
    hint=N_(
        "If it is to be followed again, add lifted_on with the day to withdrawal in its definition, then release; leave the entry there, it says what held when."
    ),
    what=N_("A release of a document that is no longer to be followed."),
    why=N_("Nobody would follow the new revision."),
    example="withdrawal: [{date: 2026-06-01, reason: 并入总规程, approved_by: 质量负责人}]\n",
    instead="withdrawal: [{date: 2026-06-01, reason: 并入总规程, approved_by: 质量负责人, lifted_on: 2026-12-01}]\n",
)
CANNOT_AMEND = Rule(
    code="V030",
    name="not-an-editorial-fix",
    severity=Severity.ERROR,
    message=N_("{document} differs from {other} in more than spacing and width, or no revision is there to amend."),
    hint=N_("Release it under a new number: leave --amend out."),
    what=N_("An editorial fix that changes a word, or that comes before the first release."),
    why=N_("Approvals hold for the words; other words need other approvals."),
    example="$ fupan sop release SOP-IT-001 --amend 改错字   # a word changed\n",
    instead="$ fupan sop release SOP-IT-001 --reason 改错字\n",
)
RELEASE_RULES = (
    NUMBER_USED,
    WRONG_SCHEME,
    EFFECTIVE_TOO_EARLY,
    NOTHING_CHANGED,
    CHANGE_WITHOUT_REASON,
    SECTION_MISSING,
    EARLIER_IN_REVIEW,
    NOT_CONTROLLED,
    ALREADY_WITHDRAWN,
    CANNOT_AMEND,
)

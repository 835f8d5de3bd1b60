"""The rules about fields: names, types, values, ids. Codes F001 to F049."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

MISSING_FIELD = Rule(
    code="F001",
    name="missing-field",
    severity=Severity.ERROR,
    message=N_("The field {field} is missing."),
    hint=N_("Add a line such as `{example}`."),
    what=N_("A field is missing without which the record cannot be placed or found."),
    why=N_(
        "A draft may be half-filled, but id, title and time decide its address, its name and its place in the lists."
    ),
    example="id: PM-2026-0007\nseverity: S1\n",
    instead="id: PM-2026-0007\ntitle: 数据库盘写满\nseverity: S1\n",
)
EMPTY_FIELD = Rule(
    code="F020",
    name="empty-field",
    severity=Severity.ERROR,
    message=N_("The field {field} has not been filled in."),
    hint=N_("Write its value after the colon."),
    what=N_("A field without which the record cannot be placed or found has a name but no value."),
    why=N_("A draft may be half-filled, but these few fields decide its address, its name and its place in the lists."),
    example="severity:\n",
    instead="severity: S1\n",
)
UNKNOWN_FIELD = Rule(
    code="F002",
    name="unknown-field",
    severity=Severity.ERROR,
    message=N_("There is no field {field}; did you mean {suggestion}?"),
    hint=N_("Rename it to {suggestion}, or begin its name with x- to keep it as a field of your own."),
    what=N_("A field has a name that the kind of record does not know."),
    why=N_("A misspelt field would be lost in silence. Names of your own that begin with x- are kept and shown."),
    example="serverity: S1\n",
    instead="severity: S1\nx-shift: 夜班\n",
)
UNKNOWN_FIELD_HERE = Rule(
    code="F019",
    name="unknown-field-here",
    severity=Severity.ERROR,
    message=N_("There is no field {field} here."),
    hint=N_("The fields are: {known}. Begin its name with x- to keep it as a field of your own."),
    what=N_("A field has a name that the kind of record does not know, and that is like none of its fields."),
    why=N_("What it says would be lost in silence. Names of your own that begin with x- are kept and shown."),
    example="mood: 紧张\n",
    instead="x-mood: 紧张\n",
)
TEXT_EXPECTED = Rule(
    code="F003",
    name="text-expected",
    severity=Severity.ERROR,
    message=N_("{field} must be one text, not a list or a group of fields."),
    hint=N_('Write the text on one line; put it in quotes when it holds ": ".'),
    what=N_("A list or a group of fields stands where one text belongs."),
    why=N_("Most often a colon and a blank inside a title made YAML see a group of fields."),
    example="title:\n  ERP: 无法登录\n",
    instead='title: "ERP: 无法登录"\n',
)
LIST_FROM_TEXT = Rule(
    code="F004",
    name="list-written-as-text",
    severity=Severity.WARNING,
    message=N_("{field} must be a list; the text was split at its commas: {fixed}"),
    hint=N_("Write `{field}: {fixed}`."),
    what=N_("A text with commas stands where a list belongs."),
    why=N_("It can be split, but only a list says for certain where one entry ends."),
    example="systems: ERP、WMS\n",
    instead="systems: [ERP, WMS]\n",
)
DASH_WITHOUT_BLANK = Rule(
    code="F005",
    name="dash-without-blank",
    severity=Severity.ERROR,
    message=N_('{field} must be a list; a blank is missing after "-".'),
    hint=N_("Write `- {first}` with a blank after the hyphen, one entry a line."),
    what=N_("The entries of a list have no blank after their hyphen, so YAML reads them as one long text."),
    why=N_("The list would become a single entry."),
    example="causes:\n  -日志备份失败\n  -无告警\n",
    instead="causes:\n  - 日志备份失败\n  - 无告警\n",
)
GROUP_EXPECTED = Rule(
    code="F006",
    name="group-expected",
    severity=Severity.ERROR,
    message=N_("{field} must be a group of fields such as {keys}."),
    hint=N_("Write the fields below it, indented by two blanks."),
    what=N_("A text or a list stands where a group of fields belongs."),
    why=N_("The parts of the entry would have no names."),
    example="backup: 昨晚两点\n",
    instead="backup:\n  last_good_at: 2026-05-11T02:00+08:00\n",
)
EMPTY_ENTRY = Rule(
    code="F007",
    name="empty-list-entry",
    severity=Severity.ERROR,
    message=N_("{field} has an empty entry."),
    hint=N_("Fill it in or delete the line with the lonely hyphen."),
    what=N_("A list has a hyphen with nothing after it."),
    why=N_("Nobody can tell whether something was forgotten there."),
    example="systems:\n  - ERP\n  -\n",
    instead="systems:\n  - ERP\n",
)
BAD_INSTANT = Rule(
    code="F008",
    name="bad-date-time",
    severity=Severity.ERROR,
    message=N_("{field}: `{value}` is not a full date and time."),
    hint=N_(
        'Write the date and the time in quotes, such as `{field}: "{example}"`; write the date alone when the time is unknown.'
    ),
    what=N_("A point in time is not written as ISO 8601."),
    why=N_("Without the day a time can belong to any day; durations and order are computed from it."),
    example="at: 14:35\n",
    instead='at: "2026-05-11T14:35+08:00"\n',
)
BAD_DATE = Rule(
    code="F009",
    name="bad-date",
    severity=Severity.ERROR,
    message=N_("{field}: `{value}` is not a date."),
    hint=N_("Write year, month and day: `{field}: 2026-05-31`."),
    what=N_("A date is not written as year-month-day."),
    why=N_("Deadlines and order are computed from it."),
    example="due: 下周五\n",
    instead="due: 2026-05-31\n",
)
NO_SUCH_DATE = Rule(
    code="F010",
    name="no-such-date",
    severity=Severity.ERROR,
    message=N_("{field}: there is no such date or time as `{value}`."),
    hint=N_("Check the month's last day; write the next day for a time after midnight."),
    what=N_("The date or the time does not exist."),
    why=N_("It cannot be ordered or reckoned with."),
    example="due: 2026-11-31\n",
    instead="due: 2026-11-30\n",
)
DATE_NORMALIZED = Rule(
    code="F011",
    name="date-not-iso",
    severity=Severity.WARNING,
    message=N_("{field}: `{value}` was read as {fixed}."),
    hint=N_("Write `{field}: {fixed}`."),
    what=N_("A date is written in another form than year-month-day, but there is only one way to read it."),
    why=N_("One form everywhere keeps files sortable and searchable."),
    example="due: 2026年12月1日\n",
    instead="due: 2026-12-01\n",
)
UNKNOWN_VALUE = Rule(
    code="F012",
    name="unknown-value",
    severity=Severity.ERROR,
    message=N_("{field}: `{value}` is none of {allowed}."),
    hint=N_("Use one of {allowed}. {quote}"),
    what=N_("A field that knows only certain values holds another."),
    why=N_("Lists, filters and figures need one spelling for one meaning."),
    example="severity: 非常严重\n",
    instead="severity: S1\n",
)
BAD_NUMBER = Rule(
    code="F013",
    name="bad-number",
    severity=Severity.ERROR,
    message=N_("{field}: `{value}` is not a whole number in the allowed range."),
    hint=N_("Write digits only, without a unit: `{field}: 12`."),
    what=N_("A whole number is expected."),
    why=N_("Sums and comparisons are computed from it."),
    example="count: 约十二张\n",
    instead="count: 12\n",
)
BAD_BOOLEAN = Rule(
    code="F014",
    name="bad-true-false",
    severity=Severity.ERROR,
    message=N_("{field}: `{value}` is neither true nor false."),
    hint=N_("Write `{field}: true` or `{field}: false`."),
    what=N_("A field that is either true or false holds something else."),
    why=N_("Nobody can tell which was meant."),
    example="near_miss: 可能\n",
    instead="near_miss: true\n",
)
BAD_ID = Rule(
    code="F015",
    name="bad-id",
    severity=Severity.ERROR,
    message=N_("The id `{value}` does not look like {example}."),
    hint=N_("Write `id: {example}` with half-width letters, digits and hyphens only. {quote}"),
    what=N_("An id does not follow the pattern of its kind."),
    why=N_("The id is the file's name, the page's address and what people search for; it must be the same everywhere."),
    example="id: ＰＭ-2026-0007\n",
    instead="id: PM-2026-0007\n",
)
PLACEHOLDER_LEFT = Rule(
    code="F016",
    name="placeholder-left",
    severity=Severity.ERROR,
    message=N_("{field} still holds the template's placeholder `{value}`."),
    hint=N_("Fill in {field}, or delete the line if it is not needed."),
    what=N_("Text of the template was never filled in."),
    why=N_("A page with placeholders looks finished and says nothing."),
    example="id: PM-YYYY-NNNN\ntitle: TODO\n",
    instead="id: PM-2026-0007\ntitle: 数据库盘写满\n",
)
TOO_LONG = Rule(
    code="F017",
    name="too-long",
    severity=Severity.ERROR,
    message=N_("{field} is longer than {limit} characters."),
    hint=N_("Shorten it and put the rest into the description."),
    what=N_("A text is longer than its place."),
    why=N_("Titles stand in lists, on cards and in printed headers."),
    example="title: (200 characters)\n",
    instead="title: 数据库盘写满导致 ERP 全停\n",
)
WRONG_VALUE = Rule(
    code="F018",
    name="wrong-value",
    severity=Severity.ERROR,
    message=N_("{field}: `{value}` cannot be used here."),
    hint=N_("Look the field up with `fupan explain F018`, or complete it with the editor's help."),
    what=N_("A value does not meet what the field demands."),
    why=N_("Something that reckons with it would go wrong."),
    example="review: x\n",
    instead="review_cycle: 12 个月\n",
)

FIELD_RULES = (
    MISSING_FIELD,
    EMPTY_FIELD,
    UNKNOWN_FIELD,
    UNKNOWN_FIELD_HERE,
    TEXT_EXPECTED,
    LIST_FROM_TEXT,
    DASH_WITHOUT_BLANK,
    GROUP_EXPECTED,
    EMPTY_ENTRY,
    BAD_INSTANT,
    BAD_DATE,
    NO_SUCH_DATE,
    DATE_NORMALIZED,
    UNKNOWN_VALUE,
    BAD_NUMBER,
    BAD_BOOLEAN,
    BAD_ID,
    PLACEHOLDER_LEFT,
    TOO_LONG,
    WRONG_VALUE,
)

"""What can be wrong with the layout of a line: indentation, colons, dashes, comments."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

TAB_INDENTATION = Rule(
    code="Y020",
    name="tab-indentation",
    severity=Severity.ERROR,
    message=N_("A tab is used for indentation."),
    hint=N_("Use spaces, two for each level: {fixed}"),
    what=N_("Reports lines that begin with a tab."),
    why=N_("YAML knows only spaces; how deep a tab goes differs from editor to editor."),
    example=N_("timeline:\n<tab>- at: 2026-03-01T08:00"),
    instead=N_("timeline:\n  - at: 2026-03-01T08:00"),
)
ODD_SPACE = Rule(
    code="Y021",
    name="odd-space",
    severity=Severity.ERROR,
    message=N_("{character} stands where YAML needs an ordinary space."),
    hint=N_("Replace it by ordinary (half-width) spaces: {fixed}"),
    what=N_("Reports full-width and no-break spaces as indentation, after the colon of a key or after a list dash."),
    why=N_("YAML takes such a space for text: the field gets another name or lands on another level."),
    example=N_("owner:<U+3000>Chen"),
    instead=N_("owner: Chen"),
)
FULL_WIDTH_COLON = Rule(
    code="Y022",
    name="full-width-colon",
    severity=Severity.ERROR,
    message=N_("Full-width colon “：” after {key}; YAML needs “:” and a space."),
    hint=N_("Write: {fixed}"),
    what=N_("Reports a field name that is followed by the colon of a Chinese keyboard."),
    why=N_("YAML does not take it for a colon, so the whole line becomes text and the field is lost."),
    example=N_("owner：Chen"),
    instead=N_("owner: Chen"),
)
FULL_WIDTH_DASH = Rule(
    code="Y023",
    name="full-width-dash",
    severity=Severity.ERROR,
    message=N_("Full-width dash “{dash}” at the beginning of a list item; YAML needs “-” and a space."),
    hint=N_("Write: {fixed}"),
    what=N_("Reports list items that begin with a dash of a Chinese keyboard."),
    why=N_("YAML does not take it for a list, so all items run together into one text."),
    example=N_("－ replace the disk"),
    instead=N_("- replace the disk"),
)
MERGE_CONFLICT = Rule(
    code="Y024",
    name="merge-conflict",
    severity=Severity.ERROR,
    message=N_("Unresolved merge conflict ({marker})."),
    hint=N_("Keep one of the two versions and delete the lines <<<<<<<, ======= and >>>>>>>."),
    what=N_("Reports the marks that version control leaves where two people changed the same lines."),
    why=N_("The file holds two versions of the truth; somebody has to choose."),
    example=N_("<<<<<<< HEAD\nseverity: P1\n=======\nseverity: P2\n>>>>>>> main"),
    instead=N_("severity: P1"),
)
COMMENT_SWALLOWS_TEXT = Rule(
    code="Y025",
    name="comment-swallows-text",
    severity=Severity.WARNING,
    message=N_("“ #” begins a comment, so this text of {key} is dropped: {lost}"),
    hint=N_("If it belongs to the value, put the value in quotes: {fixed}"),
    what=N_("Reports an unquoted value that is cut short by a number sign after a space."),
    why=N_("The rest of the line disappears without a trace, for example a ticket number."),
    example=N_("title: ticket #1234 still open"),
    instead=N_('title: "ticket #1234 still open"'),
)
ESCAPE_IN_PATH = Rule(
    code="Y026",
    name="escape-in-path",
    severity=Severity.WARNING,
    message=N_("Inside double quotes {escape} is not a backslash and a letter but a special character."),
    hint=N_("Put paths in single quotes: {fixed}"),
    what=N_("Reports Windows paths in double quotes whose backslashes YAML takes for escapes."),
    why=N_("\\t becomes a tab and \\n a line break: the path is destroyed silently."),
    example=N_('path: "D:\\temp\\new"'),
    instead=N_("path: 'D:\\temp\\new'"),
)
RUNS_ON = Rule(
    code="Y027",
    name="line-runs-on",
    severity=Severity.WARNING,
    message=N_("This line continues the text of {key}; it looks like a field or list item of its own: {found}"),
    hint=N_("Correct its indentation and put a space after “:” or “-”, or put the whole text of {key} in quotes."),
    what=N_("Reports lines that YAML silently joins to the value above although they look like something else."),
    why=N_("The field or item is lost, and its text turns up inside another field."),
    example=N_("owner: Chen\n  due:2026-03-15"),
    instead=N_("owner: Chen\ndue: 2026-03-15"),
)
DASH_WITHOUT_SPACE = Rule(
    code="Y028",
    name="dash-without-space",
    severity=Severity.ERROR,
    message=N_("{key} should be a list, but a space is missing after “-”, so it is read as one text."),
    hint=N_("Write: {fixed}"),
    what=N_("Reports list items whose dash touches the text."),
    why=N_("YAML joins such lines into one text instead of making a list of them."),
    example=N_("causes:\n  -no alarm"),
    instead=N_("causes:\n  - no alarm"),
)
MISSING_SPACE_AFTER_COLON = Rule(
    code="Y029",
    name="missing-space-after-colon",
    severity=Severity.ERROR,
    message=N_("A space is missing after the colon of {key}."),
    hint=N_("Write: {fixed}"),
    what=N_("Reports a field whose value touches the colon."),
    why=N_("Without the space YAML takes the whole line for text and the field is lost."),
    example=N_("severity:P1"),
    instead=N_("severity: P1"),
)

MISSING_COLON = Rule(
    code="Y030",
    name="missing-colon",
    severity=Severity.ERROR,
    message=N_("This line has no “: ”, so it is neither a field nor a list item: {found}"),
    hint=N_("Write “name: value”; indent the line if it continues the text above, or put that text in quotes."),
    what=N_("Reports a line between fields that has no colon."),
    why=N_("YAML cannot tell which field the text belongs to."),
    example=N_("severity P1"),
    instead=N_("severity: P1"),
)
LAYOUT_RULES = (
    TAB_INDENTATION,
    ODD_SPACE,
    FULL_WIDTH_COLON,
    FULL_WIDTH_DASH,
    MERGE_CONFLICT,
    COMMENT_SWALLOWS_TEXT,
    ESCAPE_IN_PATH,
    RUNS_ON,
    DASH_WITHOUT_SPACE,
    MISSING_SPACE_AFTER_COLON,
    MISSING_COLON,
)

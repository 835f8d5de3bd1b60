"""What stops the YAML parser, said in the words of the person who wrote the line."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

UNQUOTED_COLON = Rule(
    code="Y031",
    name="unquoted-colon",
    severity=Severity.ERROR,
    message=N_("The value of {key} contains “: ”, so it must stand in quotes."),
    hint=N_("Write: {fixed}"),
    what=N_("Reports an unquoted value that contains a colon and a space, or ends with a colon."),
    why=N_("YAML takes the text before the second colon for another field name."),
    example=N_("title: error: no connection"),
    instead=N_('title: "error: no connection"'),
)
UNCLOSED_QUOTE = Rule(
    code="Y032",
    name="unclosed-quote",
    severity=Severity.ERROR,
    message=N_("The quote {quote} that opens here never closes."),
    hint=N_("Close the quote at the end of the value: {fixed}"),
    what=N_("Reports a quoted value without its closing quote, at the place where it opens."),
    why=N_("Everything up to the next quote becomes part of the value, often the whole rest of the file."),
    example=N_('title: "ERP stopped'),
    instead=N_('title: "ERP stopped"'),
)
INNER_QUOTE = Rule(
    code="Y033",
    name="inner-quote",
    severity=Severity.ERROR,
    message=N_("The quote closes after {inside}, but more text follows: {rest}"),
    hint=N_("Use the other kind of quote around the whole value: {fixed}"),
    what=N_("Reports text after the closing quote, mostly because the same quote stands inside the value."),
    why=N_("YAML ends the value at the second quote and does not know what the rest means."),
    example=N_('title: "message "out of memory" shown"'),
    instead=N_("title: 'message \"out of memory\" shown'"),
)
UNKNOWN_ESCAPE = Rule(
    code="Y034",
    name="unknown-escape",
    severity=Severity.ERROR,
    message=N_("Inside double quotes a backslash has a special meaning, and {escape} has none."),
    hint=N_("Use single quotes for paths and patterns: {fixed}"),
    what=N_("Reports a backslash in a double-quoted value that begins no known escape."),
    why=N_("Inside double quotes YAML reads every backslash as the beginning of a special character."),
    example=N_('path: "D:\\data"'),
    instead=N_("path: 'D:\\data'"),
)
RESERVED_FIRST_CHARACTER = Rule(
    code="Y035",
    name="reserved-first-character",
    severity=Severity.ERROR,
    message=N_("The value of {key} begins with “{character}”, which has a special meaning in YAML."),
    hint=N_("Put the value in quotes: {fixed}"),
    what=N_("Reports unquoted values that begin with a sign such as @ * & % ` > |."),
    why=N_("YAML reserves these signs: it takes the value for a reference, a block of lines or nothing it knows."),
    example=N_("owner: @chen"),
    instead=N_('owner: "@chen"'),
)
TEXT_AFTER_BRACKET = Rule(
    code="Y036",
    name="text-after-bracket",
    severity=Severity.ERROR,
    message=N_("The value of {key} begins with “{character}” as a list or mapping does, but text follows it."),
    hint=N_("If it is meant as text, put the value in quotes: {fixed}"),
    what=N_("Reports text after the closing bracket of a value that begins with a bracket."),
    why=N_("YAML reads the bracket as a list and does not know what the text after it means."),
    example=N_("title: [urgent] ERP stopped"),
    instead=N_('title: "[urgent] ERP stopped"'),
)
UNCLOSED_BRACKET = Rule(
    code="Y037",
    name="unclosed-bracket",
    severity=Severity.ERROR,
    message=N_("The bracket “{bracket}” that opens here never closes."),
    hint=N_("Close it with “{closing}”: {fixed}"),
    what=N_("Reports a list or mapping in brackets without its closing bracket, at the place where it opens."),
    why=N_("The following lines are taken for more items of the list."),
    example=N_("systems: [ERP, WMS"),
    instead=N_("systems: [ERP, WMS]"),
)
MISSING_COMMA = Rule(
    code="Y038",
    name="missing-comma",
    severity=Severity.ERROR,
    message=N_("Inside “{bracket}” a comma, a quote or a closing bracket is missing before this place."),
    hint=N_("Separate the items with commas, and put items with special signs in quotes."),
    what=N_("Reports items between brackets that are not separated, or a bracket that closes another kind."),
    why=N_("YAML cannot tell where one item ends and the next begins."),
    example=N_('systems: [ERP, "WMS" MES]'),
    instead=N_('systems: [ERP, "WMS", MES]'),
)
WRONG_INDENTATION = Rule(
    code="Y039",
    name="wrong-indentation",
    severity=Severity.ERROR,
    message=N_(
        "The indentation of this line is {indent}; it should be {expected}, like “{sibling}” in line {sibling_line}."
    ),
    hint=N_("Write: {fixed}"),
    what=N_("Reports a line whose indentation fits no line above it."),
    why=N_("Indentation says what belongs together; one space too few or too many makes it undecidable."),
    example=N_("- at: 2026-03-01T08:00\n text: alarm"),
    instead=N_("- at: 2026-03-01T08:00\n  text: alarm"),
)
MISPLACED_LIST_ITEM = Rule(
    code="Y040",
    name="misplaced-list-item",
    severity=Severity.ERROR,
    message=N_("A list item (“- ”) stands where a field is expected."),
    hint=N_("Put it below a field that has no value on its own line, or put a text that begins with “-” in quotes."),
    what=N_("Reports a list item at a place where YAML is inside a group of fields."),
    why=N_("One place holds either fields or list items, never both."),
    example=N_("title: ERP stopped\n- no alarm"),
    instead=N_("title: ERP stopped\ncauses:\n- no alarm"),
)
SYNTAX_ERROR = Rule(
    code="Y041",
    name="syntax-error",
    severity=Severity.ERROR,
    message=N_("YAML cannot be read from here on."),
    hint=N_("Check the quotes, brackets, colons and the indentation of this line and of the one above it."),
    what=N_("Reports a place where the YAML parser stops and no closer explanation is known."),
    why=N_("What cannot be parsed cannot be published."),
    example=N_("title: ]"),
    instead=N_('title: "]"'),
)

SYNTAX_RULES = (
    UNQUOTED_COLON,
    UNCLOSED_QUOTE,
    INNER_QUOTE,
    UNKNOWN_ESCAPE,
    RESERVED_FIRST_CHARACTER,
    TEXT_AFTER_BRACKET,
    UNCLOSED_BRACKET,
    MISSING_COMMA,
    WRONG_INDENTATION,
    MISPLACED_LIST_ITEM,
    SYNTAX_ERROR,
)

"""What can be wrong with single characters anywhere in a text."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

CONTROL_CHARACTER = Rule(
    code="Y010",
    name="control-character",
    severity=Severity.ERROR,
    message=N_("Control character {character} after “{before}”."),
    hint=N_("Delete this invisible character; it often comes from a line break inside an Excel cell."),
    what=N_("Reports characters that steer devices instead of showing text, such as NUL or vertical tab."),
    why=N_("YAML forbids them, editors hide them and exports break on them."),
    example=N_("title: ERP<U+000B>stopped"),
    instead=N_("title: ERP stopped"),
)
BIDI_CONTROL = Rule(
    code="Y011",
    name="bidi-control",
    severity=Severity.WARNING,
    message=N_("Invisible direction control {character} changes the order in which the text is shown."),
    hint=N_("Delete this character and retype what stands around it."),
    what=N_("Reports characters that reverse the reading direction of what follows."),
    why=N_("A reader sees something else than what is stored: a file name can pretend to be harmless."),
    example=N_("file: list<U+202E>txt.exe"),
    instead=N_("file: list.exe"),
)
INVISIBLE_CHARACTER = Rule(
    code="Y012",
    name="invisible-character",
    severity=Severity.WARNING,
    message=N_("Invisible character {character} after “{before}”."),
    hint=N_("Retype this place; such characters come from copying out of web pages and chat programs."),
    what=N_("Reports spaces that are not spaces and signs without width."),
    why=N_("A value with such a character looks right and yet equals nothing: searches and comparisons fail."),
    example=N_("severity: P1<U+200B>"),
    instead=N_("severity: P1"),
)
PRIVATE_USE_CHARACTER = Rule(
    code="Y013",
    name="private-use-character",
    severity=Severity.WARNING,
    message=N_("Character {character} after “{before}” has no common meaning; most readers see an empty box."),
    hint=N_("Replace it by a standard character (a rare name by its Unicode character)."),
    what=N_("Reports characters of the private area U+E000 to U+F8FF."),
    why=N_("Such a character shows only with the font in which somebody once drew it."),
    example=N_("owner: <U+E5CF>"),
    instead=N_("owner: the name in standard characters"),
)
DAMAGED_TEXT = Rule(
    code="Y014",
    name="damaged-text",
    severity=Severity.WARNING,
    message=N_("Damaged text “{found}”: characters were lost when the file was converted earlier."),
    hint=N_("Write the lost words again; they cannot be recovered from this file."),
    what=N_("Reports the traces of a failed conversion: U+FFFD and what GBK makes of it."),
    why=N_("What stood there is lost; nobody notices until the record is needed."),
    example=N_("title: ERP <U+FFFD><U+FFFD>"),
    instead=N_("title: ERP stopped"),
)

CHARACTER_RULES = (CONTROL_CHARACTER, BIDI_CONTROL, INVISIBLE_CHARACTER, PRIVATE_USE_CHARACTER, DAMAGED_TEXT)

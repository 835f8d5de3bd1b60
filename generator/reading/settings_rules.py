"""What can be wrong with the settings in mkdocs.yml."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

SETTINGS_NOT_UTF_8 = Rule(
    code="S001",
    name="settings-not-utf-8",
    severity=Severity.ERROR,
    message=N_("mkdocs.yml is not UTF-8."),
    hint=N_("Save it again as UTF-8."),
    what=N_("Refuses a mkdocs.yml in another encoding, such as GBK or UTF-16."),
    why=N_("MkDocs reads it as UTF-8 and would stop in the middle of the build."),
    example=N_("mkdocs.yml saved as “Unicode” or “ANSI”"),
    instead=N_("mkdocs.yml saved as “UTF-8”"),
)
UNKNOWN_SETTING = Rule(
    code="S002",
    name="unknown-setting",
    severity=Severity.ERROR,
    message=N_("There is no setting {field}."),
    hint=N_("Write {suggestion}, or one of: {known}."),
    what=N_("Reports a name under `extra.fupan` that is no setting."),
    why=N_("What is misspelt would have no effect, and nobody would know why."),
    example="extra:\n  fupan:\n    langauge: en\n",
    instead="extra:\n  fupan:\n    language: en\n",
)
SETTING_NOT_ALLOWED = Rule(
    code="S003",
    name="setting-not-allowed",
    severity=Severity.ERROR,
    message=N_("{field} cannot be {value}."),
    hint=N_("Write one of: {known}."),
    what=N_("Reports a setting whose value is none of those that it knows."),
    why=N_("The site would be built in another way than was meant."),
    example="language: fr\n",
    instead="language: en\n",
)
NO_SUCH_TIME_ZONE = Rule(
    code="S004",
    name="no-such-time-zone",
    severity=Severity.ERROR,
    message=N_("There is no time zone {value}."),
    hint=N_("Write the name of the IANA database, such as Asia/Shanghai, Europe/Berlin or UTC."),
    what=N_("Reports a time zone that the IANA database does not have."),
    why=N_("Times without an offset, deadlines and “today” are reckoned in this zone."),
    example="timezone: Beijing\n",
    instead="timezone: Asia/Shanghai\n",
)
SETTING_NOT_A_DAY = Rule(
    code="S005",
    name="setting-not-a-day",
    severity=Severity.ERROR,
    message=N_("{field} is not a day: {value}."),
    hint=N_("Write year, month and day, such as 2026-12-01."),
    what=N_("Reports a setting that must be a day of the calendar."),
    why=N_("Nobody could tell from which day on it holds."),
    example="audit_since: December\n",
    instead="audit_since: 2026-12-01\n",
)
SETTING_NOT_A_SWITCH = Rule(
    code="S006",
    name="setting-not-true-or-false",
    severity=Severity.ERROR,
    message=N_("{field} must be true or false, not {value}."),
    hint=N_("Write true or false."),
    what=N_("Reports a switch that is neither on nor off."),
    why=N_("A guess would be wrong half of the time."),
    example="example: maybe\n",
    instead="example: false\n",
)
SETTING_NOT_A_TEXT = Rule(
    code="S007",
    name="setting-not-a-text",
    severity=Severity.ERROR,
    message=N_("{field} must be one value, not a list or a group."),
    hint=N_("Write it behind the colon, on the same line."),
    what=N_("Reports a list or a group of fields where a setting has one value."),
    why=N_("What stands there would have no effect."),
    example="organization: [A, B]\n",
    instead="organization: A and B\n",
)
SETTING_TWICE = Rule(
    code="S008",
    name="setting-twice",
    severity=Severity.ERROR,
    message=N_("{field} is set twice."),
    hint=N_("Keep one of the two lines."),
    what=N_("Reports a setting that stands in mkdocs.yml a second time."),
    why=N_("Which of the two holds would depend on their order."),
    example="language: zh\nlanguage: en\n",
    instead="language: zh\n",
)

SETTINGS_RULES = (
    SETTINGS_NOT_UTF_8,
    UNKNOWN_SETTING,
    SETTING_NOT_ALLOWED,
    NO_SUCH_TIME_ZONE,
    SETTING_NOT_A_DAY,
    SETTING_NOT_A_SWITCH,
    SETTING_NOT_A_TEXT,
    SETTING_TWICE,
)

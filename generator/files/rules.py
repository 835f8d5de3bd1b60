"""The rules about files: names, places, sizes. Codes D001 to D009."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

UNUSABLE_FILE_NAME = Rule(
    code="D001",
    name="unusable-file-name",
    severity=Severity.WARNING,
    message=N_("The file name {value} cannot be used on Windows or in a link."),
    hint=N_("Rename the file to its id, such as PM-2026-0007.yml."),
    what=N_(
        "A file name holds a control character, a line break, a reserved name such as CON, or a sign that Windows refuses."
    ),
    why=N_("Somebody with another computer cannot open, copy or check out the file."),
    example="postmortems/2026/con.yml\n",
    instead="postmortems/2026/PM-2026-0007.yml\n",
)
CASE_CLASH = Rule(
    code="D002",
    name="names-differ-only-in-case",
    severity=Severity.NOTE,
    message=N_("The file name differs from {other} only in case."),
    hint=N_("Rename one of the two: on Windows and macOS one would replace the other."),
    what=N_("Two files of one folder have names that differ only in upper and lower case."),
    why=N_("On Windows and macOS they are one file."),
    example="postmortems/2026/pm-2026-0007.yml and postmortems/2026/PM-2026-0007.yml\n",
    instead="postmortems/2026/PM-2026-0007.yml and postmortems/2026/PM-2026-0008.yml\n",
)
SYMLINK_PASSED_OVER = Rule(
    code="D003",
    name="link-passed-over",
    severity=Severity.WARNING,
    message=N_("{value} is a link and was passed over."),
    hint=N_("Put the file itself there."),
    what=N_("A symbolic link lies among the sources."),
    why=N_("It could bring files from outside into the site."),
    example="postmortems/2026/PM-2026-0007.yml -> /etc/passwd\n",
    instead="postmortems/2026/PM-2026-0007.yml\n",
)
UNREADABLE_FILE = Rule(
    code="D004",
    name="unreadable-file",
    severity=Severity.ERROR,
    message=N_("The file cannot be read: {reason}."),
    hint=N_("Check the rights of the file and whether another program holds it."),
    what=N_("The system refused to read a file."),
    why=N_("Its record would be missing from the site."),
    example="-rw------- root PM-2026-0007.yml\n",
    instead="-rw-r--r-- PM-2026-0007.yml\n",
)
FILE_WITHOUT_KIND = Rule(
    code="D005",
    name="file-of-no-kind",
    severity=Severity.NOTE,
    message=N_("No kind of record is kept in this file, so it was passed over."),
    hint=N_("The places are: {places}."),
    what=N_("A YAML file lies where no kind of record belongs."),
    why=N_("What it says does not reach the site."),
    example="kb/notes.yml\n",
    instead="kb/articles/notes.md\n",
)
FILE_NAME_IS_NOT_ID = Rule(
    code="D006",
    name="file-name-is-not-id",
    severity=Severity.WARNING,
    message=N_("The file bears another number than its id {value}."),
    hint=N_("Rename it to {value}{suffix}, so that people find it."),
    what=N_("A record's file is named after the id of another record."),
    why=N_("People look for a record by its number."),
    example="postmortems/2026/PM-2026-0008.yml   # id: PM-2026-0007\n",
    instead="postmortems/2026/PM-2026-0007.yml\n",
)
README_PASSED_OVER = Rule(
    code="D007",
    name="readme-passed-over",
    severity=Severity.NOTE,
    message=N_("A README without fields is taken for a note to those who open the folder, so it is no article."),
    hint=N_("Give it another name, such as KB-OVERVIEW.md, if it belongs to the knowledge base."),
    what=N_("A file named README lies among the articles."),
    why=N_("Such files explain a folder, and their page would take the place of the list of articles."),
    example="kb/articles/README.md\n",
    instead="kb/articles/KB-OVERVIEW.md\n",
)
SECOND_ENDING = Rule(
    code="D008",
    name="file-with-second-ending",
    severity=Severity.WARNING,
    message=N_("The file is not read, because its name ends with {suffix}."),
    hint=N_(
        "Rename it to {name}. Windows hides endings: choose View, File name extensions in the Explorer to see them."
    ),
    what=N_("A record was saved with a second ending behind its own, as the editor of Windows does."),
    why=N_("Only files that end with .yml, .yaml or .md are records; this one would be missing from the site."),
    example="postmortems/2026/PM-2026-0007.yml.txt\n",
    instead="postmortems/2026/PM-2026-0007.yml\n",
)
FILE_RULES = (
    UNUSABLE_FILE_NAME,
    CASE_CLASH,
    SYMLINK_PASSED_OVER,
    UNREADABLE_FILE,
    FILE_WITHOUT_KIND,
    FILE_NAME_IS_NOT_ID,
    README_PASSED_OVER,
    SECOND_ENDING,
)

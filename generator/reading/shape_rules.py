"""Files that are text but no record: empty, or of another shape than fields and values."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

EMPTY_FILE = Rule(
    code="Y060",
    name="empty-file",
    severity=Severity.ERROR,
    message=N_("The file is empty."),
    hint=N_("Fill in the record, or delete the file."),
    what=N_("Reports files without any content."),
    why=N_("An empty file is a record that somebody meant to write."),
    example=N_("---"),
    instead=N_("id: PM-2026-0007"),
)
ONLY_COMMENTS = Rule(
    code="Y061",
    name="only-comments",
    severity=Severity.ERROR,
    message=N_("The record is empty: the file holds only comments."),
    hint=N_("Remove the “#” before the fields and fill them in, or delete the file."),
    what=N_("Reports files in which every line is a comment."),
    why=N_("It is a template that nobody has filled in."),
    example=N_("# id: PM-2026-0007"),
    instead=N_("id: PM-2026-0007"),
)

LIST_AT_ROOT = Rule(
    code="Y062",
    name="list-at-root",
    severity=Severity.ERROR,
    message=N_("The outermost level is a list; it must be fields: “name: value”."),
    hint=N_("Give every record a file of its own and remove the “- ” or “[” around it."),
    what=N_("Refuses files whose outermost level is a list."),
    why=N_("A file holds one record, and a record is a group of fields."),
    example=N_("- id: PM-2026-0007"),
    instead=N_("id: PM-2026-0007"),
)
TEXT_AT_ROOT = Rule(
    code="Y063",
    name="text-at-root",
    severity=Severity.ERROR,
    message=N_("The file is one text without fields; the outermost level must be “name: value”. It begins: {found}"),
    hint=N_("Write each field on a line of its own: its name, “:”, a space and the value."),
    what=N_("Refuses files that hold only running text."),
    why=N_("Without field names nobody, person or program, can tell what is what."),
    example=N_("ERP stopped on Sunday"),
    instead=N_("title: ERP stopped on Sunday"),
)
CSV_FILE = Rule(
    code="Y064",
    name="csv-file",
    severity=Severity.ERROR,
    message=N_("This is a table (values separated by “{separator}”), not a record of fields."),
    hint=N_("Make a file for each row, with “name: value” for each column."),
    what=N_("Refuses CSV tables that were saved with the ending of a record."),
    why=N_("A table row has no field names of its own and cannot be a record."),
    example=N_("id,title\nPM-2026-0007,ERP stopped"),
    instead=N_("id: PM-2026-0007\ntitle: ERP stopped"),
)
WEB_PAGE = Rule(
    code="Y065",
    name="web-page",
    severity=Severity.ERROR,
    message=N_("This is a web page (HTML or XML), not a record."),
    hint=N_("Download the file again: what was saved is probably a login or error page."),
    what=N_("Refuses files that begin like HTML or XML."),
    why=N_("A server often answers with a page instead of the file; the record itself is missing."),
    example=N_("<!DOCTYPE html>"),
    instead=N_("id: PM-2026-0007"),
)
UNCLOSED_FRONT_MATTER = Rule(
    code="Y066",
    name="unclosed-front-matter",
    severity=Severity.ERROR,
    message=N_("The front matter that begins here with --- never ends."),
    hint=N_("Put a line with --- after its last field."),
    what=N_("Reports an article whose fields at the top are not closed by a second line with ---."),
    why=N_("Without it nobody can tell where the fields end and the article begins."),
    example=N_("---\ntitle: Backup\n# How to restore"),
    instead=N_("---\ntitle: Backup\n---\n# How to restore"),
)

SHAPE_RULES = (
    EMPTY_FILE,
    ONLY_COMMENTS,
    LIST_AT_ROOT,
    TEXT_AT_ROOT,
    CSV_FILE,
    WEB_PAGE,
    UNCLOSED_FRONT_MATTER,
)

"""What can be wrong with a file before it is text: size, kind of file, encoding."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

FILE_TOO_LARGE = Rule(
    code="Y001",
    name="file-too-large",
    severity=Severity.ERROR,
    message=N_("The file is too large: {size} bytes, at most {limit} are read."),
    hint=N_("Put pictures, logs and exports beside the record and link to them."),
    what=N_("Refuses text files of more than 1 MiB."),
    why=N_("A record that large holds something else: a log, a picture as text, an export."),
    example=N_("PM-2026-0007.yml with a pasted server log of 30 MB"),
    instead=N_("PM-2026-0007.yml with a link to the attached log"),
)
BINARY_FILE = Rule(
    code="Y002",
    name="binary-file",
    severity=Severity.ERROR,
    message=N_("This is a binary file ({kind}), not text."),
    hint=N_("Save it as text in UTF-8, or remove it from this folder."),
    what=N_("Refuses files whose bytes are not text: pictures, archives, PDF, programs."),
    why=N_("Renaming a file does not turn it into a record; read as text it gives only nonsense."),
    example=N_("a screenshot renamed to PM-2026-0007.yml"),
    instead=N_("a text file that begins with id: PM-2026-0007"),
)
OFFICE_FILE = Rule(
    code="Y003",
    name="office-file",
    severity=Severity.ERROR,
    message=N_("This is a binary Word, Excel or zip file ({kind}), not text."),
    hint=N_("Open it in its own program and save it as text in UTF-8, field by field."),
    what=N_("Refuses Office documents that were given the ending of a record."),
    why=N_("Word and Excel files are compressed archives; renaming them does not make them text."),
    example=N_("report.docx renamed to PM-2026-0007.yml"),
    instead=N_("the text of the report copied into a new PM-2026-0007.yml"),
)
NOT_UTF_8 = Rule(
    code="Y004",
    name="not-utf-8",
    severity=Severity.ERROR,
    message=N_("Byte 0x{byte} is not valid UTF-8 here."),
    hint=N_("Retype the character at this place, then save the file as UTF-8 (Notepad: Save as, Encoding: UTF-8)."),
    what=N_("Reports the first byte that fits no encoding which the file as a whole could have."),
    why=N_("Guessing the encoding of a damaged file turns names and quantities into other, plausible ones."),
    example=N_("a UTF-8 file into which an old program wrote one Latin-1 letter"),
    instead=N_("the same file, saved as UTF-8"),
)
INCOMPLETE_UTF_8 = Rule(
    code="Y005",
    name="incomplete-utf-8",
    severity=Severity.ERROR,
    message=N_("The file ends in the middle of a UTF-8 character: it is cut off (incomplete)."),
    hint=N_("Copy the file again from where it came; everything after this place is lost."),
    what=N_("Reports a file whose last character lacks bytes."),
    why=N_("A cut file may lack more than one character: whole fields can be missing."),
    example=N_("a copy over a network share that broke off"),
    instead=N_("the complete file"),
)
GB18030_ENCODING = Rule(
    code="Y006",
    name="gb18030-encoding",
    severity=Severity.WARNING,
    message=N_("The file is not UTF-8; it was read as GB18030 (GBK)."),
    hint=N_("Check the text, then save the file as UTF-8."),
    what=N_("Tells that the file is in the Chinese encoding of older Windows programs."),
    why=N_("Other tools and other computers show such a file as nonsense."),
    example=N_("a file saved as ANSI on a Chinese Windows"),
    instead=N_("the same file, saved as UTF-8"),
)
UTF_16_ENCODING = Rule(
    code="Y007",
    name="utf-16-encoding",
    severity=Severity.WARNING,
    message=N_("The file is {encoding}, not UTF-8 (often made by > in PowerShell); it was read all the same."),
    hint=N_("Save the file as UTF-8; in PowerShell use Out-File -Encoding utf8."),
    what=N_("Tells that the file uses two or four bytes for every character."),
    why=N_("Version control takes such a file for binary and shows no differences."),
    example=N_("Get-Content old.yml > PM-2026-0007.yml"),
    instead=N_("Get-Content old.yml | Out-File -Encoding utf8 PM-2026-0007.yml"),
)

BYTE_RULES = (
    FILE_TOO_LARGE,
    BINARY_FILE,
    OFFICE_FILE,
    NOT_UTF_8,
    INCOMPLETE_UTF_8,
    GB18030_ENCODING,
    UTF_16_ENCODING,
)

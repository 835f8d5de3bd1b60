"""What YAML allows and records do not: tags, references, field names twice, several documents."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

TAG_NOT_ALLOWED = Rule(
    code="Y050",
    name="tag-not-allowed",
    severity=Severity.ERROR,
    message=N_("The value of {key} begins with “!” and is therefore a YAML tag ({tag}); tags are not allowed."),
    hint=N_("If the “!” belongs to the text, put the value in quotes: {fixed}"),
    what=N_("Refuses YAML tags: !x, !!binary, !!python/name and all others."),
    why=N_("Tags make a program build objects from data, which is a way to attack it; a record is text."),
    example=N_("title: !urgent line stopped"),
    instead=N_('title: "!urgent line stopped"'),
)
ANCHOR_NOT_ALLOWED = Rule(
    code="Y051",
    name="anchor-not-allowed",
    severity=Severity.ERROR,
    message=N_("Records know no YAML anchors and aliases: &{anchor}."),
    hint=N_("Write the text out where it is needed, or put it in quotes if the “&” belongs to it."),
    what=N_("Refuses anchors, the marks to which aliases refer."),
    why=N_("A record must be readable from top to bottom, without jumping to other places."),
    example=N_("owner: &me Chen"),
    instead=N_("owner: Chen"),
)
ALIAS_NOT_ALLOWED = Rule(
    code="Y052",
    name="alias-not-allowed",
    severity=Severity.ERROR,
    message=N_("Records know no YAML aliases: *{alias}."),
    hint=N_("Write the text out here, or put it in quotes if the “*” belongs to it."),
    what=N_("Refuses aliases, the references to an anchored value."),
    why=N_("A record must be readable from top to bottom, and nested aliases can fill all memory."),
    example=N_("checker: *me"),
    instead=N_("checker: Chen"),
)
TOO_MANY_ALIASES = Rule(
    code="Y053",
    name="too-many-aliases",
    severity=Severity.ERROR,
    message=N_("The file has {count} YAML anchors and aliases, the first in line {first}; records know no alias."),
    hint=N_("Write every value out where it belongs."),
    what=N_("Sums up the anchors and aliases of a file that is full of them."),
    why=N_("Aliases of aliases are a known attack: a few lines unfold to billions of values."),
    example=N_("a: &a [x, x]\nb: [*a, *a]"),
    instead=N_("b: [x, x, x, x]"),
)
MERGE_KEY_NOT_ALLOWED = Rule(
    code="Y054",
    name="merge-key-not-allowed",
    severity=Severity.ERROR,
    message=N_("Records know no YAML merge key “<<” (and no alias behind it)."),
    hint=N_("Write the shared fields out in this place."),
    what=N_("Refuses merge keys, which copy the fields of another mapping."),
    why=N_("Whoever reads the record, or changes the other place, does not see what is copied."),
    example=N_("<<: *common"),
    instead=N_("severity: P3"),
)
DUPLICATE_KEY = Rule(
    code="Y055",
    name="duplicate-key",
    severity=Severity.ERROR,
    message=N_("{key} is written twice, in lines {first} and {second}."),
    hint=N_("Keep one of the two."),
    what=N_("Reports a field name that occurs twice in the same place."),
    why=N_("Other tools silently keep the last one; nobody notices which value is lost."),
    example=N_("severity: P1\nseverity: P2"),
    instead=N_("severity: P1"),
)
KEY_NOT_TEXT = Rule(
    code="Y056",
    name="key-not-text",
    severity=Severity.ERROR,
    message=N_("A field name must be a plain text; here stands a list, a mapping or nothing."),
    hint=N_("If a value begins with two braces or brackets, or with a colon, put it in quotes."),
    what=N_("Refuses lists, mappings and empty texts as field names."),
    why=N_("Such a name comes from unquoted brackets or a forgotten word, never from intent."),
    example=N_("? [a, b]\n: c"),
    instead=N_("a: c\nb: c"),
)
NESTED_TOO_DEEP = Rule(
    code="Y057",
    name="nested-too-deep",
    severity=Severity.ERROR,
    message=N_("The values are nested more than {limit} levels deep."),
    hint=N_("A record needs four levels at most; look for brackets that never close."),
    what=N_("Refuses values nested more than 20 levels deep."),
    why=N_("No record needs it; it is a mistake or an attack."),
    example=N_("title: [[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]"),
    instead=N_("title: x"),
)
SEVERAL_DOCUMENTS = Rule(
    code="Y058",
    name="several-documents",
    severity=Severity.ERROR,
    message=N_("A second document begins here (---); a file holds one record."),
    hint=N_("Move what follows into a file of its own, or delete the line with ---."),
    what=N_("Refuses files with more than one YAML document."),
    why=N_("A record is found by its file; a second one in the same file would be overlooked."),
    example=N_("id: PM-2026-0007\n---\nid: PM-2026-0008"),
    instead=N_("id: PM-2026-0007"),
)

REFUSED_RULES = (
    TAG_NOT_ALLOWED,
    ANCHOR_NOT_ALLOWED,
    ALIAS_NOT_ALLOWED,
    TOO_MANY_ALIASES,
    MERGE_KEY_NOT_ALLOWED,
    DUPLICATE_KEY,
    KEY_NOT_TEXT,
    NESTED_TOO_DEEP,
    SEVERAL_DOCUMENTS,
)

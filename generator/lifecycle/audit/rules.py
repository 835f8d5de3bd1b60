"""The rules about what git and the last published site remember. Codes A001 to A006."""

from generator.diagnostics import Rule, Severity
from generator.wording import N_

ENDED_RECORD_CHANGED = Rule(
    code="A001",
    name="ended-record-changed",
    severity=Severity.ERROR,
    message=N_("{id} was {state} and was changed afterwards without an entry under corrections: {fields} ({when})."),
    hint=N_("Add an entry under corrections with date, by, path, old, new and reason, or put back what it said."),
    what=N_(
        "An approved or closed post-mortem, a closed or cancelled CAPA, or a released revision was changed, and no entry under corrections tells of it. Git's history and the files as they are now are compared."
    ),
    why=N_(
        "A correction of a record needs its reason, who made it and the day, and what it said before must stay readable (NMPA GMP 2025 article 45, ISO 13485:2016 4.2.5)."
    ),
    example="status: closed\nsummary: 停机 2 小时   # it said 4 hours when it was closed\n",
    instead="status: closed\nsummary: 停机 2 小时\ncorrections:\n  - {date: 2026-12-03, by: 李质, path: summary, old: 停机 4 小时, new: 停机 2 小时, reason: 按监控记录更正}\n",
)
RECORD_TAKEN_AWAY = Rule(
    code="A002",
    name="record-taken-away",
    severity=Severity.ERROR,
    message=N_("{id} stood in this file and is gone ({when})."),
    hint=N_("Bring the file back and set its status to void (a post-mortem), or cancel it (a CAPA)."),
    what=N_("A post-mortem, CAPA, document, revision, drill, training or change that git's history holds is gone."),
    why=N_("A number that vanishes cannot be explained to an auditor; a void record says why it does not count."),
    example="git rm postmortems/2026/PM-2026-0009.yml\n",
    instead="id: PM-2026-0009\nstatus: void\n",
)
PUBLISHED_RECORD_VANISHED = Rule(
    code="A003",
    name="published-record-vanished",
    severity=Severity.ERROR,
    message=N_("{id} stood in the site that was published for {day} and is gone."),
    hint=N_("Bring its file back and set its status to void (a post-mortem), or cancel it (a CAPA)."),
    what=N_("The manifest of the last published site holds the id of a record that is there no more."),
    why=N_("Somebody may have read it or cited its number, and the site would not say what became of it."),
    example="manifest.json: PM-2026-0009   # and no file with this id\n",
    instead="id: PM-2026-0009\nstatus: void\n",
)
NO_HISTORY = Rule(
    code="A004",
    name="no-history",
    severity=Severity.NOTE,
    message=N_("Changes of records could not be looked through: {reason}"),
    hint=N_("Keep the organization's folder in a git repository, and commit its records."),
    what=N_("Git is not installed, the folder is in no repository, or git refused to read it."),
    why=N_("Who changed what cannot be shown, and changes of closed records are not noticed."),
    example="fupan check   # in a folder without .git\n",
    instead="git init\ngit add .\ngit commit\n",
)
SHALLOW_HISTORY = Rule(
    code="A005",
    name="shallow-history",
    severity=Severity.WARNING,
    message=N_("The repository holds the last commits only, so the change audit is left out."),
    hint=N_("Fetch the rest: git fetch --unshallow"),
    what=N_("The repository was cloned with --depth."),
    why=N_("A history that begins in the middle would show the wrong person and day for most fields."),
    example="git clone --depth 1 …\n",
    instead="git clone …\n",
)
HISTORY_REWRITTEN = Rule(
    code="A006",
    name="history-rewritten",
    severity=Severity.WARNING,
    message=N_("The site published for {day} was made from commit {commit}, which no longer lies in the history."),
    hint=N_("Find out who rewrote the history and why; protect the branch against forced pushes."),
    what=N_("The commit in the manifest of the last published site is not among those before the present one."),
    why=N_(
        "The history was rewritten, or this is another branch: what it says of earlier changes may differ from then."
    ),
    example="git commit --amend   # after fupan build\n",
    instead="git commit   # a further commit\n",
)
AUDIT_RULES = (
    ENDED_RECORD_CHANGED,
    RECORD_TAKEN_AWAY,
    PUBLISHED_RECORD_VANISHED,
    NO_HISTORY,
    SHALLOW_HISTORY,
    HISTORY_REWRITTEN,
)

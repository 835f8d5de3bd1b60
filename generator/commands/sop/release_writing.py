"""Make the files of a release: the frozen text, the lock with its seal, the approval sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.wording import N_

if TYPE_CHECKING:
    from generator.graph import Graph
    from generator.i18n.catalogue import Catalogue
    from generator.kinds.revision import Revision
    from generator.procedures.releasing.planning import ReleasePlan
    from generator.settings import Settings

POLICY = "kb/organization/policy.yml"
SHEETS = "build/approval-sheets"


@dataclass(frozen=True)
class ReleaseFiles:
    """The two files of a release (name and bytes) and the revision that the lock reads as."""

    revision: Revision
    markdown: tuple[str, bytes]
    lock: tuple[str, bytes]


def release_files(plan: ReleasePlan, graph: Graph, root: Path, settings: Settings, day: str) -> ReleaseFiles:
    """Return the files of a planned release; nothing is written.

    Text and lock speak the language of the site. The lock is read back before it is sealed, so that the seal is that
    of what stands in the file.
    """
    from generator.exporters.frozen_markdown import frozen_markdown
    from generator.exporters.frozen_sections import Around
    from generator.exporters.lock_text import lock_text
    from generator.i18n.catalogue import catalogue
    from generator.kinds.policy import Policy
    from generator.kinds.role import Role
    from generator.lifecycle.documents.standing import revisions_of
    from generator.procedures.releasing.planning import lock_values, text_name
    from generator.procedures.releasing.released_problems import LOCK_SUFFIX, lock_path
    from generator.procedures.releasing.revision_numbers import file_part
    from generator.procedures.releasing.sealing import has_notes, markdown_checksum, notes_seal_of, seal_of

    document = plan.document
    values = lock_values(plan, graph, settings.language)
    # What was sent back was never in force; the lock of it keeps why.
    earlier = [one for one in revisions_of(document.id, graph) if not one.is_rejected(plan.today)]
    around = Around(
        name_of=lambda one: _name(one, graph),
        duties_of=lambda one: role.duties if isinstance(role := graph.get(one), Role) else (),
        severities=tuple((one.title, one.meaning, one.respond) for row in graph.of(Policy) for one in row.severities),
    )
    text = frozen_markdown(plan, values["fingerprint"], earlier, around, catalogue(settings.language).text)
    values |= {"markdown": {"file": text_name(plan), "sha256": markdown_checksum(text)}}
    if plan.is_amendment:
        row = {"date": day, "by": plan.asked.by or "–", "reason": plan.asked.amend}
        values["amendments"] = [*values.get("amendments", ()), row]
    title = f"{document.id} {plan.number} {document.title}"
    path = lock_path(document.id, plan.number)
    unsealed = _read(path, lock_text(_in_order(values, "–"), title), root, settings)
    sealed = lock_text(_in_order(values, seal_of(unsealed)), title)
    revision = _read(path, sealed, root, settings)
    if has_notes(revision):
        sealed += f"notes_seal: {notes_seal_of(revision)}\n"
        revision = _read(path, sealed, root, settings)
    name = f"{file_part(plan.number)}{LOCK_SUFFIX}"
    return ReleaseFiles(revision, (text_name(plan), text.encode("utf-8")), (name, sealed.encode("utf-8")))


def approval_sheet(plan: ReleasePlan, fingerprint: str, settings: Settings, speech: Catalogue) -> bytes:
    """Return the sheet to be signed by hand: one HTML file that loads nothing."""
    from generator.lifecycle.documents.approvals import CHAIN
    from generator.procedures.releasing.differences import StepChange
    from generator.procedures.releasing.shown import place_in_words, shown_value
    from generator.procedures.releasing.words import pieces_between
    from generator.registry import TEMPLATES
    from generator.rendering.environment import Renderer
    from generator.rendering.qr import qr_svg

    say = speech.text
    code = f"{plan.document.id} {plan.number} {fingerprint}"
    rows = []
    texts = {step.key: step.text for step in (*plan.procedure.retired, *plan.procedure.steps) if step.text}
    for row in plan.changes.rows:
        field = getattr(row, "field", None) or ""
        old, new = (shown_value(field, one, say) if one else None for one in (row.old, row.new))
        causes = "; ".join([*row.reasons, *([row.why] if row.why else [])])
        pieces = pieces_between(old, new)
        place = place_in_words(row.step, field, texts, say) if isinstance(row, StepChange) else say(row.label)
        rows.append({"place": place, "operation": say(row.op.label), "pieces": pieces, "causes": causes})
    values: dict[str, Any] = {
        "plan": plan,
        "rows": rows,
        "meanings": CHAIN,
        "fingerprint": fingerprint,
        "language": speech.html_language,
        "organization": settings.organization,
        "qr": qr_svg(code, say(N_("Document no., revision and fingerprint"))),
    }
    renderer = Renderer(TEMPLATES, speech)
    return renderer.render("approval_sheet.html.jinja", values, plan.document.id).encode("utf-8")


def sheet_path(doc: str, number: str) -> str:
    """Return where the approval sheet of a revision is written, relative to the root."""
    from generator.procedures.releasing.revision_numbers import file_part

    return f"{SHEETS}/{doc}_{file_part(number)}.html"


def _name(identifier: str, graph: Graph) -> str:
    record = graph.get(identifier)
    return record.name if record is not None else identifier


def _in_order(values: dict[str, Any], seal: str) -> dict[str, Any]:
    """Return the fields of a lock in the order in which the model declares them."""
    from generator.kinds.revision import Revision

    held = {**values, "seal": seal}
    names = [field.alias or name for name, field in Revision.model_fields.items()]
    return {name: held[name] for name in names if held.get(name) is not None}


def _read(path: str, text: str, root: Path, settings: Settings) -> Revision:
    """Return the revision that a lock reads as; the policy is read with it, for its words."""
    from generator.files.tree import RawFile
    from generator.kinds.revision import Revision
    from generator.library import read_library
    from generator.registry import KINDS

    files = [RawFile(path, text.encode("utf-8"))]
    policy = root / POLICY
    if policy.is_file():
        files.append(RawFile(POLICY, policy.read_bytes()))
    library = read_library(files, KINDS, settings)
    found = library.graph.of(Revision)
    # What was typed and merged before can be written and read again; if not, that is our own mistake.
    assert found, [f"{one.span} {one.rule.code} {dict(one.values)}" for one in library.report if one.span.path == path]
    return found[0]

"""Write into a record that somebody has read it again together with one that it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import UserError
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.terminal.session import Session

FIELD = "reviewed_links"


def confirm(session: Session, record_id: str, target_id: str, by: str) -> tuple[str, str]:
    """Note in the file of a record that its link to another was reviewed today; return the file and the digest.

    Raises UserError where there is no such record, where it does not cite the other, or where its file cannot be
    changed in place.
    """
    from generator.files.writing import write_file
    from generator.i18n.catalogue import translations_of
    from generator.lifecycle.audit.reviewed_links import content_digest
    from generator.reading.editing import AppendItem, Edit, SetField, Value, edited
    from generator.reading.spellings import Spellings

    graph = session.library().graph
    record, target = graph.get(record_id), graph.get(target_id)
    links = getattr(record, FIELD, None)
    if record is None or links is None:
        raise UserError(N_("There is no incident, CAPA, SOP or runbook {value}."), value=record_id)
    if target is None or all(link.target != target_id for link in graph.links_from(record_id)):
        raise UserError(N_("{value} does not cite {target}."), value=record_id, target=target_id)
    digest = content_digest(target)
    known = next((place for place, link in enumerate(links) if link.target == target_id), None)
    values: dict[str, Value] = {"target": target_id, "digest": digest, "date": session.today, "by": by}
    edits: list[Edit] = []
    if known is None:
        edits.append(AppendItem((FIELD,), values))
    else:
        edits += [SetField((FIELD, known, name), values[name]) for name in ("digest", "date", "by")]
    path = session.root / record.source_path
    spellings = Spellings(translations_of, graph.vocabularies)
    write_file(path, edited(record.source_path, path.read_bytes(), edits, type(record), spellings))
    return record.source_path, digest

"""Show the differences of two texts of a document: in lines for the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.commands.terminal.language import _, current
from generator.procedures.releasing.differences import SectionChange, StepChange
from generator.procedures.releasing.shown import shown_value
from generator.procedures.releasing.words import PieceKind, pieces_between
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.terminal.session import Session
    from generator.procedures.releasing.differences import Changes


def change_lines(changes: Changes, session: Session) -> Iterator[str]:
    """Yield two lines a change: what and why, then old and new word by word."""
    from generator.commands.sop.documents import colored

    say, with_colors = current().text, colored(session)
    for row in changes.rows:
        causes = ", ".join(row.reasons)
        field = row.field or "" if isinstance(row, StepChange) else ""
        where = row.section if isinstance(row, SectionChange) else row.step
        label = say(row.label) if row.label else ""
        name = session.style(where, bold=True) if with_colors else where
        yield " · ".join(part for part in (f"{name} {say(row.op.label)}", label, causes, row.why or "") if part)
        old, new = (shown_value(field, text, say) if text else None for text in (row.old, row.new))
        text = "".join(_marked(piece.kind, piece.text, session, with_colors) for piece in pieces_between(old, new))
        for line in text.splitlines():
            yield f"    {line}"


def _marked(kind: PieceKind, text: str, session: Session, with_colors: bool) -> str:
    if kind is PieceKind.SAME:
        return text
    if with_colors:
        old = kind is PieceKind.OLD
        return session.style(text, fg="red" if old else "green", strikethrough=old, underline=not old)
    return f"[-{text}-]" if kind is PieceKind.OLD else f"{{+{text}+}}"


def change_payload(changes: Changes) -> dict[str, Any]:
    """Return the changes as JSON holds them: `change_class`, `changes` (how many) and `items`."""
    return {
        "change_class": changes.change_class.value,
        "changes": changes.count,
        "items": [_item(row) for row in changes.rows],
    }


def _item(row: SectionChange | StepChange) -> dict[str, Any]:
    step = isinstance(row, StepChange)
    return {
        "section": row.section,
        "step": row.step if isinstance(row, StepChange) else "",
        "number": row.number if isinstance(row, StepChange) else 0,
        "op": row.op.value,
        "op_label": current().text(row.op.label),
        "field": (row.field or "") if isinstance(row, StepChange) else row.section,
        "label": current().text(row.label) if row.label else "",
        "old": row.old or "",
        "new": row.new or "",
        "reasons": list(row.reasons),
        "why": row.why or "",
        "pieces": [{"kind": piece.kind.value, "text": piece.text} for piece in row.pieces],
        "of_step": step,
    }


def summary(changes: Changes) -> str:
    """Return how many changes there are and of which kind, in one sentence."""
    if changes.is_empty:
        return _(N_("No differences."))
    kind = current().text(changes.change_class.label)
    return current().plural("{number} change ({kind}).", "{number} changes ({kind}).", changes.count, kind=kind)

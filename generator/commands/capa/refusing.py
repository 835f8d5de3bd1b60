"""Say why a CAPA cannot go on: the guard's code, the field to fill, and how it is written; all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from generator.commands.terminal.language import _, current
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.terminal.session import Session
    from generator.kinds.capa import Capa
    from generator.lifecycle.capa.guards import Refusal
    from generator.model.record import Part


def show_refusals(session: Session, capa: Capa, refused: Sequence[Refusal], answer: dict[str, Any]) -> None:
    """Print what is lacking, as JSON or for people."""
    if session.as_json:
        head = {"ok": False, "id": capa.id, "file": capa.source_path, "written": False}
        session.answer({**head, **answer, "refusals": [payload(one) for one in refused]})
    for line in lines(refused, session):
        session.complain(line)
    if any(not one.example.startswith("fupan ") for one in refused):
        session.complain(_(N_("Where a key stands in the file already, write into it: each key may stand only once.")))
    text = N_("Refused, and nothing was written: {number} things are lacking in {path}.")
    session.complain(_(text, number=len(refused), path=capa.source_path))


def lines(refused: Sequence[Refusal], session: Session) -> Iterator[str]:
    """Yield the lines that show refusals; those that one example would mend stand together above it."""
    for example, group in by_example(refused).items():
        for one in group:
            values = {**one.message.values, "field": labelled(one.path)}
            yield f"{session.style(one.guard, fg='red', bold=True)} {current().text(one.message, **values)}"
        yield from (f"      {line}" for line in example.split("\n"))


def by_example(refused: Iterable[Refusal]) -> dict[str, list[Refusal]]:
    """Return refusals by their example, in the order in which the examples first come."""
    groups: dict[str, list[Refusal]] = {}
    for one in refused:
        groups.setdefault(one.example, []).append(one)
    return groups


def labelled(path: str) -> str:
    """Return a field of a CAPA as people call it, with its path behind; the path alone where it is no field."""
    from generator.kinds.capa import Capa
    from generator.model.shape import shape_of

    model: type[Part] | None = Capa
    label = ""
    for step in path.split("."):
        field = shape_of(model).fields.get(step.partition("[")[0]) if model is not None else None
        if field is None:
            return path
        label, model = field.label, field.part
    return _(N_("{label} ({path})"), label=current().text(label), path=path)


def payload(one: Refusal) -> dict[str, Any]:
    """Return a refusal as JSON holds it; the texts are in every language."""
    from generator.i18n.catalogue import LANGUAGES, catalogue

    return {
        "guard": one.guard,
        "rule": f"capa-guard-{one.guard.lower()}",
        "field": one.path,
        "message": current().text(one.message, **one.message.values),
        "example": one.example,
        "texts": {language: catalogue(language).text(one.message, **one.message.values) for language in LANGUAGES},
    }

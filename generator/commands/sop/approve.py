"""`fupan sop approve`: note in the lock that a person approved a revision on paper or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from generator.commands.sop.approvals import LACKING, METHODS, lacking
from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.graph import Graph
    from generator.kinds.revision import Revision
    from generator.lifecycle.documents.approvals import ApprovalChain
    from generator.wording import Wording

MEANINGS = ("prepared", "reviewed", "approved")


@click.command(help=_(N_("Note who prepared, reviewed or approved a revision, when, how, and where the paper lies.")))
@click.argument("document", metavar="SOP-…")
@click.option("--rev", "number", required=True, help=_(N_("Number of the revision, such as A/1.")))
@click.option("--meaning", type=click.Choice(MEANINGS), required=True, help=_(N_("What the person did.")))
@click.option("--name", required=True, help=_(N_("Who gave it.")))
@click.option("--role", required=True, help=_(N_("In which role.")))
@click.option("--dept", help=_(N_("Of which department.")))
@click.option(
    "--date",
    "given_on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help=_(N_("The day it was given; today without it.")),
)
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="wet_ink",
    show_default=True,
    help=_(N_("On paper, on a signing platform, by minutes, by review.")),
)
@click.option("--ref", help=_(N_("Archive number: where the signed sheet lies.")))
@click.option(
    "--fingerprint", help=_(N_("The fingerprint on the signed sheet, at least 12 digits; the lock's without it."))
)
@click.option("--dry-run", is_flag=True, help=_(N_("Show what would be noted; write nothing.")))
@common_options
def command(
    session: Session,
    document: str,
    number: str,
    meaning: str,
    name: str,
    role: str,
    dept: str | None,
    given_on: datetime | None,
    method: str,
    ref: str | None,
    fingerprint: str | None,
    dry_run: bool,
) -> int:
    """Exit 1 when it does not fit the revision; then nothing is written. Only the approvals in the lock grow."""
    from generator.commands.sop.documents import damages_of_lock, document_named, refuse, revision_named

    library = session.library()
    chosen = document_named(document, library.graph)
    revision = revision_named(number, chosen, library.graph)
    row: dict[str, Any] = {
        "meaning": meaning,
        "name": name,
        "role": role,
        "dept": dept,
        "date": given_on.date() if given_on else session.today,
        "method": method,
        "ref": ref,
        "fingerprint": (fingerprint or revision.fingerprint).strip().lower(),
    }
    approved = _with(revision, row)
    problems = [*_problems_of(approved, session.today), *damages_of_lock(revision, library.report)]
    if problems:
        return refuse(session, problems, library)
    reasons = list(_in_vain(approved, library.graph, session.today))
    if reasons:
        for reason in reasons:
            session.complain(_(reason, **reason.values))
        session.complain(_(N_("To correct an entry, note the same meaning again: the later one counts.")))
        session.complain(_(N_("Refused; nothing was written.")))
        if session.as_json:
            session.answer({"ok": False, "written": False, "reasons": [_(one, **one.values) for one in reasons]})
        return 1
    if not dry_run:
        _append(session, approved, row)
    _report(session, approved, library.graph, row, written=not dry_run)
    return 0


def _in_vain(revision: Revision, graph: Graph, today: date) -> Iterator[Wording]:
    """Yield why the last approval of a revision is not needed, or could not lead to a complete chain."""
    from generator.kinds.base import ApprovalMeaning
    from generator.lifecycle.documents.approvals import CHAIN
    from generator.lifecycle.documents.standing import chain_of, document_policy
    from generator.model.vocabulary import spelling
    from generator.wording import Wording

    last = revision.approvals[-1]
    before = chain_of(revision.with_changes({"approvals": revision.approvals[:-1]}), graph, today)
    chain = chain_of(revision, graph, today)
    facts = {"document": revision.doc, "number": revision.revision}
    if before.complete and not before.retro_open:
        yield Wording(N_("{document} {number} has all its approvals already."), **facts)
        return
    first = [one for one in before.missing if one is not ApprovalMeaning.APPROVED]
    if last.meaning is ApprovalMeaning.APPROVED and first and revision.expedited is None:
        label = Wording(first[0].label)
        yield Wording(N_("{document} {number} still lacks: {meaning}; approval comes last."), meaning=label, **facts)
    latest = {row.meaning: spelling(row.name) for row in chain.counting if row.meaning in CHAIN and row.name}
    needed = document_policy(graph).distinct_persons
    same = [one for one in latest if one is not last.meaning and latest[one] == latest.get(last.meaning)]
    if same and len(set(latest.values())) + len(CHAIN) - len(latest) < needed:
        text = N_("{name} stands there already ({meaning}); the policy asks for {needed} different persons.")
        yield Wording(text, name=last.name, meaning=Wording(same[0].label), needed=needed)
    if last.meaning is ApprovalMeaning.APPROVED and chain.wrong_approver:
        yield Wording(LACKING["approvers"])


def _with(revision: Revision, row: dict[str, Any]) -> Revision:
    from generator.kinds.base import Approval

    return revision.with_changes({"approvals": (*revision.approvals, Approval.model_validate(row))})


def _problems_of(revision: Revision, today: date) -> list[Diagnostic]:
    """Return what the last approval of a revision makes wrong."""
    from generator.procedures.releasing import released_rules as rules
    from generator.procedures.releasing.rejection_rules import ALREADY_REJECTED
    from generator.procedures.releasing.released_problems import approval_problems, told_rejected

    before = revision.with_changes({"approvals": revision.approvals[:-1]})
    known = {(one.rule.code, one.order()) for one in approval_problems(before)}
    found = [one for one in approval_problems(revision) if (one.rule.code, one.order()) not in known]
    last = revision.approvals[-1]
    if last.date is not None and last.date > today:
        values = {"value": last.date, "day": today}
        found.append(rules.APPROVAL_IN_FUTURE.at(revision.span("approvals"), field="approvals", **values))
    if revision.rejection is not None:
        found.append(told_rejected(revision, revision.span("rejection")))
    # The approval stands nowhere yet; shown is the line with which it does not agree.
    places = {rules.FOREIGN_APPROVAL: revision.span("fingerprint"), ALREADY_REJECTED: revision.span("rejection")}
    return [replace(one, span=places.get(one.rule, revision.span("released_on"))) for one in found]


def _append(session: Session, revision: Revision, row: dict[str, Any]) -> None:
    from generator.files.writing import write_file
    from generator.i18n.catalogue import translations_of
    from generator.kinds.revision import Revision as Model
    from generator.model.vocabulary import VOCABULARIES
    from generator.procedures.releasing.sealing import notes_seal_of
    from generator.reading.editing import AppendItem, Edit, SetField, edited
    from generator.reading.spellings import Spellings

    path = session.root / revision.source_path
    value = {name: text for name, text in row.items() if text is not None}
    edits: list[Edit] = [AppendItem(("approvals",), value), SetField(("notes_seal",), notes_seal_of(revision))]
    spellings = Spellings(translations_of, VOCABULARIES)
    write_file(path, edited(revision.source_path, path.read_bytes(), edits, Model, spellings))


def _report(session: Session, revision: Revision, graph: Graph, row: dict[str, Any], *, written: bool) -> None:
    from generator.kinds.role import Role
    from generator.lifecycle.documents.approvals import approval_chain
    from generator.lifecycle.documents.standing import document_policy

    level = revision.document.level if revision.document is not None else None
    chain = approval_chain(revision, document_policy(graph), session.today, level, graph.of(Role))
    only_review = _only_review(chain, level)
    if session.as_json:
        missing = [one.value for one in chain.missing]
        session.answer(
            {
                "ok": True,
                "written": written,
                "doc": revision.doc,
                "revision": revision.revision,
                "meaning": row["meaning"],
                "fingerprint": row["fingerprint"],
                "complete": chain.complete,
                "retro_open": chain.retro_open,
                "missing": missing,
                "lacking": lacking(chain),
                "only_repository_review": only_review,
            }
        )
    facts = {"document": revision.doc, "number": revision.revision, "name": row["name"]}
    noted = N_("Noted: {document} {number}, {name}. It only notes the signature on paper; it is none.")
    session.say(
        _(noted if written else N_("It can be noted: {document} {number}, {name}. Nothing was written."), **facts)
    )
    say = current().text
    if chain.missing:
        session.say(_(N_("Still missing: {list}"), list=", ".join(say(one.label) for one in chain.missing)))
    for reason in lacking(chain):
        session.say(f"  {_(LACKING[reason])}")
    if only_review:
        session.say(_(N_("All approvals are reviews in the repository; have the sheet signed by hand as well.")))
    if chain.complete:
        session.say(_(N_("Approved: it is effective from {day}."), day=max(revision.effective_on, row["date"])))


def _only_review(chain: ApprovalChain, level: int | None) -> bool:
    from generator.kinds.base import ApprovalMethod
    from generator.procedures.releasing.released_problems import LOWEST_SIGNED_LEVEL

    reviews = bool(chain.counting) and all(row.method is ApprovalMethod.VCS_REVIEW for row in chain.counting)
    return reviews and level is not None and level <= LOWEST_SIGNED_LEVEL

"""`fupan doctor`: what of this machine stands in the way, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

if TYPE_CHECKING:
    from generator.commands.doctor.machine import Finding

ENVIRONMENT_FAULT = 3


@click.command(help=_(N_("Check this machine: Python, rights, encodings, index, port, browser, fonts.")))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=_(N_("Port to try.")))
@common_options
def command(session: Session, port: int) -> int:
    """Exit 3 when something essential fails."""
    from generator.commands.doctor import machine

    findings = [*_of_machine(machine, port), *_of_organization(session)]
    ok = not any(finding.essential and not finding.good for finding in findings)
    if session.as_json:
        session.answer({"ok": ok, "items": [_payload(finding) for finding in findings]})
    else:
        for line in _lines(findings, session):
            session.say(line)
    if ok:
        session.say(_(N_("Everything essential works.")))
    else:
        session.say(_(N_("Something essential does not work; see ×.")))
    return 0 if ok else ENVIRONMENT_FAULT


def _of_machine(machine: Any, port: int) -> Iterator[Finding]:
    checks: tuple[Callable[[], Finding], ...] = (
        machine.python_version,
        machine.console_encoding,
        machine.yaml_library,
        machine.time_zones,
        lambda: machine.free_port(port),
        machine.serve_extra,
        machine.pdf_browser,
        machine.chinese_fonts,
        machine.git,
    )
    for check in checks:
        yield check()


def _of_organization(session: Session) -> Iterator[Finding]:
    from generator.commands.doctor import machine
    from generator.errors import FupanError

    try:
        root, settings = session.root, session.settings
    except (FupanError, OSError) as error:
        reason = _(error.message, **error.values) if isinstance(error, FupanError) else str(error)
        yield machine.Finding("organization", N_("Organization"), False, reason)
        return
    yield machine.Finding("organization", N_("Organization"), True, f"{settings.organization} · {root}")
    yield machine.write_rights(root)
    yield machine.local_folder(root)
    yield _index(session)


def _index(session: Session) -> Finding:
    from generator.commands.doctor.machine import Finding
    from generator.engines import open_engine
    from generator.errors import FupanError
    from generator.files.index_state import read_state, state_of_sources

    label = N_("Search index")
    advice = _(N_("It is built by itself: fupan search, or fupan build."))
    try:
        open_engine(session.root).verify()
    except FupanError as error:
        return Finding("index", label, False, _(error.message, **error.values), advice)
    state = read_state(session.root)
    if not state:
        return Finding("index", label, True, _(N_("readable")))
    if state.get("sources") != state_of_sources(session.root):
        return Finding("index", label, False, _(N_("older than the records")), advice)
    return Finding("index", label, True, _(N_("readable and up to date")))


def _payload(finding: Finding) -> dict[str, Any]:
    return {
        "name": finding.name,
        "ok": finding.good,
        "essential": finding.essential,
        "message": finding.detail,
        "hint": "" if finding.good else finding.advice,
    }


def _lines(findings: list[Finding], session: Session) -> Iterator[str]:
    from generator.commands.terminal.table import width

    labels = [_(finding.label) for finding in findings]
    widest = max(map(width, labels))
    for finding, label in zip(findings, labels, strict=True):
        # Only signs that a Chinese Windows console can show.
        mark, color = ("√", "green") if finding.good else ("×", "red") if finding.essential else ("!", "yellow")
        yield f"{session.style(mark, fg=color, bold=True)} {label}{' ' * (widest - width(label))}  {finding.detail}"
        if finding.advice and not finding.good:
            yield f"  {' ' * widest}  → {finding.advice}"

"""The report to a vendor, filled in as far as the runbook knows; the rest are blanks to fill by hand."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.postmortem import ErrorCode
from generator.kinds.runbook import Runbook
from generator.kinds.system import System
from generator.kinds.vendor import Vendor
from generator.pages.base import Site
from generator.wording import N_

_BLANK = "________"


def problem_report(runbook: Runbook, system: System | None, vendor: Vendor | None, site: Site) -> str:
    """Return the report as plain text, one line for each thing that the vendor will ask."""
    mark = "：" if site.catalogue.language == "zh" else ": "
    return "\n".join(f"{name}{mark}{text or _BLANK}" for name, text in _rows(runbook, system, vendor, site))


def _rows(runbook: Runbook, system: System | None, vendor: Vendor | None, site: Site) -> Iterator[tuple[str, str]]:
    say = site.catalogue.text
    comma = "；" if site.catalogue.language == "zh" else "; "
    yield say(N_("To")), " ".join(part for part in (vendor.name, vendor.hotline) if part) if vendor is not None else ""
    if vendor is not None and vendor.contract_no:
        yield say(N_("Contract no.")), vendor.contract_no
    yield say(N_("From (organization, role, phone)")), site.settings.organization
    yield say(N_("Began at (to the minute)")), ""
    if system is not None:
        yield say(N_("System and version")), " ".join(part for part in (system.name, system.version) if part)
    yield say(N_("What we see (strike out what does not hold)")), comma.join(runbook.symptoms)
    yield say(N_("Error message as shown (strike out)")), comma.join(_shown(row) for row in runbook.error_codes)
    yield say(N_("Who is hit, since when, how many")), ""
    stopped = [say(site.graph.label("process", code)) for code in runbook.processes]
    yield say(N_("Business that stands still (strike out)")), comma.join(stopped)
    yield say(N_("Changed in the last 72 hours")), ""
    for check in runbook.checks:
        yield "  - " + check.what, ""
    yield say(N_("Done so far, and what came of it")), ""
    yield say(N_("Screenshots and logs kept under")), ""
    yield say(N_("Ticket no., who took the call, next report at")), ""


def _shown(row: ErrorCode) -> str:
    return f"{row.code} {row.text}" if row.text else row.code

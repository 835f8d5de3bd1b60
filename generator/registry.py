"""The only place that names every plug: kinds, rules, checks, pages (the search engine is in `engines`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks import (
    action_due_before_incident,
    action_without_owner,
    checked_by_owner,
    log_out_of_order,
    personal_data,
    status_needs_more,
    synonym_line_without_other_words,
    time_in_future,
    times_out_of_order,
    unknown_local_reference,
    vendor_ticket_without_number,
)
from generator.diagnostics import Report, Rule
from generator.files.rules import FILE_RULES
from generator.files.tree import read_tree
from generator.graph import GRAPH_RULES
from generator.kinds import (
    article,
    capa,
    failure_mode,
    policy,
    postmortem,
    role,
    runbook,
    sop,
    synonym,
    system,
    term,
    vendor,
)
from generator.library import Library, read_library
from generator.model.kind import Kind
from generator.procedures.all_documents import merge_all
from generator.procedures.rules import FOLLOWING_FROM_OTHERS, PROCEDURE_RULES
from generator.reading.field_rules import FIELD_RULES
from generator.reading.rules import READING_RULES
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.pages.base import PageKind

KINDS: Mapping[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (postmortem, capa, sop, runbook, system, vendor, failure_mode, role, term, synonym, policy, article)
}

CHECKS = (
    time_in_future,
    times_out_of_order,
    action_without_owner,
    action_due_before_incident,
    status_needs_more,
    vendor_ticket_without_number,
    checked_by_owner,
    log_out_of_order,
    unknown_local_reference,
    personal_data,
    synonym_line_without_other_words,
)

TEMPLATES = Path(__file__).parent / "pages" / "templates"


def rules() -> Mapping[str, Rule]:
    """Return every rule by its code."""
    from generator.site.driver import SITE_RULES

    rows = (
        *READING_RULES,
        *FIELD_RULES,
        *GRAPH_RULES,
        *FILE_RULES,
        *PROCEDURE_RULES,
        *(check.RULE for check in CHECKS),
        *SITE_RULES,
    )
    return {rule.code: rule for rule in sorted(rows, key=lambda rule: rule.code)}


def page_kinds() -> Iterable[PageKind]:
    """Return every page kind; their modules load only when pages are made."""
    from generator.files.guide import guide_texts
    from generator.pages import article as article_pages
    from generator.pages import capa as capa_pages
    from generator.pages import guide, home, incident_lists, reference, registers
    from generator.pages import postmortem as postmortem_pages
    from generator.pages import runbook as runbook_pages
    from generator.pages import sop as sop_pages
    from generator.pages import system as system_pages
    from generator.pages import vendor as vendor_pages

    return (
        home.HomePage(),
        postmortem_pages.PostmortemPages(),
        capa_pages.CapaPages(),
        sop_pages.SopPages(),
        runbook_pages.RunbookPages(),
        system_pages.SystemPages(),
        vendor_pages.VendorPages(),
        article_pages.ArticlePages(),
        incident_lists.IncidentLists(),
        registers.CapaRegister(),
        registers.ControlledDocuments(),
        registers.SystemsPage(),
        registers.RunbooksPage(),
        registers.ArticlesPage(),
        reference.GlossaryPage(),
        reference.ContactsPage(),
        reference.SearchPage(),
        reference.RulePages(rules()),
        reference.AboutPage(),
        guide.GuidePages(guide_texts()),
    )


def load_library(root: Path, settings: Settings, today: date) -> Library:
    """Read and link the organization at `root`, merge its procedures and run every check of the linked whole."""
    files, found = read_tree(root)
    library = read_library(files, KINDS, settings, found)
    _, unmerged = merge_all(library.graph)
    if library.graph.unreadable:
        # A step may stand in a record that could not be read; that record's own error is enough.
        unmerged = tuple(one for one in unmerged if one.rule not in FOLLOWING_FROM_OTHERS)
    checked = [found for check in CHECKS for found in check.find(library.graph, today)]
    return Library(library.graph, library.sources, Report([*library.report, *unmerged, *checked]))

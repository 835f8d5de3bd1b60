"""The only place that names every plug: kinds, rules, checks, pages (the search engine is in `engines`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks import (
    action_due_before_incident,
    action_without_owner,
    calendar_contradicts_itself,
    calendar_lacks_year,
    capa_guards,
    capa_numbers,
    capa_recurrence,
    capa_warnings,
    change_not_approved_in_time,
    change_reviewed_by_implementer,
    change_with_too_few_reviews,
    change_without_rollback,
    checked_by_owner,
    copy_not_recalled,
    copy_of_unknown_revision,
    cycle_not_understood,
    drill_held_without_result,
    duty_never_due,
    external_document_out_of_date,
    personal_data,
    policy_out_of_order,
    rollback_not_tried,
    status_needs_more,
    suspect_link,
    synonym_line_without_other_words,
    time_in_future,
    times_out_of_order,
    training_on_unknown_revision,
    unknown_local_reference,
    vendor_ticket_without_number,
    watch_too_short,
)
from generator.checks.base import rules_of
from generator.diagnostics import Report, Rule
from generator.files.rules import FILE_RULES
from generator.files.tree import read_tree
from generator.graph import GRAPH_RULES
from generator.kinds import (
    article,
    calendar,
    capa,
    change,
    drill,
    duty,
    failure_mode,
    library_step,
    paper_copy,
    policy,
    postmortem,
    regulation,
    revision,
    role,
    runbook,
    sop,
    synonym,
    system,
    term,
    training,
    vendor,
)
from generator.library import Library, read_library
from generator.lifecycle.audit.rules import AUDIT_RULES
from generator.model.kind import Kind
from generator.procedures.merging.all_documents import merge_all
from generator.procedures.merging.rules import FOLLOWING_FROM_OTHERS, PROCEDURE_RULES
from generator.procedures.releasing.rejection_rules import REJECTION_RULES
from generator.procedures.releasing.release_rules import RELEASE_RULES
from generator.procedures.releasing.released_problems import released_problems
from generator.procedures.releasing.released_rules import RELEASED_RULES
from generator.reading.field_rules import FIELD_RULES
from generator.reading.rules import READING_RULES
from generator.reading.settings_rules import SETTINGS_RULES
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.pages.base import PageKind

KINDS: Mapping[str, Kind] = {
    module.KIND.name: module.KIND
    for module in (
        postmortem,
        capa,
        sop,
        runbook,
        revision,
        drill,
        training,
        change,
        paper_copy,
        regulation,
        system,
        vendor,
        failure_mode,
        library_step,
        role,
        term,
        synonym,
        policy,
        calendar,
        duty,
        article,
    )
}

CHECKS = (
    time_in_future,
    times_out_of_order,
    action_without_owner,
    action_due_before_incident,
    status_needs_more,
    vendor_ticket_without_number,
    watch_too_short,
    checked_by_owner,
    capa_guards,
    capa_numbers,
    capa_warnings,
    capa_recurrence,
    unknown_local_reference,
    personal_data,
    synonym_line_without_other_words,
    calendar_lacks_year,
    calendar_contradicts_itself,
    cycle_not_understood,
    duty_never_due,
    policy_out_of_order,
    change_not_approved_in_time,
    change_with_too_few_reviews,
    change_reviewed_by_implementer,
    change_without_rollback,
    rollback_not_tried,
    copy_not_recalled,
    drill_held_without_result,
    training_on_unknown_revision,
    copy_of_unknown_revision,
    external_document_out_of_date,
    suspect_link,
)

TEMPLATES = Path(__file__).parent / "pages" / "templates"


def rules() -> Mapping[str, Rule]:
    """Return every rule by its code."""
    from generator.site.driver import SITE_RULES

    rows = (
        *READING_RULES,
        *SETTINGS_RULES,
        *FIELD_RULES,
        *GRAPH_RULES,
        *FILE_RULES,
        *PROCEDURE_RULES,
        *RELEASED_RULES,
        *RELEASE_RULES,
        *REJECTION_RULES,
        *(rule for check in CHECKS for rule in rules_of(check)),
        *AUDIT_RULES,
        *SITE_RULES,
    )
    return {rule.code: rule for rule in sorted(rows, key=lambda rule: rule.code)}


def page_kinds() -> Iterable[PageKind]:
    """Return every page kind; their modules load only when pages are made."""
    from generator.files.guide import guide_texts
    from generator.pages.about import AboutPage
    from generator.pages.article import ArticlePages
    from generator.pages.articles import ArticlesPage
    from generator.pages.as_of import AsOfPage
    from generator.pages.audit import AuditPages
    from generator.pages.audit_desk import AuditDeskPage
    from generator.pages.candidate import CandidatePages
    from generator.pages.capa import CapaPages
    from generator.pages.capa_register import CapaRegister
    from generator.pages.capa_views import CapaViews
    from generator.pages.change import ChangePages
    from generator.pages.contacts import ContactsPage
    from generator.pages.controlled_documents import ControlledDocuments
    from generator.pages.document_control import DocumentControlPage
    from generator.pages.drill import DrillPages
    from generator.pages.duties import DutiesPage
    from generator.pages.eight_d import EightDPages
    from generator.pages.glossary import GlossaryPage
    from generator.pages.guide import GuidePages
    from generator.pages.home import HomePage
    from generator.pages.incident_lists import IncidentLists
    from generator.pages.management_review import ManagementReviewPages
    from generator.pages.overdue import OverduePage
    from generator.pages.postmortem import PostmortemPages
    from generator.pages.recurrence_view import RecurrenceView
    from generator.pages.retention import RetentionPage
    from generator.pages.revision import RevisionPages
    from generator.pages.rules import RulePages
    from generator.pages.runbook import RunbookPages
    from generator.pages.runbooks import RunbooksPage
    from generator.pages.search import SearchPage
    from generator.pages.sop import SopPages
    from generator.pages.system import SystemPages
    from generator.pages.systems import SystemsPage
    from generator.pages.trace import TracePages
    from generator.pages.trace_views import TraceViews
    from generator.pages.training import TrainingPages
    from generator.pages.vendor import VendorPages

    return (
        HomePage(),
        PostmortemPages(),
        CapaPages(),
        SopPages(),
        RunbookPages(),
        DrillPages(),
        TrainingPages(),
        ChangePages(),
        RevisionPages(),
        CandidatePages(),
        SystemPages(),
        VendorPages(),
        ArticlePages(),
        IncidentLists(),
        CapaRegister(),
        ControlledDocuments(),
        DocumentControlPage(),
        AsOfPage(),
        CapaViews(),
        RecurrenceView(),
        OverduePage(),
        DutiesPage(),
        RetentionPage(),
        EightDPages(),
        ManagementReviewPages(),
        AuditDeskPage(),
        SystemsPage(),
        RunbooksPage(),
        ArticlesPage(),
        TracePages(),
        TraceViews(),
        GlossaryPage(),
        ContactsPage(),
        SearchPage(),
        RulePages(rules()),
        AuditPages(),
        AboutPage(),
        GuidePages(guide_texts()),
    )


def load_library(root: Path, settings: Settings, today: date) -> Library:
    """Read and link the organization at `root`, merge its procedures and run every check of the linked whole."""
    files, found = read_tree(root)
    library = read_library(files, KINDS, settings, found)
    _, unmerged = merge_all(library.graph, today)
    if library.graph.unreadable:
        # A step may stand in a record that could not be read; that record's own error is enough.
        unmerged = tuple(one for one in unmerged if one.rule not in FOLLOWING_FROM_OTHERS)
    checked = [found for check in CHECKS for found in check.find(library.graph, today)]
    checked.extend(released_problems(library.graph, library.sources, today))
    return Library(library.graph, library.sources, Report([*library.report, *unmerged, *checked]))

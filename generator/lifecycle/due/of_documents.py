"""What is due of procedures and what belongs to them: reviews, approvals, trainings, drills, articles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.kinds.article import Article, ArticleStatus
from generator.kinds.drill import Drill
from generator.kinds.revision import Revision
from generator.kinds.runbook import Runbook
from generator.kinds.sop import Control, Document, Sop
from generator.kinds.training import TrainingRecord
from generator.lifecycle.documents.drills import due_on, is_held
from generator.lifecycle.documents.standing import chain_of, document_policy
from generator.lifecycle.documents.trained import trained_percent
from generator.lifecycle.documents.trainings import trainings_of
from generator.lifecycle.due.cycles import Cycle
from generator.lifecycle.due.pending import DueKind, Pending
from generator.lifecycle.due.rules import DeadlineRules
from generator.lifecycle.facts import Facts


def due_of_documents(facts: Facts, rules: DeadlineRules) -> Iterator[Pending]:
    """Yield what SOPs, runbooks, trainings, drills and articles wait for."""
    graph = facts.graph
    for document in (*graph.of(Sop), *graph.of(Runbook)):
        yield from _of_document(document, facts, rules)
    for training in graph.of(TrainingRecord):
        if training.held_on is None and training.due_on is not None:
            yield Pending(
                record=training,
                kind=DueKind.TRAINING,
                subject=training.title,
                owner=training.trainer,
                due=training.due_on,
            )
    for drill in graph.of(Drill):
        due = due_on(drill, graph)
        if due is not None:
            kind = DueKind.NEXT_DRILL if is_held(drill) else DueKind.DRILL
            yield Pending(record=drill, kind=kind, subject=drill.title, owner=drill.led_by, due=due)
    for article in graph.of(Article):
        due = review_of_article(article, rules)
        if due is not None:
            yield Pending(
                record=article, kind=DueKind.ARTICLE_REVIEW, subject=article.name, owner=article.author, due=due
            )


def review_of_document(document: Document, effective: Revision | None, rules: DeadlineRules) -> date | None:
    """Return by which day a document in force must be reviewed: as written, or one cycle after its revision began."""
    if document.review_due_on is not None:
        return document.review_due_on
    controlled = document.control is Control.CONTROLLED
    cycle = rules.cycle(document.review_cycle, "document" if controlled else "")
    return _after(cycle, effective.effective_on if effective is not None else None)


def review_of_article(article: Article, rules: DeadlineRules) -> date | None:
    """Return by which day a current article must be checked, None where neither a day nor a cycle says so."""
    if article.status is not ArticleStatus.CURRENT:
        return None
    return article.review_due_on or _after(rules.cycle(None, "article"), article.reviewed_on or article.date)


def _after(cycle: Cycle | None, day: date | None) -> date | None:
    return cycle.after(day) if cycle is not None and day is not None else None


def _of_document(document: Document, facts: Facts, rules: DeadlineRules) -> Iterator[Pending]:
    standing = facts.standing(document)
    owner = document.process_owner or document.owner_dept
    effective = standing.effective
    review = review_of_document(document, effective, rules) if standing.is_in_force else None
    if review is not None:
        yield Pending(record=document, kind=DueKind.DOCUMENT_REVIEW, subject=document.title, owner=owner, due=review)
    for revision in standing.waiting:
        if not chain_of(revision, facts.graph, facts.today).complete:
            yield Pending(
                record=document,
                kind=DueKind.REVISION_APPROVAL,
                part=revision.revision,
                subject=document.title,
                owner=owner,
                due=revision.effective_on,
                since=revision.released_on,
            )
    expedited = effective.expedited if effective is not None else None
    if effective is not None and expedited is not None and chain_of(effective, facts.graph, facts.today).retro_open:
        yield Pending(
            record=document,
            kind=DueKind.RETRO_APPROVAL,
            part=effective.revision,
            subject=expedited.reason,
            owner=owner,
            due=expedited.retro_due_on,
            since=effective.released_on,
        )
    if document.training is not None:
        for revision in (*((effective,) if effective is not None else ()), *standing.waiting):
            if not is_trained(revision, facts):
                yield Pending(
                    record=document,
                    kind=DueKind.REVISION_TRAINING,
                    part=revision.revision,
                    subject=document.title,
                    owner=owner,
                    due=revision.effective_on,
                )


def is_trained(revision: Revision, facts: Facts) -> bool:
    """Whether enough people were trained on a revision, or a training with a deadline of its own is planned."""
    planned = trainings_of(revision.doc, revision.revision, facts.graph)
    if any(one.held_on is None and one.due_on is not None for one in planned):
        return True
    percent = trained_percent(revision, facts.graph, facts.today)
    return percent is None or percent >= document_policy(facts.graph).training_percent

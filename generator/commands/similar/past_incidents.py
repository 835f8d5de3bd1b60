"""Past incidents as the command line compares and shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.commands.terminal.language import _, current
from generator.commands.terminal.session import Session
from generator.commands.terminal.table import printable
from generator.wording import N_

if TYPE_CHECKING:
    from generator.search.likeness.similar import SimilarHit, SimilarIncidents


@dataclass(frozen=True)
class PastIncidents:
    """All that may be shown of the past, and what people read for the values of facets."""

    history: SimilarIncidents
    labels: Mapping[str, Mapping[str, str]]


def past_incidents(session: Session) -> PastIncidents:
    """Return the published incidents of the organization, with the steps to try and where they stand."""
    from generator.build import facet_labels, search_documents, site_of
    from generator.registry import KINDS
    from generator.search.likeness.similar import SimilarIncidents

    site = site_of(session.library(), session.settings, current(), session.today)
    documents = search_documents(site)
    labels = facet_labels(site, documents, KINDS)
    return PastIncidents(SimilarIncidents(documents, labels), labels)


def lines_of(hit: SimilarHit, labels: Mapping[str, Mapping[str, str]], style: Callable[..., str]) -> Iterator[str]:
    """Yield an incident for people: what it is, why it is shown, what fixed it, what to try first."""
    from generator.search.likeness.reasons import in_words

    item = payload_of(hit, labels)
    yield style(hit.id, fg="cyan", bold=True) + "  " + style(printable(hit.title), bold=True)
    facts = (item["severity_label"], ", ".join(item["systems"]), hit.date)
    yield "  " + style(" · ".join(fact for fact in facts if fact), dim=True)
    yield "  " + printable(" · ".join(in_words(hit.reasons, labels, current().text)))
    if item["fix"]:
        yield f"  {_(N_('What fixed it'))}: {printable(item['fix'])}"
    if item["step"]:
        yield f"  {_(N_('Try first'))}: {printable(item['step'])} ({item['step_of']})"
    if item["manual"]:
        yield f"  {_(N_('Manual procedure'))}: {printable(item['manual'])}"


def payload_of(hit: SimilarHit, labels: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return an incident as JSON holds it; what is not known is an empty text."""
    from generator.search.likeness.reasons import in_words

    severity = next(iter(hit.facets.get("severity", ())), "")
    texts = ("symptom", "fix", "step", "step_of", "step_url", "manual", "manual_url")
    return {
        "id": hit.id,
        "title": hit.title,
        "url": hit.url,
        "date": hit.date,
        "severity": severity,
        "severity_label": labels.get("severity", {}).get(severity, severity),
        "systems": list(hit.facets.get("system", ())),
        "share": hit.share,
        "reasons": [
            {"kind": one.kind, "values": list(one.values), "texts": list(in_words((one,), labels, current().text))}
            for one in hit.reasons
        ],
        **{name: hit.card.get(name, "") for name in texts},
    }

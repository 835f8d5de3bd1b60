"""What the verbs that deal with approvals share: how one may be given, and what keeps a chain from being complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.wording import N_

if TYPE_CHECKING:
    from generator.lifecycle.documents.approvals import ApprovalChain

METHODS = ("wet_ink", "external_esign", "meeting_minutes", "vcs_review")
LACKING = {
    "distinct_persons": N_("Too few different persons stand among the approvals."),
    "quality_roles": N_("Nobody from quality stands among the approvals."),
    "approvers": N_("The role that approved may not approve documents of this level."),
    "order": N_("The dates are not in the order of preparation, review and approval."),
}


def lacking(chain: ApprovalChain) -> list[str]:
    """Return what else keeps the approvals from being complete, by the names of the policy's fields."""
    rows = {
        "distinct_persons": chain.too_few_persons,
        "quality_roles": chain.without_quality and not chain.missing,
        "approvers": chain.wrong_approver,
        "order": chain.out_of_order,
    }
    return [name for name, lacks in rows.items() if lacks]

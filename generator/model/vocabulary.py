"""Words that an organization may extend or rename: severities and business processes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.wording import N_


@dataclass(frozen=True, slots=True)
class Word:
    """A code as YAML holds it, the label that people see, and other spellings that are understood."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


def spelling(text: str) -> str:
    """Return `text` without regard to case, width and blanks, for comparing names."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True)
class Vocabulary:
    """All words of one kind, in their order."""

    name: str
    words: tuple[Word, ...]

    @cached_property
    def _by_spelling(self) -> Mapping[str, Word]:
        table: dict[str, Word] = {}
        for word in self.words:
            for text in (word.code, word.label, *word.aliases):
                table.setdefault(spelling(text), word)
        return table

    @cached_property
    def _by_code(self) -> Mapping[str, Word]:
        return {word.code: word for word in self.words}

    def find(self, text: str) -> Word | None:
        """Return the word that `text` spells, or None."""
        return self._by_spelling.get(spelling(text))

    def label(self, code: str) -> str:
        """Return the label of `code`, or the code itself."""
        word = self._by_code.get(code)
        return word.label if word else code

    def rank(self, code: str) -> int:
        """Return the place of `code` in the order; unknown codes come last."""
        codes = [word.code for word in self.words]
        return codes.index(code) if code in codes else len(codes)

    def extended(self, words: Iterable[Word]) -> Vocabulary:
        """Return the vocabulary with `words` added; a known code gets the new label and more spellings."""
        merged = {word.code: word for word in self.words}
        for word in words:
            old = merged.get(word.code)
            aliases = word.aliases + ((old.label, *old.aliases) if old else ())
            merged[word.code] = Word(word.code, word.label, aliases)
        return Vocabulary(self.name, tuple(merged.values()))


SEVERITIES = Vocabulary(
    "severity",
    (
        Word(
            "S1", N_("Level 1"), ("1", "P0", "P1", "SEV1", "SEV-1", "一级", "紧急", "特别重大", "critical", "blocker")
        ),
        Word("S2", N_("Level 2"), ("2", "P2", "SEV2", "SEV-2", "二级", "重要", "重大", "major", "high")),
        Word("S3", N_("Level 3"), ("3", "P3", "SEV3", "SEV-3", "三级", "一般", "moderate", "medium")),
        Word("S4", N_("Level 4"), ("4", "P4", "SEV4", "SEV-4", "四级", "轻微", "minor", "low")),
    ),
)

PROCESSES = Vocabulary(
    "process",
    (
        Word("procurement", N_("Procurement"), ("采购",)),
        Word("receiving", N_("Receiving"), ("入库", "收货")),
        Word("warehousing", N_("Warehousing"), ("仓储",)),
        Word("production", N_("Production"), ("生产",)),
        Word("issue", N_("Issue of material"), ("领用发放", "领料")),
        Word("outbound", N_("Outbound release"), ("出库放行", "出库")),
        Word("shipping", N_("Shipping"), ("发货",)),
        Word("sales_order", N_("Sales orders"), ("销售订单",)),
        Word("settlement", N_("Settlement"), ("结算",)),
        Word("finance_voucher", N_("Finance vouchers"), ("财务凭证",)),
        Word("contract_recon", N_("Contract reconciliation"), ("合同对账",)),
        Word("quality_control", N_("Quality control"), ("质控", "质量控制")),
        Word("after_sales", N_("After-sales"), ("售后",)),
        Word("customer_service", N_("Customer service"), ("客服",)),
        Word("reporting", N_("Reporting"), ("报表",)),
    ),
)

VOCABULARIES: Mapping[str, Vocabulary] = {"severity": SEVERITIES, "process": PROCESSES}

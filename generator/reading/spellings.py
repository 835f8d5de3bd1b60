"""Every spelling of field names and values that the reader understands beside the canonical one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.model.shape import FieldShape, ModelShape
from generator.model.values import Choice
from generator.model.vocabulary import VOCABULARIES, Vocabulary, spelling

# Names in common use that are not the label of the catalogue; English label -> names.
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "Severity": ("严重级别", "严重等级", "级别", "故障级别", "level"),
    "Title": ("题目", "主题", "名称"),
    "Owner": ("负责人",),
    "Due": ("截止日期", "到期日", "期限"),
    "Started": ("发生时间", "开始时间"),
    "Detected": ("发现时间",),
    "Restored": ("恢复时间",),
    "Systems": ("涉及系统", "系统名称"),
    "Summary": ("概述", "简介"),
    "Causes": ("根因", "根本原因"),
    "Open": ("未开始",),
    "Done": ("完成", "已完成"),
}


class Spellings:
    """Tables from any understood spelling to the canonical key or value.

    `translations` gives the other-language labels of an English label; `vocabularies` are the organization's words.
    """

    def __init__(
        self,
        translations: Callable[[str], tuple[str, ...]] = lambda _: (),
        vocabularies: Mapping[str, Vocabulary] = VOCABULARIES,
    ) -> None:
        self._translations = translations
        self.vocabularies = vocabularies
        self._keys: dict[int, tuple[ModelShape, dict[str, FieldShape]]] = {}
        self._values: dict[type[Choice], dict[str, str]] = {}

    def keys(self, shape: ModelShape) -> Mapping[str, FieldShape]:
        """Return the fields of `shape` by every spelling of their names."""
        known = self._keys.get(id(shape))
        if known is None:
            # The shape is kept beside its table, so that its identity stays its own.
            known = self._keys[id(shape)] = shape, self._key_table(shape)
        return known[1]

    def _key_table(self, shape: ModelShape) -> dict[str, FieldShape]:
        fields = [field for field in shape.fields.values() if field.key != "x_fields"]
        table = {spelling(field.key): field for field in fields}
        for field in fields:
            for name in (field.label, *self._others(field.label)):
                table.setdefault(spelling(name), field)
        return table

    def values(self, choice: type[Choice]) -> Mapping[str, str]:
        """Return the values of `choice` by every spelling."""
        table = self._values.get(choice)
        if table is None:
            table = self._values[choice] = {}
            for one in choice:
                for name in (str(one.value), one.label, *self._others(one.label)):
                    table.setdefault(spelling(name), str(one.value))
        return table

    def _others(self, label: str) -> tuple[str, ...]:
        return (*self._translations(label), *OTHER_NAMES.get(label, ()))

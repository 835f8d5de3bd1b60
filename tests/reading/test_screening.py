"""The text is looked at line by line, without crying wolf."""

import pytest

from generator.reading.screening import screen
from tests.reading.cases import source

CLEAN = """id: PM-2026-0042
title: “打印”服务器停止响应：标签无法打印
summary: |
  原因：队列写满
  at：10:20
  －  补打
  工单 #77
  \ttab
causes:
  - 根因：队列没有上限
  - 'path D:\\spool'
note: 见 http://intra/x#y   # 备注
list: ["a", 'b: c',
\t"d"]
"""


def test_a_clean_text_is_silent() -> None:
    """Prose, block text, brackets and real comments hold signs that mean trouble elsewhere."""
    assert screen(source(CLEAN)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: 甲\u202e乙\n", "bidi-control 1:9 U+202E (right-to-left override)"),
        ("title: P1\u200b\n", "invisible-character 1:10 U+200B (zero-width space)"),
        ("title: 甲\xad乙\n", "invisible-character 1:9 U+00AD (soft hyphen)"),
        ("title: 甲\ufeff乙\n", "invisible-character 1:9 U+FEFF (byte-order mark)"),
        ("title: \ue123\n", "private-use-character 1:8 U+E123"),
        ("title: 甲\x00\n", "control-character 1:9 U+0000 (NUL)"),
        ("a: |\n  x\u202ey\n", "bidi-control 2:4 U+202E (right-to-left override)"),
    ],
)
def test_odd_characters_are_named(text: str, expected: str) -> None:
    """The message names the character, the place is its own."""
    (found,) = screen(source(text))

    assert f"{found.rule.name} {found.span.line}:{found.span.column} {found.values['character']}" == expected


@pytest.mark.parametrize("text", ["title: 👨\u200d👩\u200d👧\n", "title: \u200fشغل ERP\n", "a: |\n  x\xa0y\n"])
def test_proper_joiners_and_marks_are_silent(text: str) -> None:
    """Emoji, right-to-left words and literal text may hold what is invisible."""
    assert screen(source(text)) == []

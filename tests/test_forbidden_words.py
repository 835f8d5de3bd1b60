"""Nowhere does the product claim what only an organization and its regulator can say (section 7.3 of the audit specification).

Looked through are the catalogues, the manual, the shipped organizations, and a built site with every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.commands.building.site import assemble_site
from generator.i18n.catalogue import LOCALES
from generator.reading.settings_file import read_settings
from generator.registry import load_library
from tests.libraries import REPOSITORY

PACKAGE = REPOSITORY / "generator"
RULES = r"(?:ISO|GB/T|GMP|GSP|Part ?11|13485|42061|法规|法律|规范|标准)"
# What must not be said, and what may stand around it because it denies it or speaks of somebody else's.
FORBIDDEN = re.compile(
    rf"(?:符合|满足|遵循)[^。；\n]{{0,14}}{RULES}|{RULES}[^。；，\n]{{0,6}}合规"
    r"|电子签名|电子签章|已签署|防篡改|不可篡改|无法篡改|不可抵赖|抗抵赖|经(?:过)?验证的软件|已通过验证"
    r"|electronic(?:ally)?[ -]sign\w*|e-signature\w*|digitally signed"
    r"|tamper[ -]?(?:proof|evident|resistant)|non-?repudiation|immutable|validated software"
    rf"|(?:compl(?:ies|iant|iance)|conform(?:s|ant|ity)?) (?:with|to) (?:the )?{RULES}|{RULES}[ -]complian\w+",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?:不等于|不|非|无|未|没有|并非|不是|不能|代替不了|外部|no|not|not an|never|no claim of|is none|neither|nor|external|an external|without) ?[\"“「(（]?$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"^[\"”」)）]?(?: ?(?:平台|platform)|法(?![律规定])|的要求|[^。\n]{0,12}(?:由使用单位|是否|不在))", re.IGNORECASE
)


def claims(text: str) -> list[str]:
    """Return every forbidden word of a text with what stands around it, without those that deny it."""
    return [
        text[max(found.start() - 30, 0) : found.end() + 20].replace("\n", " ")
        for found in FORBIDDEN.finditer(text)
        if not BEFORE.search(text[max(found.start() - 24, 0) : found.start()]) and not AFTER.match(text[found.end() :])
    ]


CASES = [
    ("本系统符合 ISO 13485", True),
    ("满足《医疗器械生产质量管理规范》", True),
    ("记录防篡改", True),
    ("已由质量负责人电子签名", True),
    ("This tool complies with ISO 13485", True),
    ("a tamper-proof log", True),
    ("an electronic signature", True),
    ("版本库评审(非电子签名)", False),
    ("not an electronic signature", False),
    ("外部电子签名平台", False),
    ("《中华人民共和国电子签名法》", False),
    ("已用电子签名法定确认", True),
    ("符合预期的结果", False),
    ("本页由工具根据记录生成", False),
]


@pytest.mark.parametrize(("text", "is_claim"), CASES)
def test_a_claim_is_told_from_its_denial(text: str, is_claim: bool) -> None:
    """Saying that it is no signature is what the specification wants."""
    assert bool(claims(text)) is is_claim


def _shipped() -> Iterator[Path]:
    yield from LOCALES.rglob("*.po")
    yield from (PACKAGE / "guide").rglob("*.md")
    yield from (PACKAGE / "pages/templates").rglob("*.jinja")
    yield from (PACKAGE / "site/theme").rglob("*.html")
    yield from (PACKAGE / "site/theme").rglob("*.js")
    yield from (path for path in (PACKAGE / "samples").rglob("*") if path.is_file())
    yield from (REPOSITORY / name for name in ("README.md", "README.zh-CN.md", "CHANGELOG.md"))


def test_no_text_that_is_shipped_claims_it() -> None:
    """Interface, messages, manual, templates, examples."""
    found = {path.relative_to(REPOSITORY).as_posix(): claims(path.read_text(encoding="utf-8")) for path in _shipped()}

    assert {name: rows for name, rows in found.items() if rows} == {}


def test_no_page_of_the_built_site_claims_it() -> None:
    """Every page of the shipped organization, as a build writes it."""
    settings = read_settings((REPOSITORY / "mkdocs.yml").read_bytes())
    today = date(2026, 11, 20)
    files = assemble_site(REPOSITORY, load_library(REPOSITORY, settings, today), settings, today).files
    found = {
        path: claims(data.decode("utf-8")) for path, data in files.items() if path.endswith((".md", ".json", ".xml"))
    }

    assert len(found) > 100
    assert {path: rows for path, rows in found.items() if rows} == {}

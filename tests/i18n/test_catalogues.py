"""The catalogues are complete, agree with the code, and claim nothing that a tool may not claim."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import generator
from generator.i18n.catalogue import Catalogue, catalogue, fill, translations_of
from generator.i18n.extracting import extract
from generator.model.record import Part
from generator.model.shape import shape_of
from generator.model.values import Choice
from tests.libraries import REPOSITORY
from tests.models import MODELS

PACKAGE = Path(generator.__file__).parent
CHINESE = PACKAGE / "i18n" / "locales" / "zh_CN" / "LC_MESSAGES" / "fupan.po"
_PLACE = re.compile(r"\{\w+\}|%\(\w+\)s")

# What a tool that only writes down must not say of itself (audit.md 7.3).
FORBIDDEN = re.compile(
    r"(?:符合|满足)\s*(?:ISO|GMP|Part\s*11|YY/?T|《)|电子签名|已签署|防篡改|不可抵赖|经验证的软件"
    r"|(?:compl(?:y|ies|iant) with|conforms? to|meets)\s+(?:ISO|GMP|Part\s*11|21 CFR)|electronic(?:ally)? sign(?:ature|ed)"
    r"|tamper|non-repudiat|validated software",
    re.IGNORECASE,
)
_DENIALS = re.compile(r"非电子签名|不是电子签名|不构成电子签名|not an electronic signature", re.IGNORECASE)


@cache
def _said() -> tuple[Message, ...]:
    return tuple(message for message in extract() if message.id)


@cache
def _chinese() -> Catalog:
    with CHINESE.open("rb") as file:
        return read_po(file, locale="zh_CN")


def _texts(message: Message) -> list[tuple[str, str]]:
    """Return each English form of a message with its Chinese one; a language without plurals has one for both."""
    if isinstance(message.id, (tuple, list)):
        chinese = message.string[-1] if isinstance(message.string, (tuple, list)) else message.string
        return [(one, chinese) for one in message.id]
    return [(message.id, str(message.string))]


def test_every_text_has_a_chinese_translation() -> None:
    """What the code or a template says, the catalogue says in Chinese; run `make messages` to see what is missing."""
    known = _chinese()
    wanted = _said()
    missing = [
        message.id
        for message in wanted
        if not (found := known.get(message.id)) or not all(text for _, text in _texts(found))
    ]

    assert len(wanted) > 1500
    assert not missing, f"{len(missing)} of {len(wanted)} are missing, such as {missing[:5]}"


def test_the_catalogue_has_no_dead_texts() -> None:
    """A text that nobody says any more would be translated for nothing."""
    said = {message.id for message in _said()}
    dead = [message.id for message in _chinese() if message.id and message.id not in said]

    assert not dead, f"{len(dead)} are dead, such as {dead[:5]}"


def _places(message: Message) -> list[set[str]]:
    """Return the places of each English form; Chinese has one form, which may follow either."""
    forms = message.id if isinstance(message.id, tuple) else (message.id,)
    return [{*_PLACE.findall(form)} for form in forms]


def test_translations_keep_the_places() -> None:
    """A `{name}` that is lost would hide the value, one that is invented would be shown as it is."""
    wrong = [
        (english, chinese)
        for message in _chinese()
        if message.id
        for english, chinese in _texts(message)
        if chinese and {*_PLACE.findall(chinese)} not in _places(message)
    ]

    assert wrong == []


def test_translations_are_chinese() -> None:
    """A sentence that was only copied is no translation; names, codes and lines of YAML or of a shell may stay."""
    copied = [
        english
        for message in _chinese()
        if message.id
        for english, chinese in _texts(message)
        if chinese == english and re.fullmatch(r"[A-Z][^:>|]* .*\.", english)
    ]

    assert copied == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_two_labels_of_a_model_share_their_chinese(model: type[Part]) -> None:
    """A Chinese label is an alias of its field, so it must lead to one."""
    owners: dict[str, set[str]] = defaultdict(set)
    for field in shape_of(model).fields.values():
        for text in {field.label, *translations_of(field.label)}:
            owners[text].add(field.key)

    assert {text: keys for text, keys in owners.items() if len(keys) > 1} == {}


LISTS = {field.leaf for model in MODELS for field in shape_of(model).fields.values() if issubclass(field.leaf, Choice)}


@pytest.mark.parametrize("choice", sorted(LISTS, key=lambda one: one.__name__), ids=lambda one: one.__name__)
def test_no_two_values_of_a_list_share_their_chinese(choice: type[Choice]) -> None:
    """A Chinese value must mean one."""
    owners: dict[str, set[str]] = defaultdict(set)
    for one in choice:
        for text in {one.label, *translations_of(one.label)}:
            owners[text].add(str(one.value))

    assert {text: values for text, values in owners.items() if len(values) > 1} == {}


TEMPLATES = sorted(
    path for path in PACKAGE.rglob("*") if path.suffix in (".jinja", ".html", ".js") and "vendor" not in path.parts
)


@pytest.mark.parametrize("path", [CHINESE, *TEMPLATES], ids=lambda path: path.name)
def test_nothing_is_claimed(path: Path) -> None:
    """No catalogue, template or script says that it signs, certifies or cannot be forged."""
    text = _DENIALS.sub("", path.read_text(encoding="utf-8"))

    assert [found.group() for found in FORBIDDEN.finditer(text)] == []


def test_no_message_claims_anything() -> None:
    """Nor does any text of the code."""
    texts = [one for message in _said() for one, _ in _texts(message)]

    assert [text for text in texts if FORBIDDEN.search(_DENIALS.sub("", text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "符合 ISO 13485",
        "满足GMP",
        "电子签名",
        "防篡改",
        "complies with 21 CFR",
        "Tamper-proof",
        "electronically signed",
    ],
)
def test_claims_are_known(text: str) -> None:
    """The search for claims finds them."""
    assert FORBIDDEN.search(_DENIALS.sub("", text))
    assert not FORBIDDEN.search(_DENIALS.sub("", "版本库评审(非电子签名)，用于支持 ISO 13485 的记录"))


@pytest.mark.parametrize(
    ("template", "values", "expected"),
    [("{a} {b}", {"a": 1}, "1 {b}"), ("{a}", {"a": "{b}"}, "{b}"), ("plain", {"a": 1}, "plain")],
)
def test_places_are_filled_once(template: str, values: dict[str, object], expected: str) -> None:
    """A place without a value stays, and a value is never a template itself."""
    assert fill(template, values) == expected


def test_an_unknown_language_is_english() -> None:
    """A catalogue exists in any case, and an empty text stays empty."""
    assert (Catalogue("fr").language, Catalogue("fr").text("Title")) == ("en", "Title")
    assert (catalogue("zh").text(""), catalogue("zh").html_language, catalogue("en").html_language) == (
        "",
        "zh-CN",
        "en",
    )


@pytest.mark.parametrize(("number", "text"), [(1, "1 day"), (2, "2 days"), (0, "0 days")])
def test_plurals_fit_their_number(number: int, text: str) -> None:
    """English has two forms."""
    assert catalogue("en").plural("{number} day", "{number} days", number) == text


def test_the_catalogue_lies_in_the_package() -> None:
    """The wheel carries it, wherever the repository is."""
    assert CHINESE.is_relative_to(REPOSITORY / "generator")
    assert CHINESE.is_file()

"""Terms that two texts share become words again."""

import pytest

from generator.i18n.catalogue import catalogue
from generator.search.documents.document import SearchDocument
from generator.search.likeness.reasons import Reason, Wording, in_words, plain_reasons, shared_words, with_words
from generator.search.text.analysis import terms

WORDS = [
    ("点了保存转圈圈", "他点了保存转圈圈，没有反应", ("点了保存转圈圈",)),
    ("登录失败\n登录失败", "总是登录失败", ("登录失败",)),
    ("登錄失敗", "登录失败", ("登錄失敗",)),
    ("Certificate has expired", "the certificates are expiring", ("Certificate", "expired")),
    ("服务器的磁盘", "磁盘的服务器", ("服务器", "磁盘")),
    ("人看了", "有人看", ("人看",)),
    ("一\n有人看着", "二\n没人看见", ()),
    ("完全不同", "别的东西", ()),
]


@pytest.mark.parametrize(("here", "there", "words"), WORDS)
def test_shared_terms_are_shown_as_words(here: str, there: str, words: tuple[str, ...]) -> None:
    """The longest piece that both have, as the first one writes it; what two words share by chance is none."""
    shared = [term for term in dict.fromkeys(terms(here)) if term in terms(there)]

    assert shared_words(Wording(here), Wording(there), shared) == words


def document(**more: object) -> SearchDocument:
    """Return a document with these facets."""
    facets = {name: (str(value),) for name, value in more.items()}
    return SearchDocument(id="PM-1", kind="postmortem", title="", url="", facets=facets)


def test_codes_and_the_kind_of_incident_are_told() -> None:
    """Codes first, then words, then system, failure and cause; a cause that nobody knows is no likeness."""
    source, other = document(system="ERP", cause="unknown"), document(system="ERP", cause="unknown")
    here, there = Wording("ORA-01653 写满写满"), Wording("写满 ora-01653")
    shared = ["ora-01653", "写满", "2026-05-11"]
    plain = plain_reasons(source, other, here, shared)

    assert plain == (Reason("code", ("ORA-01653",)), Reason("system", ("ERP",)))
    assert with_words(plain, here, there, shared, {}) == (
        Reason("code", ("ORA-01653",)),
        Reason("word", ("写满",)),
        Reason("system", ("ERP",)),
    )


def test_a_word_does_not_repeat_another_reason() -> None:
    """The name of the shared system is told once; without any other reason nothing is."""
    found = (Reason("system", ("NET",)),)
    labels = {"system": {"NET": "厂区网络"}}
    here = Wording("网络断开断开")

    assert with_words(found, here, Wording("网络慢"), ["网络"], labels) == ()
    assert with_words(found, here, Wording("断开"), ["断开"], labels)[0] == Reason("word", ("断开",))


def test_reasons_in_words() -> None:
    """One short text for each thing shared, values by their labels."""
    found = (Reason("code", ("E-1", "E-2")), Reason("word", ("写满",)), Reason("system", ("NET",)))

    assert in_words(found, {"system": {"NET": "厂区网络"}}, catalogue("en").text) == (
        "same code E-1",
        "same code E-2",
        "写满",
        "same system 厂区网络",
    )

"""What the page gets is the same object, name for name and value for value, from the server and from the saved copy.

The sample organization, its thesaurus and its labels, as a build makes them; questions of every kind in both languages.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator.backends.whoosh.engine import WhooshEngine
from generator.build import facet_labels, search_documents, search_words, site_of
from generator.files.samples import sample_folder
from generator.i18n.catalogue import catalogue
from generator.reading.settings_file import read_settings
from generator.registry import KINDS, load_library
from generator.search.answer import answer_to, suggest_answer
from generator.search.asking.query import SORTS, parse_query
from generator.search.documents.facet_table import FACET_NAMES
from generator.search.static.export import static_files
from tests.libraries import TODAY
from tests.search.asking.understanding_cases import queries, sample
from tests.search.static.runner import Scripts, running_scripts

NARROWED = (
    *("kind:复盘 数据库 sev>=S2", "date:2024-01..2025 登录", "数据库 date:2026", "kind:sop，手册 入库", "sev>S2 接口"),
    *(
        "系统 date>=2026-05",
        "severity:二级 停机",
        "库存 -盘点 +出库",
        '"表空间" 扩容',
        "kind:system ERP",
        "date:..2025-06",
    ),
)
NOTHING = (
    *(
        "zzzzqqq",
        "饕餮貔貅",
        "ORA-99999",
        "qwertyuiop asdfghjkl",
        "鼯鼠 kind:sop",
        "+zzzz 数据库",
        '"没有这句话的原文"',
    ),
    *("databsae kind:nothing", "发货 date:1999", "printr zzzz", "𠀀𠀀", "wms-0000-xx", "x", "supercalifragilistic"),
    *(
        "登录 system:NOSUCH",
        "ora kind:nothing",
        "fahuo date:1999",
        "kucun year:1990",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" * 3,
    ),
    *("鼯鼠鲮鲤犰狳穿山甲猞猁狻猊饕餮貔貅" * 6, "-数据库", "date:1999"),
)
TYPED = (
    *(
        "ora",
        "PM-2026",
        "pm-2026-00",
        "数",
        "数据",
        "数据库",
        "发货单保",
        "fahuo",
        "fh",
        "kucun",
        "da",
        "dat",
        "database sl",
    ),
    *("登录 失", "erp 登", "sop-", "RB-ERP-DISK", "rb-erp", "printr", "zzzz", "饕", "", " ", "login fai", "仓库 shao"),
    *(
        "ORA-016",
        "WH",
        "盘点",
        "接口 超时",
        "the",
        "月",
        "月结 慢",
        "log",
        "T_INV",
        "10.0",
        "x" * 80,
        "标签 打印 白",
        "2026",
    ),
)


class Both:
    """The server's engine and the browser's, with the same documents."""

    def __init__(self, engine: WhooshEngine, scripts: Scripts, labels: Mapping[str, Mapping[str, str]]) -> None:
        self.engine = engine
        self.scripts = scripts
        self._labels = labels

    def differing(self, requests: list[dict[str, Any]]) -> list[object]:
        """Return the requests that the two answer differently, with the first name that differs."""
        theirs = self.scripts.ask("search", [{"request": {"filters": {}, **one}} for one in requests])
        found: list[object] = []
        for request, there in zip(requests, theirs, strict=True):
            asked = dict(request)
            query = parse_query(str(asked.pop("query")), facets=FACET_NAMES, labels=self._labels, **asked)
            here = answer_to(self.engine, query, labels=self._labels, say=catalogue("zh").text)
            different = [name for name in here if name != "took_ms" and here[name] != there[name]]
            if different or here.keys() != there.keys():
                found.append((request, *((name, here[name], there[name]) for name in different)))
        return found


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Return both engines for the sample organization."""
    folder = sample_folder("zh")
    settings = read_settings((folder / "mkdocs.yml").read_bytes())
    site = site_of(load_library(folder, settings, TODAY), settings, catalogue("zh"), TODAY)
    documents = search_documents(site)
    labels = facet_labels(site, documents, KINDS)
    engine = WhooshEngine(tmp_path_factory.mktemp("search") / "index")
    engine.build(documents, search_words(site))
    with running_scripts() as scripts:
        files = static_files(documents, labels, site.catalogue.text, words=search_words(site), sounds=sample().sounds)
        assert scripts.open(files) == len(documents)
        yield Both(engine, scripts, labels)


def test_answers_are_the_same_object(both: Both) -> None:
    """Synonyms, titles, pinyin, slips, codes, sentences, operators: everything that an answer says."""
    texts = [query.text for query in queries(sample())]

    assert len(texts) > 200
    assert both.differing([{"query": text} for text in texts]) == []


def test_narrowed_answers_are_the_same_object(both: Both) -> None:
    """Filters in the text and beside it, ranges of days, orders, later pages."""
    choice = random.Random(20261121)
    requests: list[dict[str, Any]] = [{"query": text, "sort": sort} for text in NARROWED for sort in SORTS]
    texts = [query.text for query in queries(sample())]
    for number, text in enumerate(choice.sample(texts, 60)):
        kinds = choice.sample(["postmortem", "sop", "runbook", "article", "system"], 2)
        range_of_days = {"since": choice.choice(["2025", "2026-03", "2024-05-11"]), "until": "2026-08"}
        request = {"query": text, "limit": choice.choice([3, 20, 50]), "offset": choice.choice([0, 0, 4])}
        requests.append(request | ({"filters": {"kind": kinds}} if number % 2 else range_of_days))

    assert both.differing(requests) == []


def test_the_nearest_words_are_the_same(both: Both) -> None:
    """Where nothing is found, both offer the same words and titles."""
    answers = both.scripts.ask("search", [{"request": {"query": text, "filters": {}}} for text in NOTHING])

    assert both.differing([{"query": text} for text in NOTHING]) == []
    assert sum(bool(one["nearest"]) for one in answers) > len(NOTHING) / 4


def test_suggestions_are_the_same(both: Both) -> None:
    """Records and words while one types."""
    texts = [*TYPED, *(query.text[:12] for query in queries(sample())[::3])]
    theirs = both.scripts.ask("suggest", texts, 8)
    ours = [suggest_answer(both.engine.suggest(text, 8), text)["items"] for text in texts]

    assert sum(bool(items) for items in ours) > len(texts) / 2
    assert [rows for rows in zip(texts, ours, theirs, strict=True) if rows[1] != rows[2]] == []

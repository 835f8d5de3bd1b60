"""The files of the copy for a site without a server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.search.documents.document import SearchDocument
from generator.search.static.export import FOLDER, STATIC_VERSION, static_files
from generator.search.static.folding_pairs import folding_pairs
from generator.search.static.term_shards import term_shards
from tests.search.static.runner import ASSETS, ScriptFault, Scripts, running_scripts

DOCUMENT = SearchDocument(
    id="PM-2026-0007",
    kind="postmortem",
    title="</script><b>",
    url="postmortems/PM-2026-0007.html",
    headings="影响",
    body="正文\u2028 <!-- 行 \ud800 臺灣",
    identifiers=("ORA-01653", "ORA-01653", "\ud800"),
    facets={"kind": ("postmortem",), "severity": ("S1",), "system": ("ERP", "MES"), "tags": ()},
    date="2026-05-11",
    card={"fix": "扩容", "step": "看盘"},
)
OTHER = SearchDocument(
    id="A", kind="sop", title="表空间", url="c", body="word " * 9999, origins=("pm-2026-0007", "gone")
)
LABELS = {"kind": {"postmortem": "复盘"}}


def content_of(files: Mapping[str, bytes], name: str) -> Any:
    """Return what the file whose name begins so hands over."""
    (path,) = (path for path in files if path.startswith(f"{FOLDER}/{name}"))
    text = files[path].decode("utf-8")
    start, end = f'fupanShard("{path.removeprefix(f"{FOLDER}/").removesuffix(".js")}",', ");\n"
    assert text.startswith(start)
    assert text.endswith(end)
    return json.loads(text.removeprefix(start).removesuffix(end))


def test_every_file_is_named_by_the_first() -> None:
    """A browser needs to know only where `meta.js` lies."""
    files = static_files([DOCUMENT, OTHER], LABELS, str.upper)
    meta = content_of(files, "meta")
    hashes = {
        kind: [meta[kind][1][at : at + 10] for at in range(0, len(meta[kind][1]), 10)] for kind in ("terms", "texts")
    }
    names = {f"{kind}-{number:03}-{one}" for kind, found in hashes.items() for number, one in enumerate(found)}

    assert {"meta", meta["table"], meta["words"], meta["codes"], *names} == {
        path.removeprefix(f"{FOLDER}/").removesuffix(".js") for path in files
    }
    assert meta["version"] == STATIC_VERSION
    assert meta["labels"] == {"kind": [["postmortem", "复盘"]]}
    assert meta["why"]["title"] == "IN THE TITLE"
    assert "臺台" in meta["folding"]
    assert len(meta["folding"]) < 100


def test_the_table_knows_every_document() -> None:
    """Numbers follow ids; origins that are not there, and facets without values, are left out."""
    table = content_of(static_files([DOCUMENT, OTHER], LABELS, str), "documents")

    assert table["ids"] == "A\nPM-2026-0007"
    assert table["dates"] == "\n2026-05-11"
    assert table["origins"] == [[0, [1]]]
    assert table["facets"] == {
        "kind": [[["postmortem"]], "!#"],
        "severity": [[["S1"]], "!#"],
        "system": [[["ERP", "MES"]], "!#"],
    }


def test_nothing_is_cut_off() -> None:
    """Texts are whole, cards lie with them."""
    shown = content_of(static_files([DOCUMENT], LABELS, str), "texts")
    long = content_of(static_files([OTHER], LABELS, str), "texts")

    assert shown == [
        [DOCUMENT.title, DOCUMENT.url, "postmortem", f"影响\n{DOCUMENT.body}", {"fix": "扩容", "step": "看盘"}]
    ]
    assert long[0][3].count("word") == 9999


def test_no_file_can_leave_its_script() -> None:
    """Nothing in a document ends the script element or a line of it; all is UTF-8."""
    for path, content in static_files([DOCUMENT, OTHER], LABELS, str).items():
        text = content.decode("utf-8")
        assert "<" not in text, path
        assert "\u2028" not in text, path
        assert text.count("\n") == 1, path


def test_same_documents_same_bytes() -> None:
    """The order of documents does not matter; a changed text changes the names of its files."""
    files = static_files([DOCUMENT, OTHER], LABELS, str)
    changed = static_files([DOCUMENT, replace(OTHER, body="other words")], LABELS, str)

    assert files == static_files([OTHER, DOCUMENT], LABELS, str)
    assert {path for path in files if "texts-" in path}.isdisjoint(changed)
    assert all(changed[path] == files[path] for path in files if path in changed and not path.endswith("meta.js"))


def test_an_empty_organization_has_an_index() -> None:
    """No document, no shard, no failure."""
    assert sorted(path.split("/")[-1].split("-")[0] for path in static_files([], {}, str)) == [
        "codes",
        "documents",
        "meta.js",
        "words",
    ]


def test_shards_begin_where_the_one_before_ends() -> None:
    """Each beginning is greater than all before it and not greater than the first word."""
    words = [f"{first}{second}" for first in "ab数" for second in map(chr, range(0x4E00, 0x6400))]
    shards = term_shards((word, "!!!") for word in words)

    assert len(shards.scripts) > 2
    assert list(shards.beginnings) == sorted(shards.beginnings)
    assert max(map(len, shards.beginnings)) <= 2


def test_only_pairs_that_can_be_found_are_sent() -> None:
    """The table of the browser holds no form whose simple character no document has."""
    assert folding_pairs({"账", "台", "x"}) == "帐账帳账檯台臺台賬账颱台"
    assert len(folding_pairs()) > 5000


@pytest.fixture
def scripts() -> Iterator[Scripts]:
    """Return the browser's engine."""
    with running_scripts() as scripts:
        yield scripts


def search(scripts: Scripts, text: str, **request: object) -> Any:
    """Return the browser's answer."""
    return scripts.ask("search", [{"request": {"query": text, **request}}])[0]


def test_an_answer_has_the_shape_of_the_servers(scripts: Scripts) -> None:
    """The search page reads the same names."""
    scripts.open(static_files([DOCUMENT, OTHER], LABELS, str))
    answer = search(scripts, "ora-01653")

    assert answer["hits"] == [
        {
            "id": "PM-2026-0007",
            "kind": "postmortem",
            "kind_label": "复盘",
            "title": "</script><b>",
            "url": "postmortems/PM-2026-0007.html",
            "score": 0,
            "excerpt": "影响 正文 <!-- 行 \ud800 臺灣",
            "why": "its number or name, exactly",
            "date": "2026-05-11",
            "severity": "S1",
            "severity_label": "S1",
            "status": "",
            "status_label": "",
            "systems": ["ERP", "MES"],
            "card": {"fix": "扩容", "step": "看盘"},
            "obsolete": False,
            "related": False,
        }
    ]
    assert answer["facets"]["kind"] == [{"value": "postmortem", "label": "复盘", "count": 1}]
    assert (answer["ok"], answer["query"], answer["total"], answer["expansions"]) == (True, "ora-01653", 1, [])


def test_traditional_words_find_simplified_ones(scripts: Scripts) -> None:
    """The pairs of the index are enough for its own characters."""
    scripts.open(static_files([DOCUMENT, OTHER], LABELS, str))

    assert [hit["id"] for hit in search(scripts, "表空間")["hits"]] == ["A"]
    assert [hit["id"] for hit in search(scripts, "台湾")["hits"]] == ["PM-2026-0007"]


def test_nothing_asked_nothing_found(scripts: Scripts) -> None:
    """Blanks, signs and an empty index."""
    scripts.open(static_files([DOCUMENT], LABELS, str))
    assert [search(scripts, text)["total"] for text in ("", " \t", '"', "-正文", "饕餮")] == [0] * 5
    scripts.open(static_files([], {}, str))
    assert [search(scripts, text)["total"] for text in ("", "正文", '"正文"', "kind:sop")] == [0] * 4


def test_only_what_is_needed_is_loaded(scripts: Scripts) -> None:
    """Two files for all searches, then those of the words and of the hits, each once."""
    documents = [
        replace(OTHER, id=f"KB-{n}", title=f"{chr(0x4E00 + 7 * n)}表空间" * 99, body="正文 " * 999) for n in range(90)
    ]
    files = static_files(documents, LABELS, str)
    scripts.open(files)
    scripts.ask("loaded")
    search(scripts, f"{chr(0x4E00)}表", limit=1)
    kinds = [name.split("-")[0] for name in scripts.ask("loaded")]
    search(scripts, f"{chr(0x4E00)}表", limit=1)

    assert sorted(kinds) == ["documents", "meta", "terms", "texts"]
    assert scripts.ask("loaded") == []


def test_a_missing_file_is_said_plainly(scripts: Scripts) -> None:
    """The search page gets a reason; a file that is there again is used again."""
    files = static_files([DOCUMENT, OTHER], LABELS, str)
    for name in ("meta", "documents", "terms", "texts"):
        partial = {path: content for path, content in files.items() if f"/{name}" not in path}
        scripts.ask("loadFrom", {path.split("/")[-1][:-3]: content.decode() for path, content in partial.items()})
        with pytest.raises(ScriptFault, match="missing") as caught:
            search(scripts, "正文")
        assert caught.value.code == "missing"
    scripts.open(files)
    assert search(scripts, "正文")["total"] == 1


def test_files_are_loaded_by_script_elements(scripts: Scripts, tmp_path: Path) -> None:
    """From a folder, as on file://; a file that is gone or holds something else is told apart from one that is right."""
    for path, data in static_files([DOCUMENT, OTHER], LABELS, str).items():
        (tmp_path / path.split("/")[-1]).write_bytes(data)

    scripts.ask("loadFromFolder", f"{tmp_path}/")
    assert [hit["id"] for hit in search(scripts, "正文")["hits"]] == ["PM-2026-0007"]

    (texts,) = (path for path in tmp_path.glob("texts-*") if "正文" in path.read_text(encoding="utf-8"))
    whole = texts.read_bytes()
    for content, code in ((None, "missing"), (b"//", "damaged"), (b'fupanShard("texts-000-0123456789",[])', "damaged")):
        if content is None:
            texts.unlink()
        else:
            texts.write_bytes(content)
        scripts.ask("loadFromFolder", f"{tmp_path}/")
        with pytest.raises(ScriptFault) as caught:
            search(scripts, "正文")
        assert caught.value.code == code
    texts.write_bytes(whole)
    assert search(scripts, "正文")["total"] == 1


def test_another_version_is_refused(scripts: Scripts) -> None:
    """Data that the scripts do not understand are not guessed at."""
    files = static_files([DOCUMENT], LABELS, str)
    path = f"{FOLDER}/meta.js"
    files[path] = files[path].replace(b'"version":2', b'"version":99')
    with pytest.raises(ScriptFault, match="version") as caught:
        scripts.open(files)
    assert caught.value.code == "version"


def test_the_engine_can_be_one_file() -> None:
    """`search-engine.js` includes the scripts as templates, so none may hold a sign of one; it names them in order."""
    bundle = (ASSETS / "search-engine.js").read_text(encoding="utf-8")
    runner = Path(__file__).with_name("runner.js").read_text(encoding="utf-8")
    named = re.findall(r'"(search-[a-z]+|static-search)"', bundle)

    assert named == re.findall(r'"(search-[a-z]+|static-search)"', runner)
    for name in named:
        source = (ASSETS / f"{name}.js").read_text(encoding="utf-8")
        assert not [sign for sign in ("{{", "{%", "{#") if sign in source], name

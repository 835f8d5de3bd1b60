"""`fupan search`."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from generator.files import index_state
from generator.files.index_state import looks_of, noted_language, read_state
from generator.search.asking.zero_hit_log import LOG_FILE
from generator.search.documents.facet_table import FACETS
from tests.organizations import SETTINGS, Terminal

RUNBOOK = """\
id: RB-ERP-DISK
title: ERP 停机手工发货
system: ERP
failure_mode: disk-full
cannot: [发不了货]
"""


def settle(root: Path) -> None:
    """Make all sources look as if nobody had touched them for a while, as far as the clock of `index_state` goes."""
    for path in root.rglob("*.yml"):
        os.utime(path, (time.time() - 60, time.time() - 60))


def test_the_index_is_built_when_it_is_missing_and_only_then(terminal: Terminal) -> None:
    """The first search says that it builds the index, the second only searches."""
    assert terminal("search", "ORA-00257", "--json") == 0
    assert "no usable search index" in terminal.err
    assert [hit["id"] for hit in terminal.answer["hits"]][:1] == ["PM-2026-0007"]
    assert terminal("search", "ora-00257", "--json") == 0
    assert terminal.err == ""


# Each of these takes longer to load than an answer to find. Whoosh writes the index, and is not needed to read it.
SLOW = ("babel", "jinja2", "markdown", "mkdocs", "numpy", "pydantic", "pypinyin", "starlette", "whoosh", "yaml")
# These take a millisecond or more each, which together was a quarter of the time of a search.
NOT_ASKED_FOR = (
    "dataclasses",
    "hashlib",
    "string",
    "generator.diagnostics",
    "generator.search.asking.chinese_spelling",
    "generator.search.asking.pinyin",
    "generator.search.asking.spelling",
    "generator.search.asking.suggest",
    "generator.search.counting.scoring_numpy",
    "generator.search.documents.document",
    "generator.settings",
)
COLD = """
import sys
before = {*sys.modules}
from generator.cli import run
from generator.files import index_state
index_state._SETTLED_AFTER = 0
code = run(sys.argv[1:])
print(*sorted({*sys.modules} - before), file=sys.stderr)
sys.exit(code)
"""


def test_a_search_loads_only_what_searching_needs(terminal: Terminal) -> None:
    """With an index that is fresh, a process answers at once: no parser, no kind of record and no Whoosh is loaded,
    nothing that guesses where there is nothing to guess, and nothing that takes long to make classes or hashes."""
    given = ["search", "-C", str(terminal.root), "ORA-00257", "--today", "2026-11-20"]

    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", COLD, *given], capture_output=True, text=True, check=True)
    loaded = {*done.stderr.split()}
    assert "generator.search.answer" in loaded
    assert not {*SLOW} & {name.partition(".")[0] for name in loaded}
    assert not {*NOT_ASKED_FOR} & loaded


def test_changed_records_are_found_at_once(terminal: Terminal) -> None:
    """An edit after the last search is in the next one."""
    terminal("search", "x")
    path = terminal.root / "postmortems/2026/PM-2026-0007.yml"
    path.write_text(path.read_text(encoding="utf-8") + "lucky: [中继器还亮着]\n", encoding="utf-8")

    assert terminal("search", "中继器", "--json") == 0
    assert "records have changed" in terminal.err


def test_records_with_errors_leave_the_last_good_index(terminal: Terminal) -> None:
    """A broken edit does not take the record out of the search."""
    terminal("search", "x")
    path = terminal.root / "postmortems/2026/PM-2026-0007.yml"
    path.write_text("id: PM-2026-0007\n", encoding="utf-8")

    assert terminal("search", "ORA-00257", "--json") == 0
    assert "last good index" in terminal.err


def test_a_damaged_index_is_built_again(terminal: Terminal) -> None:
    """Junk in place of the index is no reason to give up."""
    terminal("search", "x")
    (terminal.root / "build/index/current.json").write_text("{", encoding="utf-8")

    assert terminal("search", "ORA-00257", "--json") == 0


def test_the_answer_has_the_agreed_parts(terminal: Terminal) -> None:
    """The JSON object has the names that scripts rely on."""
    terminal("search", "disk", "--json")

    assert list(terminal.answer) == [
        *("ok", "query", "took_ms", "total", "truncated", "unread", "sort", "expansions", "nearest", "hits", "facets"),
    ]
    hit = terminal.answer["hits"][0]
    assert {"id", "kind", "title", "url", "score", "excerpt", "why", "card", "obsolete"} <= set(hit)
    assert list(terminal.answer["facets"]) == [facet.name for facet in FACETS]
    assert terminal.answer["facets"]["kind"][0].keys() == {"value", "label", "count"}


def test_filters_accept_labels(terminal: Terminal) -> None:
    """A kind may be given as people call it."""
    assert terminal("search", "disk", "--kind", "Post-mortem", "--json") == 0
    assert {hit["kind"] for hit in terminal.answer["hits"]} == {"postmortem"}
    assert terminal("search", "--severity", "S1 Critical", "--json") == 0
    assert {hit["severity"] for hit in terminal.answer["hits"]} == {"S1"}


def test_a_value_that_no_record_has_names_those_that_they_have(terminal: Terminal) -> None:
    """Where nothing is near, what there is helps more than nothing."""
    assert terminal("search", "disk", "--system", "打印") == 2
    assert "No record has 打印 as --system. Records have: " in terminal.err
    assert "ERP" in terminal.err


def test_beyond_the_last_result_something_was_found(terminal: Terminal) -> None:
    """Nothing to show is not nothing found."""
    assert terminal("search", "disk", "--offset", "900") == 0
    assert "with a smaller --offset" in terminal.out


def test_a_long_question_says_what_was_left_out(terminal: Terminal) -> None:
    """That is not too many results."""
    terminal("search", "disk " * 60)
    assert "Only the first 200 characters" in terminal.out
    assert "too much" not in terminal.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("disk", "--gaps"),
        ("disk", "--from", "-"),
        ("--from", "-", "--gaps"),
        ("disk", "--since", "2026-06", "--until", "2025-01"),
    ],
)
def test_what_contradicts_itself_is_a_slip(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    """Nothing is left out in silence."""
    assert terminal("search", *arguments) == 2


def test_a_file_of_queries_gives_a_line_each(terminal: Terminal) -> None:
    """Every query of the file has its object, also one without a result."""
    queries = terminal.root / "queries.txt"
    queries.write_text("\ufeffORA-00257\n\nzzzqqq\n", encoding="utf-8")

    assert terminal("search", "--from", str(queries)) == 0
    answers = [json.loads(line) for line in terminal.out.splitlines()]
    assert [(answer["query"], bool(answer["hits"])) for answer in answers] == [("ORA-00257", True), ("zzzqqq", False)]


def test_nothing_found_is_exit_4_and_no_query_exit_2(terminal: Terminal) -> None:
    """Nothing found and nothing asked are two things."""
    assert terminal("search", "zzzqqq") == 4
    assert terminal("search") == 2
    assert terminal("search", "--from", str(terminal.root / "none.txt")) == 1
    assert terminal("search", "--from", str(terminal.root)) == 1
    assert "cannot be read as a file" in terminal.err


def test_control_signs_of_records_do_not_reach_the_terminal(terminal: Terminal) -> None:
    """Marks of matches are gone where there is no colour."""
    terminal("search", "disk", "--no-color")

    assert "\x01" not in terminal.out
    assert "\x1b" not in terminal.out
    assert "disk full" in terminal.out


def test_the_input_may_hold_the_queries(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads what another program writes; nothing found at all is exit 4."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"zzzqqq\nyyywww\n")))

    assert terminal("search", "--from", "-") == 4
    assert len(terminal.out.splitlines()) == 2


def test_every_facet_is_an_option(terminal: Terminal) -> None:
    """Whatever the page can narrow down by, the command can too."""
    terminal("search", "--help")
    help_text = terminal.out

    assert all(f"--{facet.name.replace('_', '-')}" in help_text for facet in FACETS)
    assert terminal("search", "--system", "ERP", "--severity", "S1", "--year", "2026", "--json") == 0
    assert [hit["id"] for hit in terminal.answer["hits"]] == ["PM-2026-0007"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--system", "ERPP"], "Did you mean ERP?"),
        (["--kind", "postmortm"], "Did you mean postmortem?"),
        (["--year", "2062"], "No record has 2062 as --year."),
        (["--since", "soon"], "--since must be a day"),
        (["--until", "2026-02-30"], "--until must be a day"),
        (["--sort", "best"], "relevance"),
        (["--limit", "51"], "50"),
    ],
)
def test_a_wrong_value_is_exit_2_with_the_nearest(terminal: Terminal, arguments: list[str], sentence: str) -> None:
    """Whoever mistypes a value is not told that nothing was found."""
    assert terminal("search", "disk", *arguments) == 2
    assert sentence in terminal.err


def test_days_and_order(terminal: Terminal) -> None:
    """A month is a range, and within it the newest may come first."""
    assert terminal("search", "disk", "--since", "2026-05", "--until", "2026-05", "--sort", "newest", "--json") == 0
    assert terminal.answer["sort"] == "newest"
    assert [hit["id"] for hit in terminal.answer["hits"]][:1] == ["CAPA-2026-0003"]
    assert terminal("search", "disk", "--until", "2025", "--json") == 4
    assert terminal("search", "date:2026-05-11 sev>=S2", "--json") == 0
    assert [hit["id"] for hit in terminal.answer["hits"]] == ["PM-2026-0007"]


def test_a_filter_that_does_not_exist_is_told(terminal: Terminal) -> None:
    """Nobody has to guess why nothing was narrowed down."""
    assert terminal("search", "disk sev:urgent", "--json") == 0
    assert terminal.answer["unread"] == ["sev:urgent"]
    assert terminal("search", "disk sev:urgent") == 0
    assert "sev:urgent is no filter that exists here" in terminal.out


def test_who_finds_nothing_is_helped(terminal: Terminal) -> None:
    """The buttons of the home page and the phone number stand where no result does."""
    phone = SETTINGS.replace("language: en", "language: en, phone_label: IT desk, phone_number: '8888'")
    (terminal.root / "mkdocs.yml").write_text(phone, encoding="utf-8")
    (terminal.root / "sop/runbooks").mkdir(parents=True)
    (terminal.root / "sop/runbooks/RB-ERP-DISK.yml").write_text(RUNBOOK, encoding="utf-8")

    assert terminal("search", "zzzqqq") == 4
    assert "Nothing found for “zzzqqq”" in terminal.out
    assert "IT desk: 8888" in terminal.out
    assert "RB-ERP-DISK  发不了货" in terminal.out
    assert terminal("search", "dsik") in (0, 4)
    assert "disk" in terminal.out


def test_searches_without_a_result_are_logged_and_give_lines_of_synonyms(terminal: Terminal) -> None:
    """What many looked for in vain comes first, without numbers of persons, with the nearest words of the records."""
    for query in ("写盘了", "写盘了", "qqqzzz 13800138000", "qqqzzz -disk", "date:2001 qqqzzz"):
        terminal("search", query)
    log = (terminal.root / LOG_FILE).read_text(encoding="utf-8")
    assert "13800138000" not in log

    assert terminal("search", "--gaps", "--json") == 0
    assert [(gap["query"], gap["count"]) for gap in terminal.answer["gaps"]][-1] == ("qqqzzz *", 1)
    assert terminal("search", "--gaps") == 0
    assert "# - qqqzzz * => ?" in terminal.out


def test_without_searches_in_vain_there_are_no_gaps(terminal: Terminal) -> None:
    """That is no error."""
    assert terminal("search", "--gaps") == 0
    assert "No search has been without a result" in terminal.out
    assert terminal("search", "--gaps", "--json") == 0
    assert terminal.answer == {"ok": True, "total": 0, "gaps": []}


def test_a_fresh_index_is_asked_without_reading_records(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing looks changed, neither contents nor times of younger files are read."""
    monkeypatch.setattr(index_state, "_SETTLED_AFTER", 0)
    terminal("search", "disk")
    terminal("search", "disk")

    def refuse(root: Path) -> str:
        raise AssertionError("contents were read")

    monkeypatch.setattr(index_state, "state_of_sources", refuse)
    assert terminal("search", "ORA-00257", "--json") == 0
    assert terminal.err == ""


def test_touched_files_are_read_but_not_indexed_again(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout gives every file another time and the same contents."""
    monkeypatch.setattr(index_state, "_SETTLED_AFTER", 0)
    terminal("search", "disk")
    before = read_state(terminal.root)
    settle(terminal.root)

    assert terminal("search", "disk", "--json") == 0
    assert terminal.err == ""
    after = read_state(terminal.root)
    assert (after["sources"], after["looks"] != before["looks"]) == (before["sources"], True)
    assert after["looks"] == looks_of(terminal.root)


def test_a_young_file_is_never_trusted_by_its_time(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two edits within one tick of the clock look the same, so contents decide for a while."""
    monkeypatch.setattr(index_state, "_SETTLED_AFTER", 3600 * 10**9)

    assert looks_of(terminal.root) == ""
    monkeypatch.setattr(index_state, "_SETTLED_AFTER", 0)
    assert looks_of(terminal.root) != ""


def test_a_lost_index_is_built_again(terminal: Terminal) -> None:
    """The note beside the index does not replace it."""
    terminal("search", "disk")
    shutil.rmtree(terminal.root / "build/index")

    assert terminal("search", "ORA-00257", "--json") == 0
    assert "no usable search index" in terminal.err


def test_the_language_of_the_site_is_noted(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that follows need not read mkdocs.yml; one that has changed is read again."""
    monkeypatch.setattr(index_state, "_SETTLED_AFTER", 0)
    assert noted_language(terminal.root) == ""
    terminal("search", "disk")
    assert noted_language(terminal.root) == "en"
    (terminal.root / "mkdocs.yml").write_text(SETTINGS + "\n", encoding="utf-8")
    assert noted_language(terminal.root) == ""

"""`fupan search`."""

from __future__ import annotations

import json

from tests.organizations import Terminal


def test_the_index_is_built_when_it_is_missing_and_only_then(terminal: Terminal) -> None:
    """The first search says that it builds the index, the second only searches."""
    assert terminal("search", "ORA-00257", "--json") == 0
    assert "no usable search index" in terminal.err
    assert [hit["id"] for hit in terminal.answer["hits"]][:1] == ["PM-2026-0007"]
    assert terminal("search", "ora-00257", "--json") == 0
    assert terminal.err == ""


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

    assert list(terminal.answer) == ["ok", "query", "took_ms", "total", "expanded", "hits", "facets"]
    hit = terminal.answer["hits"][0]
    assert {"id", "kind", "title", "url", "score", "excerpt", "why"} <= set(hit)
    assert terminal.answer["facets"]["kind"][0].keys() == {"value", "label", "count"}


def test_filters_accept_labels(terminal: Terminal) -> None:
    """A kind may be given as people call it."""
    assert terminal("search", "disk", "--kind", "Post-mortem", "--json") == 0
    assert {hit["kind"] for hit in terminal.answer["hits"]} == {"postmortem"}


def test_a_file_of_queries_gives_a_line_each(terminal: Terminal) -> None:
    """Every query of the file has its object, also one without a result."""
    queries = terminal.root / "queries.txt"
    queries.write_text("\ufeffORA-00257\n\nzzzqqq\n", encoding="utf-8")

    assert terminal("search", "--from", str(queries), "--json") == 0
    answers = [json.loads(line) for line in terminal.out.splitlines()]
    assert [(answer["query"], bool(answer["hits"])) for answer in answers] == [("ORA-00257", True), ("zzzqqq", False)]


def test_nothing_found_is_exit_4_and_no_query_exit_2(terminal: Terminal) -> None:
    """Nothing found and nothing asked are two things."""
    assert terminal("search", "zzzqqq") == 4
    assert terminal("search") == 2
    assert terminal("search", "--from", str(terminal.root / "none.txt")) == 1


def test_control_signs_of_records_do_not_reach_the_terminal(terminal: Terminal) -> None:
    """Marks of matches are gone where there is no colour."""
    terminal("search", "disk", "--no-color")

    assert "\x01" not in terminal.out
    assert "\x1b" not in terminal.out
    assert "disk full" in terminal.out

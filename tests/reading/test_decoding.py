"""Bytes become a text, or the byte that prevents it is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.decoding import SIZE_LIMIT, decode

RECORD = "id: PM-2026-0042\ntitle: 打印服务器停止响应\nowner: 林工\n"


@pytest.mark.parametrize(
    ("encoding", "rule"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "utf-16-encoding"),
        ("utf-16-le", "utf-16-encoding"),
        ("utf-16-be", "utf-16-encoding"),
        ("utf-32", "utf-16-encoding"),
        ("gbk", "gb18030-encoding"),
        ("gb18030", "gb18030-encoding"),
    ],
)
def test_reads_every_encoding_that_windows_writes(encoding: str, rule: str | None) -> None:
    """The text is the same whatever the encoding; all but UTF-8 earn a warning."""
    source, found = decode("a.yml", RECORD.encode(encoding))

    assert source is not None
    assert source.text == RECORD
    assert [each.rule.name for each in found] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("data", "rule", "place"),
    [
        (RECORD.encode()[:-5], "incomplete-utf-8", "a.yml:3:8"),
        (RECORD.encode() + b"place: caf\xe9\n", "not-utf-8", "a.yml:4:11"),
        (RECORD.encode() + b"note: \xed\xa0\xbd\n", "not-utf-8", "a.yml:4:7"),
        ("title: réseau à l'arrêt\n".encode("latin-1"), "not-utf-8", "a.yml:1:9"),
        ("title: 印表機伺服器無法連線\n".encode("big5"), "not-utf-8", "a.yml:1:8"),
        (RECORD.encode("utf-16")[:-1], "not-utf-8", None),
        (b"PK\x03\x04\x14\x00", "office-file", "a.yml:1:1"),
        (b"%PDF-1.7\n", "binary-file", "a.yml:1:1"),
        (b"\x00\x01\x02\x03\x04\xff", "binary-file", "a.yml:1:1"),
        (b"x" * (SIZE_LIMIT + 1), "file-too-large", "a.yml:1:1"),
    ],
)
def test_rejects_what_is_no_text(data: bytes, rule: str, place: str | None) -> None:
    """Damaged or foreign bytes give one error at the first bad byte and no source."""
    source, found = decode("a.yml", data)

    assert source is None
    assert [each.rule.name for each in found] == [rule]
    assert place is None or str(found[0].span) == place


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_line_feeds(end: str) -> None:
    """Windows and old Mac line ends read the same as others."""
    source, found = decode("a.yml", RECORD.replace("\n", end).encode())

    assert source is not None
    assert source.text == RECORD
    assert not found


@given(st.binary())
def test_any_bytes_give_a_source_or_a_reason(data: bytes) -> None:
    """No bytes whatsoever raise."""
    source, found = decode("a.yml", data)

    assert source is not None or found

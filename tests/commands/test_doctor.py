"""`fupan doctor`."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from generator.commands.doctor import machine
from tests.organizations import Terminal


def test_every_finding_has_a_name_and_an_outcome(terminal: Terminal) -> None:
    """The JSON answer names what was looked at; this machine can run fupan."""
    assert terminal("doctor", "--json") == 0
    items = {item["name"]: item for item in terminal.answer["items"]}
    assert {"python", "console", "yaml", "timezones", "port", "browser", "fonts", "git", "rights", "index"} <= set(
        items
    )
    assert items["index"]["ok"] is False
    assert "fupan search" in items["index"]["hint"]


def test_a_damaged_index_is_told(terminal: Terminal) -> None:
    """The whole index is read: decay that leaves size and time of a file alone is seen too."""
    assert terminal("search", "ORA-00257") == 0
    assert terminal("doctor", "--json") == 0
    assert _index(terminal)["ok"] is True
    damaged = next(terminal.root.glob("build/index/generation-*/*.pst"))
    before, data = damaged.stat(), bytearray(damaged.read_bytes())
    data[-1] ^= 1
    damaged.write_bytes(data)
    os.utime(damaged, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert terminal("doctor", "--json") == 0
    assert _index(terminal)["ok"] is False
    assert "damaged" in _index(terminal)["message"]


def _index(terminal: Terminal) -> dict[str, Any]:
    return next(item for item in terminal.answer["items"] if item["name"] == "index")


def test_a_used_port_is_told_but_not_essential(terminal: Terminal) -> None:
    """A busy port is a finding with advice; the exit code stays 0."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        assert terminal("doctor", "--json", "--port", str(port)) == 0
    assert next(item for item in terminal.answer["items"] if item["name"] == "port")["ok"] is False


def test_something_essential_is_exit_3(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an essential thing the answer is exit 3."""
    monkeypatch.setattr(machine, "OLDEST_PYTHON", (9, 0))

    assert terminal("doctor") == 3
    assert "×" in terminal.out


def test_it_works_outside_of_an_organization(tmp_path: Path, terminal: Terminal) -> None:
    """Without an organization the machine is looked at all the same."""
    terminal.root = tmp_path

    assert terminal("doctor", "--json") == 0
    assert terminal.answer["items"][-1]["name"] == "organization"

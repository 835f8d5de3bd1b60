"""A small organization and a terminal in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.organizations import Terminal, lay_out


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal in a small organization."""
    return Terminal(lay_out(tmp_path / "organization"), capsys)

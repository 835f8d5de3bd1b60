"""`fupan completion`."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.organizations import Terminal


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_has_a_script(terminal: Terminal, shell: str) -> None:
    """The script asks through the variable that click listens to."""
    assert terminal("completion", shell) == 0
    assert "_FUPAN_COMPLETE" in terminal.out
    assert "fupan" in terminal.err


def test_the_scripts_question_is_answered(terminal: Terminal) -> None:
    """What the PowerShell and bash scripts ask gets the verbs as answer."""
    asked = {"_FUPAN_COMPLETE": "bash_complete", "COMP_WORDS": "fupan sea", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", "from generator.cli import main; main()"],
        env={**os.environ, **asked, "PYTHONPATH": os.getcwd()},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.splitlines() == ["plain,search"]

"""Runs the search scripts of the site in Node.js and asks them questions."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.libraries import REPOSITORY

ASSETS = REPOSITORY / "generator/site/theme/assets/fupan"


class ScriptFault(Exception):
    """A script failed; `code` is what the search page gets to know."""

    def __init__(self, text: str, code: str) -> None:
        super().__init__(text)
        self.code = code


class Scripts:
    """The search scripts, loaded in a process of their own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, operation: str, *arguments: object) -> Any:
        """Return what an operation of `static_runner.js` answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"operation": operation, "arguments": arguments}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise ScriptFault(answer["error"], answer["code"])
        return answer["value"]

    def each(self, name: str, texts: Iterable[str]) -> list[Any]:
        """Return what a function of `search-analysis.js` says to each text."""
        found: list[Any] = self.ask("each", name, list(texts))
        return found

    def open(self, files: Mapping[str, bytes]) -> int:
        """Open an index by its files; return its number of documents."""
        contents = {Path(path).stem: content.decode("utf-8") for path, content in files.items()}
        size: int = self.ask("open", contents)
        return size


@contextmanager
def running_scripts() -> Iterator[Scripts]:
    """Start Node.js with the scripts; skip the test where there is none."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("There is no Node.js on this machine; the browser tests cover the scripts.")
    command = [program, str(Path(__file__).with_suffix(".js")), str(ASSETS)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        try:
            yield Scripts(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(10)

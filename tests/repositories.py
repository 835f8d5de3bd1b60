"""Git repositories for tests: organizations whose history is known to the day."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.organizations import lay_out


@dataclass(frozen=True)
class Repository:
    """A repository at `root`."""

    root: Path

    @classmethod
    def begin(cls, root: Path, files: Mapping[str, str] | None = None, day: str = "2026-05-01") -> Repository:
        """Lay an organization out and commit it."""
        lay_out(root, dict(files) if files is not None else None)
        (root / ".gitignore").write_text("/build/\n/site/\n", encoding="utf-8")
        made = cls(root)
        made.git("init", "-q", "-b", "main", ".")
        made.commit("Begin", day=day)
        return made

    def git(self, *arguments: str, day: str = "2026-05-01", name: str = "张三") -> str:
        """Run git with a fixed identity and clock, and without anybody's settings."""
        moment = f"{day}T09:00:00+08:00" if len(day) == 10 else day
        environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{
                f"GIT_{who}_{what}": value
                for who in ("AUTHOR", "COMMITTER")
                for what, value in (("NAME", name), ("EMAIL", "a@example.org"), ("DATE", moment))
            },
        }
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self, message: str, day: str, name: str = "张三") -> str:
        """Commit everything as it lies there and return the commit's hash."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, day=day, name=name)
        return self.git("rev-parse", "HEAD")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")

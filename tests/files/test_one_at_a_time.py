"""Two that must not work in one folder at once."""

from __future__ import annotations

import threading
from pathlib import Path

from generator.files.one_at_a_time import one_at_a_time


def test_the_second_waits_until_the_first_is_done(tmp_path: Path) -> None:
    """It is told that it waits, once; a lock that nobody holds any more stops nobody."""
    lock = tmp_path / "build" / "lock"
    done: list[str] = []
    waits = threading.Event()

    def second() -> None:
        with one_at_a_time(lock, waits.set):
            done.append("second")

    with one_at_a_time(lock, lambda: done.append("waited")):
        other = threading.Thread(target=second)
        other.start()
        assert waits.wait(20)
        done.append("first")
    other.join(20)
    assert done == ["first", "second"]
    with one_at_a_time(lock, lambda: done.append("waited")):
        assert done == ["first", "second"]

"""Options and preparations of the whole suite."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from generator.i18n.catalogue import CLICK_DOMAIN, DOMAIN, LOCALES
from generator.i18n.compiling import compile_catalogues

# Material speaks of another product when it is imported; tests treat every warning as an error.
os.environ["NO_MKDOCS_2_WARNING"] = "1"

settings.register_profile("fupan", max_examples=60, deadline=None, database=None, derandomize=True)
settings.load_profile("fupan")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--bless`, which accepts today's output as the golden site."""
    parser.addoption("--bless", action="store_true", help="accept today's output as the golden site")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues that are older than their sources, so that tests see today's translations."""
    if hasattr(config, "workerinput"):
        return  # the first process has done it
    for source in LOCALES.rglob("*.po"):
        compiled = [source.with_name(f"{domain}.mo") for domain in (DOMAIN, CLICK_DOMAIN)]
        if not all(path.exists() and path.stat().st_mtime >= source.stat().st_mtime for path in compiled):
            compile_catalogues(LOCALES)


# How names of files begin whose tests share what is made once for a process; the first that fits counts. Tests in the
# browser are half of all the time, so both processes get their share of them.
TOGETHER = (
    "tests/e2e/test_search",
    "tests/e2e/",
    "tests/test_wheel.py",
    "tests/test_hostile_records.py",
    "tests/search/static/test_whole_answers.py",
    "tests/search/static/",
    "tests/golden/",
    "tests/commands/test_similar_alike.py",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep tests that share something dear in one process: the built site and Chromium, the wheel, a hostile site.

    The mark `xdist_group` would say the same, but pytest-xdist 3.8 cannot write it into the ids of pytest 9.2.
    """
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadGroupScheduling

    class Together(LoadGroupScheduling):
        def _split_scope(self, nodeid: str) -> str:
            place = next((place for place in TOGETHER if nodeid.startswith(place)), None)
            return place or str(super()._split_scope(nodeid))

    return Together(config, log)


@pytest.fixture(scope="session", autouse=True)
def _unhurried() -> Iterator[None]:
    """Let answers take the time they need: on a busy machine a process may wait for its turn longer than one may."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.backends.whoosh.searching.DEADLINE", 600)
        yield


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether this run shall accept what it gets."""
    return bool(request.config.getoption("--bless"))

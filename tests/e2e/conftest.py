"""One built sample site, one real server, one Chromium for all end-to-end tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from generator.cli import run
from tests.e2e.organizations import Organization, build, built_sample
from tests.e2e.visits import CHROMIUM_ARGUMENTS, PATIENCE, Visitor

_CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


# Scope "package": Playwright's event loop in the main thread must end before tests of other folders run.
@pytest.fixture(scope="package")
def organization(tmp_path_factory: pytest.TempPathFactory) -> Organization:
    """Return the built sample organization: this process's own copy of what one of them builds for all."""
    run_folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run_folder = run_folder.parent
    root = tmp_path_factory.mktemp("sample") / "organization"
    shutil.copytree(built_sample(run_folder), root)
    return Organization(root)


@pytest.fixture(scope="package")
def site(organization: Organization) -> Path:
    """Return the folder of the built sample site."""
    return organization.site


@pytest.fixture(scope="package")
def served(organization: Organization) -> Iterator[str]:
    """Return the address of the sample site."""
    server = organization.serve()
    yield server.address
    server.stop()


@pytest.fixture(scope="package")
def english(tmp_path_factory: pytest.TempPathFactory) -> Organization:
    """Return the built English sample, laid out by `fupan init`."""
    root = tmp_path_factory.mktemp("english") / "organization"
    assert run(["init", str(root), "--lang", "en", "--quiet"]) == 0
    return build(root)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium."""
    program = next((found for name in _CHROMIUM_NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("There is no Chromium on this machine; .ci/run installs it.")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """Return what opens tabs; they are closed at the end of the test."""
    visitor = Visitor(browser)
    yield visitor
    visitor.close()

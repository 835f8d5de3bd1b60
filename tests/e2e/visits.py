"""Visits of a page in Chromium that note everything a reader or an administrator would complain of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# In milliseconds; only what fails takes so long, and a busy machine must not make anything fail.
PATIENCE = 20_000
NOW = datetime.fromisoformat("2026-11-20T10:00:00+08:00")
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
_SERIOUS = ("serious", "critical")
# Without "preload" axe-core would ask for the style sheets itself, which a browser refuses on file://.
_AXE_OPTIONS = {"resultTypes": ["violations"], "preload": False}


@dataclass
class Visit:
    """One tab, and what it complained of: console errors, broken scripts, requests to elsewhere or to nothing."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._console(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", lambda request: self._request(request.url))
        self.page.on("response", lambda answer: self._response(answer.url, answer.status))
        self.page.on("requestfailed", lambda request: self._failed(request.url, request.failure or ""))

    def go(self, path: str) -> Page:
        """Open `path` of the site and return the page."""
        self.page.goto(self.home + path, wait_until="load")
        return self.page

    def assert_no_complaint(self) -> None:
        """Fail with everything that the tab complained of."""
        assert self.complaints == [], self.page.url

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(part in text for part in self.expected):
            self.complaints.append(f"console {kind}: {text}")

    def _request(self, address: str) -> None:
        parts, home = urlsplit(address), urlsplit(self.home)
        if parts.scheme not in ("data", "blob") and (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
            self.complaints.append(f"request to elsewhere: {address}")

    def _response(self, address: str, status: int) -> None:
        if status >= 400 and not any(part in address for part in self.expected):
            self.complaints.append(f"answer {status}: {address}")

    def _failed(self, address: str, reason: str) -> None:
        # A search that a later letter overtook is aborted on purpose.
        if "ERR_ABORTED" not in reason and not any(part in address for part in self.expected):
            self.complaints.append(f"no answer: {address} {reason}")


class Visitor:
    """Opens tabs, each in a context of its own, and closes them all."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def __call__(
        self,
        home: str | Path,
        *,
        phone: bool = False,
        scripts: bool = True,
        dark: bool = False,
        expected: tuple[str, ...] = (),
        now: datetime = NOW,
    ) -> Visit:
        """Return a new tab for the site at the address or in the folder `home`; `expected` is no complaint."""
        device = PHONE if phone else DESKTOP
        context = self._browser.new_context(
            **device,
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(PATIENCE)
        if scripts:
            context.clock.set_fixed_time(now)
        self._contexts.append(context)
        address = home if isinstance(home, str) else f"{home.as_uri()}/"
        return Visit(context.new_page(), address, expected=expected)

    def close(self) -> None:
        """Close every tab."""
        for context in self._contexts:
            context.close()


def serious_violations(page: Page) -> list[str]:
    """Return what axe-core finds serious or critical on the page as it stands, one line for each element."""
    found = Axe().run(page, options=_AXE_OPTIONS).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}) at {node['target']}: {node['html'][:160]}"
        for rule in found
        if rule["impact"] in _SERIOUS
        for node in rule["nodes"]
    ]


def too_wide(page: Page) -> int:
    """Return by how many pixels the page can be scrolled sideways."""
    wide: int = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide

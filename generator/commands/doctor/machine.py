"""What can be asked of a machine; each check returns one finding and never raises."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from generator.commands.terminal.language import _
from generator.wording import N_

OLDEST_PYTHON = (3, 11)
_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
_WINDOWS_BROWSERS = (r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe")
_MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `label` is a catalogue text, `detail` and `advice` are ready to be shown."""

    name: str
    label: str
    good: bool
    detail: str
    advice: str = ""
    essential: bool = False


def python_version() -> Finding:
    """Whether Python is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info[:2] >= OLDEST_PYTHON
    advice = _(N_("Install Python 3.11 or later."))
    return Finding("python", N_("Python"), good, version, advice, essential=True)


def console_encoding() -> Finding:
    """Whether the console can show Chinese."""
    encoding = (getattr(sys.stdout, "encoding", "") or "ascii").lower()
    try:
        "复盘→√".encode(encoding)
        good = True
    except (UnicodeEncodeError, LookupError):
        good = False
    advice = _(N_("Set the environment variable PYTHONUTF8=1, or in Windows: chcp 65001."))
    return Finding("console", N_("Console encoding"), good, encoding, advice)


def yaml_library() -> Finding:
    """Whether YAML is read by libyaml, which is six times as fast."""
    from importlib.util import find_spec

    good = find_spec("yaml._yaml") is not None
    detail = _(N_("libyaml")) if good else _(N_("pure Python, slow"))
    advice = _(N_("Install a wheel of PyYAML: pip install --only-binary=:all: --force-reinstall PyYAML"))
    return Finding("yaml", N_("YAML library"), good, detail, advice)


def time_zones() -> Finding:
    """Whether the machine knows time zones; Windows does not by itself."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo("Asia/Shanghai")
        good = True
    except (ZoneInfoNotFoundError, OSError):
        good = False
    detail = _(N_("present")) if good else _(N_("missing"))
    return Finding("timezones", N_("Time zone data"), good, detail, "pip install tzdata", essential=True)


def free_port(port: int) -> Finding:
    """Whether the preview can listen at `port`."""
    from generator.errors import EnvironmentFault
    from generator.server.listening import listen

    try:
        listen("127.0.0.1", port).close()
    except EnvironmentFault as fault:
        advice = _(N_("Choose another: fupan serve --port {next}"), next=port + 1 if port < 65535 else 8000)
        return Finding("port", N_("Port of the preview"), False, _(fault.message, **fault.values), advice)
    return Finding("port", N_("Port of the preview"), True, _(N_("{port} is free"), port=port))


def serve_extra() -> Finding:
    """Whether what `fupan serve` needs is installed."""
    from importlib.util import find_spec

    missing = [name for name in ("starlette", "uvicorn", "watchdog") if find_spec(name) is None]
    detail = _(N_("present")) if not missing else ", ".join(missing)
    return Finding("serve", N_("Preview server"), not missing, detail, 'pip install "fupan[serve]"')


def pdf_browser() -> Finding:
    """Whether there is a browser that prints PDF files."""
    found = next((path for path in map(shutil.which, _BROWSERS) if path), None)
    places: list[str] = [*_MAC_BROWSERS]
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        folder = os.environ.get(variable)
        places.extend(str(Path(folder) / browser) for browser in _WINDOWS_BROWSERS) if folder else None
    found = found or next((place for place in places if Path(place).is_file()), None)
    detail = found or _(N_("none found"))
    advice = _(N_("Install Edge, Chrome or Chromium for PDF files; printing from any browser works as well."))
    return Finding("browser", N_("Browser for PDF"), found is not None, detail, advice)


def chinese_fonts() -> Finding:
    """Whether Chinese can be printed; only Linux machines lack the fonts."""
    label = N_("Chinese fonts")
    if sys.platform in ("win32", "darwin"):
        return Finding("fonts", label, True, _(N_("part of the system")))
    advice = _(N_("Install one, such as fonts-noto-cjk."))
    tool = shutil.which("fc-list")
    if tool is None:
        return Finding("fonts", label, False, _(N_("fc-list is missing, so nobody can tell")), advice)
    answer = _output([tool, ":lang=zh", "family"])
    families = sorted({line.split(",")[0].strip() for line in answer.splitlines() if line.strip()})
    return Finding("fonts", label, bool(families), ", ".join(families[:3]) or _(N_("none found")), advice)


def git() -> Finding:
    """Whether the history of the records can be kept."""
    tool = shutil.which("git")
    detail = _output([tool, "--version"]).strip() if tool else _(N_("none found"))
    return Finding("git", N_("git"), tool is not None, detail, _(N_("Install git to keep the history of the records.")))


def write_rights(root: Path) -> Finding:
    """Whether the site can be written."""
    import tempfile

    label = N_("Right to write")
    refused = []
    for folder in (root, root / "build", root / "site"):
        if not folder.is_dir():
            continue
        try:
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError:
            refused.append(str(folder))
    advice = _(N_("Give this user the right to write there."))
    return Finding("rights", label, not refused, ", ".join(refused) or str(root), advice, essential=True)


def local_folder(root: Path) -> Finding:
    """Whether edits are noticed by events."""
    label = N_("Notice of edits")
    try:
        from generator.files.watching import is_network_share
    except ImportError:
        return Finding("watching", label, False, _(N_("watchdog is missing")), 'pip install "fupan[serve]"')
    if is_network_share(root):
        return Finding(
            "watching",
            label,
            False,
            _(N_("the folder lies on a network share")),
            _(N_("fupan serve looks for edits every second there.")),
        )
    return Finding("watching", label, True, _(N_("at once")))


def _output(arguments: list[str]) -> str:
    try:
        done = subprocess.run(arguments, capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")

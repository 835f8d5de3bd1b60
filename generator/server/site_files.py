"""The files of the site over HTTP: never outside of its folder, never a hidden file."""

from __future__ import annotations

import asyncio
import os
from html import escape
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_SWITCH_PAUSE = 0.05
_SWITCH_TRIES = 20
_NO_PAGE = "404/no-such-page"


class SiteFiles(StaticFiles):
    """Serves the site; with `live_text`, every page gets the script that reloads it after a rebuild."""

    def __init__(self, folder: Path, live_text: str | None = None) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self.config_checked = True  # the folder may be away for an instant, even at the first request
        self._folder = folder
        self._script = _live_script(live_text).encode("utf-8") if live_text is not None else b""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file at `path`, or the site's 404 page."""
        for _ in range(_SWITCH_TRIES):
            # Between two builds the folder is away for an instant.
            if self._folder.is_dir():
                break
            await asyncio.sleep(_SWITCH_PAUSE)
        if any(part.startswith(".") for part in path.split("/") if part not in (".", "")) or "\0" in path:
            path = _NO_PAGE
        try:
            return await super().get_response(path, scope)
        except (OSError, ValueError) as error:
            raise HTTPException(status_code=404) from error

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Return a file; pages always ask again whether they changed, so that nobody reads an old one."""
        if self._script and str(full_path).endswith(".html"):
            content = Path(full_path).read_bytes()
            return HTMLResponse(with_script(content, self._script), status_code, {"Cache-Control": "no-store"})
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "no-cache"
        return response


def with_script(page: bytes, script: bytes) -> bytes:
    """Return `page` with `script` before the end of its body, or at its end where it has none."""
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script


def _live_script(text: str) -> str:
    return f'<script src="/assets/fupan/live.js" data-text="{escape(text, quote=True)}" defer></script>'

"""The page that lists what is wrong with the newest sources; everything on it comes from authors and is escaped."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape

from generator.diagnostics import Diagnostic, Severity
from generator.i18n.catalogue import Catalogue
from generator.server.live import Snapshot
from generator.wording import N_

_NAMES = {Severity.ERROR: N_("Error"), Severity.WARNING: N_("Warning"), Severity.NOTE: N_("Note")}
_STYLE = (
    "body{font:17px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d1d1b}"
    "li{margin:0 0 1.5rem}pre{background:#f3f1ec;padding:.6rem;overflow:auto}h1{font-size:1.5rem}"
    ".error b{color:#a3171b}.warning b{color:#7a4b00}code{font-size:.9em}"
)

# Named here because the extractor of catalogue texts does not look into f-strings.
KEPT = N_("The last good site stays in place until they are mended.")
NOTHING = N_("Nothing is wrong.")
BACK = N_("Back to the site")
HINT = N_("Hint: {text}")


def errors_page(state: Snapshot, texts: Catalogue) -> str:
    """Return the page; it asks for itself again every three seconds, also without JavaScript."""
    say = texts.text
    found = [one for one in state.report if one.severity is not Severity.NOTE]
    found.sort(key=lambda one: one.severity is not Severity.ERROR)
    title = say(N_("{errors} errors in the records"), errors=state.errors)
    body = [f"<h1>{escape(title)}</h1>"]
    if state.errors:
        body.append(f"<p>{escape(say(KEPT))}</p>")
    if state.fault:
        body.append(f"<p class='error'><b>{escape(_shown(state.fault))}</b></p>")
    if not found and not state.fault:
        body.append(f"<p>{escape(say(NOTHING))}</p>")
    body.append("<ol>")
    body.extend(line for one in found for line in _item(one, state, texts))
    body.append(f"</ol><p><a href='/'>{escape(say(BACK))}</a></p>")
    return (
        f"<!doctype html>\n<html lang='{escape(texts.html_language)}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'><meta http-equiv='refresh' content='3'>"
        "<link rel='icon' href='/assets/fupan/icon.svg'>"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body><main>\n"
        + "\n".join(body)
        + "\n</main></body></html>\n"
    )


def _item(found: Diagnostic, state: Snapshot, texts: Catalogue) -> Iterator[str]:
    say = texts.text
    yield f"<li class='{found.severity.value}'><code>{escape(_shown(str(found.span)))}</code><br>"
    yield f"<b>{escape(say(_NAMES[found.severity]))} {escape(found.rule.code)}</b>"
    yield escape(_shown(say(found.rule.message, **found.values)))
    source = state.sources.get(found.span.path)
    line = source.line(found.span.line) if source else ""
    if line.strip():
        yield f"<pre>{escape(_shown(line))}</pre>"
    if found.rule.hint:
        yield f"<br>{escape(say(HINT, text=_shown(say(found.rule.hint, **found.values))))}"
    yield "</li>"


def _shown(text: str) -> str:
    """Return `text` without signs that could hide or turn round other signs."""
    return "".join("·" if unicodedata.category(sign) in ("Cc", "Cf", "Cs") else sign for sign in text)

"""The page for people about the search service, at `/api`: what can be asked, with examples to click."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from generator.i18n.catalogue import Catalogue
from generator.server.answer_shapes import EXAMPLES
from generator.server.openapi import INTRODUCTION, REFUSALS, TITLE
from generator.server.parameters import OPERATIONS, Operation, Parameter
from generator.wording import N_

_STYLE = (
    "body{font:17px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d1d1b}"
    "h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem}code{font-size:.9em}td,th{text-align:left;"
    "padding:.2rem 1rem .2rem 0;vertical-align:top;border-bottom:1px solid #ddd}pre{background:#f3f1ec;"
    "padding:.6rem;overflow:auto;font-size:.85em}table{border-collapse:collapse}"
)
PARAMETER, MEANING, VALUES = N_("Parameter"), N_("Meaning"), N_("Values")
EXAMPLE, REFUSED = N_("Example"), N_("Refusals")
REPEATED = N_("may be repeated")
DESCRIPTION = N_("Description for programs (OpenAPI)")
BACK = N_("Back to the site")


def api_page(texts: Catalogue) -> str:
    """Return the page in the language of `texts`."""
    say = texts.text
    body = [f"<h1>{escape(say(TITLE))}</h1>", f"<p>{_with_code(say(INTRODUCTION))}</p>"]
    body.append(f"<p><a href='/api/openapi.json'>{escape(say(DESCRIPTION))}</a></p>")
    for operation in OPERATIONS:
        body.extend(_about(operation, texts))
    rows = "".join(f"<tr><th>{status}</th><td>{escape(say(what))}</td></tr>" for status, what in REFUSALS.items())
    body.append(f"<h2>{escape(say(REFUSED))}</h2><table>{rows}</table><p><a href='/'>{escape(say(BACK))}</a></p>")
    return (
        f"<!doctype html>\n<html lang='{escape(texts.html_language)}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        "<link rel='icon' href='/assets/fupan/icon.svg'>"
        f"<title>{escape(say(TITLE))}</title><style>{_STYLE}</style></head>\n<body><main>\n"
        + "\n".join(body)
        + "\n</main></body></html>\n"
    )


def _about(operation: Operation, texts: Catalogue) -> Iterator[str]:
    say = texts.text
    yield f"<h2><code>GET {escape(operation.path)}</code></h2><p>{escape(say(operation.what))}</p>"
    if operation.parameters:
        head = "".join(f"<th>{escape(say(name))}</th>" for name in (PARAMETER, MEANING, VALUES))
        rows = "".join(
            f"<tr><td><code>{escape(one.name)}</code></td><td>{escape(say(one.what))}</td>"
            f"<td>{escape(_values(one, texts))}</td></tr>"
            for one in operation.parameters
        )
        yield f"<table><tr>{head}</tr>{rows}</table>"
    yield f"<p>{escape(say(EXAMPLE))}: <a href='{escape(operation.example)}'>{escape(operation.example)}</a></p>"
    example = json.dumps(EXAMPLES[operation.schema], ensure_ascii=False, indent=1)
    yield f"<pre>{escape(example)}</pre>"


def _values(parameter: Parameter, texts: Catalogue) -> str:
    if parameter.several:
        return texts.text(REPEATED)
    if parameter.choices:
        return " | ".join(parameter.choices)
    if isinstance(parameter.default, int):
        return f"{parameter.least} – {parameter.most} ({parameter.default})"
    return str(parameter.example or "")


def _with_code(text: str) -> str:
    pieces = escape(text).split("`")
    return "".join(f"<code>{piece}</code>" if at % 2 else piece for at, piece in enumerate(pieces))

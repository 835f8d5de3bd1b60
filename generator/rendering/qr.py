"""QR codes as SVG that stands inside a page."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup


def qr_svg(text: str, label: str) -> Markup:
    """Return a QR code of `text` as an SVG element; `label` says to a screen reader what it is.

    It takes the size that the page gives it.
    """
    out = io.BytesIO()
    # Error correction M reads a printed sheet with a stain on it; a micro code not every phone can read.
    code = segno.make(text, error="m", micro=False)
    code.save(out, kind="svg", border=4, xmldecl=False, svgns=True, nl=False, title=label, omitsize=True)
    return Markup(out.getvalue().decode("utf-8"))

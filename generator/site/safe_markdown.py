"""Markdown extension of the site: authors' signs come back as text, and links lead only where links may.

It finishes what `generator.rendering.safe_text` began; see there for why.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from generator.rendering.safe_text import LEFT_BRACE, LESS_THAN

_SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|[^:/?#]*(?:[/?#]|$))", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2028-\u202e\ufeff]")


class SafeLinks(Treeprocessor):
    """Removes addresses with schemes such as `javascript:` and `data:`."""

    def run(self, root: Element) -> None:
        """Check every link and image of the page."""
        for element in root.iter():
            for attribute in ("href", "src"):
                address = element.get(attribute)
                if address is not None and not _SAFE_ADDRESS.match(_CONTROL.sub("", self._decoded(address))):
                    del element.attrib[attribute]
            for name in [name for name in element.attrib if name.lower().startswith("on")]:
                del element.attrib[name]

    def _decoded(self, address: str) -> str:
        # Python-Markdown keeps mailto letters as \x02amp\x03#109; until the last step.
        from html import unescape

        return unescape(address.replace("\x02amp\x03", "&"))


class SignsComeBack(Postprocessor):
    """Turns the private-use signs of authors' texts into the text that they stand for."""

    def run(self, text: str) -> str:
        """Replace them in the finished HTML of the page."""
        return text.replace(LESS_THAN, "&lt;").replace(LEFT_BRACE, "&#123;")


class SafeMarkdown(Extension):
    """Registers both steps, after everything that other extensions do."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Add the steps to `md`."""
        md.treeprocessors.register(SafeLinks(md), "fupan_safe_links", -100)
        md.postprocessors.register(SignsComeBack(md), "fupan_signs_come_back", -100)


def makeExtension(**options: object) -> SafeMarkdown:  # noqa: N802 (the name is Python-Markdown's)
    """Return the extension; Python-Markdown calls it by this name."""
    return SafeMarkdown(**options)

"""Tiny sites for tests of pages: YAML texts in, the Markdown of a page out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import generator.pages
from generator.files.tree import RawFile
from generator.i18n.catalogue import catalogue
from generator.library import read_library
from generator.lifecycle.facts import Facts
from generator.pages.base import PageKind, Site, render
from generator.pages.parts.fragments import FUNCTIONS
from generator.procedures.merging.all_documents import in_force, merge_all
from generator.registry import KINDS
from generator.rendering.environment import Renderer
from generator.settings import Settings

TODAY = date(2026, 11, 20)
TEMPLATES = Path(generator.pages.__path__[0]) / "templates"

POLICY = """\
id: policy
title: Test
severities:
  - {code: S1, title: Critical, meaning: All stands still, respond: 10 min}
contacts:
  - {title: IT desk, phone: "8119", backup: 139-0000-8119}
"""
ROLES = """\
roles:
  - {id: commander, title: Commander, duties: [Decides], deputy: it-lead, phone: "8101"}
  - {id: it-lead, title: Head of IT, phone: "8110"}
"""
MODES = """\
failure_modes:
  - {id: down, title: Down}
  - {id: disk-full, title: Disk full, parent: down}
"""
VENDOR = "id: maker\ntitle: The maker\nhotline: 400-000-2188\n"
ERP = "id: ERP\ntitle: Resource planning\nvendor: maker\n"
FILES = {
    "kb/organization/policy.yml": POLICY,
    "kb/organization/roles.yml": ROLES,
    "kb/organization/failure_modes.yml": MODES,
    "kb/vendors/maker.yml": VENDOR,
    "kb/systems/ERP.yml": ERP,
}


def site_of(files: Mapping[str, str], language: str = "en") -> Site:
    """Return the site of a small organization with `files` added or replaced; all of it must be read without error."""
    settings = Settings(language=language)
    raw = [RawFile(path, text.encode()) for path, text in sorted({**FILES, **files}.items())]
    library = read_library(raw, KINDS, settings)
    errors = [str(one) for one in library.report if one.rule.severity == "error"]
    assert not errors, errors
    facts = Facts(library.graph, TODAY)
    candidates, _ = merge_all(library.graph, TODAY)
    procedures = in_force(facts, candidates)
    return Site(library.graph, procedures, candidates, facts, settings, catalogue(language), TODAY, "1.0")


def markdown(kind: PageKind, site: Site, path: str) -> str:
    """Return the Markdown of the page at `path` with its front matter."""
    renderer = Renderer(TEMPLATES, site.catalogue)
    renderer.add(FUNCTIONS)
    (page,) = [page for page in kind.compose(site) if page.path == path]
    return render(page, site, renderer)


def section(text: str, anchor: str) -> str:
    """Return the part of a page below the heading with this id, without tags and with single blanks."""
    found = re.search(rf"^(#+)[^\n]*\{{#{anchor}\}}\n(.*?)(?=^\1 |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {{#{anchor}}}"
    return plain(found[2])


def plain(text: str) -> str:
    """Return a text without tags and with single blanks."""
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())

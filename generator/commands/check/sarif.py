"""Diagnostics in SARIF 2.1.0, the exchange format of code scanners."""

from __future__ import annotations

from typing import Any

from generator import __version__
from generator.commands.terminal.diagnosing import hint, message
from generator.commands.terminal.language import current
from generator.diagnostics import Report


def sarif(report: Report) -> dict[str, Any]:
    """Return the report as one SARIF log (OASIS SARIF 2.1.0)."""
    rules = {found.rule.code: found.rule for found in report}
    texts = current()
    return {
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "fupan",
                        "version": __version__,
                        "rules": [
                            {
                                "id": code,
                                "name": rule.name,
                                "shortDescription": {"text": texts.text(rule.what or rule.message)},
                            }
                            for code, rule in sorted(rules.items())
                        ],
                    }
                },
                "results": [
                    {
                        "ruleId": found.rule.code,
                        "level": found.severity.value,
                        "message": {"text": f"{message(found, texts)} {hint(found, texts)}".strip()},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {"uri": found.span.path},
                                    "region": {"startLine": found.span.line, "startColumn": found.span.column},
                                }
                            }
                        ],
                    }
                    for found in report
                ],
            }
        ],
    }

"""Read `extra.fupan` from mkdocs.yml without MkDocs, which takes a quarter of a second to import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml

from generator.diagnostics import Diagnostic, Report, Rule, Span
from generator.errors import SettingsMistaken
from generator.i18n.catalogue import LANGUAGES
from generator.model.source import Source
from generator.model.vocabulary import spelling
from generator.reading import settings_rules as rules
from generator.reading.decoding import decode
from generator.reading.explaining import explain
from generator.settings import AUDIENCES, FILE, Settings

# As people write them and as YAML does; the file is read as text.
_SWITCHES = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


class _Refused(Exception):
    """A value that a setting cannot have; `known` are those that it can."""

    def __init__(self, rule: Rule, known: str = "") -> None:
        super().__init__(rule.code)
        self.rule = rule
        self.known = known


def read_settings(data: bytes) -> Settings:
    """Return the settings in a mkdocs.yml; raises SettingsMistaken with all that is wrong with them.

    Values stay text; tags of other tools (`!ENV`, `!!python/name`) are passed over, never constructed.
    """
    source, found = decode(FILE, data)
    if source is not None and not source.encoding.startswith("utf-8"):
        found.append(rules.SETTINGS_NOT_UTF_8.at(Span(FILE)))
    values: dict[str, Any] = {}
    if source is not None:
        found.extend(_read(source, values))
    settings = Settings(**values)
    report = Report(found)
    if report.has_errors:
        raise SettingsMistaken(report, settings, {FILE: source} if source is not None else {})
    return settings


def _read(source: Source, values: dict[str, Any]) -> list[Diagnostic]:
    """Put what can be read into `values`, and return what is wrong with the rest."""
    try:
        root = yaml.compose(source.text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        return explain(error, source)
    group = _child(_child(root, "extra"), "fupan")
    if not isinstance(group, yaml.MappingNode):
        return []
    return [one for key, node in group.value for one in _setting(key, node, values)]


def _setting(key: yaml.Node, node: yaml.Node, values: dict[str, Any]) -> Iterator[Diagnostic]:
    name = str(key.value)
    known = [field.name for field in fields(Settings)]
    if name not in known:
        near = get_close_matches(spelling(name), known, n=1, cutoff=0.0)[0]
        yield rules.UNKNOWN_SETTING.at(_place(key), field=name, suggestion=near, known=", ".join(known))
    elif name in values:
        yield rules.SETTING_TWICE.at(_place(key), field=name)
    elif not isinstance(node, yaml.ScalarNode):
        yield rules.SETTING_NOT_A_TEXT.at(_place(node), field=name)
    else:
        try:
            values[name] = _READ_AS.get(name, str)(str(node.value))
        except _Refused as refused:
            yield refused.rule.at(_place(node), field=name, value=node.value, known=refused.known)


def _place(node: yaml.Node) -> Span:
    return Span(FILE, node.start_mark.line + 1, node.start_mark.column + 1)


def _child(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _one_of(known: Iterable[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in known:
            raise _Refused(rules.SETTING_NOT_ALLOWED, ", ".join(known))
        return text

    return read


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _Refused(rules.NO_SUCH_TIME_ZONE) from error


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise _Refused(rules.SETTING_NOT_A_DAY) from error


def _switch(text: str) -> bool:
    value = _SWITCHES.get(text.strip().lower())
    if value is None:
        raise _Refused(rules.SETTING_NOT_A_SWITCH)
    return value


# What is not named here stays the text that it is.
_READ_AS: Mapping[str, Callable[[str], Any]] = {
    "language": _one_of(LANGUAGES),
    "audience": _one_of(AUDIENCES),
    "timezone": _zone,
    "audit_since": _day,
    "example": _switch,
    "search_log": _switch,
}

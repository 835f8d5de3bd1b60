"""The one Jinja environment: strict, escaping, speaking the site's language, overridable by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import escape

from generator.errors import UserError
from generator.i18n.catalogue import Catalogue
from generator.model.values import Choice, Instant
from generator.rendering.safe_text import inline
from generator.wording import N_

_FIXED_WORDS = re.compile(r'\{\{ _\("([^"\\]+)"\) \}\}')


class _Loader(jinja2.FileSystemLoader):
    """Loads templates with their fixed words already translated: a page has hundreds, and they never change."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        super().__init__(folder, encoding="utf-8")
        self._catalogue = catalogue

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the template's text; its lines stay where they are, so that errors name the right one."""
        text, path, is_current = super().get_source(environment, template)
        return _FIXED_WORDS.sub(lambda words: escape(self._catalogue.text(words[1])), text), path, is_current


class Renderer:
    """Renders templates of the package, each of which a file of the same name in `overrides` replaces."""

    def __init__(self, templates: Path, catalogue: Catalogue, overrides: Path | None = None) -> None:
        folders = [folder for folder in (overrides, templates) if folder is not None and folder.is_dir()]
        self._environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader([_Loader(folder, catalogue) for folder in folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            # `{#` begins the id of a Markdown heading, so a comment begins with two signs.
            comment_start_string="{##",
            comment_end_string="##}",
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
            cache_size=-1,
            auto_reload=False,
        )
        # Plain functions in place of the extension's own, which look the context up at every word.
        self._environment.globals |= {"_": catalogue.text, "gettext": catalogue.text, "ngettext": _counted(catalogue)}
        # What stands between a name and its value.
        self._environment.globals["colon"] = "：" if catalogue.language == "zh" else ": "
        self._environment.filters |= {
            "inline": inline,
            "dial": dial,
            "label": lambda value: label(value, catalogue),
            "day": lambda value: day(value, catalogue),
            "clock": clock,
            "moment": moment,
            "duration": lambda value: duration(value, catalogue),
            "listed": lambda values: listed(values, catalogue),
        }

    def add(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        """Let templates call `functions` by name."""
        self._environment.globals |= functions

    def render(self, template: str, values: Mapping[str, Any], subject: str) -> str:
        """Return the text of `template` filled from `values`; `subject` names the record in an error.

        Raises UserError with the template's own line when the template is at fault.
        """
        try:
            return self._environment.get_template(template).render(values)
        except jinja2.TemplateSyntaxError as error:
            raise UserError(
                N_("Template {name}, line {line}: {reason}"),
                name=error.name or template,
                line=error.lineno,
                reason=error.message,
            ) from error
        except jinja2.TemplateNotFound as error:
            raise UserError(
                N_("Template {name} does not exist; {other} asks for it."), name=error.name, other=template
            ) from error
        except (jinja2.TemplateRuntimeError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
            place = _place_of(error)
            if place is None:
                raise
            raise UserError(
                N_("Template {name}, line {line}, for {subject}: {reason}"),
                name=place[0],
                line=place[1],
                subject=subject,
                reason=str(error),
            ) from error


def _counted(catalogue: Catalogue) -> Callable[..., str]:
    def ngettext(one: str, many: str, number: int, **values: object) -> str:
        return catalogue.plural(one, many, number, **values)

    return ngettext


def _place_of(error: Exception) -> tuple[str, int] | None:
    """Return the template and line whose own expression failed; Jinja rewrites tracebacks to template lines.

    None when the fault lies deeper, in our code, which is no matter of the template's author.
    """
    trace = error.__traceback__
    last = None
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.name.endswith(".jinja"):
            last = path.name, trace.tb_lineno
        elif "generator" in path.parts and "templates" not in path.parts and path.name != "environment.py":
            last = None
        trace = trace.tb_next
    return last


def label(value: Choice | None, catalogue: Catalogue) -> str:
    """Return what people call a value of a closed list."""
    return catalogue.text(value.label) if value is not None else ""


def day(value: Instant | date | None, catalogue: Catalogue) -> str:
    """Return a day in ISO form, which both languages read alike."""
    if value is None:
        return catalogue.text(N_("unknown"))
    return (value.day if isinstance(value, Instant) else value).isoformat()


def clock(value: Instant | None) -> str:
    """Return the time of day, or an empty text when it is unknown."""
    return value.moment.strftime("%H:%M") if value is not None and value.moment is not None else ""


def moment(value: Instant | None) -> str:
    """Return day and time of day; the day alone when the time is unknown."""
    return f"{value.day.isoformat()} {clock(value)}".strip() if value is not None else ""


def duration(value: timedelta | None, catalogue: Catalogue) -> str:
    """Return a length of time in days, hours and minutes; `unknown` for None."""
    if value is None:
        return catalogue.text(N_("unknown"))
    minutes = round(abs(value.total_seconds()) / 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        catalogue.plural("{number} day", "{number} days", days) if days else "",
        catalogue.plural("{number} hour", "{number} hours", hours) if hours else "",
        catalogue.plural("{number} minute", "{number} minutes", minutes) if minutes or not (days or hours) else "",
    ]
    return ("−" if value < timedelta() else "") + " ".join(part for part in parts if part)


def dial(phone: str) -> str:
    """Return the digits of a phone number as a `tel:` address wants them."""
    return "".join(sign for sign in phone if sign in "0123456789+#*")


def listed(values: Any, catalogue: Catalogue) -> str:
    """Return several texts as one, parted as the language parts them."""
    texts = [label(value, catalogue) if isinstance(value, Choice) else str(value) for value in values]
    return ("、" if catalogue.language == "zh" else ", ").join(texts)

"""From the parser's complaint to the place and the words that help the person who wrote the file."""

import re
from collections.abc import Sequence

from yaml.error import MarkedYAMLError, YAMLError

from generator.diagnostics import Diagnostic, Severity, Span
from generator.model.source import Source
from generator.reading import layout_rules, syntax_rules
from generator.reading.indentation import misplaced
from generator.reading.lines import Line, LineKind, in_quotes, read_lines
from generator.reading.mistakes import mistake_in, not_a_field
from generator.reading.other_formats import other_shape
from generator.reading.screening import screen

_FIELD = re.compile(r"\s*(?:- +)*[\w-]+ ?:(?: |$)")
_CLOSING = {"[": "]", "{": "}"}


def explain(error: YAMLError | UnicodeError, source: Source) -> list[Diagnostic]:
    """Return what the parser's `error` means for the author; at least one diagnostic.

    What `screen` says about the same lines is returned instead of a second explanation of the same mistake.
    """
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        place = Span(source.path)
        return screen(source) or [syntax_rules.SYNTAX_ERROR.at(place, raw=error)]
    lines = read_lines(source.text)
    problem = min(error.problem_mark.line + 1, len(lines))
    found = other_shape(source) or _explain(error, source.path, lines, problem)
    above = next((line.number for line in reversed(lines[: problem - 1]) if line.kind is not LineKind.EMPTY), 1)
    start = min(found.span.line, above)
    screened = [each for each in screen(source) if each.severity is Severity.ERROR]
    same = [each for each in screened if start <= each.span.line <= problem or each.rule is layout_rules.MERGE_CONFLICT]
    return same or [found]


def _explain(error: MarkedYAMLError, path: str, lines: list[Line], problem: int) -> Diagnostic:
    line = lines[problem - 1]
    context = min(error.context_mark.line + 1, len(lines)) if error.context_mark else problem
    blank = line.text[: len(line.text) - len(line.text.lstrip())]
    if "\t" in blank and line.kind in (LineKind.STRUCTURE, LineKind.EMPTY):
        fixed = line.text.replace("\t", "  ").rstrip()
        return layout_rules.TAB_INDENTATION.at(Span(path, problem, blank.index("\t") + 1), fixed=fixed)
    quote = _unclosed_quote(path, lines, problem)
    if quote:
        return quote
    if "quoted scalar" in (error.context or "") and "unexpected" in (error.problem or ""):
        return _unclosed_at(path, lines[context - 1], error.context_mark.column if error.context_mark else 0)
    if "parsing a flow" in (error.context or ""):
        return _in_flow(error, path, lines, context, problem)
    # The line in which a quoted text or a bracket began, then the parser's own two lines, then the one above.
    simple = (context,) if "simple key" in (error.context or "") else ()
    for number in dict.fromkeys((*simple, _beginning(lines, problem), problem, context, _above(lines, problem))):
        found = mistake_in(path, lines[number - 1], _owner(lines, number))
        # The start of the surrounding block is only where the parser began, not where it stumbled.
        if found and not (number == context != problem and "block" in (error.context or "") and number < problem - 1):
            return found
    found = misplaced(path, lines, problem)
    if found:
        return found
    for number in (context, problem, _above(lines, problem)):
        line = lines[number - 1]
        if line.kind is LineKind.STRUCTURE and not line.key and line.content == line.indent and line.value:
            return not_a_field(path, line)
    place = Span(path, problem, _column(error))
    return syntax_rules.SYNTAX_ERROR.at(place, raw=f"{error.context or ''} {error.problem or ''}".strip())


def _unclosed_quote(path: str, lines: Sequence[Line], problem: int) -> Diagnostic | None:
    """Find the quote above the problem that runs over lines which look like fields of their own."""
    for index, line in enumerate(lines[:problem]):
        if line.kind is LineKind.STRUCTURE and line.opens in ("'", '"') and line.value.startswith(line.opens):
            for follower in lines[index + 1 :]:
                if follower.kind is not LineKind.QUOTED:
                    break
                if _FIELD.match(follower.text):
                    return _unclosed_at(path, line, line.column - 1)
    return None


def _unclosed_at(path: str, line: Line, column: int) -> Diagnostic:
    quote, rest = line.text[column : column + 1], line.text[column + 1 :]
    cut = min((at for sign in "]}" if (at := rest.rfind(sign)) > 0 and column >= line.column), default=len(rest))
    fixed = line.text[:column] + in_quotes(rest[:cut].rstrip()) + rest[cut:]
    return syntax_rules.UNCLOSED_QUOTE.at(
        Span(path, line.number, column + 1), field=line.key, key=line.key, quote=quote, fixed=fixed
    )


def _in_flow(error: MarkedYAMLError, path: str, lines: list[Line], context: int, problem: int) -> Diagnostic:
    line, column = lines[context - 1], error.context_mark.column if error.context_mark else 0
    bracket = line.text[column : column + 1]
    at_end = not any(each.text.strip() for each in lines[problem - 1 :]) or problem == len(lines) != context
    dedented = problem > context and lines[problem - 1].indent <= line.indent and line.text[:column].strip(" ")
    if bracket in _CLOSING and (at_end or dedented):
        fixed = line.text.rstrip() + _CLOSING[bracket]
        place = Span(path, context, column + 1)
        return syntax_rules.UNCLOSED_BRACKET.at(
            place, field=line.key, key=line.key, bracket=bracket, closing=_CLOSING[bracket], fixed=fixed
        )
    return syntax_rules.MISSING_COMMA.at(Span(path, problem, _column(error)), bracket=bracket or "[")


def _column(error: MarkedYAMLError) -> int:
    return error.problem_mark.column + 1 if error.problem_mark else 1


def _beginning(lines: Sequence[Line], number: int) -> int:
    """Return the line in which the quoted text or bracket around line `number` was opened."""
    while number > 1 and lines[number - 1].kind in (LineKind.QUOTED, LineKind.FLOW):
        number -= 1
    return number


def _above(lines: Sequence[Line], number: int) -> int:
    return next((line.number for line in reversed(lines[: number - 1]) if line.kind is not LineKind.EMPTY), number)


def _owner(lines: Sequence[Line], number: int) -> str:
    """Return the key under which line `number` stands."""
    content = lines[number - 1].indent
    for line in reversed(lines[: number - 1]):
        above = line.content < content or (line.content == content and not line.value)
        if line.kind is LineKind.STRUCTURE and line.key and above:
            return line.key
    return "-"

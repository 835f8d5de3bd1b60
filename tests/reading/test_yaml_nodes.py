"""YAML becomes nodes, and every mistake is told at the place where it was made."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Report, Severity
from generator.model.node import Mapping, Scalar, Sequence
from generator.reading import yaml_nodes
from generator.reading.decoding import decode
from generator.reading.screening import screen
from tests.reading.cases import Case, read, read_cases, shown, source

ROOT = Path(__file__).parents[2]
CASES = read_cases(ROOT / "tests/cases/reading/mistakes.txt")
SAMPLES = ROOT.parent / "shared/badinput"
TEXT_LEVEL = ("enc/", "syn/", "atk/", "ime/", "txt/", "ok/", "inj/")
# What needs the meaning of a field (an id, a list) is judged by the record kinds.
SEMANTIC = ("ime/dunhao_list.yaml", "ime/fullwidth_id.yaml", "txt/template_placeholder.yaml", "ok/merge_key.yaml")
BITS = st.sampled_from(
    [*"ab:：-－ \t\n\"'[]{}#&*!|>%@`,\\\u3000\xa0\u2028\x0b0", "\n  ", "\n- ", ": ", "---\n", "<<: "]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    """Every case gives exactly its diagnostics, and their texts can be filled."""
    _, report = read(case.text)

    assert [shown(found) for found in report] == case.expected
    for found in report:
        assert found.rule.message.format(**found.values)
        assert "{" not in found.rule.hint.format(**{**found.values, "fixed": ""})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_without_libyaml(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pure Python parser words its errors differently; the explanations are the same."""
    monkeypatch.setattr(yaml_nodes, "_PARSER", yaml.BaseLoader)
    if "tab" in case.name.lower():
        pytest.skip("the pure parser is stricter about tabs")

    _, report = read(case.text)

    assert [shown(found) for found in report] == case.expected


def test_every_scalar_stays_text() -> None:
    """Nothing is typed: numbers, times and words that YAML 1.1 would change stay as written."""
    node, report = read("id: 0123\nat: 14:35\nflag: no\nempty:\nnil: ~\nquoted: '~'\nlist: [a, 1.10]\n")

    assert node == Mapping(
        (
            (Scalar("id", 1, 1), Scalar("0123", 1, 5)),
            (Scalar("at", 2, 1), Scalar("14:35", 2, 5)),
            (Scalar("flag", 3, 1), Scalar("no", 3, 7)),
            (Scalar("empty", 4, 1), Scalar(None, 4, 7)),
            (Scalar("nil", 5, 1), Scalar(None, 5, 6)),
            (Scalar("quoted", 6, 1), Scalar("~", 6, 9, plain=False)),
            (Scalar("list", 7, 1), Sequence((Scalar("a", 7, 8), Scalar("1.10", 7, 11)), 7, 7)),
        ),
        1,
        1,
    )
    assert not report


def test_the_diagnostic_names_the_field() -> None:
    """A refused value carries the dotted path of its field."""
    _, report = read("actions:\n  - text: !!binary aGk=\n")

    assert [found.field for found in report] == ["actions.0.text"]


def test_a_flood_of_aliases_is_told_once() -> None:
    """An alias bomb is refused in one sentence, without unfolding it."""
    text = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))

    _, report = read(text)

    assert [shown(found) for found in report] == ["1:1 too-many-aliases"]


def test_depth_is_limited() -> None:
    """Deep nesting stops at the limit instead of exhausting the stack."""
    node, report = read("a: " + "[" * 100_000)

    assert node is None
    assert [found.rule.name for found in report] == ["nested-too-deep"]


@given(st.lists(BITS, max_size=30).map("".join))
def test_any_text_gives_a_node_or_an_error(text: str) -> None:
    """No text whatsoever raises, and nothing fails in silence."""
    node, report = read(text)

    assert node is not None or report.has_errors


def _samples() -> list[dict[str, object]]:
    index = SAMPLES / "expect.jsonl"
    if not index.exists():
        return []
    entries = [json.loads(line) for line in index.read_text(encoding="utf-8").splitlines()]
    return [each for each in entries if each["file"].startswith(TEXT_LEVEL) and each["file"] not in SEMANTIC]


@pytest.mark.skipif(not SAMPLES.exists(), reason="the collection of bad input lies outside the repository")
@pytest.mark.parametrize("sample", _samples(), ids=lambda sample: str(sample["file"]))
def test_sample(sample: dict[str, object]) -> None:
    """The collected bad files get the wanted verdict, place and words."""
    name = str(sample["file"])
    given_source, found = decode(name, (SAMPLES / name).read_bytes())
    if given_source:
        found = [*found, *screen(given_source), *yaml_nodes.parse(given_source)[1]]
    report = Report(found)
    worst = "reject" if report.has_errors else "warn" if report.count(Severity.WARNING) else "accept"
    told = " ".join(f"{each.rule.message} {each.rule.hint}".format(**each.values) for each in report)

    assert worst == sample["verdict"]
    assert all(str(word) in told for word in sample["must_mention"])  # type: ignore[attr-defined]
    if worst != "accept":
        assert any(
            sample["line"] in (None, each.span.line) and sample["col"] in (None, each.span.column) for each in report
        )


def test_an_empty_source_is_an_error() -> None:
    """A file without a sign is told to be empty."""
    node, found = yaml_nodes.parse(source(""))

    assert node is None
    assert [shown(each) for each in found] == ["1:1 empty-file"]

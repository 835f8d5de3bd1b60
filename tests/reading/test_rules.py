"""The rules of the room are complete and told apart."""

from generator.diagnostics import Rule
from generator.reading.rules import READING_RULES


def test_codes_and_names_are_unique_and_in_order() -> None:
    """A code, once published, means one thing."""
    codes = [rule.code for rule in READING_RULES]

    assert codes == sorted(set(codes))
    assert len({rule.name for rule in READING_RULES}) == len(READING_RULES)


def test_every_rule_is_documented() -> None:
    """Each rule says what it finds, why that is bad, and shows a bad and a good example."""
    bare: list[Rule] = [
        rule
        for rule in READING_RULES
        if not (rule.message and rule.hint and rule.what and rule.why and rule.example and rule.instead)
    ]

    assert bare == []

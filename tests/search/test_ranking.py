"""The formula prefers what a reader would."""

from generator.search.ranking import Lane, covered, impact, length_norm, rarity


def test_rare_terms_weigh_more() -> None:
    """Rarity falls with the number of documents and stays positive even if all have the term."""
    assert rarity(100, 1) > rarity(100, 50) > rarity(100, 100) > 0


def test_repetition_pays_less_and_less() -> None:
    """More occurrences help, a long field needs more of them."""
    assert impact(2, 1.2) - impact(1, 1.2) > impact(9, 1.2) - impact(8, 1.2) > 0
    assert impact(1, length_norm(500, 100)) < impact(1, length_norm(50, 100))
    assert length_norm(0, 0) > 0


def test_answering_more_of_the_question_pays() -> None:
    """The full share keeps the score; lanes are in the order in which they win."""
    assert covered(3.0, 1.0) == 3.0 > covered(3.0, 0.4)
    assert sorted(Lane) == [Lane.TEXT, Lane.CODE_IN_TEXT, Lane.IDENTIFIER, Lane.OWN_ID]

"""The formula prefers what a reader would."""

from generator.search.counting.ranking import Lane, impact, length_norm, rarity, worth_of_pair


def test_rare_terms_weigh_more() -> None:
    """Rarity falls with the number of documents and stays positive even if all have the term."""
    assert rarity(100, 1) > rarity(100, 50) > rarity(100, 100) > 0


def test_repetition_pays_less_and_less() -> None:
    """More occurrences help, a long field needs more of them."""
    assert impact(2, 1.2) - impact(1, 1.2) > impact(9, 1.2) - impact(8, 1.2) > 0
    assert impact(1, length_norm(500, 100)) < impact(1, length_norm(50, 100))
    assert length_norm(0, 0) > 0


def test_a_pair_is_worth_what_its_lesser_word_is() -> None:
    """A rare word beside a common one names little more than the rare word alone."""
    assert worth_of_pair(0, 5.0, 5.0) == 0
    assert worth_of_pair(1, 5.0, 0.5) == worth_of_pair(1, 0.5, 9.0) < worth_of_pair(1, 5.0, 5.0)
    assert worth_of_pair(1, 1.0, 1.0) < worth_of_pair(2, 1.0, 1.0) < 2 * worth_of_pair(1, 1.0, 1.0)


def test_lanes_are_in_the_order_in_which_they_win() -> None:
    """A document's own number beats everything."""
    assert sorted(Lane) == [Lane.TEXT, Lane.CODE_IN_TEXT, Lane.IDENTIFIER, Lane.OWN_ID]

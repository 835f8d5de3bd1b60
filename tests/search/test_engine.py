"""What engines answer with."""

from generator.errors import EnvironmentFault
from generator.search.counting.ranking import Lane
from generator.search.engine import WHY, IndexBusy, IndexUnusable, ResultPage


def test_errors_are_faults_of_the_machine() -> None:
    """An unusable or busy index ends with exit code 3 and no traceback."""
    assert issubclass(IndexUnusable, EnvironmentFault)
    assert issubclass(IndexBusy, EnvironmentFault)


def test_every_lane_above_the_text_says_why() -> None:
    """A hit that jumps the ranking explains itself."""
    assert set(WHY) == set(Lane) - {Lane.TEXT}


def test_an_empty_page_is_a_page() -> None:
    """Nothing found needs no special case."""
    assert (ResultPage().hits, ResultPage().total, ResultPage().facets) == ((), 0, {})

"""What was used lately is remembered, within bounds."""

from generator.search.counting.recent import Recent


def test_the_least_used_goes_first() -> None:
    """What is used again stays, what is not makes room."""
    made: list[int] = []
    recent = Recent(8)

    def make(key: int) -> int:
        made.append(key)
        return key

    def ask(key: int) -> int:
        return recent.get(key, lambda: make(key), lambda _: 1)

    for key in (0, 1, 2, 3, 4, 0, 5, 6, 7, 8, 0):
        assert ask(key) == key
    assert made.count(0) == 1
    assert ask(1) == 1
    assert made.count(1) == 2

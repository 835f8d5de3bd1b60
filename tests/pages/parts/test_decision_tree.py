"""Where the boxes of a decision tree stand and how their texts wrap."""

from generator.pages.parts.decision_tree import BELOW, decision_tree, wrapped


def test_chinese_breaks_anywhere_but_before_punctuation() -> None:
    """A line ends between any two signs, and no line begins with a comma."""
    lines = wrapped("所有人都进不去，别的系统正常", 13 * 7)

    assert "".join(lines) == "所有人都进不去，别的系统正常"
    assert not any(line.startswith("，") for line in lines)
    assert len(lines) == 2


def test_words_stay_whole() -> None:
    """Letters of one word stand on one line; a word longer than the line breaks."""
    assert wrapped("look at the disk", 60) == ("look at", "the disk")
    assert "".join(wrapped("D:/oracle/diag/alert.log", 40)) == "D:/oracle/diag/alert.log"


def test_boxes_do_not_overlap() -> None:
    """Each row begins below the one before, and question and answer are equally high."""
    tree = decision_tree([("短", "字" * 60, None), ("b", "c", "runbooks/x.md")], "end")

    assert tree is not None
    first, second = tree.branches
    assert second.question.y > first.question.bottom
    assert first.question.height == first.answer.height
    assert tree.end is not None
    assert tree.height > tree.end.bottom


def test_one_row_needs_no_drawing() -> None:
    """A single rule is a sentence, not a tree."""
    assert decision_tree([("a", "b", None)], "end") is None


def test_a_narrow_drawing_fits_a_telephone() -> None:
    """Answers stand under their questions, nothing overlaps, and no line runs through a box."""
    tree = decision_tree([("短", "字" * 60, None), ("b", "c", None)], "end", BELOW)

    assert tree is not None
    assert tree.width <= 286
    first, second = tree.branches
    assert first.question.bottom < first.answer.y
    assert first.answer.bottom < second.question.y
    assert first.no is not None
    assert int(first.no.line[1:].split()[0]) < first.answer.x
    assert second.no is not None
    assert tree.end is not None
    assert second.no.head.startswith(f"M18 {tree.end.y}")


def test_nothing_follows_the_last_question_without_an_end() -> None:
    """Then no arrow leads anywhere."""
    tree = decision_tree([("a", "b", None), ("c", "d", None)], "")

    assert tree is not None
    assert (tree.end, tree.branches[1].no) == (None, None)
    assert tree.branches[0].no is not None

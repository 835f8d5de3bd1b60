"""What the texts of the best documents say that the index does not.

In: the texts at the beginning of an answer. Out: how much of the question's single characters each of them has. The
index has words of Chinese as pairs of characters only. What the same texts are read for besides, words that stand side
by side, is in `search.text.side_by_side`.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.search.counting.ranking import rarity

# What all telling characters of a question are worth beside the best score. Measured on 409 questions, 139 of which are
# sentences: any figure from .15 to .4 gives about the same answers, and better ones than none (`benchmarks/search`).
CHARACTERS_SHARE = 0.2


def shares_of_characters(texts: Sequence[tuple[str, str]], characters: Sequence[str]) -> list[float]:
    """Return how much each text (title, and all of it) has of `characters`, from 0 to 1, which the best of them has.

    A character counts the more the fewer of these texts have it, and twice where it stands in the title.
    """
    shares = [0.0] * len(texts)
    for character in characters:
        having = [character in text for _, text in texts]
        worth = rarity(len(texts), sum(having))
        for place, (title, _) in enumerate(texts):
            if having[place]:
                shares[place] += 2 * worth if character in title else worth
    best = max(shares, default=0.0)
    return [share / best for share in shares] if best else shares

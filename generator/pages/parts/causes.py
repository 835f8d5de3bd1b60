"""Causes as trees: how a chain of whys stands on a page."""

from __future__ import annotations

from generator.kinds.base import Cause, Why


def why_rows(cause: Cause) -> tuple[Why, ...]:
    """Return a cause's whys as a tree: a list of answers is one chain from the top down."""
    chain: tuple[Why, ...] = ()
    for why in reversed(cause.why_chain):
        chain = (Why(text=why.text, because=(*why.because, *chain)),)
    return chain

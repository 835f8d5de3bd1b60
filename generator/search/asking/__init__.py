"""Read what somebody typed, understand it, and offer what goes on from it."""

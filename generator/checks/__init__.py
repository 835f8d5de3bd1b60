"""One rule a file: what can be wrong with records that are each well-formed."""

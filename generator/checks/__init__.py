"""One rule a file, or one family: what can be wrong with records that are each well-formed."""

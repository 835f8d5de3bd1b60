"""From what records teach to the candidate of a procedure."""

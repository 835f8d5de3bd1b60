"""From the candidate to a frozen revision: what differs, its number, fingerprint and seal."""

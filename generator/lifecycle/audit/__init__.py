"""Who changed which record, and links that were reviewed."""

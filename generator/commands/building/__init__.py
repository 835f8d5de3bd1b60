"""Bring the site and the search index up to date: what several verbs do before their own work."""

"""Incidents that are like another one, and why."""

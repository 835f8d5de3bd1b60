"""Fupan: the shared record of past incidents, from YAML to a searchable site."""

__version__ = "0.1.0"

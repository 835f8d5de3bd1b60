"""The one Jinja environment and the filters that make text safe in Markdown pages."""

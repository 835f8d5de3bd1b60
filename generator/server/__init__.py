"""The web application of the preview and of a small intranet: the site, its search, live reload."""

"""One file a page kind: what the page shows, as a frozen context for its template."""

"""One file a page, or a few pages of one sort: what it shows, as a frozen context for its template."""

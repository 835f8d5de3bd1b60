"""What several pages show: parts of pages, and what page kinds share."""

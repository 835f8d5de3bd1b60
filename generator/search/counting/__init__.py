"""Count a plan over postings and put what was found in order. Knows no language and no file."""

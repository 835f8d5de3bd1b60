"""Bring up to date what is made of the records, the site, the index, the files of editors, for whichever verb needs it."""

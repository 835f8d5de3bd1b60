"""Message catalogues: English texts are the keys, gettext files hold the other languages."""

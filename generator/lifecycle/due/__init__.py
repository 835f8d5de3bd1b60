"""What is due when, how late it is, and who is told."""

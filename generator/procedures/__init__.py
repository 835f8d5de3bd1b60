"""How records become procedures: which steps they teach, and how the steps merge into one document."""

"""What is searched: one document for each page, made of records."""

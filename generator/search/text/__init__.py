"""Make texts comparable and cut them into terms; show where a text answers a question."""

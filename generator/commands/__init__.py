"""One verb a file: read, call, write, return the exit code."""

"""Search engines, each behind the protocol of `search.engine`: a file or a folder each."""

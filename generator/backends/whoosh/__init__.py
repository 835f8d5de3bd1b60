"""The engine that needs no server: Whoosh's files, read and written by our own means. Others use `engine` only.

From the disk up: `generation` and `folder` keep complete indexes beside each other, `schema` says what is stored under
which name, `storage` maps it into memory. `updating`, `writing`, `pool`, `terms_file` and `postings` write; `snapshot`
with `reading`, `terms`, `postings` and `facets` reads, and `searching` answers queries from a snapshot with the scoring
of `search`.
"""

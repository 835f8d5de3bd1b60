"""Search engines: each one behind the protocol of `search.engine`. `whoosh_` is the one that needs no server.

The files that begin with `whoosh_` belong to it, from the disk up: `whoosh_generation` and `whoosh_folder` keep
complete indexes beside each other, `whoosh_schema` says what is stored under which name, `whoosh_snapshot` with
`whoosh_reading` reads it, and `whoosh_searching` answers queries from a snapshot with the scoring of `search`.
`whoosh_updating`, `whoosh_writing`, `whoosh_pool`, `whoosh_terms` and `whoosh_postings` write it, `whoosh_storage`
maps it into memory.
"""

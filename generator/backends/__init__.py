"""Search engines: each one behind the protocol of `search.engine`. `whoosh_` is the one that needs no server.

The files that begin with `whoosh_` belong to it, from the disk up: `whoosh_generation` and `whoosh_folder` keep
complete indexes beside each other, `whoosh_schema` says what is stored under which name, `whoosh_snapshot` and
`whoosh_reading` read it, `whoosh_scoring` answers a query with `whoosh_matches`. A faster scorer replaces that file
alone.
"""

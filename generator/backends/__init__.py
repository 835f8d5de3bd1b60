"""Search engines: each one behind the protocol of `search.engine`. `whoosh_` is the one that needs no server.

The files that begin with `whoosh_` belong to it: `whoosh_schema` says what is stored under which name,
`whoosh_folder` keeps generations of the index on disk, `whoosh_snapshot` reads one of them, and `whoosh_scoring`
answers a query from it.
"""

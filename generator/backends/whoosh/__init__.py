"""The engine that needs no server: Whoosh's files, read and written by our own means. Others use `engine` only.

From the disk up: `generation` and `folder` keep complete indexes beside each other, `layout` names their files, `files`
maps them into memory, `schema` says what is stored under which name. `updating`, `writing` (over `storage`), `pool`,
`terms_file` and `postings` write; `snapshot` with `reading`, `terms`, `postings`, `columns`, `facets` and `words`
reads; `searching`, `similar` and `titles` answer from a snapshot, with the scoring of `search`.
"""

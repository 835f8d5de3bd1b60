"""One verb a file, named as it is typed: read, call, write, return the exit code.

A verb with more to it is a folder: the verb itself stands in its `__init__`, verbs below it (`fupan sop release`) and
what belongs to its subject beside that. `terminal` and `building` are what many verbs share.
"""

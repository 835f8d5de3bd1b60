"""Search: what is searched, how a question is understood, how answers are counted, whatever engine stores it.

From the bottom up: `text` cuts texts into terms, `documents` makes of records what is searched, `words` is what is known
of words (synonyms, sounds), `counting` executes a plan over postings, `asking` makes the plan of what somebody typed,
`likeness` finds incidents like another one, `described` those that fit a description. `engine` is what an engine must do,
`answer` what everybody gets, `static` the copy for a site without a server. Nothing here touches a disk, except to read
the package's own tables.

A search at the command line waits until all its modules are loaded. So values on its way are named tuples, which are
made in a seventh of the time of a dataclass, and what only some questions need is imported where they need it.
"""

"""The copy of the index for a site without a server: the same terms, lengths and texts, as scripts for a browser.

`export` makes all files of it. `postings` counts the terms of the documents, `term_shards` cuts them into files,
`document_shards` does the same with what is known and shown of each document. `packing`, `lengths` and `folding_pairs`
say how numbers, lengths of fields and folded characters are written. The scripts in `site/theme/assets/fupan` read it:
`search-index.js` the files, `search-scoring.js` the postings.

`understanding_files` adds what a browser needs to understand a question as the server does: `thesaurus_shards` and
`sound_shards` cut the files of words (`dictionary_shards` says where a key lies), `understanding_facts` gathers the figures
and tables of the Python modules. The twins of these modules are `search-understanding.js` and its companions, which load
through `search-words.js`; `search-suggest.js` offers words and titles from the same files.
"""

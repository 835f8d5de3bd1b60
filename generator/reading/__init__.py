"""Reading: bytes become a `Source`, a `Source` becomes nodes with positions, and bad input is explained.

`decoding` finds the characters, `screening` looks at them line by line, `yaml_nodes` builds the tree, `explaining` says
what a parser error means for the person who wrote the file, `front_matter` does the same for articles, and `quoting`
tells how other tools would misread an unquoted value. Nothing here knows a field's meaning, and no value is guessed.
"""

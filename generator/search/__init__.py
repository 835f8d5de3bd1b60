"""Search: what is indexed and how it is analysed, whatever engine stores it.

`document` is what goes in and `engine` what an engine must do. `folding` makes characters comparable, `analysis` cuts
a text into terms with the help of `english`, and `query` reads what a person typed. `ranking` weighs matches, `facets`
filters and counts them, `excerpt` shows them in their place. `static_data` is the small copy for a site without a
server. Nothing here touches a disk, except to read the package's own folding table.
"""

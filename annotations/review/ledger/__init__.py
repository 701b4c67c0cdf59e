"""The ledger: what sources say in figures, one row for each metric and period, one column for each source.

`context` takes the words around a passage from its document; `figures` reads the quantities of a passage with the words
that tell what they measure; `naming` names that; `contrast` tells which metrics exclude each other; `grouping` proposes which
figures are of one metric, `near` which of the resulting rows are perhaps one, both by words and by `closeness` of values;
`comparing` gives two figures a verdict; `ledger` applies what the analyst decided and makes the `rows`.
"""

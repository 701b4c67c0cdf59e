"""Proposals what a figure counts or measures, as an analyst would name it: *revenue growth*, *training tokens*.

`tokens` divides the sentence of a figure; `clauses` puts its words together to chunks, each with a letter, by the classes of
`words`; patterns of letters in `names` find the chunks that name the figure, and `wording` makes a line of them.
"""

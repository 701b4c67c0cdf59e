"""Proposals what a figure counts or measures, as an analyst would name it: *revenue growth*, *training tokens*.

`tokens` divides the sentence of a figure; `clauses` puts its words together to chunks by the classes of `words`. `grammar` finds
chunks by patterns of their kinds, such as `noun (of noun)*`. `setting` finds so what leads to a figure and what follows it; each
function of `names` is a way from there to a name, and `wording` makes a line of it.
"""

"""Proposals what a figure counts or measures, as an analyst would name it: *revenue growth*, *training tokens*.

`tokens` divides the sentence of a figure, `words` has the classes of words, `phrases` finds the noun phrases before and behind
it, and `names` puts the name together.
"""

"""Finding all places at once, where a test asks for no more."""

from annotations.search.document_search import MOST, compiled
from annotations.search.word_search import Words
from annotations.text.folding import aligned


def find_all(text: str, query: str, most: int = MOST) -> list[tuple[int, int]]:
    """The first places of a query in a text, in order; none for a blank query. Raises UsageError, TooSlowError."""
    what = compiled(query)
    if what is None:
        return []
    if isinstance(what, Words):
        text = aligned(text, what.kept)
    found: list[tuple[int, int]] = []
    for place in what.find(text):
        if len(found) >= most:
            break
        if place is not None:
            found.append(place)
    return found

"""Selections: scopes that grow and shrink, ends that swap, bounds in whole clusters."""

from annotations.documents.loader import read
from tui.text.layout.layout import Layout
from tui.text.selection import Selection, bounds, grown, shrunk

TEXT = "# Head\n\nOne sentence. Two 👨🏻\u200d🚒 sentence.\n\nOther paragraph.\n\n# Next\n\nEnd.\n"


def test_growing_and_shrinking() -> None:
    """A selection grows from the sentence to the paragraph to the section, and shrinks back to the word."""
    document = read(TEXT.encode(), "case.md")
    layout = Layout(document, 60)
    offset = document.text.index("Two")
    selection = grown(document, offset, None)
    seen = []
    for _ in range(4):
        start, end = bounds(document, layout, selection)
        seen.append(document.text[start:end])
        selection = grown(document, offset, selection)
    paragraph = "One sentence. Two 👨🏻\u200d🚒 sentence."
    section = f"Head\n{paragraph}\nOther paragraph."
    assert seen == ["Two 👨🏻\u200d🚒 sentence.", paragraph, section, section]
    smaller = shrunk(document, offset, grown(document, offset, None))
    assert smaller is not None
    assert document.text[slice(*bounds(document, layout, smaller))] == "Two"
    assert shrunk(document, offset, smaller) is None


def test_a_selection_takes_whole_clusters() -> None:
    """The cluster under the moving end is in the selection as a whole, whichever end moves."""
    document = read(TEXT.encode(), "case.md")
    layout = Layout(document, 60)
    fire = document.text.index("👨")
    selection = Selection(document.text.index("Two"), fire)
    assert document.text[slice(*bounds(document, layout, selection))] == "Two 👨🏻\u200d🚒"
    assert bounds(document, layout, selection.swapped()) == bounds(document, layout, selection)


def test_rows_are_selected_whole() -> None:
    """A selection of rows reaches from the first to the last cell of its rows."""
    document = read(b"alpha beta gamma delta epsilon zeta\n", "case.txt")
    layout = Layout(document, 12)
    selection = Selection(document.text.index("mma"), document.text.index("elta"), rows=True)
    start, end = bounds(document, layout, selection)
    assert (document.text[start:end]) == "gamma delta"


def test_white_space_alone_is_nothing() -> None:
    """A selection of blanks has no bounds to tag."""
    document = read(b"one  two\n", "case.txt")
    start, end = bounds(document, Layout(document, 20), Selection(3, 4))
    assert start == end

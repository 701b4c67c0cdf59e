"""What a page draws of text that is set low or high."""

from annotations.documents.loader import read
from tui.text.layout.viewport import View
from tui.text.paint.margin import Margin
from tui.text.paint.painter import Focus, Painter
from tui.theming.styles import Styles
from tui.theming.theme_file import themes


def test_low_and_high_numbers_are_drawn_so_and_stay_in_the_text() -> None:
    """The text has what is written, for quotes and search; words that have no such form are drawn as they are."""
    document = read(b"Head\n====\n\nH<sub>2</sub>O, 10<sup>-6</sup> m, the 4<sup>th</sup>\n", "a.md")
    assert document.text.endswith("H2O, 10-6 m, the 4th")
    painter = Painter(document, Margin(), Styles(themes(str)["ink"]), 40, 5)
    *_, (place, row) = View(document, 40, 20).rows()
    shown = "".join(segment.text for segment in painter.row(place.block, row, Focus()))
    assert shown.strip() == "H₂O, 10⁻⁶ m, the 4th"

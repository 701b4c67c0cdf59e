"""The column under the cursor in a table whose cells were run together on copying."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


async def test_the_status_bar_names_the_likely_column(sit: "Sit", tmp_path: Path) -> None:
    """A bar is drawn where a cell likely ends, `)` goes from cell to cell, and the status bar has the name of each."""
    (tmp_path / "a.txt").write_text(
        "SellerWhat she hasWhat she wantsWhat then\nAnnaPearsBreadNothing\nBertNuts from allEggsHe waits\n"
        "CleoOld booksSilenceShe waits\n"
    )
    async with sit(tmp_path) as desk:
        assert any("Bert ┊ Nuts from all ┊ Eggs ┊ He waits" in row for row in desk.rows())
        assert "likely column 1: Seller" in desk.left
        await desk.press(")")
        assert "likely column 2: What she has" in desk.left
        await desk.press(")", ")", ")")
        assert "likely column 1: Seller" in desk.left
        await desk.press("s")
        assert desk.left.startswith("selected 1 word")

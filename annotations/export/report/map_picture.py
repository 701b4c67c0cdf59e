"""The map of sources and claims in a report."""

from typing import Final

from annotations.export.material import Material
from annotations.export.overview.map_svg import drawn
from annotations.review.overview.map.layout import laid_out
from annotations.review.overview.map.neighbourhood import around
from annotations.review.overview.map.network import Network

_MOST: Final = 120
"""Most sources and claims that are drawn."""


def map_picture(material: Material) -> str:
    """Return the sources and claims with their links as SVG without a prolog; `""` if nothing is linked."""
    library, board = material.library, material.board
    network = Network(board, None if material.whole else list(board.rows), library.kinds())
    part = around(network, "", _MOST, unlinked=False)
    if not part.claims:
        return ""
    layout = laid_out(network, part)

    def address(key: str) -> str:
        source = network.sources.get(key)
        return str(source.number) if source is not None else library.address(key)

    def name(key: str) -> str:
        return library.short_name(key) if key in network.sources else network.claims[key].words

    words = {key: f"{address(key)} {name(key)}" for key in layout.boxes}
    about = f"{part.left_out:,} farther away left out" if part.left_out else ""
    lines = list(drawn(layout, words, address, "Sources and claims", about, "auto"))
    picture = "".join(lines)
    return picture[picture.index("<svg") :]

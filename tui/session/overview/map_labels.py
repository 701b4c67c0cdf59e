"""Texts of a map: what its nodes and its title say, the same on the screen, in text and in SVG."""

from annotations.library.queries import Queries
from annotations.review.overview.map.neighbourhood import Part
from annotations.review.overview.map.network import Network
from annotations.text.plurals import count_noun
from tui.text.diagrams.link_map import Label


def labels(library: Queries, network: Network, part: Part) -> dict[str, Label]:
    """Return the words of the drawn nodes, by key."""
    found = {key: Label(address(library, network, key), name(library, network, key)) for key in part.sources}
    for key in part.claims:
        verdict = network.claims[key].verdict.kind
        found[key] = Label(
            address(library, network, key), name(library, network, key), "contested" * (verdict == "contested")
        )
    return found


def address(library: Queries, network: Network, key: str) -> str:
    """Return the number of a source or the address of a claim."""
    source = network.sources.get(key)
    return str(source.number) if source is not None else library.address(key)


def name(library: Queries, network: Network, key: str) -> str:
    """Return the short name of a source or the words of a claim."""
    return library.short_name(key) if key in network.sources else network.claims[key].words


def summary(part: Part, undrawn: int = 0) -> str:
    """Return how much is drawn, and what is not."""
    parts = [f"{count_noun(len(part.sources), 'source')}, {count_noun(len(part.claims), 'claim')}"]
    if part.left_out:
        parts.append(f"{part.left_out:,} farther away left out")
    if undrawn:
        parts.append(f"no room for the lines of {count_noun(undrawn, 'link')}")
    return " · ".join(parts)

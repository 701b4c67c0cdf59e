"""Every screen that lies over the page, on a library that gives each of them something to show."""

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.conftest import Desk

OVERLAYS: Final[dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "overlays.toml").read_text(encoding="utf-8")
)
"""The keys that open each of them, by what it is."""


def numbered(library: Library, number: int) -> str:
    """The id of the source whose file has a number; a source that came back has another number than its file."""
    return next(one.id for one in library.sources() if one.path.startswith(str(number)))


def quote(library: Library, number: int, words: str, note: str = "") -> str:
    """Add a claim on some words of a source, and return its id."""
    source = numbered(library, number)
    start = library.document(source).text.index(words)
    return library.add(source, start, start + len(words), tags=["claim"], note=note).id


async def fill(desk: "Desk", *, lost: bool = False) -> None:
    """Have linked claims and a kind of link, nothing else; and a passage that is not in its source any more if `lost`."""
    library = desk.library
    library.location.add_found_sources(library.location.scan())
    await desk.until(lambda: not any(library.is_missing(source.id) for source in library.sources()))
    for annotation in desk.annotations:
        library.delete(annotation.id)
    apples = quote(library, 1, "Apples bring in 60% of the income, pears the rest.")
    half = quote(library, 2, "Apples bring in half of the income.", note="less")
    rows = quote(library, 1, "It has forty rows of trees.")
    also = quote(library, 2, "It has forty rows.")
    quote(library, 1, "Then they fell.")
    if "answers" not in library.kinds():
        library.link_types.add("answers")
    library.connect(apples, half, "contradicts")
    library.connect(rows, also, "restates")
    library.connect(apples, also, "answers")
    library.review.set_claim(apples, title="Of apples")
    library.searches.save("apples", "search", "apples")
    if lost:
        long = library.folder / "3-long.md"
        text = long.read_text(encoding="utf-8")
        words = text[text.index("Paragraph") :].split(".")[0]
        passage = quote(library, 3, words)
        long.write_text(text.replace(words, "Nothing", 1), encoding="utf-8")
        await desk.until(lambda: library.passage(passage).anchoring != "anchored")
    desk.screen.open_source(numbered(library, 1))
    await desk.until(lambda: "Apples bring" in desk.text)
    await desk.go("Apples bring")
    await desk.press("escape")


async def let_go(desk: "Desk") -> None:
    """Leave whatever is open."""
    for _ in range(5):
        if not desk.bare:
            await desk.press("escape")
    await desk.press_at_once("escape", "escape")
    assert desk.bare


def shown(desk: "Desk") -> str:
    """All rows of the screen."""
    return "\n".join(strip.text for strip in desk.strips())

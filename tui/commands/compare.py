"""Comparing: two pages, of which one brings up on the other what its passage is linked to."""

from typing import TYPE_CHECKING

from tui.commands.destinations import go_to

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen


def compare(reader: "ReadingScreen", _: int | None) -> None:
    """Compare from here, or stop comparing."""
    if reader.comparing is not None:
        reader.comparing.end()
    else:
        _begin(reader)


def compare_pair(reader: "ReadingScreen", one: str, other: str) -> None:
    """Put two passages side by side in their sources, linked or not, and keep them there."""
    if reader.comparing is not None:
        reader.comparing.end()
    go_to(reader, one)
    _begin(reader, (one, other))
    reader.say("side by side: L here and L there link them, gq goes on with the pairs, gv ends it")


def compare_lock(reader: "ReadingScreen", _: int | None) -> None:
    """Keep the other page where it is, or have it follow again."""
    comparing = reader.comparing
    if comparing is None:
        reader.say("nothing is compared; gv compares")
        return
    comparing.locked = not comparing.locked
    reader.say("locked: the other page stays" if comparing.locked else "the other page follows again")
    comparing.follow()


def _begin(reader: "ReadingScreen", beside: tuple[str, str] | None = None) -> None:
    from tui.screens.reading.compare import Comparing

    def ended() -> None:
        reader.comparing = None

    reader.comparing = Comparing(reader, ended)
    reader.comparing.begin(beside)

"""The question which of the two readings of numbers is meant, asked after several passages were tagged at once."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from annotations.errors import PostilError
from annotations.library import Library
from annotations.library.parts.figure_tags import figure_tags
from annotations.library.parts.figures import unclear_in
from annotations.text.plurals import count_noun
from annotations.text.quantities import Quantity
from annotations.text.quantities.readings import name_of, readings, spoken
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import Asker
from tui.screens.reading.page_controller import read_in_slices
from tui.tasks import Slices, begin
from tui.text.cells import shorten, visible

_LONGEST = 24
"""Most cells of a number in a question."""


class Unclear(NamedTuple):
    """A number that can be read in two ways, in all passages that have it with the same readings."""

    number: str
    readings: tuple[Quantity, ...]
    passages: tuple[str, ...]

    @property
    def named(self) -> str:
        """The number, and in how many passages it is if there are several."""
        count = len(self.passages)
        return shorten(visible(self.number), _LONGEST) + (f" in {count:,} passages" if count > 1 else "")


async def find_unclear(library: Library, passages: Iterable[str]) -> list[Unclear]:
    """Return the numbers of passages that wait for a reading.

    Their sources are read to the end, in slices between keys, for heads and language count.
    """
    slices = Slices()
    by_source: dict[str, list[str]] = {}
    for one in passages:
        by_source.setdefault(library.annotation(one).source, []).append(one)
    found: dict[tuple[str, ...], Unclear] = {}
    for source, ids in by_source.items():
        kept = library.is_open(source)
        with suppress(PostilError):  # A source that cannot be read has what is recorded of it.
            await read_in_slices(library, source)
        for one in ids:
            for number, quantity in unclear_in(library, one):
                ways = readings(quantity)
                key = number, *map(name_of, ways)
                before = found[key].passages if key in found else ()
                found[key] = Unclear(number, ways, (*before, one))
            if slices.over:
                await slices.next()
        if not kept:
            library.let_go(source)
    return list(found.values())


def ask_readings(
    asker: Asker,
    library: Library,
    left: Sequence[Unclear],
    done: str,
    *,
    of: int = 0,
    changed: Callable[[], object] = lambda: None,
) -> None:
    """Ask for the readings of numbers, one after the other; a key that is no answer leaves those that are left open.

    `done` says what was done before; `of` is how many numbers there were; `changed` is called after each choice.
    """
    one, rest, of = left[0], left[1:], of or len(left)
    keys = {str(place): each for place, each in enumerate(one.readings, 1)}

    def choose(reading: Quantity) -> None:
        with library.transaction(f"reading of {one.named}"):
            for passage in one.passages:
                library.review.set_figure(passage, one.number, {"reading": name_of(reading)})
        changed()
        message = f"{one.named} is {spoken(reading)}"
        if rest:
            ask_readings(asker, library, rest, message, of=of, changed=changed)
        else:
            asker.say(message + tip("change.undo", "undo", asker.keys))

    def answer(token: str) -> bool:
        if token in keys:
            asker.attempt(lambda: choose(keys[token]))
        else:
            asker.say(left_open(left, asker))
        return False

    count = f" ({of - len(rest)} of {of})" if of > 1 else ""
    answers = [*((key, spoken(each)) for key, each in keys.items()), ("Esc", "leave open")]
    asker.ask(answer, f"{done}: {one.named} may be{count}", answers)


def left_open(left: Sequence[Unclear], asker: Asker) -> str:
    """Return a message about numbers that wait for a reading, and the key that asks again."""
    count = sum(len(one.passages) for one in left)
    which = left[0].named if len(left) == 1 else count_noun(count, "number")
    key = tip("tag.figure_details", "on the passage asks again", asker.keys)
    return f"{which} not compared until a reading is chosen{key}"


def choose_readings(screen: Overlay[Any], library: Library, passages: Sequence[str], tag: str, done: str) -> None:
    """Show what was done, and ask for the readings of the numbers of passages that were given a tag.

    No key comes between.
    """

    async def work() -> None:
        try:
            found = await find_unclear(library, passages)
            if found:
                ask_readings(screen, library, found, done)
        finally:
            screen.go_on()

    screen.say(done + tip("change.undo", "undo", screen.keys))
    if passages and tag in figure_tags(library):
        screen.waiting = True
        begin(screen, work, group="readings")

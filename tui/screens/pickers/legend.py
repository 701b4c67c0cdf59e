"""The legend: every sign on the screens with its meaning, from the tables that the screens draw from."""

from collections.abc import Iterator

from annotations.library import Library
from annotations.model import status_name
from annotations.review.ledger.comparing import SIGNS as OF_FIGURES
from annotations.review.rows import LEGEND as STANCES
from annotations.review.rows import SIGNS as OF_STANCES
from tui.screens.base.choice_box import Choice, ChoiceBox
from tui.screens.base.overlay import Overlay
from tui.text.cells import visible
from tui.text.diagrams.link_map import LINES
from tui.text.paint.margin import STATUS_SIGNS
from tui.theming.signs import SECTIONS, Section, Sign
from tui.theming.styles import Styles
from tui.widgets.link_ends import UNKNOWN


def sections(library: Library, place: str = "page") -> list[Section]:
    """Return all sections, those of a place first: the signs of all screens, and the tags and link types of a library."""
    return sorted(_sections(library), key=lambda section: place not in section.contexts)


def _sections(library: Library) -> Iterator[Section]:
    first, *others = SECTIONS
    yield first
    tags = tuple(Sign(visible(tag.letter), f"tag {visible(tag.name)}") for tag in library.tags())
    yield Section("Letters of tags", ("page", "codebook", "tags"), tags)
    statuses = tuple(Sign(sign, f"status {status_name(name)}") for name, sign in STATUS_SIGNS.items())
    yield Section("Statuses", ("page", "board"), statuses)
    links = tuple(
        Sign(visible(kind.glyph), visible(_reads(kind.name, kind.inverse))) for kind in library.kinds().values()
    )
    unknown = Sign(UNKNOWN, "a link type that is missing")
    yield Section("Links", ("page", "links", "kinds", "preview"), (*links, unknown))
    cells = tuple(_cell(sign, STANCES[stance]) for stance, sign in OF_STANCES.items())
    yield Section("What a source does with a claim", ("board", "claim"), cells)
    figures = tuple(_cell(sign, words) for sign, words in OF_FIGURES.items())
    yield Section("Figures compared", ("ledger", "reasons"), figures)
    yield Section("Lines of the map", ("map",), tuple(Sign(chars[0] * 2, kind) for kind, chars in LINES.items()))
    yield from others


def _reads(name: str, inverse: str) -> str:
    return name if name == inverse else f"{name}, {inverse}"


def _cell(sign: str, words: str) -> Sign:
    return Sign(sign, words) if sign else Sign(" ", f"blank: {words}")


def rows(section: Section) -> list[Choice]:
    """Return the heading and the signs of a section."""
    signs = [Choice(f"sign {sign.char}", sign.meaning, mark=f"{sign.char:<2}") for sign in section.signs]
    return [Choice("", f"Signs · {section.title}"), *signs]


def named(sections: list[Section], typed: str) -> list[Choice]:
    """Return the signs that were typed themselves, or whose meanings or sections have all typed words; all for *signs*."""
    wanted = typed.casefold().split()
    found = (
        choice
        for section in sections
        for choice in rows(section)[1:]
        if typed.strip() == choice.mark.strip()
        or all(word in f"signs legend {section.title} {choice.label}".casefold() for word in wanted)
    )
    return list(dict.fromkeys(found))  # A sign with one meaning may be in several sections.


class LegendScreen(Overlay[str | None]):
    """The signs by section; typing finds them by their meaning, or by the sign itself."""

    def __init__(self, styles: Styles, library: Library) -> None:
        """List the signs of the reading screen, then those of the others."""
        super().__init__(styles)
        found = sections(library)
        self.body = ChoiceBox(
            self,
            "Signs",
            [row for section in found for row in rows(section)],
            choose=self.close,
            placeholder="type a sign or a word",
            match=lambda choices, typed: named(found, typed) if typed.strip() else choices,
        )

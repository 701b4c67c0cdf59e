"""Form for the facts of a source: what a person sets is typed, what the file states is shown behind it."""

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from annotations.library import Library
from annotations.model import Source
from annotations.model.facts import FACTS
from annotations.records.facts import LABELS, listed
from annotations.search.source_filters import NONE, source_named
from tui.screens.base.overlay import Overlay
from tui.text.cells import shorten, visible
from tui.theming.styles import Styles
from tui.widgets.message_line import Caption

FROM: Final = "derived_from"
"""The field with the sources that a source is derived from."""

_ORIGIN: Final = "derived from"
"""Its label."""

_LABEL: Final = 13
"""Cells of the longest label, and a blank."""


class Given(NamedTuple):
    """What was changed in the form."""

    facts: dict[str, str | None]
    """Facts by name: None to reset one to what the file states, `""` for none."""
    derived_from: Sequence[str] | None
    """Ids of sources; None if they were not changed."""


class FactInput(Input):
    """A box for one fact. In an empty one the key to the right takes over what the file states."""

    def __init__(self, value: str, hint: str, stated: str, *, id: str) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(value, placeholder=hint, id=id)
        self._stated = stated

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as Textual's Input has it
        """Move the cursor, or take over what the file states."""
        if not self.value and self._stated:
            self.value = self._stated
            self.cursor_position = len(self.value)
        else:
            super().action_cursor_right(select)


class FactsForm(Overlay[Sequence[str] | None]):
    """Edits the facts of a source as one change. Returns the labels of those that were changed, or None after Esc."""

    CONTEXT: ClassVar[str] = "form"

    def __init__(self, styles: Styles, library: Library, source_id: str) -> None:
        """Show the facts of a source."""
        super().__init__(styles)
        self._library = library
        self._source = library.source(source_id)
        self._shown = {name: self._typed(name) for name in (*LABELS, FROM)}
        """The values that the form began with."""

    def compose(self) -> ComposeResult:
        """A row for each fact."""
        source = self._source
        name = shorten(visible(source.path), 50)
        with Vertical(id="form"):
            yield Caption(self.theme_styles, f"Facts of source {source.number} · {name}", strong=True)
            for fact, label in {**LABELS, FROM: _ORIGIN}.items():
                with Horizontal(classes="field"):
                    yield Caption(self.theme_styles, f"{label:<{_LABEL}}")
                    stated = _stated(source, fact)
                    hint = f"{stated} · from the file" if stated else self._hint(fact)
                    yield FactInput(self._shown[fact], visible(hint), visible(stated), id=f"field-{fact}")
            yield self.caption

    def _typed(self, fact: str) -> str:
        """Return the text of a field: what a person set, `none` for a fact that is set to be none."""
        if fact == FROM:
            there = [one for one in self._source.derived_from if self._library.has_source(one)]
            return ", ".join(str(self._library.source(one).number) for one in there)
        value = self._source.facts.get(fact)
        return "" if value is None else visible(value) or NONE

    def _hint(self, fact: str) -> str:
        scales = self._library.scales
        return {
            "author": "separate several by ;",
            "published": "2026 or 2026-04-08",
            "url": "https://…",
            "kind": listed(scales.kinds, most=2) if len(scales.kinds) < 3 else f"{', '.join(scales.kinds[:2])} …",
            "credibility": listed(scales.grades) if scales.grades else "A1 to F6, or words",
            FROM: "sources: 2, 5",
        }.get(fact, "")

    def do_type_accept(self, _: int | None) -> None:
        """Save what was changed, and close."""
        before = self._library.source(self._source.id)
        after = self._library.about.set_facts(before.id, *self._given())
        changed = [label for name, label in LABELS.items() if before.facts.get(name) != after.facts.get(name)]
        self.dismiss([*changed, "origin"] if before.derived_from != after.derived_from else changed)

    def _given(self) -> Given:
        """Return what was changed. Raises UsageError if a source is not known."""
        values = {name: self.query_one(f"#field-{name}", Input).value.strip() for name in (*FACTS, FROM)}
        changed = {name: value for name, value in values.items() if value != self._shown[name]}
        origins = changed.pop(FROM, None)
        facts = {name: None if not value else "" if value == NONE else value for name, value in changed.items()}
        ids = None if origins is None else [source_named(self._library, one).id for one in _names(origins)]
        return Given(facts, ids)

    def do_type_next(self, _: int | None) -> None:
        """Focus the next field."""
        self.move(1)

    def do_type_previous(self, _: int | None) -> None:
        """Focus the field before."""
        self.move(-1)

    def do_type_down(self, _: int | None) -> None:
        """Focus the next field."""
        self.move(1)

    def do_type_up(self, _: int | None) -> None:
        """Focus the field before."""
        self.move(-1)

    def move(self, by: int) -> None:
        """Move the focus by some fields."""
        boxes = [*self.query(Input)]
        here = next((i for i, box in enumerate(boxes) if box is self.focused), 0)
        self.set_focus(boxes[(here + by) % len(boxes)])


def _names(typed: str) -> list[str]:
    return [name for one in typed.replace(";", ",").split(",") if (name := one.strip()) not in {"", NONE}]


def _stated(source: Source, fact: str) -> str:
    """Return what the file states of a fact; its title is that of its text if it states none."""
    if fact == "title":
        return source.stated.get("title") or source.found_title
    return source.stated.get(fact, "")

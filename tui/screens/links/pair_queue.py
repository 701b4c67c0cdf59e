"""The queue of candidate pairs, one at a time, side by side."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from annotations.library import Library
from annotations.review.pair_queue import CandidatePair, Settled
from annotations.text.canonical import bare
from annotations.text.folding import fold
from annotations.text.plurals import count_noun
from annotations.text.quantities import Value
from annotations.text.spelling import seek
from tui.keys import link_kind_keys
from tui.keys.command_table import CONTEXTS, tip
from tui.screens.base.linking import ask_if_opposite, connect
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import last_of, undo_own
from tui.screens.base.usable import HintsNow, usable_hints
from tui.screens.links.decisions import Decision, counts, ends, rejoined, still_there
from tui.screens.links.no_pair import NO_MATCH, no_pair
from tui.screens.overview.save import save_search
from tui.screens.reading.compare import differing
from tui.session.similar_passages import Related, trouble_lines
from tui.tasks import Slices, begin, in_own_thread
from tui.text.excerpt import Excerpt
from tui.theming.styles import Styles
from tui.widgets.excerpt import ExcerptView
from tui.widgets.link_ends import describe_link, heading
from tui.widgets.message_line import Caption

EFFECTS = {
    "restates": "both are one claim",
    "supports": "the first counts for the second",
    "contradicts": "they are two sides of a dispute",
}
"""The effect of a suggested link type on the verdict on a claim."""

_NOTHING: Final = "-nothing"
"""Class of the two passages while there is no pair, by which the style sheet leaves out their frames."""


class QueueScreen(Overlay[tuple[str, str] | None]):
    """Links and rejects pairs. Returns two passages to compare in their sources, or None after Esc."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]  # noqa: RUF012 - an instance variable of Textual
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - an instance variable of Textual
    CONTEXT: ClassVar[str] = "queue"
    ROWS: ClassVar[int] = 3

    def __init__(
        self,
        styles: Styles,
        library: Library,
        related: Related,
        put_off: list[tuple[str, str]],
        stay: Callable[[], None],
        typed: str = "",
    ) -> None:
        """Show the pairs of a library that fit a filter, those that were `put_off` last; `stay` is called when sources were read."""
        super().__init__(styles)
        self._library = library
        self._related = related
        self._put_off = put_off
        self._stay = stay
        self._pairs: list[CandidatePair] = []
        self._open: list[int] = []
        """Indexes of the pairs that are still open, in order."""
        self._history: list[Decision] = []
        self._reversed: tuple[str, str] | None = None
        """The ends of the pair that is shown in the other direction; None if none is."""
        self._built = False
        self._title = Caption(styles, "Suggested links", strong=True)
        self._reason = Caption(styles, "scanning the sources…", rows=2, id="reason")
        self._kinds = Caption(styles, "", id="kinds")
        self._typed = typed
        """The filter."""
        self._box = Input(typed, placeholder="words of a passage or a source, a link type, a reason", id="typed")
        self._box.display = bool(typed)
        self._words: dict[int, tuple[str, str]] = {}
        """What the filter searches, folded and also without accents, by the index of a pair."""
        self._sides = Horizontal(id="pair", classes=_NOTHING)
        self._views = (ExcerptView(styles, id="one", level=True), ExcerptView(styles, id="other", level=True))

    def compose(self) -> ComposeResult:
        """Filter, position, reason, the two passages, the keys."""
        with Vertical(id="queue"):
            yield self._box
            yield self._title
            yield self._reason
            with self._sides:
                yield from self._views
            yield self._kinds
            yield self.caption

    def open(self) -> None:
        """Begin to search for pairs."""
        self._views[0].can_focus = True
        self.take_keys(self._views[0])
        begin(self, self._build)

    async def _build(self) -> None:
        """Index the passages in slices, then find the pairs in a thread."""
        slices = Slices()
        for done, of in self._related.steps():
            if done == of:
                break  # Untagged sentences make no pair.
            if slices.over:
                self._reason.say(f"scanned {done} of {count_noun(of, 'source')}…")
                await slices.next()
        self._stay()
        self._reason.say("searching for pairs…")
        propose = self._related.proposing()
        proposed = await in_own_thread(lambda _: propose())
        self._pairs = rejoined(proposed, self._pairs, self._settled())
        self._history = still_there(self._library, self._history)
        ranks = {pair: rank for rank, pair in enumerate(self._put_off)}
        self._open = sorted(range(len(self._pairs)), key=lambda at: ranks.get(ends(self._pairs[at]), -1))
        self._leave_what_is_settled()
        self._built = True
        self._show()
        if self._related.trouble:
            self.caption.say(*trouble_lines(self._related))

    # --- view

    @property
    def pair(self) -> CandidatePair | None:
        """The pair on the screen."""
        return self._pairs[at] if (at := next(self._fitting, None)) is not None else None

    @property
    def _fitting(self) -> Iterator[int]:
        """Indexes of the open pairs that fit the filter, in order; the first one is on the screen."""
        sought = seek(self._typed)
        return (at for at in self._open if all(word.within(*self._searched(at)) for word in sought))

    def _searched(self, at: int) -> tuple[str, str]:
        """Return the words of a pair that the filter searches, folded and also without accents."""
        if at not in self._words:
            pair, library = self._pairs[at], self._library
            both = [library.annotation(end) for end in ends(pair)]
            names = [f"{library.address(end.id)} {library.source(end.source).title} {end.exact}" for end in both]
            folded = fold(" ".join((pair.kind, pair.explanation, *names)))
            self._words[at] = folded, bare(folded)
        return self._words[at]

    @property
    def undoable(self) -> bool:
        """Whether there is a decision that can be undone here."""
        return self._built and bool(self._history)

    def _ends(self, pair: CandidatePair) -> tuple[str, str]:
        one, other = ends(pair)
        return (other, one) if self._reversed == (one, other) else (one, other)

    def renew(self) -> None:
        """Remove the pairs that a change of the library settled, or whose passages are gone."""
        if self._built:
            self._leave_what_is_settled()
            self._show()

    def _show(self) -> None:
        """Show the first pair that fits, or why there is none, as soon as it is known."""
        if not self._built:
            return
        parts = ["Suggested links"]
        if self._open:
            fitting = list(self._fitting)
            parts = [f"Pair {fitting[0] + 1} of {len(self._pairs)}"] if fitting else []
            parts += [f"{len(fitting)} match"] if self._typed.strip() else []
            parts += [f"{len(self._open)} left"]
        elif self._pairs:
            parts = [f"All {len(self._pairs)} pairs reviewed" if len(self._pairs) > 1 else "The only pair reviewed"]
        self._title.say(" · ".join((*parts, *counts(self._history))))
        pair = self.pair
        self.say_keys()
        self._reason.display = pair is not None
        self._sides.set_class(pair is None, _NOTHING)
        if pair is None:
            self._explain()
            return
        suggested = f"{self._library.kind(pair.kind).glyph} {pair.kind}?"
        why = f"{pair.explanation} · {pair.likely} · {suggested}"
        shorter = f"{pair.explanation} · {suggested}"
        particulars = pair.explanation.partition(": ")[2] or pair.explanation
        self._reason.say(f"{why} {EFFECTS[pair.kind]}", why, shorter, f"{suggested} {particulars}")
        shown = self._ends(pair)
        texts = [self._library.annotation(end).exact for end in shown]
        values = [self._values_of(end) for end in shown]
        marks = [
            differing(texts[0], texts[1], values[0], values[1]),
            differing(texts[1], texts[0], values[1], values[0]),
        ]
        for view, end, spans in zip(self._views, shown, marks, strict=True):
            view.show([heading(self._library, end, self.theme_styles)], self._related.excerpt(end), spans)

    def _values_of(self, end: str) -> tuple[Value, ...] | None:
        """Return the figures and dates of a passage as the pairs were compared by; None if it is no longer there."""
        pieces = self._related.pieces
        return tuple(pieces.features(end).values) if end in pieces else None

    def _explain(self) -> None:
        """Show why there is no pair, and the keys that go on."""
        if self._open:
            lines: Sequence[str] = NO_MATCH
        else:
            lines = no_pair(self._library, self.keys, reviewed=bool(self._pairs))
        self._views[0].show([[(line, self.theme_styles.muted)] for line in lines], Excerpt())

    def hints_now(self) -> HintsNow:
        """Return what the keys do while the filter is typed: there is no list."""
        kept = {"select.leave": "show all"} if self._typed and self.context == self.CONTEXT else {}
        return HintsNow({"type.accept": "back to the pair", **kept}, without=("type.down", "type.up"))

    def say_keys(self) -> None:
        """Show the keys that do something now."""
        if self.pair is not None:
            self._kinds.ask("", link_kind_keys.hints(self._library, self.keys))
            super().say_keys()
        else:
            self._kinds.say("")
            useful = {"change.undo", "find.find" if self._open else "", "type.accept"}
            self.caption.offer(
                usable_hints(self, [use.id for use in CONTEXTS[self.context].uses if use.id not in useful])
            )

    # --- decisions

    def _link(self, kind: str) -> None:
        if pair := self.pair:
            one, other = self._ends(pair)
            ask_if_opposite(self, self._library, lambda how: self._connect(pair, one, other, kind, how))

    def _connect(self, pair: CandidatePair, one: str, other: str, kind: str, how: str) -> None:
        link = connect(self._library, one, other, kind, how)
        self._history.append(Decision(pair, link))
        self._next(pair)
        link_text = describe_link(self._library, link)
        undo = tip("change.undo", "undo", self.keys)
        self.caption.say(f"linked: {link_text}{undo}", f"{link_text}{undo}")

    def do_queue_reject(self, _: int | None) -> None:
        """Record that the pair is not to be linked."""
        if pair := self.pair:
            self._history.append(Decision(pair, self._library.review.reject(pair.one, pair.other, pair.reason)))
            self._next(pair)
            self.say(f"rejected; not suggested again unless edited{tip('change.undo', 'undo', self.keys)}")

    def do_queue_later(self, _: int | None) -> None:
        """Move the pair to the end of the queue."""
        if (at := next(self._fitting, None)) is not None:
            self._open.remove(at)
            self._open.append(at)
            pair = self._pairs[at]
            self._put_off[:] = [*(one for one in self._put_off if one != ends(pair)), ends(pair)]
            self._history.append(Decision(pair))
            self._reversed = None
            self._show()

    def do_change_undo(self, _: int | None) -> None:
        """Undo the last change of this screen."""
        if self._built:
            self._history = still_there(self._library, self._history)
        last = self._history[-1] if self.undoable else None
        if last is not None and last.made is None:
            self._put_off[:] = [one for one in self._put_off if one != ends(last.pair)]
            self._reopen()
            return
        entry = last_of(self._library, last.made.id) if last is not None and last.made is not None else None
        if last is not None and entry is None:
            self.say("nothing to undo: it is not among your recent changes")
        else:
            undo_own(self, self._library, entry, self._reopen)

    def _reopen(self) -> None:
        """Show the last pair again, and bring back the pairs that only it had settled."""
        last = ends(self._history.pop().pair)
        self._reversed = None
        first = [index for index, pair in enumerate(self._pairs) if ends(pair) == last]
        gone = {ends(done.pair) for done in self._history if done.made is not None} | {last}
        later = [index for index in self._open if index not in first]
        kept = {*later}
        back = [index for index, pair in enumerate(self._pairs) if index not in kept and ends(pair) not in gone]
        self._open = [*first, *later, *back]
        self._leave_what_is_settled()
        self._show()

    def _next(self, done: CandidatePair) -> None:
        self._open = [index for index in self._open if self._pairs[index] is not done]
        self._leave_what_is_settled()
        self._reversed = None
        self._show()

    def _leave_what_is_settled(self) -> None:
        """Remove the pairs that are settled, here or by another process."""
        settled = self._settled()
        self._open = [index for index in self._open if not settled.holds(*ends(self._pairs[index]))]

    def _settled(self) -> Settled:
        return Settled(self._library.graph(), self._library.rejections())

    # --- coming back

    @property
    def place(self) -> object:
        """The filter, the pair that is reversed, all pairs, and what was decided on them."""
        return self._typed, self._reversed, self._pairs, self._history

    def resume(self, place: object) -> None:
        """Go on where another queue was left; the pairs that were put off are last here, too."""
        assert isinstance(place, tuple)  # noqa: S101 - as `place` returned it
        self._typed, self._reversed, self._pairs, self._history = place
        self._box.value = self._typed
        self._box.display = bool(self._typed)

    # --- filter

    def do_find_find(self, _: int | None) -> None:
        """Type a filter of the pairs."""
        self._box.display = True
        self.switch("filter", self._box)

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        if event.value != self._typed:
            self._typed = event.value
            self._show()

    def do_type_accept(self, _: int | None) -> None:
        """Go back to the pair; the filter remains."""
        self._box.display = bool(self._typed.strip())
        self.switch(self.CONTEXT, self._views[0])

    do_type_next = do_type_previous = do_type_accept

    def move(self, by: int) -> None:  # noqa: ARG002 - there is one pair
        """Go back to the pair."""
        self.do_type_accept(None)

    def leave(self) -> None:
        """Drop the filter, also one that is kept, else close."""
        if self.context == self.CONTEXT and not self._typed:
            super().leave()
        else:
            self._box.value = self._typed = ""
            self.do_type_accept(None)
            self._show()

    def do_search_save(self, _: int | None) -> None:
        """Save the filter under a name."""
        save_search(self, self.app.push_screen, self.theme_styles, self._library, self._typed, place="queue")

    # --- keys

    def take_argument(self, token: str) -> bool:
        """Link the pair by the letter of a link type, which is always asked for."""
        kind = link_kind_keys.letters(self._library, self.keys).get(token, "") if self.pair is not None else ""
        if kind:
            self.say_keys()
            self.attempt(lambda: self._link(kind))
        return bool(kind)

    def do_link_flip(self, _: int | None) -> None:
        """Reverse the direction of the link."""
        if (pair := self.pair) is not None:
            self._reversed = None if self._reversed == ends(pair) else ends(pair)
            self._show()

    def do_link_follow(self, _: int | None) -> None:
        """Close, and compare the two in their sources."""
        if self.pair is not None:
            self.close(self._ends(self.pair))

    def close(self, result: tuple[str, str] | None = None) -> None:
        """Close; the pages show the sources that were read meanwhile."""
        self._stay()
        super().close(result)

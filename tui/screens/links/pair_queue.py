"""Pairs of passages that are worth a look, one at a time, side by side."""

import asyncio
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from annotations.errors import PostilError
from annotations.library import Library
from annotations.library.describe_change import named
from annotations.review.pair_queue import CandidatePair, Settled, queue
from tui.error_report import attempt
from tui.keys import link_kind_keys as kindkeys
from tui.keys.dispatcher import token_of
from tui.screens.base.overlay import Overlay
from tui.screens.reading.compare import differing
from tui.session.similar_passages import Related
from tui.tasks import Slices, begin
from tui.text.excerpt import Excerpt
from tui.theming.styles import Styles
from tui.widgets.excerpt import ExcerptView
from tui.widgets.link_ends import describe_link, heading
from tui.widgets.message_line import Caption

EFFECTS = {
    "restates": "the same said again: both are one origin",
    "supports": "in words of its own: an origin of its own",
    "contradicts": "the one counts against the other",
}
"""What a kind of link that is suggested does to the verdict on a claim."""


class Done(NamedTuple):
    """What was done with a pair."""

    at: int
    changed: bool
    """Whether the library was: a pair that was only passed over is not recorded."""


class QueueScreen(Overlay[tuple[str, str] | None]):
    """Links and rejects by itself. Gives two passages that are to be compared in their sources, or None after Esc."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (96, "-wide")]  # noqa: RUF012 - an instance variable of Textual
    KEYS: ClassVar[str] = "Esc leaves  x no link  Space later  u undo  f flip  Enter compares"
    """Esc first: q, which leaves elsewhere, is the letter of a kind here."""

    def __init__(self, styles: Styles, library: Library, related: Related, stay: Callable[[], None]) -> None:
        """Look at the pairs of a library; stay is called when sources were read."""
        super().__init__()
        self.theme_styles = styles
        self._library = library
        self._related = related
        self._stay = stay
        self._looks: list[CandidatePair] = []
        self._open: list[int] = []
        """Indexes of the pairs that are still to be looked at, in order."""
        self._history: list[Done] = []
        self._linked = self._rejected = 0
        self._flipped = False
        self._built = False
        self._title = Caption(styles, "Pairs worth a look", strong=True)
        self._reason = Caption(styles, "looking at the sources…")
        self._kinds = Caption(styles, "")
        self._caption = Caption(styles, "Esc leaves")
        self._views = (ExcerptView(styles, id="one", level=True), ExcerptView(styles, id="other", level=True))

    def compose(self) -> ComposeResult:
        """Which pair it is, why these two, the two, the keys."""
        with Vertical(id="queue"):
            yield self._title
            yield self._reason
            with Horizontal(id="pair"):
                yield from self._views
            yield self._kinds
            yield self._caption

    def on_mount(self) -> None:
        """Begin to look for pairs."""
        self._views[0].can_focus = True
        self.take_keys(self._views[0])
        begin(self, self._build)

    async def _build(self) -> None:
        """Take in what the passages are about in slices, and have another thread find the pairs."""
        library = self._library
        slices = Slices()
        for done, of in self._related.steps():
            if done == of:
                break  # Sentences that nobody tagged make no pair.
            if slices.over:
                self._reason.say(f"looked at {done} of {of} sources…")
                await slices.next()
        self._stay()
        self._reason.say("looking for pairs…")
        self._looks = await asyncio.to_thread(queue, library.graph(), self._related.pieces, library.rejections())
        self._open = list(range(len(self._looks)))
        self._built = True
        self._show()

    # --- what is shown

    @property
    def look(self) -> CandidatePair | None:
        """The pair on the screen."""
        return self._looks[self._open[0]] if self._open else None

    def _ends(self, look: CandidatePair) -> tuple[str, str]:
        return (look.other, look.one) if self._flipped else (look.one, look.other)

    def renew(self) -> None:
        """The library was changed: pairs whose passages are gone, or that need no look any more, go."""
        if self._built:
            self._leave_what_is_settled()
            self._show()

    def _show(self) -> None:
        parts = ["Pairs worth a look"]
        if self._open:
            parts = [f"Pair {self._open[0] + 1} of {len(self._looks)}", f"{len(self._open)} left"]
        elif self._looks:
            parts = [f"All {len(self._looks)} pairs looked at" if len(self._looks) > 1 else "The one pair looked at"]
        parts += [f"{self._linked} linked"] if self._linked else []
        parts += [f"{self._rejected} rejected"] if self._rejected else []
        self._title.say(" · ".join(parts))
        look = self.look
        self._say_keys()
        if look is None:
            for view in self._views:
                view.show((), Excerpt())
            self._reason.say(*(["nothing is left to look at"] if self._looks else self._why_none()))
            return
        kind = f"{look.reason} · {self._library.kind(look.kind).glyph} {look.kind}?"
        self._reason.say(f"{kind}  {EFFECTS[look.kind]}", kind)
        ends = self._ends(look)
        texts = [self._library.annotation(end).exact for end in ends]
        marks = [differing(texts[0], texts[1]), differing(texts[1], texts[0])]
        for view, end, spans in zip(self._views, ends, marks, strict=True):
            view.show([heading(self._library, end, self.theme_styles)], self._related.excerpt(end), spans)

    def _why_none(self) -> list[str]:
        """Why there is no pair, and the same in fewer words."""
        sources = {one.source for one in self._library.all_annotations()}
        if len(sources) > 1:
            return [
                "no two passages of different sources seem to belong together",
                "no passages seem to belong together",
            ]
        first = "tag passages of another source, too" if sources else "tag some passages first"
        return [f"{first}: s selects a sentence, c f o tag it; pairs are of two sources", first]

    def _say_keys(self) -> None:
        """Say the keys that do something now."""
        if self.look is not None:
            self._kinds.say(*kindkeys.captions(self._library))
            self._caption.say(self.KEYS)
        else:
            self._kinds.say("")
            self._caption.say("Esc leaves  u undo" if self._history else "Esc leaves")

    # --- what is done

    def _link(self, kind: str) -> None:
        if look := self.look:
            one, other = self._ends(look)
            at = self._open[0]
            self._history.append(Done(at, changed=True))
            try:
                link = self._library.connect(one, other, kind)
            except PostilError:
                self._history.pop()
                raise
            self._linked += 1
            self._next(at)
            said = describe_link(self._library, link)
            self._caption.say(f"linked: {said}  u takes it back  Esc leaves", f"{said}  u undoes")

    def _reject(self) -> None:
        if look := self.look:
            at = self._open[0]
            self._library.reject(look.one, look.other, look.reason)
            self._history.append(Done(at, changed=True))
            self._rejected += 1
            self._next(at)
            self._caption.say("not proposed again, as long as both have their words · u undoes")

    def _later(self) -> None:
        """Pass a pair over: it comes again after the others."""
        if self._open:
            at = self._open.pop(0)
            self._open.append(at)
            self._history.append(Done(at, changed=False))
            self._flipped = False
            self._show()

    def _undo(self) -> None:
        if not self._history:
            self._caption.say("nothing was done here")
            return
        at, changed = self._history[-1]
        if changed:
            links = len(self._library.all_links())
            change = self._library.undo()
            if change is None:
                return
            if len(self._library.all_links()) != links:
                self._linked -= 1
            else:
                self._rejected -= 1
            self._caption.say(f"undone: {named(self._library, change)}")
        self._history.pop()
        # What had been settled by it alone is open again.
        gone = {done.at for done in self._history if done.changed}
        later = [index for index in self._open if index != at]
        back = [index for index in range(len(self._looks)) if index not in later and index not in gone and index != at]
        self._open = [at, *later, *back]
        self._leave_what_is_settled()
        self._show()

    def _next(self, at: int) -> None:
        self._open = [index for index in self._open if index != at]
        self._leave_what_is_settled()
        self._flipped = False
        self._show()

    def _leave_what_is_settled(self) -> None:
        """Leave out the pairs that need no look any more, whoever settled them."""
        settled = Settled(self._library.graph(), self._library.rejections())
        looks = ((index, self._looks[index]) for index in self._open)
        self._open = [index for index, look in looks if not settled.holds(look.one, look.other)]

    def attempt(self, act: Callable[[], object]) -> None:
        """Do something; an error becomes one line at the bottom."""
        if problem := attempt(act):
            self._caption.say(problem)

    def on_key(self, event: events.Key) -> None:
        """All keys."""
        event.stop()
        event.prevent_default()
        token = token_of(event)
        kind = kindkeys.by_key(self._library, token)
        self._say_keys()
        if token == "escape" or (token == "q" and self.look is None):
            self.workers.cancel_node(self)
            self._stay()
            self.dismiss(None)
        elif not self._built:
            return
        elif kind:
            self.attempt(lambda: self._link(kind))
        elif token == "x":
            self.attempt(self._reject)
        elif token == "space":
            self._later()
        elif token == "u":
            self.attempt(self._undo)
        elif token == "f":
            self._flipped = not self._flipped
            self._show()
        elif token == "enter" and self.look is not None:
            self._stay()
            self.dismiss(self._ends(self.look))

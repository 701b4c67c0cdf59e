"""Indexes of similar passages and sentences of a library, updated in small steps."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from threading import Lock, Thread
from typing import Final, NamedTuple, TypeVar

from annotations.errors import PostilError, UsageError
from annotations.library import Library, Span
from annotations.library.issues.renumbered import meant
from annotations.library.parts.figures import is_known_better, values_of
from annotations.model import Annotation, Passage
from annotations.plugins import PluginError
from annotations.review.pair_queue import CandidatePair
from annotations.review.similarity.features import Features, features
from annotations.review.similarity.index import Match, SimilarityIndex
from annotations.search.source_names import SourceNames
from annotations.search.suggesters import End, Learning, Passages, Suggester, Words, name_of, suggester
from annotations.search.text_cache import Texts
from annotations.text.sentences import around, nearby, sentences
from tui.session.settings import load_settings
from tui.text.excerpt import Excerpt, excerpt, recorded

SENTENCES: Final = 40_000
"""Untagged sentences that are known; those of further sources are left out."""

_SHORTEST: Final = 12
"""Code points below which a sentence is not offered."""

_OFFERED: Final = 100
"""Untagged sentences that are offered."""


_TURN: Final = 0.002
"""Seconds that a step waits for a thread."""


T = TypeVar("T")

Rankings = Mapping[str, Sequence[Match[str]]]
"""Passages by the words that were typed, the most similar first."""

Question = Callable[[Suggester], T]
"""Asks a suggester; it may run in another thread."""


class Offer(NamedTuple):
    """A passage or sentence that the pending link may lead to."""

    end: str | Span
    """The other end, for `Library.connect`."""
    source: str
    text: str
    """Its words."""
    reason: str
    """The shared features, in words; "" if there are none."""
    score: float = 0.0
    """0 if it shares nothing."""


class _Known(NamedTuple):
    """The indexed state of a source."""

    passages: Sequence[Passage]
    annotations: dict[str, tuple[Annotation, int]]
    version: tuple[int, int]
    """Length and hash of the text that the sentences around them are of; zeros if it could not be read."""


class Related:
    """Two indexes: the passages of a library by their ids, and the sentences of its sources."""

    def __init__(self, library: Library, texts: Texts, names: Callable[[], SourceNames]) -> None:
        """``names`` returns the names of the sources as they are now."""
        self._names = names
        self._library = library
        self._texts = texts
        self.pieces: SimilarityIndex[str] = SimilarityIndex()
        """The passages, each with the sentence around it."""
        self._sentences: SimilarityIndex[Span] = SimilarityIndex()
        self._passages = Passages(self.pieces, lambda one: library.annotation(one).exact)
        self.name = ""
        """Name of the suggester of the settings."""
        self.trouble = ""
        """Why the suggester of the settings is not used, but the built-in one; `""` if it is."""
        self.brief = ""
        """The same for a narrow terminal; `""` if it is not known in less words."""
        self._turn = Lock()
        """Held while a suggester is asked: it need not be safe to be called by two threads."""
        self._known: dict[str, _Known] = {}
        self._read: dict[str, tuple[tuple[int, int], list[Span]]] = {}
        """The sentences of each source, and the version of the text that they are of."""

    @cached_property
    def suggester(self) -> Suggester:
        """The suggester of the settings; the built-in one if it cannot be used."""
        try:
            settings, problem = load_settings()
            self.trouble = problem and f"{problem}."
            self.name = name_of(settings.suggest.use, settings.suggest.model)
            return suggester(settings.suggest.use, settings.suggest.model)
        except UsageError as error:
            self._explain(error)
            return Words()

    @property
    def is_quick(self) -> bool:
        """Whether the built-in suggester is used, which answers at once."""
        return isinstance(self.__dict__.get("suggester"), Words)

    def fall_back(self, error: UsageError) -> None:
        """Use the built-in suggester from now on, because of an error of the other one."""
        self._explain(error)
        self.suggester = Words()

    def _explain(self, error: UsageError) -> None:
        self.trouble, self.brief = str(error), error.brief if isinstance(error, PluginError) else ""

    def proposing(self) -> Callable[[], Sequence[CandidatePair]]:
        """Return a function that finds the pairs of the suggester, the best first; it may run in another thread."""
        graph, rejections = self._library.graph(), self._library.rejections()
        return lambda: self._ask(lambda one: one.pairs(self._passages, graph, rejections))

    def _ask(self, question: Question[T]) -> T:
        """Ask the suggester; if it fails, ask the built-in one from now on."""
        try:
            return self.answer(question)
        except UsageError as error:
            self.fall_back(error)
            return question(self.suggester)

    def answer(self, question: Question[T]) -> T:
        """Ask the suggester, one question at a time; may run in another thread. Raises UsageError if it fails."""
        if self.is_quick:
            return question(self.suggester)
        with self._turn:
            return question(self.suggester)

    def steps(self) -> Iterator[tuple[int, int]]:
        """Index the changes since the last call, in small steps that yield the numbers of done and of all sources.

        The passages of all sources come first, then the sentences.
        """
        yield from self._load()
        library = self._library
        sources = [source.id for source in library.sources()]
        for gone in self._known.keys() - set(sources):
            for one in self._known.pop(gone).annotations:
                self.pieces.remove(one)
        for done, source in enumerate(sources):
            for _ in self._take_passages(source):
                yield done, len(sources)
        for _ in self._learn():
            yield len(sources) - 1, len(sources)
        yield len(sources), len(sources)
        for gone in self._read.keys() - set(sources):
            for span in self._read.pop(gone)[1]:
                self._sentences.remove(span)
        for source in sources:
            for _ in self._take_sentences(source):
                yield len(sources), len(sources)

    def _load(self) -> Iterator[tuple[int, int]]:
        """Load the suggester in a thread: all installed packages may be searched for it, and it may have a model."""
        if "suggester" not in self.__dict__:
            for _ in _in_thread(lambda: self.suggester):
                yield 0, 1

    def _learn(self) -> Iterator[None]:
        """Give the suggester all passages to learn from, in a thread."""
        learner = self.suggester
        if isinstance(learner, Learning):
            texts = {one: of.exact for known in self._known.values() for one, (of, _) in known.annotations.items()}
            try:
                yield from _in_thread(lambda: self.answer(lambda _: learner.learn(texts)))
            except UsageError as error:
                self.fall_back(error)

    def _take_passages(self, source: str) -> Iterator[None]:
        passages, known = self._library.passages(source), self._known.get(source)
        kept = self._texts.get(source)
        if known is not None and known.passages is passages and (kept is None or _version(kept.text) == known.version):
            return
        with suppress(PostilError):  # The recorded words of its passages are used instead.
            yield from self._texts.read(source)
        text = kept.text if (kept := self._texts.get(source)) is not None else ""
        version = _version(text)
        passages = self._library.passages(source)
        document = self._library.reading(source).document if text and self._library.is_open(source) else None
        before = known.annotations if known is not None and known.version == version else {}
        now = {passage.annotation.id: (passage.annotation, passage.start) for passage in passages}
        for gone in (known.annotations if known is not None else {}).keys() - now.keys():
            self.pieces.remove(gone)
        for passage in passages:
            one = passage.annotation
            if one.id not in before or _differs(before[one.id], passage):
                self.pieces.add(
                    one.id,
                    one.exact,
                    around(text, passage.start, passage.end) if text else "",
                    values_of(passage, document) if is_known_better(passage, document) else None,
                    nearby(text, passage.start, passage.end) if text else "",
                )
                yield
        self._known[source] = _Known(passages, now, version)

    def _take_sentences(self, source: str) -> Iterator[None]:
        version = self._known[source].version if source in self._known else (0, 0)
        before = self._read.get(source)
        if before is not None and before[0] == version:
            return
        if before is None and len(self._sentences) >= SENTENCES:
            return
        try:
            yield from self._texts.read(source)
        except PostilError:
            return
        for span in self._read.pop(source, (version, []))[1]:
            self._sentences.remove(span)
        kept = self._texts.get(source)
        spans: list[Span] = []
        for start, end in sentences(kept.text) if kept is not None else ():
            if end - start >= _SHORTEST and kept is not None:
                span = Span(source, start, end)
                self._sentences.add(span, kept.text[start : min(end, start + 1000)])
                spans.append(span)
                yield
        self._read[source] = (version, spans)

    def excerpt(self, annotation_id: str) -> Excerpt:
        """A passage in its text, if that is kept, else as it was recorded."""
        passage = self._library.passage(annotation_id)
        kept = self._texts.get(passage.annotation.source)
        return excerpt(passage, kept.text) if kept is not None else recorded(passage.annotation)

    # --- candidates for the other end of a link

    def hand(self, end: str | Span) -> Features:
        """Return the features of an end of a link."""
        if isinstance(end, str) and end in self.pieces:
            return self.pieces.features(end)
        return features(self.words(end))

    def words(self, end: str | Span) -> str:
        """The words of an end."""
        if isinstance(end, str):
            return self._library.annotation(end).exact
        kept = self._texts.get(end.source_id)
        text = kept.text if kept is not None else self._library.reading(end.source_id).document.text
        return text[end.start : end.end]

    def question(self, end: str | Span, typed: str = "") -> Question[Rankings]:
        """Return what to ask a suggester about an end for the passages that match the typed text."""
        without = frozenset({end} if isinstance(end, str) else ())
        this = End(self.words(end), self.hand(end))
        named = next(iter(self._names().find(typed)), None) if typed else None
        needed = (typed,) if named is None else (typed, "")
        return lambda one: {words: one.neighbours(self._passages, this, words, without=without) for words in needed}

    def passages(self, end: str | Span, typed: str = "", rankings: Rankings | None = None) -> list[Offer]:
        """Return the passages that match the typed text, most similar to `end` first; the suggester is asked without `rankings`.

        Other sources come before its own; passages that overlap it are left out. A passage whose address is typed is
        the first; those of a source whose number or title is typed come after all matches.
        """
        rankings = self._ask(self.question(end, typed)) if rankings is None else rankings
        named = meant(self._library, typed) if ":" in typed else []
        offers = [Offer(one.id, one.source, one.exact, "") for one in named if one.id != end]
        offers += self._ranked(end, rankings.get(typed, ()))
        if typed and (sources := {one.id for one in self._names().find(typed)}):
            known = {offer.end for offer in offers}
            offers += [
                one for one in self._ranked(end, rankings.get("", ())) if one.source in sources and one.end not in known
            ]
        return offers

    def _ranked(self, end: str | Span, matches: Sequence[Match[str]]) -> list[Offer]:
        """Return the passages of a ranking that may be linked to `end`: first those that share something, of other sources."""
        here = self._place(end)
        found = [
            (match, one)
            for match in matches
            if (one := self._annotation(match.key)) is not None
            if one.source != here.source_id or not _overlap(self._place(one.id), here)
        ]
        found.sort(key=lambda pair: (not pair[0].score, pair[1].source == here.source_id))
        return [Offer(match.key, one.source, one.exact, match.reason, match.score) for match, one in found]

    def untagged(self, end: str | Span, typed: str = "") -> list[Offer]:
        """Return the untagged sentences that match the typed text or are similar to `end`.

        Other sources come before its own.
        """
        hand, here = self.hand(end), self._place(end)
        matches: list[Match[Span]] = self._sentences.rank(hand, typed, most=3 * _OFFERED)
        offers = []
        for match in matches:
            span = match.key
            if (match.score or typed) and span != end and not self._covered(span) and not _overlap(span, here):
                if (kept := self._texts.get(span.source_id)) is None:
                    continue
                text = kept.text[span.start : span.end]
                offers.append(Offer(span, span.source_id, text, match.reason, match.score))
        return sorted(offers[:_OFFERED], key=lambda offer: offer.source == here.source_id)

    def _place(self, end: str | Span) -> Span:
        """Return the span of an end; an empty one at the start of its source if it has no location."""
        if not isinstance(end, str):
            return end
        passage = self._library.passage(end)
        return Span(passage.annotation.source, *((passage.start, passage.end) if passage.placed else (0, 0)))

    def _annotation(self, key: str) -> Annotation | None:
        try:
            return self._library.annotation(key)
        except PostilError:
            return None

    def _covered(self, span: Span) -> bool:
        """Return whether a passage shares some text with a sentence."""
        passages = self._library.passages(span.source_id)
        placed = bisect_left(passages, True, key=lambda passage: not passage.placed)
        after = bisect_left(passages, span.end, 0, placed, key=lambda passage: passage.start)
        return any(passage.end > span.start for passage in passages[max(0, after - 50) : after])


def trouble_lines(related: Related) -> list[str]:
    """Return why the built-in suggester is used, from the whole line to the briefest."""
    lines = [f"{related.trouble} Links are suggested by their words.", related.trouble]
    return [*lines, related.brief] if related.brief else lines


def _differs(before: tuple[Annotation, int], passage: Passage) -> bool:
    """Return whether the words of a passage, what was set about its figures, or its place are other than before."""
    one = passage.annotation
    return (before[0].exact, before[0].figures, before[1]) != (one.exact, one.figures, passage.start)


def _overlap(one: Span, other: Span) -> bool:
    return one.source_id == other.source_id and one.start < other.end and other.start < one.end


def _version(text: str) -> tuple[int, int]:
    return (len(text), hash(text)) if text else (0, 0)


def _in_thread(work: Callable[[], object]) -> Iterator[None]:
    """Do some work in a thread, and yield until it is done. Raises what it raises."""
    errors = list[BaseException]()

    def run() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again below, in the thread that waits
            errors.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_TURN)
        yield
    for error in errors:
        raise error

"""Disputes as plain values: an array of JSON objects, or text."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from annotations.model import Source
from annotations.model.judgements import Ruling
from annotations.review.board import Board
from annotations.review.disputes.dispute_list import Dispute, Side
from annotations.review.findings.questions import claim_words, open_questions, title_of
from annotations.review.similarity.features import features
from annotations.sources.short_names import Named, short_names
from annotations.text.plurals import count_noun

_FACTS: Final = ("author", "publisher", "published", "kind", "credibility")
"""Facts of sources that a dispute shows."""


class DisputeList:
    """Disputes of a board as plain values."""

    def __init__(self, board: Board, disputes: Sequence[Dispute]) -> None:
        self._board = board
        self._disputes = disputes
        names = short_names(Named(one.path, one.title) for one in board.sources)
        self._names = dict(zip((one.id for one in board.sources), names, strict=True))
        self._sources = {one.id: one for one in board.sources}

    def entries(self) -> Iterator[dict[str, Any]]:
        """Yield each dispute: `title`, `sides`, `contradictions`, `decided`, `decision`, `questions` and more."""
        return (self._entry(one) for one in self._disputes)

    def _entry(self, dispute: Dispute) -> dict[str, Any]:
        address = self._board.graph.address
        return {
            "title": title_of(self._board, dispute),
            "passages": [address(one) for one in dispute.passages],
            "contradictions": [[address(one) for one in pair] for pair in dispute.pairs],
            "sides": [self._side(side, place == dispute.believed) for place, side in enumerate(dispute.sides)],
            "sources": [self._sources[one].number for one in dispute.sources],
            "weight": list(dispute.weight),
            "newest": dispute.newest,
            "decided": dispute.decided,
            "decision": self._decision(dispute, dispute.ruling) if dispute.ruling is not None else None,
            "questions": open_questions(self._board, dispute),
        }

    def _side(self, side: Side, believed: bool) -> dict[str, Any]:  # noqa: FBT001 - the value of the field
        graph = self._board.graph
        sources = sorted({graph.source(one) for one in side.all}, key=graph.numbers.__getitem__)
        return {
            "claim": claim_words(self._board, side.passages[0]),
            "passages": [graph.address(one) for one in side.passages],
            "support": [graph.address(one) for one in side.support],
            "sources": [self._source(self._sources[one]) for one in sources],
            "independent": side.number,
            "explanation": side.explanation,
            "quotes": [
                {
                    "passage": graph.address(one),
                    "source": graph.numbers[graph.source(one)],
                    "quote": graph.annotations[one].exact,
                    "figures": [value.written for value in features(graph.annotations[one].exact).values],
                }
                for one in side.all
            ],
            "believed": believed,
        }

    def _source(self, source: Source) -> dict[str, Any]:
        return {
            "number": source.number,
            "name": self._names[source.id],
            "title": source.title,
            "path": source.path,
            **{name: source.fact(name) for name in _FACTS},
        }

    @staticmethod
    def _decision(dispute: Dispute, ruling: Ruling) -> dict[str, Any]:
        return {
            "side": dispute.believed + 1 if dispute.believed is not None else None,
            "confidence": ruling.confidence,
            "why": ruling.note,
            "decided": ruling.decided or None,
            "changed": dispute.changed,
            "author": ruling.author,
        }

    # --- text

    def lines(self) -> Iterator[str]:
        """Yield the disputes as text, in lines without line feeds."""
        decided = sum(one.decided for one in self._disputes)
        yield f"{count_noun(len(self._disputes), 'dispute')}, {decided} decided"
        for number, entry in enumerate(self.entries(), 1):
            yield ""
            state = "decided" if entry["decided"] else "open"
            yield f"{number}. {' '.join(entry['title'].split())}"
            yield f"   {count_noun(len(entry['sides']), 'side')}, {count_noun(len(entry['sources']), 'source')}, {state}"
            for place, side in enumerate(entry["sides"]):
                yield from self._side_lines(place, side)
            yield from self._decision_lines(entry["decision"])
            yield from (f"   ? {line}" for line in entry["questions"])

    def _side_lines(self, place: int, side: dict[str, Any]) -> Iterator[str]:
        count = "; ".join(filter(None, (count_noun(side["independent"], "independent source"), side["explanation"])))
        yield f"   {'>' if side['believed'] else ' '} Side {place + 1}: {count}"
        names = {one["number"]: one for one in side["sources"]}
        for quote in side["quotes"]:
            sign = "✓ " if quote["passage"] in side["support"] else ""
            facts = described(names[quote["source"]])
            yield f"       {sign}{quote['passage']} {facts}: “{' '.join(quote['quote'].split())}”"

    @staticmethod
    def _decision_lines(decision: dict[str, Any] | None) -> Iterator[str]:
        if decision is None or not decision["decided"]:
            return
        side = f"side {decision['side']}" if decision["side"] else "no side"
        sure = f", {decision['confidence']} confidence" if decision["confidence"] else ""
        who = f" ({decision['author']})" if decision["author"] else ""
        yield f"   = {side} is believed{sure}{who}: {' '.join(decision['why'].split()) or 'no reason given'}"


def described(source: dict[str, Any]) -> str:
    """Return the name of a source with the facts that a reader weighs it by: *blog, Example News, B2, 2026-04-08*."""
    facts = (source[name] for name in ("publisher", "credibility", "published"))
    return ", ".join(filter(None, (source["name"], *facts)))

"""What the analyst decided as ClaimReview of schema.org, in JSON-LD (https://schema.org/ClaimReview).

There is a review of each claim that was checked or is on a side of a decided dispute. Nothing is rated by a number, for the
analyst gave none: the rating is in words.
"""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from annotations.exchange.formats import Option, Options
from annotations.exchange.output import OutputFile
from annotations.export.json_text import dumps
from annotations.export.material import Material
from annotations.review.board import Row
from annotations.review.disputes.dispute_list import Dispute


class ClaimReview:
    """One graph with all reviews."""

    description: ClassVar = "ClaimReview of schema.org: decided disputes and checked claims"
    suffix: ClassVar = ""
    options: ClassVar[Mapping[str, Option]] = {}

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, _options: Options) -> Iterator[OutputFile]:
        """Yield the file."""
        graph = {"@context": "https://schema.org", "@graph": list(_reviews(material))}
        yield OutputFile("reviews.json", [dumps(graph)])

    def losses(self, material: Material) -> list[str]:
        """Return the claims without a decision, and what else is not written."""
        return ["claims without a decision", "tags", *(["links"] if material.links else []), "memos"]


def _reviews(material: Material) -> Iterator[dict[str, Any]]:
    board = material.board
    for row in board.rows:
        dispute = board.disputes.of(row.key)
        decided = dispute if dispute is not None and dispute.decided else None
        if decided is not None or row.status in {"checked", "disputed"}:
            yield _review(material, row, decided)


def _review(material: Material, row: Row, dispute: Dispute | None) -> dict[str, Any]:
    ruling = dispute.ruling if dispute is not None else None
    when = ruling.decided if ruling is not None else (row.claim.reviewed or row.claim.modified) if row.claim else ""
    who = ruling.author if ruling is not None else row.claim.author if row.claim else material.library.author
    why = ruling.note if ruling is not None else row.claim.note if row.claim else ""
    review = {
        "@type": "ClaimReview",
        "@id": f"urn:uuid:{row.claim.id if row.claim else row.key}",
        "claimReviewed": row.words,
        "datePublished": when[:10],
        "author": {"@type": "Person", "name": who} if who else None,
        "reviewBody": why,
        "itemReviewed": {"@type": "Claim", "appearance": [_appearance(material, one) for one in row.members]},
        "reviewRating": {"@type": "Rating", "alternateName": _rating(row, dispute)},
    }
    return {name: value for name, value in review.items() if value}


def _rating(row: Row, dispute: Dispute | None) -> str:
    """Return the decision in words, with how sure the analyst is and what the sources say."""
    counts = f"{row.verdict.words} ({row.verdict.kind})"
    if dispute is None or dispute.ruling is None:
        return f"{'Checked' if row.status == 'checked' else 'Disputed'}; sources: {counts}"
    side = next((place for place, one in enumerate(dispute.sides) if row.key in one.passages), None)
    if dispute.believed is None:
        word = "No side believed"
    else:
        word = "Believed" if side == dispute.believed else "Not believed"
    sure = f", {dispute.ruling.confidence} confidence" if dispute.ruling.confidence else ""
    return f"{word}{sure}; sources: {counts}"


def _appearance(material: Material, annotation_id: str) -> dict[str, Any]:
    annotation = material.library.annotation(annotation_id)
    source = material.library.source(annotation.source)
    work = {
        "@type": "CreativeWork",
        "name": source.title or source.path,
        "url": source.fact("url"),
        "datePublished": source.fact("published"),
        "author": [{"@type": "Person", "name": one} for one in source.authors],
        "publisher": {"@type": "Organization", "name": source.fact("publisher")} if source.fact("publisher") else None,
        "text": annotation.exact,
    }
    return {name: value for name, value in work.items() if value}

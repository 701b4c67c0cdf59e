"""Records of what analysts decide: reviews of claims, rejected pairs and suggestions, sources that count once, sides of disputes.

They are records like those of `annotations.model`, and name annotations by their ids.
"""

from typing import Final

import msgspec

UNWRITTEN: Final = "~"
"""Encoded name of the field `extra`; it is removed before a record is written."""

COUNTS: Final = ("once", "separately")
"""How an analyst counts two sources of one side; see `Independence`."""

CONFIDENCES: Final = ("", "low", "medium", "high")
"""How sure an analyst is of a decision on a dispute; `""` if that is not given."""


ENDS: Final = (
    ("links", "source"),
    ("links", "target"),
    ("claims", "anchor"),
    ("rejections", "one"),
    ("rejections", "other"),
    ("independence", "one"),
    ("independence", "other"),
    ("rulings", "anchor"),
    ("reckonings", "passage"),
)
"""Tables and fields of records that name an annotation."""

OPTIONAL_ENDS: Final = (("rulings", "side"), ("reckonings", "other"))
"""Tables and fields of records that name an annotation, or `""` if there is none."""


class Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Review of a claim, that is of all passages that restate each other.

    Clusters have no identity: linking merges them and unlinking splits them. The record belongs to its anchor and
    applies to the cluster that this passage is in.
    """

    id: str
    anchor: str
    """Id of the annotation that it belongs to."""
    title: str = ""
    """Claim in the words of the analyst; `""` to use those of its earliest passage."""
    status: str = "open"
    """One of `STATUSES`."""
    note: str = ""
    reviewed: str = ""
    """Time at which it was marked reviewed; `""` if it was not."""
    created: str
    modified: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class Rejection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pair of passages that an analyst marked as needing no link. It is valid while both keep their words."""

    id: str
    one: str
    """Id of an annotation; the order of the two has no meaning."""
    other: str
    one_sha256: str
    """Hash of the words of `one`, as `annotations.review.judgements.fingerprint` returns it."""
    other_sha256: str
    reason: str = ""
    """Reason for which the pair was proposed."""
    created: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class Independence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Decision whether the sources of two passages that say the same count once or separately."""

    id: str
    one: str
    """Id of an annotation; the order of the two has no meaning."""
    other: str
    count: str
    """One of `COUNTS`."""
    note: str = ""
    created: str
    modified: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class Ruling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Decision on a dispute, that is on all claims that contradict each other, directly or not.

    Like a claim, a dispute has no identity: the record belongs to its anchor and applies to the dispute that this
    passage is in.
    """

    id: str
    anchor: str
    """Id of the annotation that it belongs to."""
    side: str = ""
    """Id of an annotation of the side that is believed; `""` if none is."""
    title: str = ""
    """Dispute in the words of the analyst; `""` to use those of its claims."""
    confidence: str = ""
    """One of `CONFIDENCES`."""
    note: str = ""
    """Why."""
    questions: str = ""
    """Open questions, one on each line."""
    decided: str = ""
    """Time at which it was decided; `""` if it is open."""
    created: str
    modified: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


FIGURE_DETAILS: Final = {
    "reading": "reading",
    "metric": "metric",
    "subject": "subject",
    "period": "period",
    "basis": "basis",
    "attribution": "attribution",
}
"""What can be set about a figure, with the names for people; see `Annotation.figures`."""


DECISIONS: Final = {
    "together": "merge of rows",
    "apart": "split of a row",
    "name": "name",
    "resolved": "reason of a conflict",
}
"""Kinds of `RECKONINGS` with the names for people."""


class Reckoning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Decision on a figure in the ledger.

    Rows of the ledger have no identity: the record belongs to a figure and applies to the row that this is in.
    """

    id: str
    kind: str
    """*together*: two figures are of one metric; *different*: of two; *apart*: it is of none of the proposed group; *name* of a
    metric; *resolved*."""
    passage: str
    """Id of the annotation that the figure is in."""
    figure: str
    """The figure as it is written: *over 40 %*."""
    other: str = ""
    """Id of the annotation of the figure that it is put together with or is different from; `""` for the other kinds."""
    other_figure: str = ""
    text: str = ""
    """Name of the metric, or the note why there is no conflict."""
    evidence: str = ""
    """Of *resolved*: hash of the figures and passages of the row, which the decision is valid for; of *different* that of the two,
    `""` if it is valid for others of their rows."""
    beside: tuple[tuple[str, str], ...] = ()
    """Figures that were in the row, each the id of an annotation and its words: if the own one is gone, it belongs to the first
    that is left."""
    other_beside: tuple[tuple[str, str], ...] = ()
    """The same for `other`."""
    created: str
    modified: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


class Dismissal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Suggestion to tag a stretch of a source that an analyst rejected. It is valid while its sentence stays as it is."""

    id: str
    source: str
    tag: str
    """Tag that was suggested."""
    words: str
    """Words of the stretch."""
    context: str
    """Hash of its sentence, as `annotations.review.judgements.context_hash` returns it."""
    created: str
    author: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict, name=UNWRITTEN)


Judgement = Claim | Rejection | Independence | Ruling | Reckoning | Dismissal
"""What an analyst decided about passages."""

NOUNS: Final[dict[type[Judgement], str]] = {
    Claim: "review of a claim",
    Rejection: "rejection of a pair",
    Independence: "decision how two sources count",
    Ruling: "decision on a dispute",
    Reckoning: "decision on a figure",
    Dismissal: "rejection of a suggestion",
}
"""Names of the kinds of judgements in messages, behind *the*."""

"""What an analyst has said stays with what it was said of."""

import msgspec

from annotations.review.judgements import Rejection, fingerprint, followed, holds
from tests.annotations.review.making import EARLY, claim, passage


def test_a_record_goes_over_to_the_next_passage_of_its_cluster_when_its_anchor_is_deleted() -> None:
    """And it goes with the last one."""
    first, alone = claim("s1:1"), claim("s4:1")
    moved = followed([first, alone, claim("s5:1")], [("s1:1", "s2:1", "s3:1"), ("s4:1",)], {"s1:1", "s2:1", "s4:1"})
    assert [(before, after and after.anchor) for before, after in moved] == [(first, "s3:1"), (alone, None)]


def test_a_rejection_holds_until_the_words_change() -> None:
    """Blanks are no words; another word asks anew; what is gone is not asked for."""
    one, other = passage("s1:1", "forty rows\nof trees").annotation, passage("s2:1", "forty rows").annotation
    rejected = Rejection(
        id="r", one=one.id, other=other.id, one_sha256=fingerprint(one), other_sha256=fingerprint(other), created=EARLY
    )
    spaced = msgspec.structs.replace(one, exact="forty rows of trees")
    changed = msgspec.structs.replace(one, exact="fifty rows of trees")
    assert holds(rejected, {one.id: one, other.id: other})
    assert holds(rejected, {one.id: spaced, other.id: other})
    assert not holds(rejected, {one.id: changed, other.id: other})
    assert not holds(rejected, {other.id: other})


def test_records_survive_being_written() -> None:
    """They are read back as they were."""
    record = claim("s1:1", reviewed=EARLY, title="“Ä”")
    assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record

"""What an analyst says of a claim, and of two passages that have nothing to do with each other."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from annotations.model import Annotation, Claim, Rejection

__all__ = ["Claim", "Rejection", "fingerprint", "followed", "holds", "ranked"]


def fingerprint(annotation: Annotation) -> str:
    """A hash of the words of a passage, the same however its blanks are written."""
    from hashlib import sha256  # brings OpenSSL with it, which the first screen does not need

    return sha256(" ".join(annotation.exact.split()).encode("utf-8", "surrogatepass")).hexdigest()


def holds(rejection: Rejection, annotations: Mapping[str, Annotation]) -> bool:
    """Whether a rejection still says something: both passages are there with the words they had."""
    one, other = annotations.get(rejection.one), annotations.get(rejection.other)
    if one is None or other is None:
        return False
    return fingerprint(one) == rejection.one_sha256 and fingerprint(other) == rejection.other_sha256


def ranked(claims: Iterable[Claim]) -> list[Claim]:
    """The records that have come together in one cluster: the one that speaks for it first.

    The word that was said last counts. The others are kept as they are, and speak again when a split parts them.
    """
    return sorted(claims, key=lambda claim: (claim.modified, claim.created, claim.id), reverse=True)


def followed(
    claims: Iterable[Claim], clusters: Iterable[Sequence[str]], gone: Collection[str]
) -> list[tuple[Claim, Claim | None]]:
    """What becomes of the records whose anchor is deleted: before and after, for the same change.

    ``clusters`` are the passages that restate each other before the deletion, each in the order of the board.
    A record goes over to the first passage of its cluster that stays, and goes with the last one: then it is
    followed by None.
    """
    heirs = {
        member: next((one for one in cluster if one not in gone), None)
        for cluster in clusters
        for member in cluster
        if member in gone
    }
    return [
        (claim, msgspec.structs.replace(claim, anchor=heir) if (heir := heirs.get(claim.anchor)) else None)
        for claim in claims
        if claim.anchor in gone
    ]

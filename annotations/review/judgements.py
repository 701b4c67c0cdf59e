"""Judgements of analysts: reviews of claims, and pairs of passages that need no link."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from annotations.model import Annotation
from annotations.model.judgements import Claim, Rejection

__all__ = ["Claim", "Rejection", "context_hash", "fingerprint", "followed", "holds", "ranked"]


def fingerprint(annotation: Annotation) -> str:
    """Return a hash of the words of a passage, independent of its white space."""
    from hashlib import sha256  # loads OpenSSL, which the first screen does not need

    return sha256(" ".join(annotation.exact.split()).encode("utf-8", "surrogatepass")).hexdigest()


def context_hash(words: str, sentence: str) -> str:
    """Return a hash of some words and of the sentence that they are in, independent of white space."""
    from hashlib import sha256  # as above

    parts = "\0".join(" ".join(part.split()) for part in (words, sentence))
    return sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def holds(rejection: Rejection, annotations: Mapping[str, Annotation]) -> bool:
    """Return whether a rejection is still valid: both passages exist with unchanged words."""
    one, other = annotations.get(rejection.one), annotations.get(rejection.other)
    if one is None or other is None:
        return False
    return fingerprint(one) == rejection.one_sha256 and fingerprint(other) == rejection.other_sha256


def ranked(claims: Iterable[Claim]) -> list[Claim]:
    """Sort the records of one cluster: the one that applies to it first.

    The latest one applies. The others are kept and apply again after a split.
    """
    return sorted(claims, key=lambda claim: (claim.modified, claim.created, claim.id), reverse=True)


def followed(
    claims: Iterable[Claim], clusters: Iterable[Sequence[str]], gone: Collection[str]
) -> list[tuple[Claim, Claim | None]]:
    """Return what becomes of the records whose anchor is deleted, before and after, for the same change.

    `clusters` are the clusters before the deletion, each in the order of the board. A record moves to the first
    remaining passage of its cluster; if none remains it is deleted, so that its second value is None.
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

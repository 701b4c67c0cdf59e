"""Addresses that a merge changed, in words: a citation of the old one still leads to its passage."""

from annotations.errors import UsageError
from annotations.library.library import Library
from annotations.model import Annotation


def formerly(library: Library, reference: str) -> list[Annotation]:
    """Return the passages that had an address before a merge and have another one now."""
    address = reference.strip()
    return [one for one in library.formerly(address) if library.address(one.id) != address] if ":" in address else []


def meant(library: Library, address: str) -> list[Annotation]:
    """Return the passages that an address may mean: the one that has it, then those that had it before a merge."""
    try:
        found = library.annotation(address)
    except UsageError:
        return []
    return [found, *(one for one in formerly(library, address) if one.id != found.id)]


def notice(library: Library, reference: str) -> str:
    """Return one line if an address meant another passage before a merge, or has no passage since; `""` otherwise."""
    others = [library.address(one.id) for one in formerly(library, reference)]
    if not others:
        return ""
    address = reference.strip()
    now = f"{address} is now {' and '.join(others)}"
    if library.address(library.annotation(address).id) == address:
        return f"{now} for what was cited before a merge; another passage has the address {address}."
    return f"{now}, since a merge."

"""Keys of tags and of link types after a merge: two that were added apart may have the same one."""

from collections.abc import Mapping

from msgspec.structs import replace

from annotations.model import LinkKind, Record, Tag
from annotations.records.codebook.tags import KEYS

Tables = dict[str, dict[str, Record]]
"""Records by table and key."""


def settle_keys(tables: Tables, base: Mapping[str, Mapping[str, Record]]) -> list[str]:
    """Give each tag and each link type a key of its own; return a line for each that changed.

    Those in `base` keep theirs before others, so that the result does not depend on which side merges.
    """
    lines = []
    for table, free in (("tags", KEYS), ("kinds", "")):
        found = [one for one in tables[table].values() if isinstance(one, Tag | LinkKind) and one.key]
        keys = {one.key for one in found}
        taken: dict[str, str] = {}
        known = base.get(table, {})
        for one in sorted(found, key=lambda one: (getattr(known.get(one.name), "key", "") != one.key, one.name)):
            if one.key not in taken:
                taken[one.key] = one.name
                continue
            key = next((sign for sign in free if sign not in keys), "")
            keys.add(key)
            tables[table][one.name] = replace(one, key=key)
            now = f"has {key} now" if key else "has none now"
            lines.append(
                f"“{taken[one.key]}” and “{one.name}” in the codebook had the key {one.key}; “{one.name}” {now}."
            )
    return lines

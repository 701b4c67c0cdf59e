"""What a clause says of a rank: two passages that each name the first of its kind may name others; the second is no rank."""

import re
from typing import Final

_RANK: Final = re.compile(
    r"(?<!\bsecond[ -])(?<!\bthird[ -])(?<!\bfourth[ -])(?<!\bfifth[ -])\b(?:busiest|largest|biggest|foremost|unrivall?ed|market leader|number one|second to none"
    r"|leads? the (?:field|market|table|world)|out in front|in front of (?:all|its)|(?:heads?|tops?) the (?:table|list|ranking|field)"
    r"|ahead of (?:all|any|every|its|the)|past (?:all|every)"
    r"|(?:no|any) (?:other|one else|rival|competitor)\b|comes near"
    r"|times (?:what|as many as|as much as|more than))\b"
)


def rank(clause: str) -> str:
    """Return the words of a folded clause that claim a rank; `""` if there are none."""
    found = _RANK.search(clause)
    return found.group() if found else ""

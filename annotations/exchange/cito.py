"""Link types as properties of CiTO, the Citation Typing Ontology (http://purl.org/spar/cito)."""

from typing import Final

NAMESPACE: Final = "http://purl.org/spar/cito/"

PROPERTIES: Final = {
    "supports": "supports",
    "contradicts": "disagreesWith",
    "restates": "agreesWith",
    "cites": "cites",
    "qualifies": "qualifies",
}
"""Properties by the built-in link type. Those of *contradicts* and *restates* read the same from either end, too."""


def iri(kind: str, counts: str = "") -> str:
    """Return the IRI of a link type, of the one that it counts as if it is an own one; `""` if there is none."""
    name = PROPERTIES.get(kind) or PROPERTIES.get(counts)
    return f"{NAMESPACE}{name}" if name else ""


def kind_of(address: str) -> str:
    """Return the link type that an IRI of CiTO means; `""` if it means none."""
    name = address.removeprefix(NAMESPACE)
    return next((kind for kind, one in PROPERTIES.items() if one == name), "") if name != address else ""

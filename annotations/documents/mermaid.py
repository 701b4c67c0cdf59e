"""Mermaid diagrams that lost their fence: where one begins and where the text is text again."""

from collections.abc import Sequence
from typing import Final

from annotations.documents import line_shapes as shapes
from annotations.text.lazy_regex import lazy

_KINDS: Final = {
    "flowchart": "flowchart",
    "graph": "flowchart",
    "timeline": "timeline",
    "sequenceDiagram": "sequence",
    "classDiagram": "class",
    "stateDiagram": "state",
    "stateDiagram-v2": "state",
    "erDiagram": "er",
    "gantt": "gantt",
    "pie": "pie",
    "journey": "journey",
    "mindmap": "mindmap",
}
WORDS: Final = tuple(_KINDS)
"""The words that diagrams begin with."""
_COLLAPSED: Final = lazy(r"\s*timeline\s+(?:title\s.*\s)?section\s")
_HEAD: Final = lazy(r"\s*(flowchart|graph)\s+(?:TB|TD|BT|RL|LR)\s*;?\s*$|\s*(timeline|sequenceDiagram)\s*$")
_NODE: Final = r"[\w.-]+\s*(?:\[.*?\]|\(.*?\)|\{.*?\}|>.*?\])?(?::::?\w+)?"
_FLOW: Final = lazy(
    rf"\s*(?:{_NODE}\s*(?:&\s*{_NODE}\s*)*(?:<?(?:--|==|-\.)[-=.\w\s\"|]*[>xo]|---|~~~).*"
    rf"|[\w-]+\s*(?:\[.+\]|\(.+\)|\{{.+\}})(?:::\w+)?\s*;?"
    r"|subgraph\s.*|(?:style|classDef|click|linkStyle)\s+[\w,-]+\s.*|class\s+[\w,-]+\s+\w+\s*;?"
    r"|direction\s+\w\w\s*;?|end\s*;?|%%.*)$"
)
_TIME: Final = lazy(r"\s*(?:title\s.*|section\s.*|%%.*|[^:.]{1,60}\s:\s.*|:\s.*)$")
_SEQUENCE: Final = lazy(
    r"(?i:\s*(?:(?:participant|actor|note|loop|alt|else|opt|par|and|rect|activate|deactivate|title|box|create|destroy|break"
    r"|critical|option)\b.*|autonumber.*|end\s*|%%.*|[\w\s.-]+?(?:<<)?--?(?:>>|>|x|\))[+-]?\s*[\w\s.-]+:.*))$"
)
_LONGEST: Final = 400
"""Code points of the longest line of a diagram: the patterns would take long over a longer one."""
_LINES: Final = {"flowchart": _FLOW, "timeline": _TIME, "sequence": _SEQUENCE}


def kind(word: str) -> str:
    """What a diagram that begins with a word is; empty if no diagram does."""
    return _KINDS.get(word, "")


def extent(texts: Sequence[str], first: int) -> tuple[int, str] | None:
    """The diagram that begins at a line: the line after its last one, and its kind."""
    if not texts[first].lstrip().startswith(WORDS):
        return None
    if _COLLAPSED.match(texts[first]):
        return _until_blank(texts, first + 1), "timeline"
    if not (found := _HEAD.match(texts[first])):
        return None
    name = kind(found[1] or found[2])
    shape = _LINES[name]
    last = first + 1
    while last < len(texts):
        ahead = last
        while ahead < len(texts) and shapes.blank(texts[ahead]):
            ahead += 1
        if ahead == len(texts) or len(texts[ahead]) > _LONGEST or not shape.match(texts[ahead]):
            break
        last = ahead + 1
    return (last, name) if last > first + 1 else None


def _until_blank(texts: Sequence[str], last: int) -> int:
    # The lines of a diagram that was run together have no shape of their own: only a blank line ends them.
    while last < len(texts) and not shapes.blank(texts[last]):
        last += 1
    return last

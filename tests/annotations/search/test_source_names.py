"""Sources by number, title and path."""

import pytest

from annotations.model import Source
from annotations.search.source_names import named_sources

SOURCES = [
    Source(id="a", path="1-orchard.md", number=1, found_title="The Orchard of 1911"),
    Source(id="b", path="letters/2-letter.txt", number=2, found_title="Brief über Äpfel"),
    Source(id="c", path="3.md", number=12, found_title=""),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1", "a"), ("12", "c"), ("2", "b"), ("3", ""), ("orch", "a"), ("of the", "a"), ("the orchard", "a"), ("äpf", "b"),
        ("letters/2", "b"), ("2-let", "b"), ("3.md", "c"), ("", ""), ("  ", ""), ("chard", "a"), ("pears", ""), ("²", ""),
    ],
)  # fmt: skip
def test_what_names_a_source(typed: str, found: str) -> None:
    """A number is that of a source and no word; words begin words, and a part of title or path is enough."""
    assert "".join(source.id for source in named_sources(SOURCES, typed)) == found

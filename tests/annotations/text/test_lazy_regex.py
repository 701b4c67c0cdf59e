"""Patterns that are compiled late."""

import re

import pytest

from annotations.text.lazy_regex import lazy


def test_a_lazy_pattern_does_what_a_compiled_one_does() -> None:
    """Methods, attributes and flags are those of the compiled pattern, at the first use and after it."""
    late, now = lazy(r"a(?P<rest>\w*)", re.IGNORECASE), re.compile(r"a(?P<rest>\w*)", re.IGNORECASE)
    for _ in range(2):
        assert [found["rest"] for found in late.finditer("Abc aX")] == ["bc", "X"]
        assert (late.flags, late.groupindex) == (now.flags, now.groupindex)
    assert lazy(rb"[\x80-\xff]").findall(b"a\xe9b") == [b"\xe9"]


def test_a_lazy_pattern_is_compiled_when_it_is_used() -> None:
    """One that is wrong does no harm until then."""
    wrong = lazy("(")
    with pytest.raises(re.error):
        wrong.match("")

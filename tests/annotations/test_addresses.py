"""Addresses of passages, as they are typed and searched."""

import pytest

from annotations.errors import UsageError
from annotations.library import Library
from annotations.model import address_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2:14", (2, 14)),
        ("02:1", (2, 1)),
        (f"{10**15}:1", (10**15, 1)),
        ("", None),
        ("2", None),
        (":", None),
        ("2:", None),
        (":14", None),
        ("2:14:1", None),
        ("2: 14", None),
        ("-2:14", None),
        ("²:1", None),
        ("a:1", None),
        (f"1:{'9' * 5000}", None),
    ],
)
def test_an_address_is_two_numbers(text: str, numbers: tuple[int, int] | None) -> None:
    """Anything else is none, also more digits than Python reads."""
    assert address_of(text) == numbers


@pytest.mark.parametrize("reference", ["9:9", f"1:{'9' * 5000}", "9" * 5000])
def test_what_no_passage_has_is_answered_in_one_line(library: Library, reference: str) -> None:
    """The error is the one that the user reads."""
    with pytest.raises(UsageError):
        library.annotation(reference)

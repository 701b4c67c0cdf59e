"""What the C library does with memory that is not needed any more."""

from functools import cache
from typing import Final

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""Of glibc's ``mallopt``, by the numbers of <malloc.h>."""
_LARGE: Final = 1 << 18
"""Bytes of a block that is given back by itself."""


@cache
def give_back() -> None:
    """Have large blocks given back to the system when they are freed, where the C library is glibc.

    By itself it takes to keeping blocks of up to 32 MB once one of that size was freed, and what is small then comes
    to stand between them: of a file of ten megabytes and its text, twenty that nobody needs stayed.
    """
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return  # Another C library, or none that can be asked.
    mallopt(_MMAP_THRESHOLD, _LARGE)
    mallopt(_TRIM_THRESHOLD, _LARGE)

"""Return of freed memory to the system by the C library."""

from functools import cache
from typing import Final

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""Parameters of glibc's ``mallopt``, from <malloc.h>."""
_LARGE: Final = 1 << 18
"""Least bytes of a block that is allocated on its own and returned when freed."""


@cache
def give_back() -> None:
    """Make glibc return large blocks to the system when they are freed; no effect with another C library."""
    # By default glibc keeps blocks of up to 32 MB once it has freed one of that size, and small blocks fragment
    # them: after a file of ten megabytes and its text, twenty unused megabytes remained.
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return  # Another C library, or one that cannot be loaded.
    mallopt(_MMAP_THRESHOLD, _LARGE)
    mallopt(_TRIM_THRESHOLD, _LARGE)

"""Tables of cases that one test walks: a test for each of hundreds costs more than what it tests."""

from collections.abc import Callable, Iterable
from typing import Any


def each(cases: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Make a function of one case a test of all cases, which reports every one that fails.

    A case that is a tuple is given as several arguments.
    """
    table = list(cases)
    assert table

    def decorate(test: Callable[..., None]) -> Callable[[], None]:
        def walk() -> None:
            failed = []
            for case in table:
                try:
                    test(*(case if type(case) is tuple else (case,)))
                except Exception as error:  # noqa: BLE001 - raised below, with the others
                    error.add_note(f"in the case {case!r:.300}")
                    failed.append(error)
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(table)} cases", failed)

        # Not `wraps`, after which pytest would look for fixtures named like the arguments.
        walk.__name__, walk.__qualname__, walk.__module__ = test.__name__, test.__qualname__, test.__module__
        walk.__doc__ = test.__doc__
        return walk

    return decorate

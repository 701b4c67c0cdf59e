"""Regular expressions that are compiled when they are first used.

To compile one takes longer than to import the module that has it, and most of them are not needed for the first
screen. In a class of characters it is worst: these cost milliseconds.
"""

import re
from typing import Any, AnyStr, cast


class _Lazy:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, found)  # From now on it costs what the attribute of a pattern costs.
        return found


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, compiled when its first method is asked for; then `re.error` is raised, if any is.

    Functions of `re` do not take it: call its methods.
    """
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, int(flags)))

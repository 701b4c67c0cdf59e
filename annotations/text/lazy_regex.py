"""Regular expressions compiled at their first use.

Compiling one takes longer than importing its module, and most are not needed for the first screen. Large character
classes cost milliseconds each.
"""

import re
from typing import Any, AnyStr, cast


class _Lazy:
    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, found)  # From now on this is a plain attribute.
        return found


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return `pattern` as `re.compile` does, but compile it when its first method is used, which may raise `re.error`.

    The functions of `re` do not accept the result: call its methods.
    """
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, int(flags)))

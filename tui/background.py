"""Work between the keys: begun in one way everywhere."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual.dom import DOMNode


def begin(
    node: DOMNode, work: Callable[..., Awaitable[None]], *given: object, group: str = "default", alone: bool = True
) -> None:
    """Have a worker of a node do work; alone, it ends what the group was at.

    The function is handed over and not its coroutine: one that is ended before it began would never be awaited,
    which Python warns of.
    """
    call: Any = partial(work, *given)  # Textual's types know no partial of a coroutine function.
    node.run_worker(call, group=group, exclusive=alone)

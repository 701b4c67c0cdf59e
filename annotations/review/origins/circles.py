"""Strongly connected components of the graphs of citations and of derived sources."""

from collections.abc import Collection, Iterator, Mapping


class Circles:
    """Strongly connected components of a graph, usually of a single node each, found from below."""

    def __init__(self, parents: Mapping[str, Collection[str]]) -> None:
        """Prepare to follow a graph, given as the nodes that each node leads to."""
        self._parents = parents
        self._index: dict[str, int] = {}
        self._low: dict[str, int] = {}

    def below(self, start: str) -> Iterator[list[str]]:
        """Yield the components of a node and all that it leads to, unless they were yielded before.

        Each follows all components that it leads to: Tarjan's algorithm without recursion.
        """
        parents, index, low = self._parents, self._index, self._low
        stack: list[str] = []
        open_: set[str] = set()
        if start in index:
            return
        walk = [(start, iter(parents.get(start, ())))]
        index[start] = low[start] = len(index)
        stack.append(start)
        open_.add(start)
        while walk:
            one, rest = walk[-1]
            for parent in rest:
                if parent not in index:
                    index[parent] = low[parent] = len(index)
                    stack.append(parent)
                    open_.add(parent)
                    walk.append((parent, iter(parents.get(parent, ()))))
                    break
                if parent in open_:
                    low[one] = min(low[one], index[parent])
            else:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[one])
                if low[one] == index[one]:
                    circle = [stack.pop()]
                    while circle[-1] != one:
                        circle.append(stack.pop())
                    open_.difference_update(circle)
                    yield circle

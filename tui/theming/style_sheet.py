"""Style sheet that matches its rules once for all widgets that look the same to them.

Textual matches them whenever a widget is mounted, a screen comes up, or a class or the focus changes, for the widget and
all below it, which is an eighth of the time until an overlay is there. Written against Textual 8.2.8, the pinned version.
"""

from typing import TYPE_CHECKING, Any, Final

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.css.styles import RulesMap

Traits = tuple[type[DOMNode], str | None, frozenset[str]]
"""Type, id and classes of a node."""


_MOST: Final = 1000
"""Results that are kept for the same rules, and traits of nodes: each page that is opened has another id."""


class _Candidates:
    """The rules that may match nodes with certain traits, and what they resulted in."""

    def __init__(self, rules: tuple[RuleSet, ...]) -> None:
        self.pseudo_classes = sorted({name for rule in rules for name in rule.pseudo_classes})
        self.hover = "hover" in self.pseudo_classes
        self.results: dict[tuple[object, ...], RulesMap | None] = {}
        """By the traits and the pseudo-classes of a node and of all above it; None if no rule matches."""


# Shared by all style sheets of a process, so that going back to a theme parses nothing again.
_PARSED: Final[dict[frozenset[tuple[str, str]], LRUCache[tuple[Any, ...], list[RuleSet]]]] = {}
"""Parsed rules by the values of the variables in them."""
_CANDIDATES: Final[dict[tuple[RuleSet, ...], _Candidates]] = {}


class StyleSheet(Stylesheet):
    """Style sheet of the program; its results are those of Textual's."""

    def __init__(self, variables: dict[str, str]) -> None:
        super().__init__()
        self.set_variables(variables)
        self._current: list[RuleSet] = []
        """The rules that `_found` was found in."""
        self._found: dict[Traits, _Candidates] = {}
        """At most `_MOST`."""

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables of the rules that are parsed from now on."""
        self._parse_cache = LRUCache(1)  # Textual clears it: not the one that others use.
        super().set_variables(variables)
        self._parse_cache = _PARSED.setdefault(frozenset(variables.items()), LRUCache(1024))

    def reparse(self) -> None:
        """Parse all sources with the variables. The rules stay as they were if that raises an error."""
        self.parse()  # Textual takes a new sheet, with a cache of its own.

    def apply(
        self, node: DOMNode, *, animate: bool = False, cache: "dict[tuple[Any, ...], RulesMap] | None" = None
    ) -> None:
        """Style a node; nodes that no rule can tell apart share the result."""
        found = self._candidates(node)
        if not self._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE.isdisjoint(found.pseudo_classes):
            super().apply(node, animate=animate, cache=cache)  # They depend on more nodes than those above.
            return
        path = node.css_path_nodes
        key = (*map(_traits, path), *(one.has_pseudo_class(name) for name in found.pseudo_classes for one in path))
        if key not in found.results:
            matched: dict[tuple[Any, ...], RulesMap] = {}
            super().apply(node, animate=animate, cache=matched)
            if len(found.results) >= _MOST:
                found.results.clear()
            found.results[key] = next(iter(matched.values()), None)
            return
        node._has_hover_style = found.hover  # noqa: SLF001 - as Textual does
        node._has_focus_within = node._has_order_style = node._has_odd_or_even = False  # noqa: SLF001
        if (rules := found.results[key]) is not None:
            self.replace_rules(node, rules, animate=animate)
        self._process_component_classes(node)

    @classmethod
    def replace_rules(cls, node: DOMNode, rules: "RulesMap", animate: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """Replace the styles of a node; if they are the same, it learns only that those above it may have changed."""
        if vars(node).get("matched") is rules:
            node.notify_style_update()
        else:
            super().replace_rules(node, rules, animate=animate)
            vars(node)["matched"] = rules

    def _candidates(self, node: DOMNode) -> _Candidates:
        rules = self.rules
        if rules is not self._current:
            self._current, self._found = rules, {}
        traits = _traits(node)
        found = self._found.get(traits)
        if found is None:
            if len(self._found) >= _MOST:
                self._found.clear()
            named = {rule for name in node._selector_names for rule in self.rules_map.get(name, ())}  # noqa: SLF001
            some = tuple(rule for rule in rules if rule in named)
            found = self._found[traits] = _CANDIDATES.setdefault(some, _Candidates(some))
        return found


def _traits(node: DOMNode) -> Traits:
    return type(node), node._id, frozenset(node._classes)  # noqa: SLF001 - read for each node above each styled one

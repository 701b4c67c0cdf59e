"""A box with the tree of tags: one is chosen by a part of its name, by its letter, or by going through the tree."""

from collections.abc import Callable

from annotations.library import Library
from annotations.model import Tag
from annotations.records.codebook.tree import TagNode
from annotations.text.folding import fold
from tui.keys.command_table import tip
from tui.screens.base.choice_box import FRAME, Choice, ChoiceList, matching
from tui.screens.base.overlay import Overlay
from tui.screens.base.typed_list import TypedList
from tui.screens.base.usable import usable_hints
from tui.session.tag_folds import TagFolds, matches
from tui.theming import signs

INDENT = 2
"""Cells of a level of the tree."""


class TagBox(TypedList[Choice]):
    """The tags that no folded one hides; while text is typed, those that match and those above them."""

    def __init__(
        self,
        shell: Overlay[str | None],
        title: str,
        library: Library,
        folds: TagFolds,
        *,
        choose: Callable[[str], object],
        placeholder: str,
        detail: Callable[[Tag], str],
        hint: Callable[[Tag], str] = lambda tag: tag.key,
        allowed: Callable[[Tag], bool] = lambda _: True,
        new: Callable[[str], Choice] | None = None,
        new_first: bool = False,
        extra: str = "",
        first: str = "",
    ) -> None:
        """Show the tags of a library.

        ``choose`` is called with the name of one; only those that are ``allowed`` can be chosen. ``new`` returns the choice
        for a typed name that no tag has, which is the first one if ``new_first``; ``extra`` is another choice above all
        tags. The cursor begins on ``first``.
        """
        super().__init__(
            shell,
            ChoiceList(shell.theme_styles, title),
            typed=lambda _: self._show(),
            accept=self._accept_tag,
            placeholder=placeholder,
            frame="picker",
        )
        self._screen = shell
        self._folds = folds
        self._choose_name = choose
        self._allowed = allowed
        self._new = new
        self._new_first = new_first
        self._extra = [Choice(extra, extra, mark=signs.UNTAGGED.char)] if extra else []
        self._first = first
        self._tree = library.tag_tree
        """The tags when the box was opened."""
        self._nested = any(node.depth for node in self._tree.nodes)
        self._choices = {
            node.tag.name: Choice(
                node.tag.name if allowed(node.tag) else "",
                node.tag.name,
                hint(node.tag),
                detail(node.tag),
                node.tag.letter,
                node.tag.colour,
            )
            for node in self._tree.nodes
        }
        self._details = {name: fold(choice.detail) for name, choice in self._choices.items() if choice.detail}

    def on_mount(self) -> None:
        """Show the tags, with those above the first one unfolded."""
        if self._first:
            self._folds.reveal(self._tree, self._first)
        self._show(self._first)
        self._fit()

    def _show(self, chosen: str = "") -> None:
        """Show what matches the typed text, else all; the cursor is on the best match or on a ``chosen`` tag."""
        typed = self.text.strip()
        if typed:
            nodes, best = matches(self._tree, typed, self._details, self._allowed)
            rows: list[Choice] = [self._row(node, shown=True) for node in nodes]
            if best < 0:
                rows, best = list(matching(list(self._choices.values()), typed)), 0
            named = next((node for node in nodes if self._tree.folded[node.tag.name] == fold(typed)), None)
            if self._new is not None and named is None:
                rows.insert(0 if self._new_first else len(rows), self._new(" ".join(typed.split())))
                best = 0 if self._new_first else best
            self.show(rows, cursor=best)
            return
        nodes = self._folds.visible(self._tree)
        nodes = [node for node in nodes if node.below or self._allowed(node.tag)]
        rows = [*self._extra, *(self._row(node, shown=False) for node in nodes)]
        at = next((i for i, row in enumerate(rows) if row.label == chosen), None)
        first = next((i for i, row in enumerate(rows) if row.id), 0)
        self.show(rows, cursor=first if at is None else at)

    def _row(self, node: TagNode, *, shown: bool) -> Choice:
        """Return the choice of a tag with its indent; ``shown`` if its children are, whatever is folded."""
        choice = self._choices[node.tag.name]
        if not self._nested:
            return choice
        folded = node.below and not shown and node.tag.name in self._folds.names(self._tree)
        sign = f"{signs.FOLDED.char} " if folded else f"{signs.UNFOLDED.char} " if node.below else "  "
        return choice._replace(
            indent=" " * (INDENT * node.depth) + sign,
            hint=f"{node.below} {signs.FOLDED.char}" if folded and not choice.hint else choice.hint,
        )

    def _fit(self) -> None:
        self.styles.height = len(self.items.items) + FRAME

    def _accept_tag(self) -> None:
        if (chosen := self.selected) is not None and chosen.id:
            self._choose_name(chosen.id)

    # --- folds

    def say_keys(self) -> None:
        """Show the keys, those that fold only where there is something to fold."""
        self._screen.caption.offer(usable_hints(self._screen, () if self._nested else ("tags.fold", "tags.fold_all")))

    def do_tags_fold(self, _: int | None) -> None:
        """Fold or unfold the tag under the cursor; one without children folds the tag that it is below."""
        name = self._under_cursor()
        if name and name not in self._parents:
            name = self._tree.parent(name)
        if not self._can_fold() or not name:
            return
        self._folds.toggle(self._tree, name)
        self._show(name)
        self._fit()

    def do_tags_fold_all(self, _: int | None) -> None:
        """Fold all tags; unfold them if all are folded."""
        if self._can_fold():
            chosen = self._under_cursor()
            folded = self._folds.names(self._tree) != self._parents
            self._folds.fold_all(self._tree, folded=folded)
            above = self._tree.above(chosen) if folded else []
            self._show(above[-1] if above else chosen)
            self._fit()

    @property
    def _parents(self) -> set[str]:
        return {node.tag.name for node in self._tree.nodes if node.below}

    def _under_cursor(self) -> str:
        return chosen.label if (chosen := self.selected) is not None else ""

    def _can_fold(self) -> bool:
        if self.text.strip():
            self._screen.say(
                f"all matches are shown{tip('tags.fold', 'folds when the box is empty', self._screen.keys)}"
            )
            return False
        return self._nested

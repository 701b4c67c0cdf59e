"""The tags of a library as a tree with their counts: add, rename, merge, move and delete them."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.style import Style

from annotations.library import Library
from annotations.model import Tag
from annotations.records.codebook.tree import TagNode
from annotations.text.plurals import count_noun
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import OwnUndo, confirm
from tui.screens.base.record_list import RecordList
from tui.screens.overview.name_form import NameForm
from tui.screens.pickers.tag_box import INDENT
from tui.screens.pickers.tag_picker import OwnTagPicker, TagNamePicker, counted, is_own
from tui.session.tag_folds import TagFolds
from tui.text.cells import cell_len, shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

TOP: Final = "at the top"
"""Choice of a parent for a tag that is to have none."""


class TagList(ItemList[TagNode]):
    """Tags, one row each, indented by their depth."""

    def __init__(self, styles: Styles) -> None:
        super().__init__(styles, "", id="entries")
        self.folded: set[str] = set()
        """Names of the folded tags."""
        self.counts: tuple[dict[str, int], dict[str, int]] = {}, {}
        """Passages by tag: with it, and with it or one below it."""

    def draw(self, item: TagNode, width: int) -> list[Line]:
        """Sign of the fold, letter and name; on the right how many passages have the tag or one below it."""
        styles, tag = self.theme_styles, item.tag
        sign = (
            "  "
            if not item.below
            else f"{signs.FOLDED.char} "
            if tag.name in self.folded
            else f"{signs.UNFOLDED.char} "
        )
        lead = (" " * (INDENT * item.depth))[: width // 3] + sign
        whole = self.counts[1].get(tag.name, 0)
        count = f"{whole:,}"
        room = width - cell_len(lead) - cell_len(count) - 3
        name = shorten(tag.name, max(4, room))
        spare = room - cell_len(name) - 2
        detail = f"  {shorten(tag.description, spare)}" if tag.description and spare > 10 else ""
        gap = " " * max(1, room + 1 - cell_len(name) - cell_len(detail))
        return [
            [
                (lead, styles.muted), (f"{tag.letter} ", styles.tag(tag.colour)), (name, Style.null()),
                (detail, styles.muted), (gap, Style.null()), (count, styles.faint if not whole else styles.accent),
            ]
        ]  # fmt: skip


class CodebookScreen(Overlay[str | None]):
    """Returns the name of the tag whose passages are to be listed, or None after Esc."""

    CONTEXT: ClassVar[str] = "codebook"

    def __init__(self, styles: Styles, library: Library, folds: TagFolds, changed: Callable[[str, str], None]) -> None:
        """Show the tags; ``changed`` is called with the name of a tag that was renamed or deleted, and the new one."""
        super().__init__(styles)
        self._library = library
        self._folds = folds
        self._changed = changed
        self._list = TagList(styles)
        self.body = self._records = RecordList[TagNode](
            self,
            self._list,
            open_=lambda node: self.close(node.tag.name),
            describe=self._describe,
            narrow=self.renew,
            placeholder="words of a tag",
            identity=lambda node: node.tag.name,
        )
        self._undo = OwnUndo(self, library, self.renew)

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return *super().handlers, self._undo

    def renew(self) -> None:
        """Show the current tags."""
        tree, typed = self._library.tag_tree, self._records.typed
        counts = self._library.tag_counts()
        self._list.counts = {**counts.own}, {**counts.whole}
        self._list.folded = set() if typed.strip() else self._folds.names(tree)
        found = tree.matching(typed) if typed.strip() else self._folds.visible(tree)
        total = len(tree.nodes)
        shown = f"{len(found):,} of {total:,}" if len(found) != total else f"{total:,}"
        self._records.show(found, f"Codebook · {shown}")

    def _describe(self, item: TagNode, _: int) -> Sequence[Line]:
        """Return where a tag is, what it means, and how many passages have it."""
        styles, tag = self.theme_styles, item.tag
        path = " › ".join([*reversed(self._library.tag_tree.above(tag.name)), tag.name])
        own, whole = (counts.get(tag.name, 0) for counts in self._list.counts)
        below = f", {whole:,} with the {count_noun(item.below, 'tag')} below it" if item.below else ""
        key = f" · key {tag.key}" if tag.key else ""
        lines: list[Line] = [[(path, styles.accent)]]
        lines += [[(tag.description, styles.base)]] if tag.description else []
        return [*lines, [(f"{count_noun(own, 'passage')}{below}{key}", styles.muted)]]

    # --- folds

    def do_list_fold(self, _: int | None) -> None:
        """Fold the tag under the cursor, or the one that it is below."""
        node, tree = self._records.selected, self._library.tag_tree
        if node is None or self._filtered():
            return
        name = node.tag.name
        if not node.below or name in self._folds.names(tree):
            name = tree.parent(name)
        if name:
            self._folds.toggle(tree, name)
            self.renew()
            self._records.point_at(name)

    def do_list_unfold(self, _: int | None) -> None:
        """Unfold the tag under the cursor."""
        node, tree = self._records.selected, self._library.tag_tree
        if node is not None and not self._filtered() and node.tag.name in self._folds.names(tree):
            self._folds.toggle(tree, node.tag.name)
            self.renew()

    def do_list_fold_all(self, _: int | None) -> None:
        """Fold all tags."""
        self._fold_all(folded=True)

    def do_list_unfold_all(self, _: int | None) -> None:
        """Unfold all tags."""
        self._fold_all(folded=False)

    def _fold_all(self, *, folded: bool) -> None:
        node, tree = self._records.selected, self._library.tag_tree
        if node is None or self._filtered():
            return
        self._folds.fold_all(tree, folded=folded)
        self.renew()
        above = tree.above(node.tag.name) if folded else []
        self._records.point_at(above[-1] if above else node.tag.name)

    def _filtered(self) -> bool:
        if self._records.typed.strip():
            self.say("all matches are shown: remove the filter to fold tags")
            return True
        return False

    # --- changes

    def do_kinds_add(self, _: int | None) -> None:
        """Add a tag beside the one under the cursor."""
        node = self._records.selected
        self._add(self._library.tag_tree.parent(node.tag.name) if node is not None else "")

    def do_tags_add_below(self, _: int | None) -> None:
        """Add a tag below the one under the cursor."""
        if (node := self._records.selected) is not None:
            self._add(node.tag.name)

    def _add(self, parent: str) -> None:
        library = self._library
        library.transactions.require_writable()

        def done(name: str | None) -> None:
            if name is not None:
                self._folds.reveal(library.tag_tree, name)
                self._report(f"added {name}{f' below {parent}' if parent else ''}", name)

        title = f"A tag below {parent}" if parent else "A tag at the top"

        def save(name: str) -> None:
            library.add_tag(name, parent=parent)

        self.app.push_screen(NameForm(self.theme_styles, title, "", save), done)

    def do_kinds_edit(self, _: int | None) -> None:
        """Rename the tag under the cursor, or merge it with another one."""
        if (tag := self._own()) is None:
            return
        library, name = self._library, tag.name

        def put(new: str) -> None:
            if library.has_tag(new) and library.tag(new).name != name:
                library.merge_tags(name, new)
                done = f"{name} merged into {new}"
            else:
                new = library.rename_tag(name, new).name
                done = f"{name} renamed {new}"
            self._changed(name, new)
            self._report(done, new)

        picker = TagNamePicker(self.theme_styles, library, self._folds, name)
        self.app.push_screen(picker, lambda new: self.attempt(lambda: put(new)) if new else None)

    def do_tags_move(self, _: int | None) -> None:
        """Put the tag under the cursor below another one, or at the top."""
        if (tag := self._own()) is None:
            return
        library, name = self._library, tag.name
        below = library.tag_tree.with_below(name)

        def put(parent: str) -> None:
            library.set_parent(name, "" if parent == TOP else parent)
            self._folds.reveal(library.tag_tree, name)
            self._report(f"{name} is {parent if parent == TOP else f'below {parent}'} now", name)

        picker = OwnTagPicker(
            self.theme_styles,
            f"Put {shorten(name, 40)} below",
            library,
            self._folds,
            counted(library),
            lambda one: one.name not in below,
            extra=TOP if tag.parent else "",
        )
        self.app.push_screen(picker, lambda parent: self.attempt(lambda: put(parent)) if parent else None)

    def do_tag_delete(self, _: int | None) -> None:
        """Delete the tag under the cursor from all passages; ask if there are any."""
        if (tag := self._own()) is None:
            return

        def delete() -> None:
            count = self._library.remove_tag(tag.name)
            self._changed(tag.name, "")
            self._report(f"deleted {tag.name} from {count_noun(count, 'passage')}", "")

        if count := self._list.counts[0].get(tag.name, 0):
            confirm(self, f"Delete {shorten(tag.name, 40)} from {count_noun(count, 'passage')}?", delete)
        else:
            delete()

    def _own(self) -> Tag | None:
        """Return the tag under the cursor if it can be changed; report it if not."""
        node = self._records.selected
        if node is None:
            return None
        self._library.transactions.require_writable()
        if not is_own(node.tag):
            self.say(f"{node.tag.name} is built in and cannot be changed{tip('kinds.add', 'add a tag', self.keys)}")
            return None
        return node.tag

    def _report(self, message: str, name: str) -> None:
        """Show the tags after a change, with the cursor on one unless its name is `""`."""
        self._undo.count()
        self.renew()
        if name:
            self._records.point_at(name)
        self.say(f"{message}{tip('change.undo', 'undo', self.keys)}")

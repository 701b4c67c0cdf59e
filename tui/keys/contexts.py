"""Which commands each screen over the page takes, with their words there."""

from typing import Final, NamedTuple


class Use(NamedTuple):
    """A command in a context."""

    id: str
    label: str = ""
    """The label in hints of this context; "" for the label of the command."""
    help: str = ""
    """The help text in this context; "" for that of the command."""
    writes: bool = False
    """Whether it changes the library here, though it does not elsewhere; see `Command.writes`."""
    hinted: bool = True
    """Whether it has a hint; not if another key with a hint does the same."""


class Context(NamedTuple):
    """A screen over the page, or a mode of one, and the commands that it takes."""

    title: str
    uses: tuple[Use, ...]
    """Its own first, in the order of their hints."""
    moves: bool = True
    """Whether there is a cursor, or a text to scroll, that the keys of the page move."""
    typing: bool = False
    """Whether text is typed: keys that type or edit text are no commands."""

    @property
    def others(self) -> tuple[Use, ...]:
        """The commands of every screen of this sort."""
        return _LEAVE if self.typing else (*_MOVES, *_QUIT) if self.moves else _QUIT


_LEAVE: Final = (
    Use("select.leave", "leave", "Cancel or leave."),
    Use("app.help", "keys", "List all keys of this screen; while you type, `?` in an empty box or F1."),
)
_QUIT: Final = (
    Use("app.quit", "leave", "Leave the screen."),
    *_LEAVE,
    Use(
        "app.palette",
        help="Type a command for the page; running it closes this screen, `:q` closes it alone.",
        hinted=False,
    ),
)
_MOVES: Final = tuple(
    Use(f"move.{where}") for where in ("down", "up", "half_down", "half_up", "page_down", "page_up", "top", "end")
)
_BOX: Final = (Use("type.down", ""), Use("type.up", ""), Use("type.page_down", ""), Use("type.page_up", ""))
_OTHER_TAGS: Final = tuple(Use(f"tag.{tag}", tag, f"Tag them as {tag}s.") for tag in ("figure", "opinion"))
_COLUMNS: Final = (Use("board.left"), Use("board.right"), Use("board.last"))
_OWN_TAG: Final = Use("tag.own", "own tag", "Add the tag of the codebook that has this digit.")

CONTEXTS: Final = {
    "board": Context(
        "Claims board",
        (
            Use("link.follow", "open", "Open the passage, a ✗ beside what it contradicts; on the words, the claim."),
            Use("board.tab", "disputes", "Go to the disputes."),
            Use("go.disputes", hinted=False),
            Use("board.review"),
            Use("tag.status", "status", "Set the status of the claim: `S`, then a letter."),
            Use("link.take", "link", "Start a link from the passage; on another one, choose the link type."),
            Use("tag.claim", "claim", "Tag the passage as a claim; on the words, all passages of the claim."),
            *_OTHER_TAGS,
            Use("tag.note", "note", "Write a note on the claim."),
            Use("board.title"),
            Use("board.sort"),
            Use("find.find", "filter", "Filter by words, a verdict, `tag:claim`, `source:3`, `status:open`."),
            Use("board.hide"),
            Use("board.group"),
            Use("board.fold"),
            Use("list.fold_all", "fold all", "Show all claims under the tags at the top, if grouped by tag."),
            Use("list.unfold_all", "unfold all", "Show each claim under its own tags."),
            Use("board.next_passage"),
            Use("search.save", "save filter", "Save the filter under a name."),
            _OWN_TAG,
            Use("tag.pick"),
            Use("tag.repeat"),
            Use("change.undo"),
            Use("change.redo"),
            *(Use(f"board.{where}") for where in ("left", "right", "first", "last")),
        ),
    ),
    "ledger": Context(
        "Ledger of figures",
        (
            Use("link.follow", "open", "Open the passage of the cell; on the name, a conflict side by side."),
            Use("link.peek", "reasons", "Show the reasons of the verdict in full."),
            Use("ledger.resolve"),
            Use("ledger.merge"),
            Use("ledger.split"),
            Use("board.title", "name", "Name the metric; an empty name is proposed again."),
            Use("link.take", "link", "Start a link from the passage; on another one, choose the link type."),
            Use("board.sort", "sort", "Sort by the size of the conflict, by place or by the number of sources."),
            Use("find.find", "filter", "Filter by words, a verdict such as *conflict* or *resolved*, a unit."),
            Use("board.hide", "hide resolved", "Show resolved conflicts; again hides them."),
            Use("search.save", "save filter", "Save the filter under a name."),
            Use("change.undo"),
            Use("change.redo"),
            *_COLUMNS,
            Use("board.first", "name", "Go to the name of the metric."),
        ),
    ),
    "reasons": Context(
        "Reasons of a verdict",
        (
            Use("link.follow", "open", "Open the passage, or a conflict side by side."),
            Use("link.peek", "close", "Close."),
        ),
    ),
    "statistics": Context(
        "Statistics",
        (
            Use("link.follow", "list", "List the passages or links that the number counts."),
            Use("statistics.next"),
            Use("board.sort", "sort", "Sort by the column, greatest first; again restores the order of the sources."),
            Use("find.find", "filter", "Filter by words of a source or a tag."),
            Use("statistics.previous"),
            Use("statistics.table"),
            Use("search.save", "save filter", "Save the filter under a name."),
            *_COLUMNS,
            Use("board.first", "first column", "Go to the first column."),
        ),
    ),
    "counted": Context(
        "Counted passages and links",
        (
            Use("link.follow", "go", "Go to the passage, or to the start of the link."),
            Use("links.target", "other end", "Go to the target of the link."),
            Use("find.find", "filter", "Filter passages by words, a note or a tag."),
        ),
    ),
    "map": Context(
        "Map",
        (
            Use("link.follow", "open", "Go to the claim; on a source, list its passages."),
            Use("map.next"),
            Use("map.along"),
            Use("find.find", "filter", "Filter claims by words, *contested*, `tag:`, `source:`, `status:`."),
            Use("map.centre"),
            Use("map.unlinked"),
            Use("link.peek", "links", "List its links of the chosen type."),
            Use("search.save", "save filter", "Save the filter under a name, as one of the board."),
            Use("board.left", "left", "Go to the source of a claim, or follow the chosen link."),
            Use("board.right", "right", "Go to the claims of a source, or follow the chosen link."),
            Use("map.previous"),
        ),
    ),
    "timeline": Context(
        "Timeline",
        (
            Use("link.follow", "go", "Go to the passage with the date."),
            Use("links.target", "conflict", "Go to what is in conflict with it."),
            Use("find.find", "filter", "Filter entries by words, a date, *conflict* or *claim*."),
            Use("search.save", "save filter", "Save the filter under a name."),
        ),
    ),
    "saved": Context(
        "Saved searches",
        (
            Use("link.follow", "apply", "Apply the search."),
            Use("kinds.edit", "rename", "Rename the search."),
            Use("tag.delete", "delete", "Delete the search."),
            Use("change.undo", "undo", "Undo the last change made here."),
            Use("find.find", "filter", "Filter saved searches by words."),
        ),
    ),
    "claim": Context(
        "A claim in full",
        (
            Use("link.follow", "open", "Open the passage of the line; beside the claim if it contradicts it."),
            Use("tag.note", "note", "Write a note on the passage of the line, or on the claim."),
            Use("claim.once"),
            Use("claim.separately"),
            Use("change.undo"),
            Use("change.redo"),
        ),
    ),
    "disputes": Context(
        "Disputes",
        (
            Use("link.follow", "open", "Show the dispute in full."),
            Use("board.compare"),
            Use("board.tab", "claims", "Go to the claims."),
            Use("go.claims", hinted=False),
            Use("board.sort", "sort", "Sort by weight, most sources, newest."),
            Use("find.find", "filter", "Filter by words of the claims, names of sources, `open`, `decided`."),
            Use("board.hide", "hide decided", "Hide the disputes that are decided; again shows them."),
            Use("search.save", "save filter", "Save the filter under a name."),
            Use("change.undo"),
            Use("change.redo"),
        ),
    ),
    "dispute": Context(
        "A dispute in full",
        (
            Use("link.follow", "open", "Open the passage of the line, or the two of a contradiction side by side."),
            Use("dispute.decide"),
            Use("dispute.why"),
            Use("dispute.questions"),
            Use("board.title", "title", "Write the title of the dispute."),
            Use("tag.note", "note", "Write a note on the passage of the line."),
            Use("claim.once"),
            Use("claim.separately"),
            Use("change.undo"),
            Use("change.redo"),
        ),
    ),
    "filter": Context(
        "A filter or a title",
        (
            Use("type.accept", "back to the list"),
            Use("type.down"),
            Use("type.up"),
            Use("type.next", "back to the list", "Go back to the list.", hinted=False),
            Use("type.previous", "back to the list", "Go back to the list.", hinted=False),
        ),
        typing=True,
    ),
    "history": Context(
        "History",
        (
            Use("link.follow", "go", "Go to where the change was made."),
            Use("change.undo", "undo", "Undo the change under the cursor by itself."),
            Use("change.redo", "redo"),
            Use("find.find", "filter", "Filter changes by words, a name, a date or a source."),
            Use("history.passage"),
        ),
    ),
    "links": Context(
        "All links",
        (
            Use("link.follow", "go", "Go to the start of the link."),
            Use("links.target"),
            Use("link.retype", "type"),
            Use("link.reverse", "reverse"),
            Use("link.move_end", "move end"),
            Use("tag.delete", "delete", "Delete the link."),
            Use("change.undo", "undo", "Undo the last change made here."),
            Use("find.find", "filter", "Filter links by words, a note or a type."),
        ),
    ),
    "kinds": Context(
        "Link types",
        (
            Use("kinds.add"),
            Use("link.follow", "edit", "Edit the link type.", writes=True),
            Use("kinds.edit", hinted=False),
            Use("tag.delete", "delete", "Delete the link type, and choose what becomes of its links."),
            Use("change.undo", "undo", "Undo the last change made here."),
            Use("find.find", "filter", "Filter by words."),
        ),
    ),
    "queue": Context(
        "Suggested links",
        (
            Use("queue.reject"),
            Use("queue.later"),
            Use("change.undo", "undo", "Undo the last change made here."),
            Use("link.flip"),
            Use("link.follow", "compare", "Compare the two passages in their sources."),
            Use("find.find", "filter", "Filter by words of a passage or a source, a link type or a reason."),
            Use("search.save", "save filter", "Save the filter under a name."),
        ),
        moves=False,
    ),
    "problems": Context(
        "Problems",
        (
            Use("link.follow", "go", "Go to the passage or source."),
            Use("problems.first"),
            Use("problems.second"),
            Use("problems.both"),
            Use("problems.merge"),
            Use("problems.follow"),
            Use("find.find", "filter", "Filter by words."),
        ),
    ),
    "lint": Context(
        "Lint",
        (Use("link.follow", "go", "Go to the place."), Use("find.find", "filter", "Filter by words or a kind.")),
    ),
    "unresolved": Context(
        "Unresolved passages",
        (
            Use("link.follow", "go", "Go to the passage, or to the selected candidate."),
            Use("unresolved.accept"),
            Use("unresolved.reselect"),
            Use("unresolved.drop"),
            Use("unresolved.candidate"),
            Use("unresolved.next"),
            Use("unresolved.accept_moved"),
            Use("problems.follow"),
            Use("change.undo"),
            Use("find.find", "filter", "Filter by words, an address or a state."),
        ),
    ),
    "occurrences": Context(
        "Tag all places",
        (
            Use("occurrences.apply"),
            Use("occurrences.toggle"),
            Use("occurrences.toggle_all"),
            Use("tag.claim", "claim", "Tag them as claims."),
            *_OTHER_TAGS,
            _OWN_TAG,
            Use("occurrences.everywhere"),
            Use("find.find", "filter", "Filter by the words around; only what is shown is tagged."),
        ),
    ),
    "preview": Context(
        "A link",
        (
            Use("preview.next"),
            Use("preview.previous"),
            Use("link.follow", "go"),
            Use("link.retype", "type"),
            Use("link.reverse", "reverse"),
            Use("link.move_end", "move end"),
            Use("link.peek", "close", "Close."),
        ),
        moves=False,
    ),
    "find": Context(
        "Find in this source",
        (
            Use("type.accept", "keep", "Keep the query; in an empty line, repeat the last one."),
            Use("find.pattern"),
            Use("find.earlier"),
            Use("find.later"),
        ),
        typing=True,
    ),
    "search": Context(
        "Search",
        (
            Use("type.accept", "open"),
            Use("search.save"),
            *_BOX,
            Use("type.next", "down"),
            Use("type.previous", "up"),
        ),
        typing=True,
    ),
    "partners": Context("Suggest links", (Use("partners.mark"), Use("type.accept", "link"), *_BOX), typing=True),
    "end": Context("The other end of a link", (Use("type.accept", "choose"), *_BOX), typing=True),
    "note": Context("A note", (Use("note.save"), Use("note.new_line")), typing=True),
    "picker": Context("A list", (Use("type.accept", "choose"), *_BOX), typing=True),
    "codebook": Context(
        "Codebook",
        (
            Use("link.follow", "passages", "List the passages of the tag and of the tags below it."),
            Use("list.fold", "fold", "Fold the tag, or the one that it is below."),
            Use("list.unfold", "unfold", "Unfold the tag."),
            Use("kinds.edit", "rename", "Rename the tag, or merge it with another one."),
            Use("tags.move"),
            Use("kinds.add", "add", "Add a tag beside the one under the cursor."),
            Use("tags.add_below"),
            Use("tag.delete", "delete", "Delete the tag from all passages and from the codebook."),
            Use("change.undo", "undo", "Undo the last change made here."),
            Use("find.find", "filter", "Filter by words; the tags above a match stay visible."),
            Use("list.fold_all", "fold all", "Fold all tags."),
            Use("list.unfold_all", "unfold all", "Unfold all tags."),
        ),
    ),
    "tags": Context("Tags", (Use("type.accept", "choose"), Use("tags.fold"), Use("tags.fold_all"), *_BOX), typing=True),
    "command": Context(
        "The command line",
        (Use("type.accept", "run"), Use("type.next", "complete", "Complete the line."), *_BOX),
        typing=True,
    ),
    "welcome": Context("A folder without sources", (Use("link.follow", "choose", "Run the selected item."),)),
    "settings": Context(
        "Settings",
        (
            Use("link.follow", "change", "Change the setting."),
            Use("move.wider", "wider", "Make the column of text wider."),
            Use("move.narrower", "narrower", "Make the column of text narrower."),
        ),
    ),
    "line": Context("A line of text", (Use("type.accept", "save", "Accept the line."),), typing=True),
    "menu": Context("Menu", (Use("link.follow", "run", "Run the command."),)),
    "help": Context("Keys", (Use("type.accept", "close"), *_BOX), typing=True),
    "form": Context(
        "A form",
        (Use("type.accept", "save"), Use("type.next", "next"), Use("type.previous"), Use("type.down"), Use("type.up")),
        typing=True,
    ),
    "folder": Context("The folder of sources", (Use("type.accept", "continue there"),), typing=True),
}
"""Every screen over the page by its name, and the line in which a query is typed."""

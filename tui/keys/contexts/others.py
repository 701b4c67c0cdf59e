"""Lists of records, boxes and forms."""

from typing import Final

from tui.keys.contexts.context import ALTER_LINK, BOX, OTHER_TAGS, OWN_TAG, Context, Use

OTHERS: Final = {
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
            *ALTER_LINK,
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
            *OTHER_TAGS,
            OWN_TAG,
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
            *ALTER_LINK,
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
            *BOX,
            Use("type.next", "down"),
            Use("type.previous", "up"),
        ),
        typing=True,
    ),
    "partners": Context("Suggest links", (Use("partners.mark"), Use("type.accept", "link"), *BOX), typing=True),
    "end": Context("The other end of a link", (Use("type.accept", "choose"), *BOX), typing=True),
    "note": Context("A note", (Use("note.save"), Use("note.new_line")), typing=True),
    "picker": Context("A list", (Use("type.accept", "choose"), *BOX), typing=True),
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
    "tags": Context("Tags", (Use("type.accept", "choose"), Use("tags.fold"), Use("tags.fold_all"), *BOX), typing=True),
    "command": Context(
        "The command line",
        (Use("type.accept", "run"), Use("type.next", "complete", "Complete the line."), *BOX),
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
    "help": Context("Keys", (Use("type.accept", "close"), *BOX), typing=True),
    "form": Context(
        "A form",
        (Use("type.accept", "save"), Use("type.next", "next"), Use("type.previous"), Use("type.down"), Use("type.up")),
        typing=True,
    ),
    "folder": Context("The folder of sources", (Use("type.accept", "continue there"),), typing=True),
}

"""The commands of the reading screen: what can be done on a page and in the panels beside it."""

from typing import Final

from tui.keys.command import Command, Group

READING: Final = (
    Group(
        "Tag",
        (
            Command(
                "tag.claim",
                ("c",),
                "claim",
                "Tag the selection, passage or sentence as a claim; again removes the tag.",
                "both",
            ),
            Command(
                "tag.figure",
                ("f",),
                "figure",
                "Tag it as a figure; with nothing selected, the number under the cursor.",
                "both",
            ),
            Command(
                "tag.figure_details", ("g =",), "about figure", "Choose its reading; say what it is about.", "both"
            ),
            Command("tag.opinion", ("o",), "opinion", "Tag it as an opinion.", "both"),
            Command(
                "tag.own",
                ("1…9",),
                "own tag",
                "With a selection: add the tag of the codebook that has this digit.",
                "both",
            ),
            Command("tag.pick", ("t",), "tag…", "Choose a tag from the codebook, or create one.", "both"),
            Command("tag.repeat", (".",), "repeat", "Repeat the last tag."),
            Command(
                "tag.codebook",
                ("g b",),
                "codebook",
                "Show the tags as a tree with their counts; rename, merge, move or delete them.",
                "both",
            ),
            Command("tag.rename", (), "rename tag", "Rename a tag, or merge it with another one, on all passages."),
            Command("tag.remove", (), "remove tag", "Remove a tag from all passages and from the codebook."),
            Command(
                "search.occurrences",
                ("T",),
                "tag all",
                "Review all places with the words of the passage or selection, and tag them.",
            ),
            Command(
                "tag.cycle",
                ("g n",),
                "next overlapping",
                "Select the next of several passages under the cursor.",
            ),
            Command("tag.adjust_start", ("<",), "adjust start", "Move the start of the passage: motions, then Enter."),
            Command("tag.adjust_end", (">",), "adjust end", "Move the end of the passage: motions, then Enter."),
            Command("tag.note", ("i",), "note", "Write a note on the passage; in the list of sources, a memo.", "both"),
            Command(
                "tag.note_editor", ("E",), "note in editor", "Write the note in the editor that EDITOR names.", "both"
            ),
            Command("tag.status", ("S",), "status", "Set the status of the passage: `S`, then a letter.", "both"),
            Command(
                "tag.delete",
                ("d d",),
                "delete",
                "Delete the passage, the link selected in the panel, or a listed source whose file is gone.",
                "both",
            ),
        ),
    ),
    Group(
        "Link",
        (
            Command(
                "link.take",
                ("L",),
                "link",
                "Start a link from the passage; on another passage, choose the link type.",
                "both",
            ),
            Command(
                "link.follow",
                ("enter", "g l"),
                "follow",
                "Follow a link of the passage; in a panel, go to the selected item.",
                "both",
            ),
            Command(
                "link.find",
                (),
                "suggest links",
                "Start a link and list passages that it may lead to, the likeliest first: `L` twice.",
                "both",
            ),
            Command("link.peek", ("K",), "peek", "Look at the other end of a link without going there.", "both"),
            Command(
                "link.browse",
                ("g L",),
                "all links",
                "List all links of the library; find, follow, alter or delete them.",
                "both",
            ),
            Command(
                "link.retype",
                ("C",),
                "link type",
                "Give the link another type; its note stays.",
                "both",
            ),
            Command("link.reverse", ("X",), "reverse link", "Reverse the direction of the link.", "both"),
            Command(
                "link.move_end",
                ("J",),
                "move link",
                "Move the start or the target of the link to another passage.",
                "both",
            ),
            Command("link.kinds", ("g k",), "link types", "Add, edit or delete link types of your own.", "both"),
            Command("link.next", ("] l",), "next link", "Go to the next passage that has links."),
            Command("link.previous", ("[ l",), "previous link", "Go to the previous passage that has links."),
        ),
    ),
    Group(
        "Source",
        (
            Command(
                "source.facts",
                ("F",),
                "facts",
                "Edit author, publisher, date, address, kind, credibility and origin of the source.",
                "both",
            ),
            Command(
                "source.memo", ("I",), "memo", "Write a memo on the source; in the list of sources `i` does.", "both"
            ),
            Command("source.memo_tag", (), "memo on tag", "Choose a tag, and write a memo on it."),
            Command("source.memo_library", ("g I",), "memo on library", "Write a memo on the whole library.", "both"),
            Command(
                "source.read",
                ("R",),
                "mark read",
                "Mark the source: `R`, then `r` read to here, `a` all read, `u` unread.",
                "both",
            ),
        ),
    ),
    Group(
        "Copy and export",
        (
            Command("change.copy", ("y",), "copy", "Copy the selection or passage with its citation.", "both"),
            Command(
                "change.copy_plain",
                ("Y",),
                "copy with address",
                "Copy it with the address that finds it again.",
                "both",
            ),
            Command(
                "app.export",
                ("g e",),
                "export",
                "Write everything as JSON to `.postil/exports`; `:export FORMAT` writes other formats.",
                "both",
            ),
            Command(
                "app.report",
                ("g E",),
                "report",
                "Write a report as HTML to `.postil/exports`; `:report FORMAT` writes Markdown, Word or PDF.",
                "both",
            ),
            Command(
                "app.save", (), "save now", "Make sure that everything is on disk; changes are saved as you go.", "both"
            ),
        ),
    ),
    Group(
        "Undo",
        (
            Command("change.undo", ("u",), "undo", "Undo your last change, in any source.", "both"),
            Command("change.redo", ("ctrl+r",), "redo", "Redo what you undid.", "both"),
            Command(
                "change.history",
                ("g h",),
                "history",
                "List all changes with author and time; undo any one of them.",
                "both",
            ),
        ),
    ),
    Group(
        "Find",
        (
            Command(
                "find.find",
                ("/",),
                "find",
                "Find words in this source as you type; in a panel, filter it.",
                "both",
            ),
            Command(
                "find.next",
                ("n",),
                "next match",
                "Go to the next match; while you compare a dispute, to its next pair.",
            ),
            Command("find.previous", ("N",), "previous match", "Go to the previous match."),
            Command(
                "find.word_back",
                ("#",),
                "find this backwards",
                "Find the word under the cursor, or the selection, backwards.",
            ),
            Command("find.word", ("*",), "find this", "Find the word under the cursor, or the selection."),
            Command(
                "search.everywhere",
                ("g /",),
                "find everywhere",
                "Find words in all sources, notes and tags, with filters such as `tag:claim`.",
                "both",
            ),
        ),
    ),
    Group(
        "Go",
        (
            Command("go.next_passage", ("] a",), "next passage", "Go to the next passage."),
            Command("go.previous_passage", ("[ a",), "previous passage", "Go to the previous passage."),
            Command(
                "go.next_unsure",
                ("] o",),
                "next unresolved",
                "Go to the next passage that was moved or edited in its source.",
            ),
            Command(
                "go.previous_unsure",
                ("[ o",),
                "previous unresolved",
                "Go to the previous passage that was moved or edited in its source.",
            ),
            Command("go.next_number", ("] u",), "next number", "Go to the next number that is not tagged as a figure."),
            Command(
                "go.previous_number",
                ("[ u",),
                "previous number",
                "Go to the previous number that is not tagged as a figure.",
            ),
            Command("go.mark", ("m",), "mark", "Mark this place with a letter, until you quit."),
            Command(
                "go.to_mark", ("`", "'"), "to mark", "Go to the place marked with a letter, in any source.", "both"
            ),
            Command("go.next_source", ("] s",), "next source", "Go to the next source, where you left it.", "both"),
            Command("go.previous_source", ("[ s",), "previous source", "Go to the previous source.", "both"),
            Command(
                "open.link",
                ("g x",),
                "open link",
                "Open the link under the cursor: an address in the browser; a source, heading or footnote here.",
            ),
            Command("go.back", ("ctrl+o",), "back", "Go back to where the last jump began.", "both"),
            Command("go.forward", ("alt+o",), "forward", "Go forward again.", "both"),
            Command(
                "go.open",
                (),
                "open…",
                "Open a source by its number or title, or a passage by its address: `:e 3`, `:1:4`.",
                "both",
            ),
            Command("go.sources", ("g s",), "sources", "Go to the list of sources.", "both"),
            Command("go.reader", ("g r",), "reader", "Go to the text.", "both"),
            Command("go.passages", ("g p",), "passages", "Go to the passages of this source.", "both"),
            Command("go.outline", ("g O",), "outline", "Go to the headings of this source.", "both"),
            Command(
                "go.next_pane",
                ("tab",),
                "next pane",
                "Go to the next pane; while you compare, show the next linked passage.",
                "both",
            ),
            Command("go.previous_pane", ("shift+tab",), "previous pane", "Go to the previous pane.", "both"),
        ),
    ),
    Group(
        "Lists",
        (
            Command(
                "list.sort",
                ("s",),
                "sort",
                "Sort the sources by number, folder, last opened, passages or share read.",
                "list",
            ),
            Command("list.fold", ("h", "left"), "fold", "Fold the folder under the cursor, or around it.", "list"),
            Command(
                "list.unfold",
                ("l", "right"),
                "unfold",
                "Unfold the folder under the cursor; Enter does the same.",
                "list",
            ),
            Command("list.fold_all", ("z M",), "fold all", "Fold all folders of sources.", "list"),
            Command("list.unfold_all", ("z R",), "unfold all", "Unfold all folders of sources.", "list"),
        ),
    ),
    Group(
        "Panes",
        (
            Command(
                "panes.split",
                ("ctrl+w v",),
                "second page",
                "Open a second page beside this one, or below it in a narrow terminal.",
                "both",
            ),
            Command("panes.stack", ("ctrl+w s",), "second page below", "Open a second page below this one.", "both"),
            Command("panes.close", ("ctrl+w c",), "close page", "Close this page and keep the other.", "both"),
            Command("panes.only", ("ctrl+w o",), "only this page", "Close the other page.", "both"),
            Command("panes.other", ("ctrl+w w", "ctrl+w ctrl+w"), "other page", "Go to the other page.", "both"),
            Command(
                "panes.left",
                ("ctrl+w h", "ctrl+w k"),
                "pane on the left",
                "Go to the pane on the left, or above.",
                "both",
            ),
            Command(
                "panes.right",
                ("ctrl+w l", "ctrl+w j"),
                "pane on the right",
                "Go to the pane on the right, or below.",
                "both",
            ),
            Command("panes.equal", ("ctrl+w =",), "equal panes", "Reset the sizes of the panes.", "both"),
            Command(
                "panes.zoom",
                ("+",),
                "zoom",
                "Enlarge this page: hide the panels, then the other page.",
                "both",
            ),
            Command("panes.unzoom", ("_",), "unzoom", "Shrink this page again.", "both"),
        ),
    ),
    Group(
        "Program",
        (
            Command("view.diagram", ("g d",), "diagram", "Draw the diagram under the cursor, or show its text."),
            Command("app.help", ("?", "f1"), "help", "List all keys and what they do.", "both"),
            Command("app.legend", ("g ?",), "legend", "List the signs on the screen with their meanings.", "both"),
            Command(
                "app.palette",
                ("ctrl+p", ":"),
                "command line",
                "Type a command, an address, a line or a source.",
                "both",
            ),
            Command(
                "app.settings", ("g ,",), "settings", "Change theme, column width, mouse, author and keys.", "both"
            ),
            Command(
                "app.folder", ("g F",), "open folder…", "Leave this folder and open another one: `:cd FOLDER`.", "both"
            ),
            Command("app.samples", (), "open samples", "Leave this folder and open the samples.", "both"),
            Command("app.welcome", (), "first steps", "Show what to do in a folder without sources.", "both"),
            Command(
                "app.menu",
                ("g .",),
                "menu",
                "List the commands for the item under the cursor; a right click does the same.",
                "both",
            ),
            Command("app.theme", ("g t",), "theme…", "Choose a theme; each is shown as you select it.", "both"),
            Command("app.take_over", ("g w",), "take over", "Take over editing if the other postil has quit.", "both"),
            Command(
                "app.locate",
                ("g m",),
                "locate",
                "Name the new folder if the folder of sources is gone, and save there.",
                "both",
            ),
            Command("app.suspend", ("ctrl+z",), "suspend", "Suspend (`fg` resumes).", "both"),
            Command(
                "app.quit",
                ("q", "Z Z", "Z Q"),
                "quit",
                "Leave the panel, then the second page, then postil, as vim does; asks only if something is not saved.",
                "both",
            ),
        ),
    ),
)

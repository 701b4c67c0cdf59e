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
                "Tag the selection, passage or sentence a claim; again removes the tag.",
                "both",
            ),
            Command(
                "tag.figure",
                ("f",),
                "figure",
                "Tag it a figure; with nothing selected, the number under the cursor.",
                "both",
            ),
            Command("tag.opinion", ("o",), "opinion", "Tag it an opinion.", "both"),
            Command(
                "tag.own",
                ("1…9",),
                "own tag",
                "With a selection: give the tag of the codebook that has this digit.",
                "both",
            ),
            Command("tag.pick", ("t",), "tag…", "Choose a tag from the codebook, or make one.", "both"),
            Command("tag.repeat", (".",), "repeat", "Repeat the last tag."),
            Command("tag.rename", (), "rename tag", "Rename a tag, or merge it with another one, on all passages."),
            Command("tag.remove", (), "remove tag", "Take a tag from all passages and from the codebook."),
            Command(
                "search.occurrences",
                ("T",),
                "tag all",
                "Tag all places with the words of the passage or selection, after a look at them.",
            ),
            Command(
                "tag.cycle",
                ("g n",),
                "next overlapping",
                "Make the next of the passages under the cursor the current one.",
            ),
            Command("tag.adjust_start", ("<",), "adjust start", "Move the start of the passage: motions, then Enter."),
            Command("tag.adjust_end", (">",), "adjust end", "Move the end of the passage: motions, then Enter."),
            Command("tag.note", ("i",), "note", "Write a note on the passage; in the list of sources a memo.", "both"),
            Command("tag.note_editor", ("E",), "note in editor", "Write it in the editor that EDITOR names.", "both"),
            Command(
                "tag.status",
                ("S",),
                "status",
                "Set the status of the passage: `S`, then a letter.",
                "both",
            ),
            Command(
                "tag.delete",
                ("d d",),
                "delete",
                "Delete the passage, the link that is chosen in the panel, or in the list a source whose file is gone.",
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
                "Start a link from the passage; on another one: make it, then the letter of a link type.",
                "both",
            ),
            Command(
                "link.follow", ("enter", "g l"), "follow", "Follow a link of the passage; in a panel: go there.", "both"
            ),
            Command(
                "link.find",
                (),
                "suggest links",
                "Start a link and list what it may lead to, the likeliest first: `L` twice.",
                "both",
            ),
            Command("link.peek", ("K",), "peek", "Look at the other end of a link without going there.", "both"),
            Command("link.browse", ("g L",), "all links", "All links of the library: find, follow, delete.", "both"),
            Command(
                "link.kinds", ("g k",), "kinds of links", "Add, alter or remove kinds of links of your own.", "both"
            ),
            Command("link.next", ("] l",), "next link", "To the next passage that has links."),
            Command("link.previous", ("[ l",), "link before", "To the passage before that has links."),
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
                "app.export", ("g e",), "export", "Write everything as JSON to a new file beside the library.", "both"
            ),
            Command("app.save", (), "save now", "Everything is saved as you go; make sure that it is on disk.", "both"),
        ),
    ),
    Group(
        "Undo",
        (
            Command("change.undo", ("u",), "undo", "Undo your last change, wherever it was.", "both"),
            Command("change.redo", ("ctrl+r",), "redo", "Redo what you undid.", "both"),
            Command(
                "change.history",
                ("g h",),
                "history",
                "What was done, by whom and when; undo one change of it by itself.",
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
                "Find words in this source, shown as you type; in a panel: filter it.",
                "both",
            ),
            Command(
                "find.next", ("n",), "next match", "To the next match; while a dispute is compared: its next pair."
            ),
            Command("find.previous", ("N",), "match before", "To the match before."),
            Command(
                "find.word_back",
                ("#",),
                "find this back",
                "Find the word under the cursor, or what is selected, before here.",
            ),
            Command("find.word", ("*",), "find this", "Find the word under the cursor, or what is selected."),
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
            Command("go.next_passage", ("] a",), "next passage", "To the next passage."),
            Command("go.previous_passage", ("[ a",), "passage before", "To the passage before."),
            Command(
                "go.next_unsure", ("] o",), "next unsure", "To the next passage that was moved or edited in its source."
            ),
            Command(
                "go.previous_unsure",
                ("[ o",),
                "unsure before",
                "To the passage before that was moved or edited in its source.",
            ),
            Command("go.next_number", ("] u",), "next number", "To the next number that is not tagged a figure."),
            Command(
                "go.previous_number", ("[ u",), "number before", "To the number before that is not tagged a figure."
            ),
            Command("go.mark", ("m",), "mark", "Mark this place with a letter, until the program is left."),
            Command(
                "go.to_mark", ("`", "'"), "to mark", "To the place marked with a letter, in whichever source.", "both"
            ),
            Command("go.next_source", ("] s",), "next source", "To the next source, where it was left.", "both"),
            Command("go.previous_source", ("[ s",), "source before", "To the source before.", "both"),
            Command(
                "open.link",
                ("g x",),
                "open link",
                "Open the link under the cursor: an address in the browser; a source, heading or footnote here.",
            ),
            Command("go.back", ("ctrl+o",), "back", "Back to where the last jump began.", "both"),
            Command("go.forward", ("alt+o",), "forward", "Forward again.", "both"),
            Command(
                "go.open",
                (),
                "open…",
                "Open a source by its number or title, or a passage by its address: `:e 3`, `:1:4`.",
                "both",
            ),
            Command("go.sources", ("g s",), "sources", "To the list of sources.", "both"),
            Command("go.reader", ("g r",), "reader", "To the text.", "both"),
            Command("go.passages", ("g p",), "passages", "To the passages of this source.", "both"),
            Command("go.outline", ("g O",), "outline", "To the headings of this source.", "both"),
            Command(
                "go.next_pane",
                ("tab",),
                "next pane",
                "To the next pane; while comparing: the next passage that this one is linked to.",
                "both",
            ),
            Command("go.previous_pane", ("shift+tab",), "pane before", "To the pane before.", "both"),
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
            Command("list.unfold", ("l", "right"), "unfold", "Unfold the folder under the cursor; Enter, too.", "list"),
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
                "Put a second page beside this one, or below it where it is narrow.",
                "both",
            ),
            Command("panes.stack", ("ctrl+w s",), "second page below", "Put a second page below this one.", "both"),
            Command("panes.close", ("ctrl+w c",), "close page", "Close this one of two pages.", "both"),
            Command("panes.only", ("ctrl+w o",), "only this page", "Close the other one of two pages.", "both"),
            Command(
                "panes.other", ("ctrl+w w", "ctrl+w ctrl+w"), "other page", "To the other one of two pages.", "both"
            ),
            Command(
                "panes.left", ("ctrl+w h", "ctrl+w k"), "pane on the left", "To the pane on the left, or above.", "both"
            ),
            Command(
                "panes.right",
                ("ctrl+w l", "ctrl+w j"),
                "pane on the right",
                "To the pane on the right, or below.",
                "both",
            ),
            Command("panes.equal", ("ctrl+w =",), "equal", "Give every pane its share again.", "both"),
            Command(
                "panes.zoom",
                ("+",),
                "zoom",
                "More room for this page: hide the panels, then the other page.",
                "both",
            ),
            Command("panes.unzoom", ("_",), "less zoom", "Less room for this page.", "both"),
        ),
    ),
    Group(
        "Program",
        (
            Command("view.diagram", ("g d",), "diagram", "Show the diagram under the cursor as its text, or draw it."),
            Command("app.help", ("?", "f1"), "help", "All keys, with what they do.", "both"),
            Command(
                "app.palette",
                ("ctrl+p", ":"),
                "command line",
                "Type a command, an address, a line or a source.",
                "both",
            ),
            Command("app.settings", ("g ,",), "settings", "Theme, column width, mouse, author and keys.", "both"),
            Command(
                "app.folder", ("g F",), "open folder…", "Leave this folder and open another one: `:cd FOLDER`.", "both"
            ),
            Command("app.samples", (), "open samples", "Leave this folder and open the samples.", "both"),
            Command("app.welcome", (), "first steps", "What to do in a folder without sources.", "both"),
            Command(
                "app.menu",
                ("g .",),
                "menu",
                "Choose what can be done with what is under the cursor; a right click, too.",
                "both",
            ),
            Command("app.theme", ("g t",), "theme…", "Choose a theme; the screen shows each as you pass it.", "both"),
            Command("app.take_over", ("g w",), "take over", "Take over editing if the other postil has quit.", "both"),
            Command(
                "app.locate", ("g f",), "locate", "Name the folder of sources if it is gone, and save there.", "both"
            ),
            Command("app.suspend", ("ctrl+z",), "to the shell", "Suspend (`fg` resumes).", "both"),
            Command(
                "app.quit",
                ("q", "Z Z", "Z Q"),
                "quit",
                "Close the panel, then the program; it asks only if something could not be saved.",
                "both",
            ),
        ),
    ),
)

"""The commands of the reading screen: what can be done on a page and in the panels beside it."""

from typing import Final

from tui.keys.command import Command, Group

READING: Final = (
    Group(
        "Move",
        (
            Command("move.down", ("j", "down"), "line down", "Line down.", "both"),
            Command("move.up", ("k", "up"), "line up", "Line up.", "both"),
            Command("move.half_down", ("ctrl+d",), "half page down", "Half a page down.", "both"),
            Command("move.half_up", ("ctrl+u",), "half page up", "Half a page up.", "both"),
            Command("move.page_down", ("space", "ctrl+f", "pagedown"), "page down", "A page down.", "both"),
            Command("move.page_up", ("-", "ctrl+b", "pageup"), "page up", "A page up.", "both"),
            Command("move.top", ("g g", "home"), "top", "To the top.", "both"),
            Command("move.end", ("G", "end"), "end", "To the end.", "both"),
            Command("move.percent", ("%",), "percent", "Go to a percentage of the text: `50%`."),
            Command("move.line", (), "line", "To a line of the file: `:42`."),
            Command("move.right", ("l", "right"), "right", "One character right."),
            Command("move.left", ("h", "left"), "left", "One character left."),
            Command("move.word", ("w",), "next word", "To the next word."),
            Command("move.word_end", ("e",), "word end", "To the end of the word."),
            Command("move.word_back", ("b",), "word back", "To the start of the word, or of the one before."),
            Command("move.row_start", ("0", "^"), "row start", "To the start of the row."),
            Command("move.row_end", ("$",), "row end", "To the end of the row."),
            Command("move.sentence", (")",), "next sentence", "To the next sentence, or cell of a table."),
            Command(
                "move.sentence_back", ("(",), "sentence back", "To the start of the sentence, or of the one before."
            ),
            Command("move.paragraph", ("}",), "next paragraph", "To the next paragraph."),
            Command(
                "move.paragraph_back", ("{",), "paragraph back", "To the start of the paragraph, or of the one before."
            ),
            Command("move.heading", ("] ]",), "next heading", "To the next heading."),
            Command("move.heading_back", ("[ [",), "heading back", "To the heading before."),
            Command(
                "move.middle",
                ("z z",),
                "centre",
                "Scroll the cursor's row to the middle; `zt` to the top, `zb` to the bottom.",
            ),
            Command(
                "move.scroll_down",
                ("ctrl+e",),
                "scroll down",
                "Scroll down a row; the cursor stays while it is visible.",
            ),
            Command(
                "move.scroll_up", ("ctrl+y",), "scroll up", "Scroll up a row; the cursor stays while it is visible."
            ),
            Command("move.screen_top", ("H", "z H"), "top of screen", "To the first visible row."),
            Command("move.screen_middle", ("M", "z M"), "middle of screen", "To the row in the middle of the screen."),
            Command("move.screen_bottom", ("z L",), "bottom of screen", "To the last visible row."),
            Command("move.row_to_top", ("z t",), "row to top", "Scroll the cursor's row to the top."),
            Command("move.row_to_bottom", ("z b",), "row to bottom", "Scroll the cursor's row to the bottom."),
            Command("move.wider", ("z i",), "wider column", "Make the column of text wider."),
            Command("move.narrower", ("z o",), "narrower column", "Make the column of text narrower."),
            Command(
                "reading.toggle",
                ("g R",),
                "other reading",
                "Toggle Markdown view.",
            ),
            Command("reading.encoding", (), "encoding…", "Read the source in another encoding; passages come along."),
            Command(
                "move.pan_left", ("z h",), "pan left", "Pan a wide table to the left; at its edge, back to records."
            ),
            Command("move.pan_right", ("z l",), "pan right", "Pan a wide table to the right, beside its first column."),
        ),
    ),
    Group(
        "Select",
        (
            Command("select.grow", ("s",), "sentence", "Select the sentence; again: the paragraph, the section."),
            Command("select.shrink", ("backspace",), "shrink", "Shrink the selection: paragraph, sentence, word."),
            Command("select.chars", ("v",), "characters", "Select from here as the cursor moves."),
            Command("select.rows", ("V",), "rows", "Select whole rows as the cursor moves."),
            Command(
                "select.inside",
                ("g i",),
                "inside…",
                'Select inside a quotation, brackets, a clause: `gi`, then `"`, `(` or `,`.',
            ),
            Command("select.around", ("g a",), "around…", "The same with the marks around it."),
            Command("select.swap", ("O",), "other end", "Move the other end of the selection."),
            Command(
                "select.leave",
                ("escape",),
                "leave",
                "Cancel: a selection, a pending link, a count, a panel.",
                "both",
            ),
        ),
    ),
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
            Command("tag.note", ("i",), "note", "Write a note on the passage.", "both"),
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
        "Change and copy",
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
            Command("change.copy", ("y",), "copy", "Copy the selection or passage with its citation.", "both"),
            Command(
                "change.copy_plain",
                ("Y",),
                "copy with address",
                "Copy it with the address that finds it again.",
                "both",
            ),
        ),
    ),
    Group(
        "Find",
        (
            Command("find.find", ("/",), "find", "Find words in this source, shown as you type."),
            Command("find.next", ("n",), "next match", "To the next match."),
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
            Command(
                "go.orphans",
                ("g o",),
                "unsure passages",
                "Review the passages that an edit of their source moved, changed or lost.",
                "both",
            ),
            Command(
                "go.claims",
                ("g c",),
                "claims",
                "The claims board: the stance of each source on each claim, and the verdicts.",
                "both",
            ),
            Command("go.outline", ("g O",), "outline", "To the headings of this source.", "both"),
            Command(
                "go.compare",
                ("g v",),
                "compare",
                "Compare: the other page shows the passage that this one is linked to; again ends it.",
                "both",
            ),
            Command(
                "go.queue",
                ("g q",),
                "queue",
                "Review suggested links one by one.",
                "both",
            ),
            Command(
                "go.compare_lock",
                ("=",),
                "lock",
                "While comparing: lock the other page, or let it follow.",
            ),
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
            Command(
                "app.menu",
                ("g .",),
                "menu",
                "Choose what can be done with what is under the cursor; a right click, too.",
                "both",
            ),
            Command("app.save", (), "save now", "Everything is saved as you go; make sure that it is on disk.", "both"),
            Command("app.export", (), "export", "Write everything as JSON to a new file beside the library.", "both"),
            Command("app.theme", ("g t",), "theme…", "Choose a theme; the screen shows each as you pass it.", "both"),
            Command(
                "app.problems",
                ("g !",),
                "problems",
                "Problems and conflicts.",
                "both",
            ),
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

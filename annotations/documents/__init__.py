"""Documents: bytes of a source become the reading text, its blocks and the way back to the file.

All offsets, in memory, on disk and in the export, are code points of the reading text: the text as a person reads it,
without its markup. Two readers make it, for plain text and for Markdown. These invariants hold for both:

- the text is that of the blocks in order, joined by newlines;
- marks lie within their block, and one tab separates the cells of a table row;
- bullets, quote bars, table rules and heading signs are not in the text: the block says what to draw;
- the same bytes, the same `READER_VERSION` and the same reading mode give the same text;
- every offset has a line and a column in the file (`Document.location`).

Plain text is read line by line, by shape; nothing is lost, and nothing moved but the head and foot of a page that a
paragraph goes on over: they come after it. Markdown is parsed by markdown-it-py in windows, so that the first screen of
a large file does not wait for its last line. A parser cannot be interrupted, so what it is given is bounded: long
blocks are split, and deep nesting is read as plain text. HTML in it is cut into tags and text by turbohtml's tokenizer,
which follows the standard and takes time in proportion; nothing is fetched, and nothing runs. Regions that were never
meant as Markdown are read by shape. What was cut or not parsed is in `Document.problems`. Blocks do not depend on the
windows.
"""

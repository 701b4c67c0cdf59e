"""Plain text: the reader of files without markup, whose headings and paragraphs are seen from their lines."""

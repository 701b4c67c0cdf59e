"""The headless core of postil: documents, anchoring, the library, export.

Imports neither Textual nor Rich and never prints; the programs in ``tui`` are built on it.
The name collides with ``from __future__ import annotations``: always write
``from annotations.library import Library``, never ``import annotations``.
"""

"""Texts about keys on the claims board."""

from typing import Final

from annotations.review.board import SIGNS

TYPING: Final = {
    "filter": "words, a verdict, tag:claim, source:3, status:open   Enter keep   Esc show all",
    "title": "the claim in your words; empty: those of its earliest passage   Enter save   Esc cancel",
}
"""The caption while something is typed."""

SIGNS_TOLD: Final = "   ".join(f"{sign or 'blank'} {name}" for name, sign in SIGNS.items())

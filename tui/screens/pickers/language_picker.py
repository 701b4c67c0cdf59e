"""Choosing the language whose abbreviations end no sentence."""

from typing import Final

from annotations.text.language.detection import LANGUAGES
from tui.screens.base.choice_box import Choice, ChoiceBox
from tui.screens.base.overlay import Overlay
from tui.theming.styles import Styles

ANY: Final = "any"
"""The choice to tell the language from each text."""


class LanguagePicker(Overlay[str | None]):
    """Gives the code of a language, or `ANY`."""

    def __init__(self, styles: Styles, now: str) -> None:
        """``now`` is the code that is set; "" for none."""
        super().__init__(styles)
        named = {ANY: "detected in each text", **LANGUAGES}
        choices = [Choice(code, name, "now" if code == (now or ANY) else "") for code, name in named.items()]
        self.body = ChoiceBox(self, "Language of sentences", choices, choose=self.close, placeholder="type a language")

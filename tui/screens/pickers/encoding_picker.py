"""Picker for the encoding of a source; each has a line of the file in that encoding."""

from collections.abc import Sequence

from annotations.documents.file.encodings import Offer
from annotations.library.encodings import AUTO
from tui.screens.base.choice_box import Choice, ChoiceBox
from tui.screens.base.overlay import Overlay
from tui.theming.styles import Styles


class EncodingPicker(Overlay[str | None]):
    """Returns the name of an encoding."""

    def __init__(self, styles: Styles, offers: Sequence[Offer], chosen: str, read_as: str) -> None:
        """``chosen`` is the encoding that a reader chose; empty if ``read_as`` is what the file seems to be in."""
        super().__init__(styles)
        seems = f"detected: {read_as}" if read_as and not chosen else "detected"
        choices = [Choice(AUTO, seems, "" if chosen else "now")]
        for likely, title in ((True, "Likely"), (False, "Other likely encodings")):
            listed = [offer for offer in offers if offer.likely == likely]
            choices += [Choice("", title)] if listed else []
            choices += [
                Choice(offer.name, offer.name, "now" if offer.name == chosen else offer.title, offer.line)
                for offer in listed
            ]
        self.body = ChoiceBox(self, "Encodings", choices, choose=self.close, placeholder="type an encoding")

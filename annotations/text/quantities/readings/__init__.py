"""The readings of a figure that can be read in two ways: which there are, which was chosen, and their words."""

from annotations.text.quantities.readings.choices import chosen, name_of, readings
from annotations.text.quantities.readings.spoken import spoken

__all__ = ["chosen", "name_of", "readings", "spoken"]

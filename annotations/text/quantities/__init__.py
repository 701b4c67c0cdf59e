"""Numbers, dates and units in a text: `read` returns them with their places and values."""

from annotations.text.quantities.values import Day, Quantity, Value

__all__ = ["Day", "Quantity", "Value", "cores", "read"]


def read(text: str, *, header: str = "", locale: str = "") -> list[Value]:
    """Return the figures and dates of a text that can be compared, in order and disjoint.

    `header` is the head of the table column that the text is a cell of: its unit and scale hold for bare numbers. `locale`,
    such as `de` or `en_US`, decides what may be read in two ways: 1.234, $.
    """
    from annotations.text.quantities import reader  # Its tables are not needed for the first screen.

    return reader.read(text, header=header, locale=locale)


def cores(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the ranges of the figures in a range of a text, without the words around them, in code points.

    The range should start at a possible start of a word, such as the start of a block.
    """
    from annotations.text.quantities import reader  # As above.

    stretch = text[start:end]
    return [(start + first, start + last) for first, last in reader.cores(stretch)]

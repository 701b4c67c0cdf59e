"""Numbers, dates and units in a text: `read` returns them with their places and values."""

from annotations.text.quantities.values import Day, Quantity, Value

__all__ = ["Day", "Quantity", "Value", "read"]


def read(text: str, *, header: str = "", locale: str = "") -> list[Value]:
    """Return the figures and dates of a text that can be compared, in order and disjoint.

    `header` is the head of the table column that the text is a cell of: its unit and scale hold for bare numbers. `locale`,
    such as `de` or `en_US`, decides what may be read in two ways: 1.234, $.
    """
    from annotations.text.quantities import reader  # Its tables are not needed for the first screen.

    return reader.read(text, header=header, locale=locale)

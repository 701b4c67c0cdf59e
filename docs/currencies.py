"""Write the table of currencies, `annotations/text/quantities/tables/currencies.tsv`, from the data of Unicode CLDR.

The data comes with Babel (BSD licence; CLDR: Unicode licence), which is not needed to run the program:
`pip install babel; python docs/currencies.py`. A line has the code of ISO 4217, the sign, and the names in English, German,
French and Spanish, in singular and plural. Money that went out of use after 1990 is included, since sources name it.
"""

from pathlib import Path

from babel import Locale
from babel.core import get_global

TABLE = Path(__file__).parents[1] / "annotations/text/quantities/tables/currencies.tsv"
LANGUAGES = ("en", "de", "fr", "es")
LATEST_END = 1990


def main() -> None:
    """Write the table."""
    codes = {
        code
        for uses in get_global("territory_currencies").values()
        for code, _, end, tender in uses
        if tender and (end is None or end[0] > LATEST_END)
    }
    locales = [Locale(language) for language in LANGUAGES]
    lines = []
    for code in sorted(codes):
        names: dict[str, None] = {}
        for locale in locales:
            plural = locale._data["currency_names_plural"].get(code, {})  # noqa: SLF001 (Babel has no other way)
            names.update(dict.fromkeys(name.lower() for name in (*plural.values(), locale.currencies.get(code, ""))))
        sign = locales[0]._data["currency_symbols"].get(code, code)  # noqa: SLF001 (as above)
        lines.append("\t".join([code, sign, "|".join(name for name in names if name and "(" not in name)]))
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()

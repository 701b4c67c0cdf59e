"""Names are listed as in a dictionary of the reader's language."""

from random import Random
from unicodedata import normalize

import pytest

from annotations.text.alphabet import alphabetical

ORDERS = {
    "": ["10 a", "Ångström", "Ärger", "Čapek", "ecole", "école", "Été", "Øre", "Übersicht", "vase", "zoo"],
    "de": ["2-x", "10-x", "Apfel", "Äpfel", "Ofen", "Öfen", "Straße", "Strasse b", "Zaun"],
    "sv": ["apa", "Zebra", "Ångström", "ärlig", "Öga"],
    "da": ["abe", "zebra", "Æble", "øre", "År"],
    "es": ["nube", "nz", "ñandú", "oso"],
    "fr": ["cote", "coté", "côte", "côté", "été", "zèle"],
    "pl": ["laz", "lz", "łąka", "mak", "zz", "źle", "żaba"],
}


@pytest.mark.parametrize("language", ORDERS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_are_in_the_order_of_the_language(language: str, form: str) -> None:
    """Accents are beside their letters, letters of their own where the language has them, however they are coded."""
    names = [normalize("NFC" if form == "NFC" else "NFD", name) for name in ORDERS[language]]
    mixed = Random(7).sample(names, len(names))
    found = sorted(mixed, key=lambda name: alphabetical(name, language))
    assert [alphabetical(name, language)[0] for name in found] == [alphabetical(name, language)[0] for name in names]


def test_the_environment_names_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """`LC_ALL` goes before `LC_COLLATE` and `LANG`."""
    from annotations.text import alphabet

    for value, ordered in (("sv_SE.UTF-8", ["z", "å"]), ("C", ["å", "z"])):
        alphabet._language.cache_clear()
        monkeypatch.setenv("LC_ALL", value)
        monkeypatch.setenv("LANG", "da_DK.UTF-8")
        assert sorted(["å", "z"], key=alphabetical) == ordered
    alphabet._language.cache_clear()

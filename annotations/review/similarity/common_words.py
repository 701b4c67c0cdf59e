"""Words that say little about the subject of a passage, even if they are rare in a small library."""

from typing import Final

from annotations.review.similarity.lexicon import stem

EVERYDAY: Final = frozenset(
    stem(word)
    for word in """
    ability able accord achieve act action actual add address advantage affect aim allow announce answer appear
    application apply approach area arrive ask aspect attempt available avoid base basic basis begin behaviour
    behind believe benefit big bring broad build business call capability care case cause central certain challenge
    chance change choice choose claim clear client close come common company compare compete competition competitive
    competitor complete concern condition consider contain context continue control cost course create critical
    current customer day deal decide decision deep degree deliver demand departure depend describe design detail
    develop development difference different difficult direct direction discuss early easy effect effective effort
    element enable end ensure entire especially event evidence exact example exist expect experience explain face
    fact factor fail fall fast feature feel fight final find firm focus follow force form former full function
    fundamental future gain general goal great group hand happen hard help high hold hope idea impact important
    improve include increase indicate industry initial instead intend interest involve issue job join key kind know
    knowledge lack large lead learn leave level limit line list live local long long-term longer lot low main major
    manage market matter measure member method mind moment month move movement name nature need note notice number
    offer office official old open opportunity option order organisation organization original outcome particular
    party past path pattern pay people performance period person perspective place plan play point position possible
    potential power practice prepare present prevent previous price primary probable problem process produce product
    progress project promise proper propose protect prove provide public purpose pursue question quick raise range
    rapid rate reach ready real reality reason receive recent recognise recognize reduce reflect regard relate
    relation release relevant remain remove report represent require research resource respond response rest result
    return reveal right rise risk role rule run scale second secure sense separate serious serve service set shape
    share shift short show significant similar simple single situation size small solution sort source space special
    specific spend stage stand standard start state statement step stop strategic strategy strength strong structure
    study subject substantial success sudden suggest support sure system team technical technology tend term test
    time tool top total track traditional treat trend true try turn type understand user usual value various version
    view want week whole wide win wish word world worth year
    january february march april june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday spring summer autumn winter percent per cent pound dollar euro minute hour half third quarter
    four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
    thirty forty fifty sixty seventy eighty ninety dozen thousand million billion kilometre kilometer mile metre meter
    """.split()
)
"""Stems of these words, as in the signs of `annotations.review.similarity.features`."""

LITTLE: Final = 0.3
"""Factor of the weight of such a word."""


def everyday(sign: str) -> bool:
    """Return whether a sign is that of such a word."""
    return sign[0] in "wn" and sign[2:] in EVERYDAY

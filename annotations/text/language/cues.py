"""Words that tell a statement that can be checked from a judgement: events, trends, comparisons; attitudes, demands, praise.

English, German, French and Spanish. A word is a cue in its own language only: *die* and *must* are words of several.
"""

from functools import cache, lru_cache
from typing import Final, NamedTuple

HAPPENED, REPORTED, TREND, EXTREME, COMPARED, CAUSE, AMOUNT = (
    "happened", "reported", "trend", "extreme", "compared", "cause", "amount",
)  # fmt: skip
"""Cues for statements that can be checked."""
JUDGES, STRESSES, BELIEVES, CALLS, HEDGES, PREDICTS, ADDRESSES = (
    "judges", "stresses", "believes", "calls", "hedges", "predicts", "addresses",
)  # fmt: skip
"""Cues for judgements, demands, guesses, plans and talk."""

_ENGLISH: Final = {
    HAPPENED: """
        voted won lost sent built rebuilt made took gave went became began came found held kept left met paid ran saw sold spent
        wrote led broke chose drew drove fought struck threw bought caught died born banned passed signed vetoed launched founded closed
        opened acquired adopted approved rejected blocked killed injured arrested sentenced convicted fired hired resigned elected appointed
        installed ended started ceased introduced released published abolished repealed imposed lifted withdrew brought sued settled
        outsourced endorsed invaded occupied happened occurred failed succeeded replaced collapsed bankrupt supported opposed
        """,
    REPORTED: """
        said says told announced reported reports stated states declared according_to admitted denied denies confirmed claimed claims
        promised proposed proposes supports opposes testified revealed disclosed called_it called_the called_him called_her estimated estimates found_that shows_that show_that
        data_show study survey opposes accused described
        """,
    TREND: """
        increas* decreas* declin* rising risen rose falling fallen fell grew grow growing grown grows growth doubl* tripl* quadrupl* halv*
        reduc* raised raises cut cuts gone_up gone_down go_up went_up went_down up_by down_by is_up are_up is_down are_down shrank shrunk shrinking soar* plung* plummet*
        surg* drop dropped drops expand* climb* slowed double-digit unemployment inflation deficit surplus
        """,
    EXTREME: """
        highest lowest largest smallest biggest fastest slowest longest shortest oldest youngest first_time for_the_first the_first the_only
        in_history of_any ever_been record most_expensive leading_the last_time any_other no_other never_before wealthiest poorest cheapest
        """,
    COMPARED: """
        more_than less_than fewer_than fewer smaller_than larger_than higher_than lower_than than_the than_any than_in twice times_as
        times_more same_as the_same compared average below_the above_the closer_than ahead_of only_one majority minority per_cent percent
        percentage exceed* outnumber* smaller larger lower higher
        """,
    CAUSE: "because_of due_to caused causes led_to leads_to result_of result_in results_in resulted_in thanks_to as_a_result primarily_because",
    AMOUNT: """
        half two-thirds three-quarters dozen dozens hundreds thousands millions billions million billion trillion hundred
        thousand two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety
        every_year each_year a_year years_ago months_ago last_year last_week last_month this_year years currently so_far vast
        """,
    JUDGES: """
        good bad better best worst worse great terrible horrible awful wonderful excellent brilliant superb outstanding impressive poor
        disastrous disaster catastrophe catastrophic failure failed_to_impress success triumph mistake blunder wrong right shameful shame disgrace disgraceful
        absurd ridiculous stupid foolish silly naive reckless irresponsible dangerous unfair fair unjust just_plain immoral moral beautiful
        ugly elegant clumsy boring exciting fascinating remarkable incredible unbelievable amazing stunning astonishing surprising
        disappointing disappointed inspiring important crucial essential vital serious tragic sad sadly unfortunately fortunately
        thankfully regrettably hopefully ideal perfect flawed broken corrupt pernicious insidious sinister toxic brutal cruel
        fantasy illusion delusion fallacy myth nonsense hoax sham farce folly joke scandal scandalous outrage outrageous unacceptable inexcusable pathetic useless
        pointless worthless promising overrated underrated overblown exaggerated misleading dishonest honest brave bold courageous cowardly wise unwise
        sensible reasonable unreasonable legitimate disturbing worrying alarming troubling dire bleak gloomy grim fantastic marvellous
        delightful charming cheerful dull mediocre weak wasteful valuable welcome interesting strange weird bizarre embarrassing
        embarrassed proud embarrassingly ill-advised short-sighted convincing unconvincing impossible difficult easy hard_to nothing_like
        hugely_successful swanky lavish greedy arrogant hypocritical hypocrisy cynical extreme potent magnificent valuable glorious
        """,
    STRESSES: """
        clearly obviously certainly surely undoubtedly definitely truly really very extremely absolutely utterly simply totally completely
        too far_too deeply hugely incredibly remarkably surprisingly frankly honestly of_course indeed quite rather pretty
        overwhelmingly merely mere improbably cleverly
        """,
    BELIEVES: """
        i_think i_believe i_feel i_hope i_guess i_suppose i_doubt i_fear i_see_it i_know i_don't_think i_don't_believe i_don't_see i_do_not_think
        i_do_not_believe i_really i_would_say i_say i_wish i_love i_like i_hate i_prefer i_want i'd_like i_would_like i'm_sure i_am_sure i'm_confident
        i_consider we_believe we_think we_feel we_hope in_my_view in_my_opinion in_our_view to_my_mind my_view my_opinion our_view it_seems_to_me
        i'm_glad i_am_glad i_am_convinced i'm_convinced as_far_as_i_am_concerned if_you_ask_me i_find i_found_it there_is_no_question no_doubt
        i'm_against i'm_strongly believer_in
        """,
    CALLS: """
        should shouldn't must ought ought_to need_to needs_to have_to has_to had_better let's let_us we_need cannot_afford can't_afford
        it_is_time it's_time time_to responsibility_to we_can't we_cannot we_want want_to wants_to deserve deserves
        we've_got_to got_to demand calls_for
        """,
    HEDGES: """
        probably perhaps maybe possibly arguably apparently presumably likely unlikely might may could seems seem seemed appears appear
        would wouldn't suggests tends_to can suppose
        """,
    PREDICTS: "will won't shall i'll we'll you'll he'll she'll they'll it'll going_to gonna intend_to intends_to plan_to plans_to if",
    ADDRESSES: """
        you your you're you've yourself thank thanks please folks welcome hello sorry excuse_me look listen remember imagine let_me
        my_friends question what_about
        """,
}

_GERMAN: Final = {
    HAPPENED: """
        wurde wurden worden stimmte stimmten gewann gewannen verlor verloren baute bauten gründete gegründet eröffnete schloss beschloss
        beschlossen übernahm übernommen verabschiedete verkaufte verkauft kaufte gekauft starb starben entließ entlassen startete begann
        endete trat erhielt erhielten gab ging kam kamen veröffentlichte veröffentlicht führte eingeführt unterzeichnete verhängte
        """,
    REPORTED: """
        sagte sagten sagt erklärte erklärten teilte_mit laut zufolge berichtete berichtet meldete behauptete behauptet bestätigte dementierte
        kündigte_an versprach gab_bekannt nach_angaben studie umfrage
        """,
    TREND: """
        stieg stiegen gestiegen steigt steigen sank sanken gesunken sinkt fiel fielen gefallen wuchs wuchsen gewachsen wächst wachstum
        verdoppel* verdreifach* halbier* erhöh* senkt* gesenkt zunahm zugenommen abgenommen rückgang anstieg schrumpf*
        """,
    EXTREME: "höchste höchsten niedrigste niedrigsten größte größten kleinste längste schnellste erste_mal erstmals einzige rekord älteste",
    COMPARED: "mehr_als weniger_als höher_als niedriger_als größer_als kleiner_als doppelt so_viel_wie so_viele_wie verglichen durchschnitt mehrheit prozent anteil",
    CAUSE: "wegen aufgrund verursacht verursachte führt_zu führte_zu infolge dank",
    AMOUNT: "hälfte drittel viertel dutzend hunderte tausende millionen milliarden jährlich pro_jahr zwei drei vier fünf sechs sieben acht neun zehn seit vergangenen",
    JUDGES: """
        gut gute guten schlecht schlechte besser beste besten bester schlimm schlimmste großartig großartige schrecklich furchtbar wunderbar
        hervorragend ausgezeichnet brillant katastrophe katastrophal versagen erfolg fehler falsch richtig schande beschämend absurd lächerlich
        dumm töricht naiv fahrlässig verantwortungslos gefährlich unfair ungerecht gerecht schön hässlich elegant langweilig
        spannend faszinierend bemerkenswert unglaublich erstaunlich enttäuschend enttäuschende wichtig entscheidend traurig leider
        bedauerlich glücklicherweise hoffentlich perfekt korrupt unsinn skandal skandalös inakzeptabel nutzlos sinnlos vielversprechend
        überbewertet irreführend ehrlich mutig mutige klug vernünftig beunruhigend erschreckend fantastisch schwach wertvoll seltsam peinlich stolz überzeugend
        unverantwortlich gelungen misslungen
        """,
    STRESSES: "eindeutig offensichtlich sicherlich zweifellos wirklich sehr äußerst absolut völlig einfach total zutiefst ehrlich_gesagt natürlich viel_zu geradezu schlicht",
    BELIEVES: """
        ich_denke ich_glaube ich_finde ich_meine ich_hoffe ich_fürchte ich_bezweifle denke_ich glaube_ich finde_ich meiner_meinung
        meines_erachtens meiner_ansicht wir_glauben wir_finden wir_hoffen aus_meiner_sicht ich_bin_überzeugt ich_möchte ich_will
        """,
    CALLS: "sollte sollten muss müssen müsste müssten dürfen_nicht darf_nicht es_ist_zeit brauchen wir_brauchen gehört_abgeschafft wollen",
    HEDGES: "wahrscheinlich vielleicht vermutlich möglicherweise offenbar anscheinend wohl könnte könnten scheint scheinen dürfte dürften würde würden",
    PREDICTS: "wird werden werde falls wenn",
    ADDRESSES: "sie_müssen ihr euch danke vielen_dank bitte liebe_leser willkommen",
}

_FRENCH: Final = {
    HAPPENED: """
        a_ouvert ont_ouvert est_mort sont_morts est_née est_né fondée fondé adoptée
        """,
    REPORTED: """
        a_dit ont_dit déclare a_déclaré ont_déclaré a_annoncé ont_annoncé selon d'après affirme a_affirmé a_indiqué indique rapporte a_promis
        a_reconnu a_nié étude enquête sondage
        """,
    TREND: """
        augment* diminu* baiss* hausse recul* progress* doubl* tripl* croissance chut* grimp* réduit réduite réduction bondi
        """,
    EXTREME: "le_plus_élevé la_plus_élevée plus_haut plus_bas le_plus_grand la_plus_grande les_plus_grands première_fois le_seul la_seule record plus_ancien",
    COMPARED: "plus_de moins_de supérieur supérieure inférieur inférieure deux_fois autant_que par_rapport moyenne majorité pour_cent part_de",
    CAUSE: "à_cause en_raison provoqué provoqua a_causé conduit_à entraîné grâce_à dû_à due_à",
    AMOUNT: "moitié tiers quart dizaine dizaines centaines milliers millions milliards par_an chaque_année deux trois quatre cinq six sept huit neuf dix depuis",
    JUDGES: """
        bon bonne mauvais mauvaise meilleur meilleure meilleurs pire excellent excellente terrible horrible merveilleux magnifique brillant
        désastre désastreux désastreuse catastrophe catastrophique échec succès erreur tort honteux honte scandale scandaleux scandaleuse absurde ridicule
        stupide naïf irresponsable dangereux dangereuse injuste juste beau belle laid laide élégant ennuyeux passionnant remarquable incroyable
        étonnant décevant décevante important importante crucial essentiel essentielle triste malheureusement heureusement regrettable
        parfait corrompu inacceptable inutile prometteur surestimé trompeur honnête courageux courageuse sage raisonnable inquiétant alarmant fantastique
        médiocre faible précieux étrange gênant fier convaincant réussi raté
        """,
    STRESSES: "clairement évidemment certainement sûrement vraiment très extrêmement absolument totalement complètement tout_simplement profondément franchement bien_sûr trop",
    BELIEVES: """
        je_pense je_crois je_trouve j'espère je_crains je_doute je_suis_convaincu je_suis_convaincue à_mon_avis selon_moi pour_moi
        nous_pensons nous_croyons nous_espérons il_me_semble j'aime je_veux je_voudrais
        """,
    CALLS: "doit doivent devrait devraient devons faut il_faut il_faudrait il_est_temps besoin_de ne_peut_pas_continuer",
    HEDGES: "probablement peut-être sans_doute apparemment semble semblent paraît pourrait pourraient serait seraient vraisemblablement",
    PREDICTS: "sera seront aura auront va vont si",
    ADDRESSES: "vous votre vos merci veuillez bienvenue chers",
}

_SPANISH: Final = {
    HAPPENED: """
        votó votaron perdió perdieron ganó ganaron fundó abrió cerró vendió compró aprobó rechazó firmó lanzó publicó
        decidió murió murieron nació empezó comenzó terminó creó eliminó recibió anuló fundada fundado adoptó despidió
        """,
    REPORTED: """
        dijo dijeron declaró declararon anunció anunciaron según afirmó afirma indicó informó informa prometió reconoció negó estudio
        encuesta aseguró señaló
        """,
    TREND: """
        aument* disminuy* cayó cayeron caído subió subieron subido bajó bajaron creció crecieron crecimiento duplic* triplic*
        redujo redujeron reducción descenso incremento increment* desplom*
        """,
    EXTREME: "más_alto más_alta más_bajo más_baja mayor_del más_grande más_grandes primera_vez el_único la_única récord más_antiguo la_mayor el_mayor",
    COMPARED: "más_de menos_de superior inferior el_doble dos_veces tanto_como comparado promedio media mayoría por_ciento frente_a",
    CAUSE: "a_causa debido_a provocó causó llevó_a gracias_a como_resultado",
    AMOUNT: "mitad tercio cuarto decenas cientos miles millones al_año cada_año dos tres cuatro cinco seis siete ocho nueve diez desde",
    JUDGES: """
        bueno buena malo mala mejor mejores peor peores excelente terrible horrible maravilloso maravillosa magnífico magnífica brillante desastre
        desastroso desastrosa catástrofe catastrófico fracaso éxito error equivocado vergüenza vergonzoso vergonzosa escándalo escandaloso absurdo absurda ridículo
        ridícula estúpido ingenuo irresponsable peligroso peligrosa injusto injusta justo hermoso hermosa feo fea elegante aburrido aburrida apasionante notable increíble
        asombroso decepcionante importante crucial esencial triste desgraciadamente lamentablemente afortunadamente ojalá perfecto
        corrupto inaceptable inútil prometedor sobrevalorado engañoso honesto valiente sabio sensato razonable preocupante alarmante fantástico
        mediocre débil valioso extraño orgulloso convincente
        """,
    STRESSES: "claramente evidentemente ciertamente seguramente realmente muy extremadamente absolutamente totalmente completamente simplemente profundamente francamente demasiado",
    BELIEVES: """
        creo pienso opino considero espero dudo temo me_parece en_mi_opinión a_mi_juicio a_mi_modo estoy_convencido estoy_convencida
        creemos pensamos esperamos quiero quisiera me_gusta me_gustaría
        """,
    CALLS: "debe deben debería deberían debemos hay_que tenemos_que tiene_que tienen_que es_hora_de es_necesario hace_falta necesitamos",
    HEDGES: "probablemente quizás quizá tal_vez posiblemente aparentemente parece parecen podría podrían sería serían al_parecer",
    PREDICTS: "será serán va_a van_a habrá si",
    ADDRESSES: "usted ustedes gracias bienvenido bienvenidos por_favor",
}

_BY_LANGUAGE: Final = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}

_STEM_LENGTHS: Final = (4, 5, 6, 7, 8, 9)
"""Lengths of the beginnings that are cues."""


class Cue(NamedTuple):
    """A cue in a list of words."""

    kind: str
    first: int
    """Index of its first word."""
    last: int
    """Index behind its last word."""


class Lexicon:
    """The cues of a language."""

    def __init__(self, cues: dict[str, str]) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: dict[str, str] = {}
        self._kind_of = lru_cache(4096)(self._stemmed)
        for kind, entries in cues.items():
            for entry in entries.split():
                if entry.endswith("*"):
                    self._stems[entry[:-1]] = kind
                else:
                    first, *rest = entry.split("_")
                    self._phrases.setdefault(first, []).append((tuple(rest), kind))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def find(self, words: list[str]) -> list[Cue]:
        """Return the cues among folded words, in order and disjoint; the longest one of those that begin at a word."""
        found, at = list[Cue](), 0
        while at < len(words):
            cue = self._at(words, at)
            if cue is not None:
                found.append(cue)
            at = cue.last if cue is not None else at + 1
        return found

    def _at(self, words: list[str], at: int) -> Cue | None:
        word = words[at]
        for rest, kind in self._phrases.get(word, ()):
            last = at + 1 + len(rest)
            if not rest or tuple(words[at + 1 : last]) == rest:
                return Cue(kind, at, last)
        kind = self._kind_of(word)
        return Cue(kind, at, at + 1) if kind else None

    def _stemmed(self, word: str) -> str:
        """Return the kind of the cue that a word begins with; `""` if there is none."""
        lengths = (length for length in _STEM_LENGTHS if length <= len(word))
        return next((self._stems[word[:length]] for length in lengths if word[:length] in self._stems), "")


@cache
def lexicon(language: str) -> Lexicon | None:
    """Return the cues of a language by its code; None if there are none for it."""
    cues = _BY_LANGUAGE.get(language)
    return Lexicon(cues) if cues is not None else None

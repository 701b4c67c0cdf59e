"""Abbreviations, months and first words of the languages that sources are often in, as sentences need them.

English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and Russian; in small letters, without the last stop.
"""

from typing import Final


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


BEFORE_NAMES: Final = _words(
    # titles and what stands before a name or a thing; a sentence never ends with them
    "mr mrs ms dr prof gen sen rep gov lt col sgt capt cpl maj adm cmdr rev hon pres messrs mt mme mlle mgr msgr st ste supt insp",
    "hr fr frl dipl ing hl dhr mevr drs ir ds sr sra srta d da dña dn doña sig sigg dott avv on egr gent arch prof.ssa sig.ra",
    "exmo exma dra eng ks bp św inż mgr hab им проф акад г-н г-жа",
    # what leads something in
    "e.g i.e cf vs v viz al ibid approx ca circa incl esp resp est ph.d eq figs eqs fasc ed eds trans",
    "vgl bzw d.h z.b u.a i.d.r o.g sog ggf evtl einschl insb insbes gem zzgl abzgl bspw gegr geb verh",
    "p.ex ex env c.-à-d av apr ee pág págs núm núms aprox ej p.ej gral ee.uu",
    "pag pagg ecc.ra es ess ad.es p.es cfr vd bijv d.w.z o.a i.p.v m.b.t t.a.v nl resp blz",
    "np tj tzn m.in wg por ok ul al pl r.n tzw т.е т.к напр см ср ул пр пл тов св",
    "jan feb mar apr jun jul aug sept sep oct nov dec mär okt dez janv févr avr juil déc ene abr ago dic",
)
BEFORE_NUMBERS: Final = _words(
    # of parts of a work, and measures: what follows is their number or more of the measure
    "no nos nr nrn num art arts artt sec secs ch chap chaps cap caps par para paras abs ziff rn rdnr kap bd lit tab fig abb abt anm vol vols "
    "pp p s ss ff f bl col n nº pos ref refs app anh anl cl reg ord inc.no tel pkt poz rozdz par ust str s.p стр рис табл гл ст п пп ч т № "
    "ft in oz lb lbs min max sek std hrs hr kl env ca ok op"
)
EITHER: Final = _words(
    "etc inc ltd co corp dept jr bros plc llc a.m p.m mio mrd tsd usw usf u.s.w u.a.m etw gmbh cie ecc etc enz etc.pp itd itp "
    "т.д т.п др г гг в вв н.э руб тыс млн млрд кг uu s.a s.l ltda cia mln mld zł"
)
"""What a sentence may well end with; then it does if the next word is one that begins many."""

MONTHS: Final = _words(
    "january february march april may june july august september october november december",
    "januar jänner februar feber märz mai juni juli oktober dezember",
    "janvier février mars avril juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre janeiro fevereiro março maio junho julho setembro outubro dezembro",
    "januari februari maart mei augustus stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
)
OPENING: Final = _words(
    "the a an he she it they we i you this that these those there but and so in on at for if when while however its his her their our as "
    "by what who why how not no yes then next",
    "der die das er sie es ich wir ihr ein eine dies diese dieser dieses doch aber und auch wenn als nach im am auf mit von da dort hier "
    "dann nun man was wer wie wo bei zu",
    "le la les il elle ils elles on un une ce cette ces mais et en dans je nous vous puis c'est c’est el los las una se pero y lo su este esta",
    "gli è ma nel o os as um uma é mas não de het een hij zij dat dit maar to w na nie jest ale",
    "он она они оно это в на но и не мы вы я как что",
)
GERMAN: Final = _words(
    "der das und ist im am dem des den eine einer einem einen nicht mit von zum zur auf für wird sich auch gilt durch nach bei über oder"
)
"""Words that say that a text is German, where a number with a stop is an ordinal."""

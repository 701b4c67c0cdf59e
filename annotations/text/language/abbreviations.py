"""Abbreviations of nine languages, by what may follow their stop.

A word in small letters is also meant with a capital; a word with a capital is meant as it is written, since without it
it is an ordinary word (*Mass.*, *mass.*). The last stop is left out, blanks within are too (*z. B.* is `z.b`).
"""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple


class Abbreviations(NamedTuple):
    """The abbreviations of a language."""

    leading: frozenset[str]
    """They never end a sentence: titles, and words that lead something in."""
    middle: frozenset[str]
    """They end one only if the next word is one that begins sentences."""
    numbered: frozenset[str]
    """They are abbreviations only before a number or a bracket; otherwise ordinary words."""
    final: frozenset[str]
    """They end one if a capital follows: units, *etc.*, years."""


_ALL: Final = "dr prof vs cf ca"
"""Leading ones of every language."""
_ALL_MIDDLE: Final = (
    "pp vol vols figs al ibid bibl cit eds approx tel max jr sr inc ltd corp co cie bros plc llc gmbh s.a p.s n.b u.s u.k u.n "
    "p.m a.m ph.d jan feb apr jun jul aug sept sep oct nov dec"
)
_ALL_NUMBERED: Final = (
    "no nos nr nrs n nº n.º n.o art arts fig tab p s t f ff c l vol cap ch ed op ref sec par lit cl pt app min"
)
_ALL_FINAL: Final = "etc km kg cm mm ml mg h hrs g m mln mld"

_LEADING: Final = {
    "en": "mr mrs ms messrs mmes drs Gen Sen Sens Rep Reps Gov Lt Col Sgt Capt Cpl Maj Brig Pfc Adm Cmdr Rev Hon Pres Pvt Supt Insp Amb "
    "Msgr Fr Br Sir e.g i.e viz v esp incl circa est resp no. Hosp Att'y Comm'r",
    "de": "Hr Hrn Fr Frl dipl ing mag bzw vgl z.b d.h sog ggf evtl einschl insb insbes gem bspw o.g i.d.r i.s.d i.s.v i.v.m i.h.v "
    "i.s lt mind rd zzgl abzgl inkl exkl st hl geb verh gegr kath ehem hg hrsg bearb übers max zw anm v etw betr dgl. allg "
    "entspr ugs evang röm jüd dt engl frz lat griech österr schweiz bayer brand zit med phil jur rer nat theol iur ständ "
    "städt wiss stellv ehrenamtl ursprüngl durchschn ausschl bezgl teilw versch sämtl jew insg lfd nördl südl östl westl "
    "schriftl mündl monatl jährl tägl gesetzl öffentl staatl kirchl priv kfm pol soz",
    "fr": "M MM Mme Mmes Mlle Mlles Mgr Me Pr St Ste Sts p.ex c.-à-d env ex dir coll trad resp éd. boul mgr p.-d g.-d préf cdt "
    "cne gal adjt lieut-col s.-préf",
    "es": "Sr Sra Srta Sres Sras Srs D Dña Dª D.ª Da Dra Dres Dras Profa excmo excma ilmo ilma Magdo Lic Ing Arq Gral Cnel Cap "
    "Tte Sgto Mons Fr Pbro Sto Sta S M.ª Mª p.ej v.gr aprox vid cfr Fco Hnos Pte Vicepte Secr Ilma Exc Dir Hno Hna Cdte",
    "it": "sig sigg sig.ra sig.na dott dott.ssa prof.ssa avv ing arch geom rag on sen mons egr gent spett cfr vd es p.es ad.es "
    "c.d S Ss sig.re proff dr.ssa cav comm pres segr ten brig cap magg per.ind mar.llo card",
    "pt": "Sr Sra Srs Sras Srta D Dra Drs Dras Profa Eng Arq exmo exma ilmo ilma Dep Des Min Rel Cel Gen Cap Ten Sgt Pe Fr Sto "
    "Sta S p.ex aprox V.Ex V.Ex.ª V.Exa Engª Sen Gov Del",
    "nl": "dhr mevr mw mej mr mrs drs ir ing ds st Burg bijv bv d.w.z o.a m.n i.p.v m.b.t m.u.v n.a.v i.v.m i.o.m t.a.v t.b.v "
    "o.l.v vgl resp ong plm gem max Kon t.o.v i.z m.i t.g.v d.d i.g.v z.g incl excl h.k.h z.m",
    "pl": "p pp hab inż mgr lek adw ks bp abp św o br gen płk kpt ppłk mjr np tj tzn tzw m.in ok por zob ul al os godz red wg śr "
    "maks ur zm sygn reż adm dyw d/s b kard sędz rep tłum oprac dot ww",
    "ru": "г-н г-жа г-на гр акад проф доц д-р адв им св ул пр-т просп пер пл бул наб кв корп обл р-н дер пос т.е т.к т.н см ср "
    "напр ок прибл ред изд сост отв указ соч гос рос нац тов инж архиеп еп прот монс с.-х ж.-д канд нач пом изм доп утв "
    "собр пр-во м-во респ",
}
_MIDDLE: Final = {
    "en": "secs chap chaps para paras subs subsec arts apps regs sched dept depts univ assn bd cmte eq eqs refs id loc Jan Feb "
    "Mar Apr Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Reg Art Sec Sch Div Inst Ave Blvd Rd Sq Pl Ct Hwy Apt Ste Bldg Cos "
    "Mfg intl natl govt Fed Civ Crim Proc Evid Bankr Supp Cir Dist Stat Cong Sess Misc Phys Appl Chem Biol Med Sci Lett "
    "Math Soc Amer Brit Nat Am J Mass Fla Calif Conn Ill Ind Mich Minn Tenn Tex Va Vt Wash Wis Ariz Ark Colo Del Ga Kan Md "
    "Miss Mont Neb Nev Okla Ore Wyo Ala Pa Mo Ky esq m.d b.a m.a abbr anon assoc attn avg orig qty yrs repr Ed Eds Trans "
    "Ltd Ry Rwy R.R Ch Vol No Rptr Cal N.Y N.J Rev L.Ed S.Ct F.Supp Ass'n Int'l Gov't Dep't Tr Nos Suppl ser ex.rel Ord "
    "Admin Comm'n Co Cty Twp Bro Ex Exs dkt cmt Atl Ins Mut Cas Indus Elec Transp Pub Serv Defs Br Mot Opp Compl Decl Super "
    "Mun Acad Coll Jud Hist Econ Bull Mem Univ St Mt Ft Hosp Assoc Assocs Labs Sys Tech Mgmt Eng'g Publ Govs Profs Hwys",
    "de": "u.a u.ä o.ä u.u artt abs ziff nrn rn rdnr rdn rz tz bd bde kap abschn abt fn fußn anl anh buchst tab abb aufl ausg az "
    "urt beschl entsch bek vo vfg abl bgbl gbl gvbl drs bt-drs br-drs kl bekl sp bl hs ms jg febr mär okt dez mio mrd mill "
    "tsd std sek inh fa gebr nachf bes a.a.o a.o o.j o.o i.e.s i.w.s n.f a.f m.w.n s.o s.u v.a h.m m.e ff f str Nr Abs red "
    "verf e.v a.m a.d o.g verb bearb lfd gez unterz Kl jh jhd jhs jr sen jun i.r a.d d.r uabs unterabs rspr grds z.t z.zt "
    "zzt z.hd erl rdschr begr ausf beil bsp dergl desgl st.rspr rechtspr komm einl vorbem kfz-nr drucks gl",
    "fr": "al chap sect tit liv vol figs tabl ann fol éd rééd janv févr fév avr juill juil oct nov déc civ com soc crim cass bull "
    "concl obs rec préc ass plén req const fisc comm jurispr règl ord circ arr tél av bd pl rte appt bât hab ms mss réf rem "
    "n.d.l.r n.d.t sq sqq suiv cie s.a.r.l s.a.s l.g.d.j dr adm pén trib corr conv décr nouv anc Sté Éts Ets dép arrdt fbg "
    "instr délib décis rép min.just c.trav c.com cons.const cons.d'ét trav",
    "es": "Ud Uds Vd Vds ap apdo apdos apart núm núms pág págs secc tít disp inc párr coord col trad ss EE UU ee.uu avda pza ctra "
    "tfno ext dpto depto prov izq dcha expte exp fdo s.l s.r.l cía ltda hnos ene abr ago dic máx mín temp admón ayto hosp "
    "univ gob bibl s.m s.s c.c l.o r.d s.t.c s.t.s Sec Ed Eds Cía Av Gob adm proc cód const nac gral exped resol secr juzg "
    "inst trib cons org tlf telf urb blq esc l.e.c c.e o.m presid subsecr",
    "it": "artt cpv lett nn num pag pagg voll capp sez sent decr reg d.lgs d.l d.p.r r.d cost cass civ pen trib ss sgg segg figg "
    "tav coll fol gazz uff g.u genn febbr apr magg giu lug ott dic s.p.a s.r.l s.n.c s.a.s trad rist fax p.za v.le c.so "
    "v.lo op loc Op seg cons amm ord mod all dir co lgs ric ricorr resist att conv est rel massim riv giur foro prel disp "
    "trans t.u t.a.r tar ss.uu s.u prot prat fasc tab cit commi scal fraz",
    "pt": "núm pág págs fl fls caps séc inc figs coord col org trad reg dec dec-lei port desp proc ac cód const jan fev ltda cia "
    "e.u.a eua av pça pç trav ext dpto hosp univ bibl máx mín temp r.esp resp s.f.f Reg Dec Port Desp Proc Rua Ac Tel Lda",
    "nl": "artt blz dl dln hfdst bijl jl jrg afl red vert aant afb vo pb stcrt stb rb r.o e.a e.v a.w a.h.w febr mrt okt str ln "
    "pln n.v b.v v.o.f c.s s.v.p fol temp e.d e.o n.b r.v.b ged bekl eis rov ontw mld mln a.m.v.b v.s v.n lit",
    "pl": "ust pkt poz rozdz str rys ryc wyd zesz dz urz dz.u dn rozp post wyr uchw zał sp z.o.o s-ka cz woj gm tys bibl stycz "
    "lut kwiet czerw lip sierp wrz paźdz listop grudz pod.red zob im pow adm lit tab i.in temp nast pt jw",
    "ru": "ст п пп ч абз гл разд подп прил пост опр реш рис табл стр тт кн вып янв фев февр мар апр авг сент сен окт нояб ноя дек "
    "тыс млн млрд трлн дж темп ген полк кап лейт сер макс тел доб д.и.н к.т.н уч зав оз зам англ нем фр лат греч рим прим "
    "офиц опубл зарег расч корр мкр оф эт каб ун-т ин-т пор к.э.н д.э.н к.ю.н д.ю.н соч авт окр юр",
}
_NUMBERED: Final = {
    "en": "sections. in ft oz lb lbs hr yd rev pts id pos ext para sched",
    "de": "Art Bl H Heft Pos Ref Reg Anm pos reg ref par col einl vorb rs",
    "fr": "sept al par mar mars réf col dir n° nos v fr lat req",
    "es": "mar may jun set mayo sept ap c reg rec disp autos rollo",
    "it": "mar set sett gen co sez ord all f fasc",
    "pt": "mar set dez out mai ago abr al par un un. ac",
    "nl": "par dec lid m sub",
    "pl": "mar maj m z lit k pt ul p nr tab sygn",
    "ru": "т д с к л м кв мар стр №",
}
_FINAL: Final = {
    "en": "min sec lb lbs oz yd ft in yr yrs mph",
    "de": "usw usf u.s.w u.dgl dgl u.v.m u.a.m v.chr n.chr chr uhr u.v.a",
    "fr": "min s j.-c av.j.-c apr.j.-c",
    "es": "min seg a.c d.c mill ptas",
    "it": "ecc c.c c.p c.p.c c.p.p gg a.c d.c min sec",
    "pt": "min a.c d.c",
    "nl": "enz b.w v.chr n.chr chr u",
    "pl": "itd itp r w zł gr proc godz min s p.n.e n.e k.c k.k k.p.c k.p.a k.p kpc",
    "ru": "г гг в вв руб коп проц ч мин сек с м км кг см мм л т.д т.п др н.э у.е р долл чел шт экз куб т.ч",
}
YEARS: Final = frozenset("г гг в вв r w p.n.e n.e a.c d.c н.э v.chr n.chr chr j.-c".split())
"""Final ones that say when something was: after a few words, a capital may go on with the sentence."""


def _table(name: str, language: str) -> frozenset[str]:
    tables: Mapping[str, tuple[str, Mapping[str, str]]] = {
        "leading": (_ALL, _LEADING),
        "middle": (_ALL_MIDDLE, _MIDDLE),
        "numbered": (_ALL_NUMBERED, _NUMBERED),
        "final": (_ALL_FINAL, _FINAL),
    }
    common, own = tables[name]
    return frozenset(f"{common} {own.get(language, '')}".split())


@cache
def of(language: str) -> Abbreviations:
    """Return the abbreviations of a language by its code; of `""`, those that no other language has as a word."""
    if language:
        return Abbreviations(*(_table(name, language) for name in Abbreviations._fields))
    every = [of(one) for one in _LEADING]
    plain = frozenset("on es da ir al in im mar set mai par ex as do fr os por so me no w o p b z".split())
    leading, middle, numbered, final = (frozenset().union(*(one[kind] for one in every)) for kind in range(4))
    return Abbreviations(leading - plain, middle - plain, numbered, final - plain)


@cache
def known() -> frozenset[str]:
    """Return the abbreviations of all languages, in small letters."""
    return frozenset(word.lower() for language in _LEADING for table in of(language) for word in table)

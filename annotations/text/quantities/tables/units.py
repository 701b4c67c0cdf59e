"""Units of measurement: their spellings, dimensions and factors to the base unit of the dimension."""

from functools import cache
from typing import Final, NamedTuple


class Unit(NamedTuple):
    """Unit of measurement."""

    name: str
    dimension: str
    factor: float
    """Value in the base unit of the dimension: metre, gram, second, byte and so on."""


SYMBOLS: Final = """
m length 1 | m
km length 1e3 | km Km KM
cm length .01 | cm
dm length .1 | dm
mm length .001 | mm
µm length 1e-6 | µm μm um
nm length 1e-9 | nm
Å length 1e-10 | Å \u212b
fm length 1e-15 | fm
mbsf length 1 | mbsf
in length .0254 | ″
ft length .3048 | ft ′
yd length .9144 | yd yds
mi length 1609.344 | mi
hm length 100 | hm
nmi length 1852 | nmi
AU length 1.495978707e11 | AU
ly length 9.4607304725808e15 | ly
pc length 3.0856775814914e16 | pc
kpc length 3.0856775814914e19 | kpc
Mpc length 3.0856775814914e22 | Mpc
g mass 1 | g gr
kg mass 1e3 | kg kgs Kg KG
mg mass .001 | mg mgs
µg mass 1e-6 | µg μg mcg ug
t mass 1e6 | t
kt mass 1e9 | kt
Mt mass 1e12 | Mt
Gt mass 1e15 | Gt
lb mass 453.59237 | lb lbs
oz mass 28.349523125 | oz
s time 1 | s sec secs Sek
ms time .001 | ms
µs time 1e-6 | µs μs
ns time 1e-9 | ns
min time 60 | min mins Min
h time 3600 | h hr hrs Std
year time 31556952 | yr yrs
ka time 31556952e3 | ka Ka kyr
Ma time 31556952e6 | Ma Myr
Ga time 31556952e9 | Ga Gyr Byr byr
byte data 1 | byte
kB data 1e3 | kB KB KByte KBytes kByte
MB data 1e6 | MB MByte MBytes
GB data 1e9 | GB
TB data 1e12 | TB
PB data 1e15 | PB
EB data 1e18 | EB
ZB data 1e21 | ZB
KiB data 1024 | KiB
MiB data 1048576 | MiB
GiB data 1073741824 | GiB
TiB data 1099511627776 | TiB
PiB data 1125899906842624 | PiB
bit data .125 | bit bits Bit Bits
kbit data 125 | kbit Kbit kb
Mbit data 125e3 | Mbit Mb MBit
Gbit data 125e6 | Gbit Gb
Tbit data 125e9 | Tbit Tb
kbit/s rate 1e3 | kbps Kbps kbit/s
Mbit/s rate 1e6 | Mbps Mbit/s
Gbit/s rate 1e9 | Gbps Gbit/s
Hz frequency 1 | Hz
kHz frequency 1e3 | kHz
MHz frequency 1e6 | MHz
GHz frequency 1e9 | GHz
THz frequency 1e12 | THz
rpm frequency .016666666666666666 | rpm
W power 1 | W
mW power .001 | mW
kW power 1e3 | kW kWp
MW power 1e6 | MW MWp
GW power 1e9 | GW GWp
TW power 1e12 | TW
hp power 745.699872 | hp bhp PS
J energy 1 | J
kJ energy 1e3 | kJ
MJ energy 1e6 | MJ
GJ energy 1e9 | GJ
eV energy 1.602176634e-19 | eV
keV energy 1.602176634e-16 | keV
MeV energy 1.602176634e-13 | MeV
GeV energy 1.602176634e-10 | GeV
TeV energy 1.602176634e-7 | TeV
BTU energy 1055.05585262 | BTU Btu
cal energy 4.184 | cal
kcal energy 4184 | kcal
Wh energy 3600 | Wh
kWh energy 36e5 | kWh
MWh energy 36e8 | MWh
GWh energy 36e11 | GWh
TWh energy 36e14 | TWh
MMBtu energy 1.05505585262e9 | MMBtu MMBTU
toe energy 41.868e9 | toe tep
ktoe energy 41.868e12 | ktoe ktep
Mtoe energy 41.868e15 | Mtoe Mtep
V voltage 1 | V
kV voltage 1e3 | kV
mV voltage .001 | mV
A current 1 | A
mA current .001 | mA
mAh charge 3.6 | mAh
Ω resistance 1 | Ω
N force 1 | N
Nm torque 1 | Nm N·m
lb-ft torque 1.3558179483314004 | lb-ft ft-lb lbft
mpg economy .4251437074976 | mpg
kN force 1e3 | kN
Pa pressure 1 | Pa
hPa pressure 100 | hPa
kPa pressure 1e3 | kPa
MPa pressure 1e6 | MPa
GPa pressure 1e9 | GPa
bar pressure 1e5 | bar bars
mbar pressure 100 | mbar
µbar pressure .1 | µbar μbar
nbar pressure 1e-4 | nbar
psi pressure 6894.757293168 | psi
mmHg pressure 133.322387415 | mmHg
atm pressure 101325 | atm
°C temperature 1 | °C ℃
°F fahrenheit 1 | °F ℉
K kelvin 1 | K
° angle 1 | ° deg
rad angle 57.29577951308232 | rad
l volume .001 | l L
ml volume 1e-6 | ml mL mls
hl volume .1 | hl hL
cl volume 1e-5 | cl cL
dl volume 1e-4 | dl dL
µl volume 1e-9 | µl μl µL μL
cm³ volume 1e-6 | cc ccm
gal volume .003785411784 | gal gals
bbl volume .158987294928 | bbl
bcm volume 1e9 | bcm Bcm BCM
tcm volume 1e12 | tcm Tcm
mcf volume 28.316846592 | mcf Mcf MCF
mmcf volume 28316.846592 | mmcf MMcf MMCF
bcf volume 28316846.592 | bcf Bcf BCF
tcf volume 28316846592 | tcf Tcf TCF
GtC carbon 1e15 | GtC PgC
MtC carbon 1e12 | MtC TgC
ha area 1e4 | ha
km² area 1e6 | sqkm qkm
m² area 1 | sqm qm
ft² area .09290304 | sqft
km/h speed .2777777777777778 | kph kmh kmph
mph speed .44704 | mph
mol substance 1 | mol mols
mmol substance .001 | mmol
µmol substance 1e-6 | µmol μmol
nmol substance 1e-9 | nmol
mM concentration .001 | mM
µM concentration 1e-6 | µM μM
nM concentration 1e-9 | nM
ppm share 1e-4 | ppm ppmv
ppb share 1e-7 | ppb ppbv
ppt share 1e-10 | ppt pptv
ppq share 1e-13 | ppq
% share 1 | %
‰ share .1 | ‰
‱ share .01 | ‱
bp points .01 | bp bps
pp points 1 | pp pps ppts
dB level 1 | dB dBA
dBm power_level 1 | dBm
dBi gain 1 | dBi
dpi density 1 | dpi ppi
px pixels 1 | px
MP pixels 1e6 | MP
fps frequency 1 | fps
× ratio 1 | x × X
"""
"""Name, dimension, factor and symbols of each unit. Symbols are distinguished by case."""

WORDS: Final = """
m | meter meters metre metres metern metro metros mètre mètres metri
hm | hectometer hectometers hectometre hectometres hectomètre hectomètres
km | kilometer kilometers kilometre kilometres kilometern kilomètre kilomètres kilómetro kilómetros kilometro kilometros
cm | centimeter centimeters centimetre centimetres zentimeter zentimetern centimètre centimètres centímetro centímetros centimetro centimetros
mm | millimeter millimeters millimetre millimetres millimetern millimètre millimètres milímetro milímetros milimetro milimetros
µm | micrometer micrometers micrometre micrometres mikrometer micron microns micromètres
nm | nanometer nanometers nanometre nanometres nanomètre nanomètres nanómetros
in | inch inches zoll pouce pouces pulgada pulgadas
ft | foot feet fuß piés
yd | yard yards
mi | mile miles meile meilen milla millas mille_terrestre
nmi | nautical_mile nautical_miles seemeile seemeilen
ly | light-year light-years light_year light_years lichtjahr lichtjahre lichtjahren
g | gram grams gramme grammes gramm gramos gramo gramas
kg | kilogram kilograms kilogramme kilogrammes kilogramm kilogramos kilogramo kilo kilos quilos
µg | microgram micrograms microgramme microgrammes mikrogramm microgramos
mg | milligram milligrams milligramm milligrammes miligramos
t | tonne tonnes tonnen metric_ton metric_tons tonelada toneladas tonelada_métrica toneladas_métricas
ton | ton tons
lb | pound-mass livre_poids pfund libra libras
oz | ounce ounces unze unzen once_poids onces onza onzas
s | second seconds sekunde sekunden seconde secondes segundo segundos
ms | millisecond milliseconds millisekunden millisecondes milisegundos
min | minute minutes minuten minuto minutos
h | hour hours stunde stunden heure heures hora horas
day | day days tag tage tagen jour jours día días dia dias
week | week weeks woche wochen semaine semaines semana semanas
month | month months monat monate monaten mois mes meses
quarter | quarters
year | year years jahr jahre jahren ans année années año años
decade | decade decades jahrzehnt jahrzehnte jahrzehnten décennie décennies década décadas
century | century centuries jahrhundert jahrhunderte siècle siècles siglo siglos
byte | bytes octets
kB | kilobyte kilobytes
MB | megabyte megabytes
GB | gigabyte gigabytes
TB | terabyte terabytes
PB | petabyte petabytes
EB | exabyte exabytes
KiB | kibibyte kibibytes
Mbit | megabit megabits
Gbit | gigabit gigabits
Hz | hertz
kHz | kilohertz
MHz | megahertz
GHz | gigahertz
W | watt watts
kW | kilowatt kilowatts
MW | megawatt megawatts
GW | gigawatt gigawatts
TW | terawatt terawatts
hp | horsepower pferdestärken
J | joule joules
kcal | kilocalories kilokalorien
cal | calorie calories kalorien calorías
Wh | watt-hours watt_hours
kWh | kilowatt-hour kilowatt-hours kilowatt_hour kilowatt_hours kilowattstunde kilowattstunden
MWh | megawatt-hours megawatt_hours megawattstunden
GWh | gigawatt-hours gigawatt_hours gigawattstunden
TWh | terawatt-hours terawatt_hours terawattstunden
V | volt volts
A | ampere amperes amp amps
N | newton newtons
Nm | newton-metre newton-metres newton-meters newton_metres newton_meters newtonmeter
lb-ft | pound-feet pound_feet foot-pounds foot_pounds
mpg | miles_per_gallon miles_to_the_gallon
Pa | pascal pascals
atm | atmospheres
°C | degree_celsius degrees_celsius degrees_centigrade degree_centigrade grad_celsius degrés_celsius grados_celsius degrees_c deg_c celsius
°F | degree_fahrenheit degrees_fahrenheit grad_fahrenheit degrés_fahrenheit grados_fahrenheit degrees_f deg_f fahrenheit
K | kelvin kelvins
° | degree degrees grad degré degrés degres grado grados
hl | hectoliter hectoliters hectolitre hectolitres hektoliter hektolitern hectolitro hectolitros
l | liter liters litre litres litern litro litros
ml | milliliter milliliters millilitre millilitres millilitern mililitros
gal | gallon gallons gallonen galón galones
pt | pint pints pinte pintes pinta pintas
tsp | teaspoon teaspoons tsp tsps teelöffel cuillère_à_café cuillères_à_café cuillerée_à_café cuillerées_à_café cuillère_à_thé cdta cdtas cucharadita cucharaditas
tbsp | tablespoon tablespoons tbsp tbsps esslöffel cuillère_à_soupe cuillères_à_soupe cuillerée_à_soupe cuillerées_à_soupe cda cdas cucharada cucharadas
bushel | bushel bushels
st | stone
carat | carat carats karat quilate quilates
cwt | hundredweight hundredweights
Zentner | zentner
quintal | quintal quintals quintaux quintales
arroba | arroba arrobas
furlong | furlong furlongs
fathom | fathom fathoms
qt | quart quarts
floz | fluid_ounce fluid_ounces fl_oz
bbl | barrel barrels fass baril barils barril barriles
ha | hectare hectares hektar hectárea hectáreas
acre | acre acres
km² | square_kilometer square_kilometers square_kilometre square_kilometres sq_km quadratkilometer quadratkilometern kilomètres_carrés kilómetros_cuadrados km_squared
m² | square_meter square_meters square_metre square_metres sq_m quadratmeter quadratmetern mètres_carrés mètre_carré metros_cuadrados metro_cuadrado m_squared
ft² | square_foot square_feet sq_ft pieds_carrés pies_cuadrados
mi² | square_mile square_miles sq_mi milles_carrés millas_cuadradas
m³ | cubic_meter cubic_meters cubic_metre cubic_metres kubikmeter kubikmetern mètres_cubes metros_cúbicos
km³ | cubic_kilometer cubic_kilometers cubic_kilometre cubic_kilometres km_cubed
ft³ | cubic_foot cubic_feet pieds_cubes pies_cúbicos
cm³ | cubic_centimeter cubic_centimeters cubic_centimetre cubic_centimetres kubikzentimeter
mph | miles_per_hour miles_an_hour mile_per_hour millas_por_hora meilen_pro_stunde
km/h | kilometers_per_hour kilometres_per_hour kilometers_an_hour kilometres_an_hour kilómetros_por_hora stundenkilometer kilomètres_par_heure kilomètres_à_l'heure
kn | knot knots knoten nudos nœuds
mol | mole moles
% | percent vom_hundert per_cent pct prozent pour_cent por_ciento por_cento per_cento procent процент процента процентов
‰ | per_mille per_mil promille pour_mille por_mil
pp | percentage_point percentage_points percent_point percent_points prozentpunkt prozentpunkte prozentpunkten point_de_pourcentage points_de_pourcentage punto_porcentual puntos_porcentuales
bp | basis_point basis_points basispunkt basispunkte basispunkten points_de_base puntos_básicos
dB | decibel decibels
px | pixel pixels
MP | megapixel megapixels
× | times fold -fold fach mal_so
"""
"""Spellings of units in words, in small letters; an underscore is a blank."""

_MORE: Final = {
    "ton": ("mass", 907184.74),
    "day": ("time", 86400.0),
    "week": ("time", 604800.0),
    "month": ("time", 2629746.0),
    "quarter": ("time", 7889238.0),
    "decade": ("time", 315569520.0),
    "century": ("time", 3155695200.0),
    "pt": ("volume", 0.000473176473),
    "tsp": ("volume", 4.92892159375e-6),
    "tbsp": ("volume", 1.478676478125e-5),
    "bushel": ("volume", 0.03523907016688),
    "st": ("mass", 6350.29318),
    "carat": ("mass", 0.2),
    "cwt": ("mass", 50802.34544),
    "Zentner": ("mass", 5e4),
    "quintal": ("mass", 1e5),
    "arroba": ("mass", 11502.0),
    "furlong": ("length", 201.168),
    "fathom": ("length", 1.8288),
    "qt": ("volume", 0.000946352946),
    "floz": ("volume", 2.95735295625e-5),
    "acre": ("area", 4046.8564224),
    "mi²": ("area", 2589988.110336),
    "m³": ("volume", 1.0),
    "km³": ("volume", 1e9),
    "ft³": ("volume", 0.028316846592),
    "kn": ("speed", 0.5144444444444445),
}
"""Dimension and factor of units without a symbol in the table."""

_LOCAL: Final = {
    "": {"an": "year"},
    "es": {"pie": "ft", "pies": "ft"},
    "fr": {"an": "year", "pied": "ft", "pieds": "ft", "once": "oz", "livres": "lb", "tonneaux": "ton"},
    "de": {"fuß": "ft", "mal": "×"}
    | {
        stem + ending: name
        for stem, name in {
            "jährig": "year",
            "monatig": "month",
            "wöchig": "week",
            "tägig": "day",
            "stündig": "h",
            "minütig": "min",
            "prozentig": "%",
        }.items()
        for ending in ("", "e", "en", "er", "es", "em")
    },
}
"""Words that are units in one language only, with German adjectives: *40-jährig*."""


@cache
def units() -> dict[str, Unit]:
    """Return the units by their names."""
    found = {}
    for line in filter(None, SYMBOLS.split("\n")):
        name, dimension, factor = line.split(" | ")[0].split()
        found[name] = Unit(name, dimension, float(factor))
    for name, (dimension, size) in _MORE.items():
        found[name] = Unit(name, dimension, size)
    return found


@cache
def symbols() -> dict[str, Unit]:
    """Return the units by their symbols, which are distinguished by case."""
    known = units()
    lines = (line.split(" | ") for line in filter(None, SYMBOLS.split("\n")))
    return {symbol: known[head.split()[0]] for head, names in lines for symbol in names.split()}


@cache
def _openers(language: str) -> frozenset[str]:
    return frozenset(word.replace("-", " ").partition(" ")[0] for word in words(language))


def may_open(word: str, language: str) -> bool:
    """Return whether a unit in words may begin with a word, in small letters."""
    return word in _openers(language)


@cache
def words(language: str) -> dict[str, Unit]:
    """Return the units by their words in small letters."""
    known = units()
    lines = (line.split(" | ") for line in filter(None, WORDS.split("\n")))
    found = {word.replace("_", " "): known[name] for name, spellings in lines for word in spellings.split()}
    return found | {word: known[name] for word, name in _LOCAL.get(language, {}).items()}

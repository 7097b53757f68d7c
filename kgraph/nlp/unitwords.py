"""Which word after a number names what it counts, judged by the words alone: "1,500 North Korean troops" -> troops."""

from __future__ import annotations

from kgraph.nlp.lexing import Lexed, word_list

# Words that end the noun phrase of a counted noun.
STOPS = frozenset(
    word_list(
        "a an the this that these those his her its their our my your who whom whose which what when where while why "
        "how i he she it we they you them us me him and or but nor so yet if as than in on at by from to for with "
        "without into onto over under about after before between during since until through across against along "
        "around near per via within amid among is was were are be been being am has have had do does did will would "
        "could should can may might must shall not no said says told there here now then still also always perhaps "
        "sometimes overseas besides towards afterwards less minus plus versus yes thus himself themselves itself ago "
        "each every such"
    )
)
PLURALS = frozenset(
    word_list(
        "people men women children troops personnel police aircraft staff servicemen servicewomen policemen firemen "
        "militiamen gunmen spokesmen congressmen fishermen businessmen cattle sheep fish feet teeth media data "
        "dead wounded injured missing others hostages km kg"
    )
)
# Measures that may be glued to their figures.
MEASURES = frozenset(
    word_list(
        "km kilometre kilometres kilometer kilometers mile miles metre metres meter meters kg kilo kilos kilogram "
        "kilograms ton tons tonne tonnes kt kiloton kilotons megawatt megawatts mw gw gigawatt gigawatts hectare "
        "hectares acre acres barrel barrels litre litres gallon gallons sq mph knots"
    )
)
# What a hyphenated number can count: a 3,000-strong force, a five-member panel, a 10-day truce.
HYPHENATED = frozenset(
    word_list(
        "strong man men member person soldier nation country day week month year hour minute kilometre kilometer km "
        "mile metre meter ton tonne vehicle truck ship tank aircraft plane missile drone page seat room bed megawatt "
        "foot inch pound kilogram kg car family woman troop"
    )
)
_NUMBERS = frozenset(("tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "several", "some"))
_ADJECTIVES = frozenset(
    word_list(
        "new more heavy light young old big small large long short dead elite other further former senior junior "
        "additional armed unarmed wounded injured unnamed third second first"
    )
)
_ADJECTIVE_ENDINGS = ("ic", "al", "ive", "ous", "ary", "ful", "less", "ing", "ed", "ern")
_NOUNS = frozenset(
    word_list(
        "official general hospital criminal rival individual journal festival arrival animal metal signal terminal "
        "capital proposal building recording meeting hearing bombing shooting killing wing filing sighting relative "
        "operative executive mosaic clinic fabric military mercenary secretary missionary dignitary"
    )
)
_NOT_PLURAL = ("ss", "us", "is", "ous")


def counted(lex: Lexed, end: int, *, one: bool) -> str | None:
    """The unit that follows the token ``end``: the first plural noun of the phrase (after "one": its first noun).

    Calibres between number and noun are passed over ("eight million 122-mm and 152-mm rounds" counts rounds).
    """
    i, proper = end, None
    if lex.low(i) == "of":
        i += 1
        while lex.low(i) in ("the", "its", "their", "his", "these", "those", "our", "more"):
            i += 1
    steps = 0
    while steps < 7 and i < lex.size:
        i = _past_calibre(lex, i)
        token = lex[i]
        if token.kind != "w" or token.low in STOPS:
            if lex.dash(i) and lex.glued(i) and lex.glued(i + 1):
                i += 2
                steps += 1
                continue
            if (
                lex.low(i) == ","
                and lex[i + 1].kind == "w"
                and steps
                and _adjective(lex, i - 1)
                and not lex.low(i - 1).endswith("ed")
            ):
                i += 1
                continue
            break
        if one and not lex.capital(i) and not _leads_on(lex, i):
            return lex.printed(i)
        if token.low in _NUMBERS:
            break
        if is_plural(token.low) and not (lex.dash(i + 1) and lex.glued(i + 1)):
            if not lex.capital(i):
                return _last_plural(lex, i)
            proper = proper or lex.printed(i)
        i += 1
        steps += 1
    return proper


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    return word in PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(_NOT_PLURAL))


def _last_plural(lex: Lexed, i: int) -> str:
    """Of plurals in a row the last: "weapons systems" counts systems."""
    while (
        lex[i + 1].kind == "w" and not lex.capital(i + 1) and is_plural(lex.low(i + 1)) and lex.low(i + 1) not in STOPS
    ):
        if lex.low(i) in PLURALS:
            break
        i += 1
    return lex.printed(i)


def _leads_on(lex: Lexed, i: int) -> bool:
    """Whether a word after "one" is an adjective before another noun."""
    follower = lex[i + 1]
    return _adjective(lex, i) and follower.kind == "w" and follower.low not in STOPS and not follower.low.endswith("ed")


def _adjective(lex: Lexed, i: int) -> bool:
    word = lex.low(i)
    return word in _ADJECTIVES or (word.endswith(_ADJECTIVE_ENDINGS) and word not in _NOUNS)


def _past_calibre(lex: Lexed, i: int) -> int:
    """The token after calibres: 122-mm; 155mm; 122-mm and 152-mm."""
    while lex[i].kind == "n":
        j = i + 2 if lex.dash(i + 1) else i + 1
        if lex.low(j) not in ("mm", "millimetre", "millimeter", "cm", "calibre", "caliber"):
            return i
        i = j + 1
        if lex.low(i) in ("and", "or", ",") and lex[i + 1].kind == "n":
            i += 1
    return i

"""Names and labels with numbers in them, which are not figures.

"COVID-19", "AT-4", "Boeing 737", "Article 5", "10 Downing Street", "+44 20 7946 0000",
"won 3-2", "5G", "v3.11". What is told here is told from the tokens around a number.
"""

from __future__ import annotations

import re
from typing import Final

from claimcheck.places import country, seat_of
from claimcheck.quantities.cues import HEDGE_WORDS
from claimcheck.quantities.gaps import is_gapped
from claimcheck.quantities.idioms import is_idiom
from claimcheck.quantities.items import item_after
from claimcheck.quantities.number import Number, NumberKind
from claimcheck.quantities.plurals import is_plural
from claimcheck.quantities.tokens import FRONT, Tokens, is_digits, starts_sentence
from claimcheck.quantities.units import currency_before
from claimcheck.quantities.vocabulary import CLOSED, MONTHS, PREFIXES, SCALES, SMALL

#: Words after which a bare number names something instead of counting it.
_NAMING: Final = frozenset(
    """
    article articles section sections chapter chapters paragraph paragraphs page pages verse clause
    rule title amendment resolution act part volume vol issue episode season series appendix annex
    table figure fig no nos number numbers route highway interstate motorway road junction
    line platform gate terminal pier room suite floor apartment flat building block
    channel radio phase stage tier class grade category group groups division district
    ward zone sector precinct region area version windows android ios iphone ipad
    galaxy pixel playstation xbox formula boeing airbus apollo soyuz falcon sputnik voyager
    covid sars h1n1 omega schedule form box case bill proposition prop proposal
    game match week day step model mark mk flight lot unit level size type
    fortune sp ftse nikkei nasdaq russell dax cac stoxx forbes kospi ibex euro expo agenda
    psalm genesis lane exit track seed pick round heat trial protocol directive regulation
    brigade battalion regiment squadron item items question chapter scene sonata symphony opus op
    footnote junction exit tram bus jersey shirt row docket postcode pin
    ps nintendo wii echelon matthew luke corinthians serial code zip box id p.o version build
    """.split()
)
#: Naming words that also stand before real figures in lower case: "day 5", "no 3", "week 20".
_NAMING_CAPITAL: Final = frozenset(
    "no number numbers day week unit case round lot game match season series part level size type"
    " group groups step issue act bill area region item items".split()
)
#: Of these, what also stands before a small number in lower case, and the largest such number:
#: "type 2 diabetes", "a level 4 laboratory"; but "of this type 3 were found".
_KINDS: Final = frozenset("type level".split())
_KINDS_UP_TO: Final = 10
_POINTING: Final = frozenset("this that each every which what same one any another".split())
#: Naming words that are verbs too, and what stands before those: "will *build* 60 flats".
_VERBS: Final = frozenset("build building pick picking form track route schedule seed box".split())
_AUXILIARIES: Final = frozenset(
    "to will would can could may might must shall should not is are was were been be".split()
)
#: Formulas that web text writes with a space ("CO 2", "PM 2.5").
_FORMULAS: Final = frozenset({"CO", "SO", "NO", "CH", "PM", "NOx", "O", "H", "N"})
_FORMULA_NAMES: Final = frozenset({"covid", "sars", "cov"})
_STREETS: Final = frozenset(
    "street st avenue ave road rd lane drive boulevard blvd square place court terrace way crescent"
    " gardens row hill quay plaza parkway highway".split()
)
_GLUE_BEFORE: Final = frozenset("#№@§_=&\\^")
_GLUE_AFTER: Final = frozenset("=&_@\\")
#: Raised figures that no unit takes: a power, or the number of a note.
_RAISED: Final = frozenset("⁰⁴⁵⁶⁷⁸⁹")
_PHONE: Final = re.compile(
    r"(?:\+\d|\(\d{2,5}\)\s?\d|\d{3}[-.\s]\d{3}[-.\s]\d{4}"
    r"|\b\d{3}-\d{4}\b(?!\s[a-z$%]))[\d\s().-]{0,18}"  # but "975-1250 lbs"
)
_LAST_DAY: Final = 31
#: Months that are other words too without their capital, and what tells them from those.
_OTHER_WORDS: Final = frozenset({"march", "may", "august"})
_ON: Final = frozenset("on by since until from before after of".split())
#: Nouns that are counted without a plural's ending ("2500 head of cattle").
_UNCOUNTED: Final = frozenset("head dozen hundred gross apiece square cubic foot".split())
_CLOCKS: Final = frozenset("gmt utc est edt bst cet".split())
_DIALLED: Final = frozenset("+-().")
_DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
#: Verbs of several: a name takes "was" and "has".
_MANY: Final = frozenset("are were have".split())
#: Verbs of one: a number above one that takes them ends a name ("Alien 2 was directed by …").
_ONE: Final = frozenset("is was has had will".split())
#: A name before a number has at most this value: "Windows 11", "Boeing 777", "Fortune 500".
_LARGEST_NAME = 10000


def is_label(tokens: Tokens, number: Number, *, money: bool, has_unit: bool) -> bool:
    """Whether `number` belongs to a name.

    `money`: a currency stands right before it; `has_unit`: that, or a unit after it.
    """
    first, last = number.first, number.last
    if number.words:
        return is_idiom(tokens, number) or _is_titled(tokens, number)
    low, start, end = tokens.low, tokens.start, tokens.end
    if end[first - 1] == start[first] and not money and _glued(tokens, first):
        return True
    if has_unit or number.scaled or number.kind == NumberKind.ORDINAL:
        return False
    after = low[last]
    if end[last - 1] == start[last] and _continues(tokens, last):
        return True
    if after == ")" and _enumerates(tokens, first):
        return True
    if after in _CLOCKS:
        return True  # "around 1320 GMT"
    if _named(tokens, number) or _of_a_month(tokens, number):
        return True
    if end[first] - start[first] > 3 and _is_model(tokens, number):
        return True
    before = low[first - 1]
    beside = before in _DIALLED or after in _DIALLED or is_digits(before) or is_digits(after)
    if beside and is_phone(tokens, number):
        return True
    aside = before == after == ","  # "Girl, 4, Shot in Road Rage"
    return not aside and (after == "," or after.isalpha()) and _street(tokens, last)


def _glued(tokens: Tokens, first: int) -> bool:
    """ "COVID-19", "H1N1", "#1", "id=5": what stands right before makes it one word."""
    before = tokens.low[first - 1]
    if before.isalpha():
        return True
    if before in _GLUE_BEFORE:
        return True
    left = tokens.low[first - 2]
    if before == "(" and left == ")" and tokens.attached(first - 1):
        return True  # "501(c)(3)"
    if before == "-" and left in _FORMULA_NAMES:
        return True  # "COVID -19"
    if before not in ("-", ".", "/", "%", "–") or not tokens.attached(first - 1):
        return False
    if before == "–":
        return False
    if _in_a_name(tokens, first - 2):
        return True
    if left in SCALES:
        return False  # "10 lakh-15 lakh"
    if left.isalpha() and tokens.attached(first - 2) and is_digits(tokens.low[first - 3][:1]):
        return False  # "5k-20k", "5km-10km"
    if left.isalpha():
        return left not in PREFIXES or (before == "." and len(left) == 1)
    if before == "%":
        return True  # in an address of the web
    return before == "/" and not is_digits(left[:1]) and left not in ("$", "€", "£")


def _in_a_name(tokens: Tokens, at: int) -> bool:
    """ "FY2023-24", "A320-200": figures that are glued to letters, and not to a currency's."""
    low = tokens.low
    if not (is_digits(low[at]) and low[at - 1].isalpha() and tokens.attached(at)):
        return False
    return currency_before(tokens, at) is None


def _continues(tokens: Tokens, last: int) -> bool:
    """ "5G", "747s", "10-K", "305&": what stands right after makes it one word."""
    after = tokens.low[last]
    if after.isalpha() or after in _GLUE_AFTER or after in _RAISED:
        return True
    if after == "(" and tokens.attached(last + 1) and len(tokens.low[last + 1]) == 1:
        return tokens.low[last + 2] == ")"  # "501(c)(3)"
    if after == "-" and tokens.attached(last + 1):
        if tokens.low[last + 1] == "for" and tokens.attached(last + 2):
            return True  # "a 3-for-1 split"
        return tokens.capital(last + 1)
    return after == "." and tokens.attached(last + 1) and tokens.low[last + 1].isalpha()


def _enumerates(tokens: Tokens, first: int) -> bool:
    """ "1) explains why": a closing bracket that nothing opened."""
    return all(tokens.low[k] != "(" for k in range(max(FRONT, first - 12), first))


def _named(tokens: Tokens, number: Number) -> bool:
    low, first = tokens.low, number.first
    at = first - 2 if low[first - 1] == "." and tokens.attached(first - 1) else first - 1
    word = low[at]
    if not word.isalpha():
        return word[:1].isalpha() and word in _NAMING
    capital = tokens.capital(at)
    if not capital:
        if word.endswith("co") and tokens.raw(at).endswith("CO") and number.value == 2:
            return True  # "tCO 2"
        apart = at < first - 1 or low[at - 1] == "("  # "no. 3", "Louie (season 1)"
        if word in _KINDS and number.value <= _KINDS_UP_TO and low[at - 1] not in _POINTING:
            return True
        if _is_verb(tokens, at, number):
            return False
        if word not in _NAMING and _names(word) and _counts_things(tokens, number):
            return False
        return _names(word) and (word not in _NAMING_CAPITAL or apart)
    if low[at - 1] == "&" or tokens.raw(at) in _FORMULAS:
        return True  # "S&P 500", "CO 2"
    if len(word) == 1 and word not in ("i", "a") and tokens.capital(at - 1):
        return True  # "S P 500"
    if _names(word):
        return not (word not in _NAMING and _counts_things(tokens, number))
    if at < first - 1 or number.value >= _LARGEST_NAME:
        return False
    if "," in low[first]:
        return False
    return _capital_names(tokens, number, at)


def _is_verb(tokens: Tokens, at: int, number: Number) -> bool:
    """Whether the word at `at` does something to what the number counts."""
    if tokens.low[at] not in _VERBS or tokens.low[at - 1] not in _AUXILIARIES:
        return False
    return _counts_things(tokens, number)


def _counts_things(tokens: Tokens, number: Number) -> bool:
    """Whether several things follow the number: "Judge Blocks 30 New Laws", not "Articles 5"."""
    item = item_after(tokens, number.last, measured=False)
    return item is not None and is_plural(tokens.low[item.last - 1])


def _names(word: str) -> bool:
    """Whether a word, or its singular, names what a bare number after it belongs to."""
    return word in _NAMING or (word.endswith("s") and word[:-1] in _NAMING)


def _capital_names(tokens: Tokens, number: Number, at: int) -> bool:
    """Whether the capitalised word at `at` and the number are one name ("Windows 11")."""
    low, last = tokens.low, number.last
    after = low[last]
    if after in SCALES or after == "%" or low[at] in _DAYS or low[at] in MONTHS:
        return False  # "In March 130 Russian companies left"
    if after in _MANY and number.value > 1:
        return False  # "In Sudan 400 have died"
    if after == "-" and is_digits(low[last + 1]) and is_plural(low[last + 2]):
        return len(low[last + 1]) > 2  # "In Kharkiv 3-5 houses"
    if (after == "and" or not after.isalpha()) and is_gapped(tokens, at):
        return False
    if tokens.capital(last) and _is_given(tokens, at) and _counts_things(tokens, number):
        return False  # "gave Kyiv 300 Switchblade drones"
    if after in ("in", "out", "of") and _is_proportion(low, last, number):
        return False
    if after.isalpha() and not tokens.capital(last) and after not in CLOSED:
        item = item_after(tokens, last, measured=False)
        counted = low[at - 1] in SMALL or is_digits(low[at - 1][:1])  # "14 Challenger 2 tanks"
        if not counted and (item is None or is_plural(low[item.last - 1]) or number.value == 1):
            return False  # what follows is counted: "Japan 499 people", but "Planet 9 project"
    if starts_sentence(tokens, at):
        named = number.value > 1 and after in _ONE and low[at] not in HEDGE_WORDS | CLOSED
        if not named:
            return False
    return not tokens.is_headline()


#: Verbs with two objects: to whom, and how many of what.
_GIVES: Final = frozenset(
    "gave give gives giving given hand handed offer offered promise promised lend lent award"
    " awarded grant granted owe owes owed pay paid show showed teach taught".split()
)


def _is_given(tokens: Tokens, at: int) -> bool:
    """Whether the word before a number is to whom something is given, or a place."""
    word = tokens.raw(at)
    return tokens.low[at - 1] in _GIVES or country(word) is not None or seat_of(word) is not None


def _is_titled(tokens: Tokens, number: Number) -> bool:
    """ "Fantastic Four", "Two and a Half Men": number words with the capitals of a name."""
    if tokens.is_headline():
        return False
    inside = any(tokens.capital(k) for k in range(number.first + 1, number.last))
    led = tokens.capital(number.first) and tokens.capital(number.first - 1)
    return inside or (led and tokens.low[number.first - 1] not in CLOSED)


def _is_proportion(low: list[str], last: int, number: Number) -> bool:
    """ "In London 7 in 10 homes", "18 of 27 districts": the second number is the larger."""
    other = low[last + 2 if low[last] == "out" else last + 1]
    return is_digits(other) and len(other) <= 3 and number.value < int(other)


def _of_a_month(tokens: Tokens, number: Number) -> bool:
    """ "On may 19" in a text without capitals, "30 February": days that are no dates as written."""
    low, first, last = tokens.low, number.first, number.last
    at = first - 2 if low[first - 1] == "." else first - 1
    month, before = (low[at], low[at - 1]) if low[at] in MONTHS else (low[last], low[first - 1])
    if month not in MONTHS or not 0 < number.value <= _LAST_DAY or number.value % 1:
        return False
    return month not in _OTHER_WORDS or before in _ON


def _is_model(tokens: Tokens, number: Number) -> bool:
    """ "The 8088 chip": four digits without a comma and one thing in the singular."""
    word = tokens.low[number.first]
    if not is_digits(word) or number.last != number.first + 1:
        return False
    item = item_after(tokens, number.last, measured=False)
    if item is None or item.last != number.last + 1:
        return False
    noun = tokens.low[item.last - 1]
    return not is_plural(noun) and tokens.low[item.last] != "-" and noun not in _UNCOUNTED


def _street(tokens: Tokens, last: int) -> bool:
    """ "10 Downing Street", "1600 Pennsylvania Avenue"."""
    at = last + 1 if tokens.low[last] == "," else last
    for k in range(at, at + 4):
        if not tokens.low[k].isalpha() or not tokens.capital(k):
            return False
        if k > at and tokens.low[k] in _STREETS:
            return True
    return False


def is_phone(tokens: Tokens, number: Number) -> bool:
    """Whether the number lies in something dialled."""
    first, last = number.first, number.last
    start, end = tokens.start[first], tokens.end[last - 1]
    begin = max(0, start - 20)
    window = tokens.text[begin : end + 20]
    return any(
        begin + found.start() <= start and end <= begin + found.end()
        for found in _PHONE.finditer(window)
    )

"""Write the tables of units and currencies, or with --check tell which are stale.

    python scripts/units.py [--check]

- claimcheck/quantities/units.tsv, from scripts/units.in.tsv, with factors from pint's registry;
- claimcheck/quantities/currencies.tsv, from scripts/currencies.in.tsv, with the codes, names and
  signs of CLDR as babel has it.

claimcheck itself reads only what is written here, so that neither library is needed to run it.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pint
from babel import Locale, numbers
from babel.core import get_global

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "claimcheck" / "quantities"
UNITS_IN = ROOT / "scripts" / "units.in.tsv"
CURRENCIES_IN = ROOT / "scripts" / "currencies.in.tsv"
NOTE = "# Written by scripts/units.py from {source}; change that, then run it\n"
UNITS_NOTE = """\
# A factor is exact, to the base unit of its dimension:
{bases}
# Of the forms, | between, "~" stands before one that is read only right behind digits or one space
# after, case as written; "~~" before one that is read only attached to digits.
# everyday: {everyday}
# dimension\tcode\tname\tfactor\toffset\tforms
"""
CURRENCIES_NOTE = """\
# Signs, prefixes and codes stand before a number, those with "~" attached to it and only where a
# thousands separator, two decimals or a magnitude word shows that it is money. Words stand after
# it, "~" and "~~" as in units.tsv; minor words are a hundredth. A word of several currencies is a
# row of its own, and here is what it may mean:
{shared}# everyday: {everyday}
# code\tname\tsigns, prefixes and codes\twords\tminor words
"""
#: Forms that are everyday words too, so that only digits or a magnitude word make them a unit.
EVERYDAY_UNITS = (
    "amp amps bale bales bit bits boe carat carats degree degrees foot fold grains ha karat karats"
    " knot knots nits oz quarters stone therm therms yard yards"
)
EVERYDAY_CURRENCIES = (
    "buck bucks cedi crowns dm dong ecu ether euro greenback inti kina kips kr lari lei lek leu"
    " lev lira loonies marks penny pula quid rand rands soles sterling stg tala tl won"
)
#: Word, sign and symbol of code of each SI prefix that the input names.
PREFIXES = {
    "p": "pico", "n": "nano", "µ": "micro", "m": "milli", "c": "centi", "d": "deci", "h": "hecto",
    "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa",
}  # fmt: skip
#: U+00B5 and U+03BC look the same, and texts have either.
MICRO = ("µ", "μ")
ENGLISH = Locale("en")
#: Words within a form that join two units.
JOINING = frozenset(("a", "an", "of", "per", "to"))


class TableError(Exception):
    """The input cannot be made a table; the text says where and why."""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit: `what` is an expression of pint's, or "=" and a factor."""

    dimension: str
    base: str
    code: str
    name: str
    what: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CurrencyRow:
    """One currency, or a word that several share; the first of `minor` is used in messages."""

    code: str
    name: str
    before: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()


def main(arguments: list[str] | None = None) -> int:
    """Write or check both tables; exit code 1 when one is stale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a stale table")
    check = parser.parse_args(arguments).check
    stale = [(path, text) for path, text in generated().items() if not is_fresh(path, text)]
    for path, text in stale:
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check:
            path.write_text(text, encoding="utf-8")
    if check and stale:
        print("remedy: python scripts/units.py", file=sys.stderr)
        return 1
    return 0


def is_fresh(path: Path, text: str) -> bool:
    """Whether the table stands as it would be written."""
    return path.is_file() and path.read_text(encoding="utf-8") == text


def generated() -> dict[Path, str]:
    """Both tables with their text."""
    return {
        TABLES / "units.tsv": "".join(units_table(unit_rows(UNITS_IN))),
        TABLES / "currencies.tsv": "".join(currencies_table(currency_rows(CURRENCIES_IN))),
    }


# --------------------------------------------------------------------------
# Reading the input


def sections(path: Path) -> Iterator[tuple[str, str, list[list[str]]]]:
    """Each section of an input file: what its brackets hold, what follows them, and its rows."""
    title, rest, rows = "", "", list[list[str]]()
    for line in path.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"\[(.+?)\] ?(.*)", line):
            if title:
                yield title, rest, rows
            title, rest, rows = heading[1], heading[2], []
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
    yield title, rest, rows


def expanded(form: str) -> list[str]:
    """ "met{re,er}{,s}" is metre, metres, meter and meters."""
    braces = re.search(r"\{([^{}]*)\}", form)
    if braces is None:
        return [form]
    before, after = form[: braces.start()], form[braces.end() :]
    return [one for choice in braces[1].split(",") for one in expanded(before + choice + after)]


def forms_of(column: str) -> list[str]:
    """The forms of a column ("-" for none) in order, each once."""
    if column == "-":
        return []
    return unique(one for form in column.split("|") for one in expanded(form))


def unique(forms: Iterable[str]) -> list[str]:
    """`forms` in order, each once."""
    return list(dict.fromkeys(forms))


# --------------------------------------------------------------------------
# Units


def unit_rows(path: Path) -> list[UnitRow]:
    """Every unit of the input, those with a prefix included."""
    found: dict[tuple[str, str], UnitRow] = {}
    for dimension, base, rows in sections(path):
        for row in rows:
            if row[0] == "+":
                _, code, forms = row
                one = found[dimension, code]
                more = hyphenated(forms_of(forms))
                found[dimension, code] = replace(one, forms=tuple(unique([*one.forms, *more])))
                continue
            for one in with_prefixes(dimension, base, row):
                if (dimension, one.code) in found:
                    raise TableError(f"{dimension} {one.code}: there twice")
                found[dimension, one.code] = one
    return list(found.values())


def with_prefixes(dimension: str, base: str, row: Sequence[str]) -> Iterator[UnitRow]:
    """The unit of `row`, then one unit for each of its prefixes."""
    code, name, what, prefixes, forms = row
    for prefix in ["", *prefixes.replace("-", "").split()]:
        word, sign = PREFIXES[prefix] if prefix else "", "u" if prefix == "µ" else prefix
        yield UnitRow(
            dimension,
            base,
            code.replace("^", sign, 1),
            name.replace("_", word, 1),
            word + what,
            tuple(unique(hyphenated(prefixed(forms_of(forms), prefix)))),
        )


def prefixed(forms: Iterable[str], prefix: str) -> Iterator[str]:
    """The forms of a prefixed unit, or of the bare one for prefix "".

    A capital alone behind a space is an initial or a street in most texts ("530 W. Allegan").
    """
    for form in forms:
        if "_" in form:
            yield form.replace("_", PREFIXES[prefix] if prefix else "", 1)
        elif "^" in form and prefix != "":
            signs = MICRO if prefix in MICRO else (prefix,)
            yield from (form.replace("^", sign, 1) for sign in signs)
        elif "^" in form or prefix == "":
            bare = form.replace("^", "", 1)
            yield f"~{bare}" if re.fullmatch(r"~[A-Z]", bare) and "^" in form else bare


def hyphenated(forms: Iterable[str]) -> Iterator[str]:
    """`forms`, each with spaces followed by its twin with hyphens ("square-foot").

    What is hyphenated stands before a noun and is singular: "60-mile-per-hour", not "miles".
    """
    for form in forms:
        yield form
        words = form.split(" ")
        plural = words[0].endswith("s") and not JOINING.isdisjoint(words)
        if len(words) > 1 and all(word.isalpha() for word in words) and not plural:
            yield "-".join(words)


@cache
def registry() -> pint.UnitRegistry[Fraction]:
    """pint's units, in exact fractions."""
    return pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)


def conversion(what: str, base: str) -> tuple[Fraction, Fraction]:
    """Factor and offset that take a value in `what` to `base`.

    :raises TableError: when the two do not measure the same.
    """
    if what.startswith("="):
        return Fraction(what[1:]), Fraction(0)
    (zero, scale), unit = root(what), root(base)[1]
    parse = registry().parse_expression
    if parse(what).dimensionality != parse(base).dimensionality:
        raise TableError(f"{what} does not measure what {base} does")
    return scale / unit, zero / unit


def root(what: str) -> tuple[Fraction, Fraction]:
    """What zero of an expression is in pint's root units, and how much more one of it is."""
    one = registry().parse_expression(what)
    if not isinstance(one, pint.Quantity):
        raise TableError(f"{what}: no unit")
    count = Fraction(one.magnitude)
    zero, unit = (
        Fraction(registry().Quantity(Fraction(many), one.units).to_root_units().magnitude)
        for many in (0, 1)
    )
    return zero, (unit - zero) * count


def exact(value: Fraction) -> str:
    """`value` in decimal.

    :raises TableError: when it has no end.
    """
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
        if digits > 40:
            raise TableError(f"{value} is no exact decimal: choose another base")
    whole = str(abs((value * 10**digits).numerator)).rjust(digits + 1, "0")
    point = len(whole) - digits
    return ("-" if value < 0 else "") + whole[:point] + ("." + whole[point:] if digits else "")


def units_table(rows: Sequence[UnitRow]) -> Iterator[str]:
    """The lines of units.tsv.

    :raises TableError: when a form stands for two units, or a factor is not exact.
    """
    refuse_shared((f"{row.dimension} {row.code}", row.forms) for row in rows)
    bases = {row.dimension: row.base for row in rows if not row.base.startswith("=")}
    shown = ", ".join(f"{name} in {base.replace(' ', '')}" for name, base in bases.items())
    shown = "\n".join(f"#   {line}" for line in textwrap.wrap(shown, 92))
    yield NOTE.format(source="scripts/units.in.tsv")
    yield UNITS_NOTE.format(bases=shown, everyday=EVERYDAY_UNITS)
    for row in rows:
        try:
            factor, offset = (exact(value) for value in conversion(row.what, row.base))
        except (TableError, pint.PintError) as error:
            raise TableError(f"{row.dimension} {row.code}: {error}") from error
        forms = "|".join(row.forms)
        yield "\t".join((row.dimension, row.code, row.name, factor, offset, forms)) + "\n"


def refuse_shared(rows: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Refuse a form that two rows have."""
    owners: dict[str, str] = {}
    for owner, forms in rows:
        for form in forms:
            # "~Mt" and "~mt" differ, and "MW" is read as "mw" too
            key = form if form.startswith("~") else form.lower()
            if owners.setdefault(key, owner) != owner:
                raise TableError(f"{form!r} is of {owners[key]} and of {owner}")


# --------------------------------------------------------------------------
# Currencies


def currency_rows(path: Path) -> list[CurrencyRow]:
    """Shared words, then every currency of the input and of CLDR by code, then those without."""
    lists: dict[str, str] = {}
    rows: dict[str, list[list[str]]] = {}
    for title, rest, found in sections(path):
        lists[title], rows[title] = rest, found
    by_hand = {row[0]: row for row in rows["currencies"]}
    codes = {*present(date.fromisoformat(lists["present"])), *lists["historic"].split()}
    no_before, digits_only, no_after = (
        lists[title].split()
        for title in ("no code before", "code after digits only", "no code after")
    )
    if strangers := {*by_hand, *no_before, *digits_only, *no_after} - codes:
        raise TableError(f"neither in present use nor listed as historic: {sorted(strangers)}")
    coded = []
    for code in sorted(codes):
        marked = f"~{code}" if code in digits_only else code
        coded.append(
            with_cldr(
                by_hand.get(code, [code, "-", "-", "-", "-"]),
                before=() if code in no_before else (code,),
                after=() if code in no_after else (marked,),
            )
        )
    shared, others = (
        [CurrencyRow(code, name, *(tuple(forms_of(column)) for column in columns))
         for code, name, *columns in rows[title]]
        for title in ("shared", "without a code")
    )  # fmt: skip
    return [*shared, *coded, *others]


def present(day: date) -> set[str]:
    """The codes of all currencies that are legal tender somewhere on `day`."""
    territories = get_global("territory_currencies")
    return {code for one in territories for code in numbers.get_territory_currencies(one, day, day)}


def with_cldr(
    row: Sequence[str], *, before: tuple[str, ...], after: tuple[str, ...]
) -> CurrencyRow:
    """The currency of a row written by hand, with the names and the sign that CLDR has."""
    code, name, *columns = row
    hand_before, hand_words, hand_minor = (forms_of(column) for column in columns)
    names = [cldr_name(code, count) for count in (1, 2)]
    sign = numbers.get_currency_symbol(code, ENGLISH)
    signs = [sign] if sign not in ("$", code) and not sign[-1].isalpha() and sign[-1] != "." else []
    minor = []
    if names[0].endswith(" dollar") and code != "USD":
        minor = [names[0].removesuffix("dollar") + cents for cents in ("cents", "cent")]
    return CurrencyRow(
        code,
        names[1] if name == "-" else name,
        tuple(unique([*signs, *before, *hand_before])),
        tuple(unique([*(twin for one in names for twin in twins(one)), *hand_words, *after])),
        tuple(unique([*minor, *hand_minor])),
    )


def cldr_name(code: str, count: int) -> str:
    """CLDR's English name for one or many of a currency, without the years it was in use."""
    return re.sub(r" \([^)]*\)$", "", numbers.get_currency_name(code, count=count, locale=ENGLISH))


def twins(name: str) -> Iterator[str]:
    """A name as CLDR has it, and as newswire writes it: "dlrs", "and", no accents."""
    spelt = unique([name, name.replace(" & ", " and "), re.sub(r"\bdollar(s?)$", r"dlr\1", name)])
    for one in spelt:
        yield one
        plain = unicodedata.normalize("NFKD", one).encode("ascii", "ignore").decode()
        if plain != one:
            yield plain


def members(row: CurrencyRow, rows: Sequence[CurrencyRow]) -> list[str]:
    """The currencies that a shared word can stand for, by the last word of their names."""
    words = {form.strip("~$").lower() for form in row.words} - {""}
    return [
        other.code
        for other in rows
        if other.code.isupper()
        and other.code != row.code
        and any(form.lower().endswith(f" {word}") for form in other.words for word in words)
    ]


def currencies_table(rows: Sequence[CurrencyRow]) -> Iterator[str]:
    """The lines of currencies.tsv.

    :raises TableError: when a sign or a word stands for two currencies.
    """
    refuse_shared((row.code, (f"~{form}" for form in row.before)) for row in rows)
    refuse_shared((row.code, (*row.words, *row.minor)) for row in rows)
    shared = [(row, members(row, rows)) for row in rows if not row.code.isupper()]
    shown = "".join(f"# shared: {row.code} = {' '.join(codes)}\n" for row, codes in shared if codes)
    yield NOTE.format(source="scripts/currencies.in.tsv and CLDR")
    yield CURRENCIES_NOTE.format(shared=shown, everyday=EVERYDAY_CURRENCIES)
    for row in rows:
        columns = ("|".join(forms) for forms in (row.before, row.words, row.minor))
        yield "\t".join((row.code, row.name, *columns)) + "\n"


if __name__ == "__main__":
    sys.exit(main())

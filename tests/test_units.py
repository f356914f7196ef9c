"""The tables of units and currencies: exact, unambiguous, and what their script writes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pint
import pytest
from babel import Locale
from babel.core import get_global

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "claimcheck" / "quantities"


def load_script() -> ModuleType:
    spec = spec_from_file_location("write_units", ROOT / "scripts" / "units.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules["write_units"] = module  # a dataclass looks its module up
    spec.loader.exec_module(module)
    return module


def rows(name: str) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("# ")]


SCRIPT = load_script()
UNITS = rows("units.tsv")
CURRENCIES = rows("currencies.tsv")
BY_CODE = {(row[0], row[1]): row for row in UNITS}
EXPRESSIONS = {
    (row.dimension, row.code): (row.what, row.base) for row in SCRIPT.unit_rows(SCRIPT.UNITS_IN)
}
REGISTRY = pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)


def key(form: str) -> str:
    """Forms with "~" are read as written, all others in any case."""
    return form if form.startswith("~") else form.lower()


def unit_forms() -> Iterator[tuple[str, str]]:
    for dimension, code, _, _, _, forms in UNITS:
        yield from ((key(form), f"{dimension} {code}") for form in forms.split("|"))


def currency_forms() -> Iterator[tuple[str, str]]:
    for code, _, _, words, minor in CURRENCIES:
        yield from ((key(form), code) for form in words.split("|") if form)
        yield from ((key(form), f"a hundredth of {code}") for form in minor.split("|") if form)


def in_base(value: str, dimension: str, code: str) -> Decimal:
    """A value in the base unit of its dimension, as the reader computes it."""
    _, _, _, factor, offset, _ = BY_CODE[dimension, code]
    return Decimal(value) * Decimal(factor) + Decimal(offset)


# --------------------------------------------------------------------------
# The script


def test_the_tables_are_what_the_script_writes(capsys: pytest.CaptureFixture[str]) -> None:
    assert (SCRIPT.main(["--check"]), capsys.readouterr().out) == (0, "")


def test_a_table_changed_by_hand_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("units.tsv", "currencies.tsv"):
        (tmp_path / name).write_bytes((TABLES / name).read_bytes())
    with (tmp_path / "units.tsv").open("a", encoding="utf-8") as table:
        table.write("length\tcubit\tcubits\t0.5\t0\tcubits\n")
    monkeypatch.setattr(SCRIPT, "ROOT", tmp_path)
    monkeypatch.setattr(SCRIPT, "TABLES", tmp_path)
    assert SCRIPT.main(["--check"]) == 1
    assert capsys.readouterr().out == "stale: units.tsv\n"
    assert SCRIPT.main([]) == 0
    assert SCRIPT.main(["--check"]) == 0


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("mile", ["mile"]),
        ("met{re,er}{,s}", ["metre", "metres", "meter", "meters"]),
        ("{sq {m,ft},acre}", ["sq m", "acre", "sq ft"]),
    ],
)
def test_braces_stand_for_each_choice(form: str, wanted: list[str]) -> None:
    assert SCRIPT.forms_of(form) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(1000), "1000"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(0), "0"),
        (Fraction(1397, 3125) * Fraction(18, 5), "1.609344"),
    ],
)
def test_fractions_are_written_out(value: Fraction, wanted: str) -> None:
    assert SCRIPT.exact(value) == wanted


def test_a_factor_without_an_exact_decimal_is_refused() -> None:
    with pytest.raises(SCRIPT.TableError, match="5/9 is no exact decimal"):
        SCRIPT.exact(Fraction(5, 9))


def test_a_unit_that_measures_something_else_is_refused() -> None:
    with pytest.raises(SCRIPT.TableError, match="gram does not measure what metre does"):
        SCRIPT.conversion("gram", "metre")


def test_a_form_of_two_units_is_refused() -> None:
    with pytest.raises(SCRIPT.TableError, match="'Foot' is of length ft and of part foot"):
        SCRIPT.refuse_shared([("length ft", ["foot"]), ("part foot", ["Foot"])])


# --------------------------------------------------------------------------
# Units


def test_every_row_of_the_input_is_a_row_of_the_table() -> None:
    assert [(row[0], row[1]) for row in UNITS] == list(EXPRESSIONS)


@pytest.mark.parametrize("row", UNITS, ids=[f"{row[0]}-{row[1]}" for row in UNITS])
def test_factors_are_exactly_those_of_pint(row: list[str]) -> None:
    """By pint's own conversion, not by the script's; the few that pint lacks say their factor."""
    dimension, code, _, factor, offset, _ = row
    what, base = EXPRESSIONS[dimension, code]
    assert re.fullmatch(r"\d+(\.\d*[1-9])?", factor)
    if what.startswith("="):
        assert (Fraction(factor), offset) == (Fraction(what[1:]), "0")
        return
    to = REGISTRY.parse_expression(base)
    scale = Fraction(to.magnitude)
    one = REGISTRY.parse_expression(what)
    values = [
        Fraction(REGISTRY.Quantity(Fraction(n), one.units).to(to.units).magnitude) / scale
        for n in (0, 1)
    ]
    assert Fraction(offset) == values[0]
    assert Fraction(factor) == (values[1] - values[0]) * Fraction(one.magnitude)


#: Units that pint does not have, or has otherwise, by what makes them so; see the input.
OWN = {
    "alone in their dimension": {
        "deadweight", "gross tonnage", "fineness", "bales", "container capacity", "multiple",
        "oil equivalent", "oil equivalent flow", "fuel economy", "fuel consumption", "beats",
        "rotational speed", "frame rate", "resolution", "pixel density", "sound", "dosage",
        "computing speed",
    },
    "ratios": {"percentage point", "concentration"},
    "taken for the tonne": {"mass"},
}  # fmt: skip


def test_factors_of_our_own_are_few_and_listed() -> None:
    own = {where for where, (what, _) in EXPRESSIONS.items() if what.startswith("=")}
    assert {dimension for dimension, _ in own} == set().union(*OWN.values())
    assert {code for dimension, code in own if dimension == "mass"} == {"ton"}


@pytest.mark.parametrize("dimension", sorted({row[0] for row in UNITS}))
def test_a_dimension_has_each_code_and_name_once(dimension: str) -> None:
    mine = [row for row in UNITS if row[0] == dimension]
    assert len({row[1] for row in mine}) == len({row[2] for row in mine}) == len(mine)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 length mi", "1609.344 length m"),
        ("1 length mi", "1.609344 length km"),
        ("1 length mi", "5280 length ft"),
        ("1 length nmi", "1852 length m"),
        ("12 length in", "30.48 length cm"),
        ("1 length fathom", "6 length ft"),
        ("8 length furlong", "1 length mi"),
        ("1 area km2", "100 area ha"),
        ("1 area mi2", "640 area ac"),
        ("1 area ac", "43560 area ft2"),
        ("1 volume bbl", "42 volume gal"),
        ("1 volume gal", "3.785411784 volume l"),
        ("1 volume impgal", "4.54609 volume l"),
        ("8 volume pint", "1 volume gal"),
        ("1 volume cm3", "1 volume ml"),
        ("1 volume bu", "2150.42 volume in3"),
        ("1 volume acft", "43560 volume ft3"),
        ("1 volume bcf", "1000 volume mmcf"),
        ("1 mass lb", "453.59237 mass g"),
        ("1 mass st", "14 mass lb"),
        ("1 mass lb", "7000 mass grain"),
        ("1 mass ozt", "31.1034768 mass g"),
        ("1 mass shortton", "2000 mass lb"),
        ("1 mass longton", "2240 mass lb"),
        ("1 mass Mt", "1000000 mass t"),
        ("5 mass ct", "1 mass g"),
        ("1 flow bbl/d", "42 flow gal/d"),
        ("1 flow m3/s", "86400 flow m3/d"),
        ("36 speed km/h", "10 speed m/s"),
        ("1 speed mph", "1.609344 speed km/h"),
        ("1 speed kn", "1.852 speed km/h"),
        ("0 temperature C", "32 temperature F"),
        ("100 temperature C", "212 temperature F"),
        ("-40 temperature C", "-40 temperature F"),
        ("0 temperature C", "273.15 temperature K"),
        ("1 degree deg", "60 degree arcmin"),
        ("1 power hp", "745.69987158227022 power W"),
        ("1 power PS", "735.49875 power W"),
        ("1 energy kWh", "3.6 energy MJ"),
        ("1 energy kcal", "4184 energy J"),
        ("1 energy therm", "100000 energy Btu"),
        ("1 energy toe", "41.868 energy GJ"),
        ("1 energy ktTNT", "4.184 energy TJ"),
        ("1 pressure bar", "1000 pressure hPa"),
        ("1 pressure atm", "1013.25 pressure hPa"),
        ("1 pressure ksi", "1000 pressure psi"),
        ("1 pressure mbar", "1 pressure hPa"),
        ("1 force lbf", "4.4482216152605 force N"),
        ("1 torque lbft", "1.3558179483314004 torque Nm"),
        ("1 electric charge Ah", "1000 electric charge mAh"),
        ("1 data B", "8 data bit"),
        ("1 data GiB", "1024 data MiB"),
        ("1 data GB", "1000 data MB"),
        ("1 data rate MB/s", "8 data rate Mbps"),
        ("1 radiation dose Sv", "100 radiation dose rem"),
        ("1 radioactivity Ci", "37 radioactivity GBq"),
        ("1 concentration ppm", "1000 concentration ppb"),
        ("1 density mg/dl", "10 density mg/l"),
        ("1 density ug/m3", "0.001 density mg/m3"),
        ("1 percentage point pp", "100 percentage point bp"),
        ("1 duration fortnight", "14 duration d"),
        ("1 calendar duration century", "100 calendar duration y"),
        ("1 calendar duration quarter", "3 calendar duration mo"),
    ],
)
def test_conversions(one: str, other: str) -> None:
    sides = []
    for side in (one, other):
        value, *dimension, code = side.split()
        sides.append(in_base(value, " ".join(dimension), code))
    assert sides[0] == sides[1]


# --------------------------------------------------------------------------
# Forms


def test_no_form_stands_for_two_things() -> None:
    owners: dict[str, set[str]] = {}
    for form, owner in [*unit_forms(), *currency_forms()]:
        owners.setdefault(form, set()).add(owner)
    assert {form: of for form, of in owners.items() if len(of) > 1} == {}


@pytest.mark.parametrize("name", ["units.tsv", "currencies.tsv"])
def test_rows_are_whole_and_forms_are_clean(name: str) -> None:
    width = 6 if name == "units.tsv" else 5
    for row in rows(name):
        assert len(row) == width, row
        assert row[0]
        assert row[1]
        for form in "|".join(row[-1:] if width == 6 else row[2:]).split("|"):
            assert form == form.strip()
            assert "  " not in form
            assert not set(form) & set("{}_")


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("square kilometres", "area km2"),
        ("square-mile", "area mi2"),
        ("km²", "area km2"),
        ("sq. ft.", "area ft2"),
        ("~m", "length m"),
        ("~kV", "voltage kV"),
        ("mph", "speed mph"),
        ("miles an hour", "speed mph"),
        ("km/h", "speed km/h"),
        ("barrels per day", "flow bbl/d"),
        ("bpd", "flow bbl/d"),
        ("barrels", "volume bbl"),
        ("mm", "length mm"),
        ("mw", "power MW"),
        ("kwh", "energy kWh"),
        ("~mt", "mass t"),
        ("~Mt", "mass Mt"),
        ("short tons", "mass shortton"),
        ("~µg", "mass ug"),
        ("~μg", "mass ug"),
        ("°c", "temperature C"),
        ("degrees f", "temperature F"),
        ("pound-feet", "torque lbft"),
        ("pounds of thrust", "force lbf"),
        ("pounds per square inch", "pressure psi"),
        ("mg/dl", "density mg/dl"),
        ("pct", "percent %"),
        ("percentage points", "percentage point pp"),
        ('~~"', "length in"),
        ("dlrs", "$"),
        ("canadian dlrs", "CAD"),
        ("hong kong dlrs", "HKD"),
        ("u.s. dlrs", "USD"),
        ("cts", "a hundredth of $"),
        ("australian cents", "a hundredth of AUD"),
        ("stg", "GBP"),
        ("~~p", "a hundredth of GBP"),
        ("marks", "DEM"),
        ("swiss francs", "CHF"),
        ("francs", "franc"),
        ("roubles", "RUB"),
        ("rubles", "RUB"),
        ("kopecks", "a hundredth of RUB"),
        ("danish crowns", "DKK"),
        ("crowns", "krona"),
        ("colones", "CRC"),
        ("satoshis", "satoshi"),
    ],
)
def test_forms_of_news(form: str, wanted: str) -> None:
    assert dict([*unit_forms(), *currency_forms()])[form] == wanted


@pytest.mark.parametrize(
    "form",
    """
    in g k t s d mark crown real colon point points cup cups head bag hand league gray tesla bars
    bar atm toe mach sec hr hp bhp ft tb mp all top pen cup try cop som sum bob punt dime
    """.split(),
)
def test_everyday_words_and_names_are_no_forms(form: str) -> None:
    assert form not in dict([*unit_forms(), *currency_forms()])


# --------------------------------------------------------------------------
# Currencies

SIGNS = {form: row[0] for row in CURRENCIES for form in row[2].split("|") if form}


def test_codes_are_those_of_iso() -> None:
    known = Locale("en").currencies
    own = {"BTC", "ETH", "USDT"}
    assert {code for code, *_ in CURRENCIES if code.isupper()} - set(known) == own


def test_every_currency_in_present_use_is_there() -> None:
    codes = {code for code, *_ in CURRENCIES}
    for territory, periods in get_global("territory_currencies").items():
        for code, start, end, tender in periods:
            if tender and start and end is None:
                assert code in codes, territory


def test_the_name_of_a_minor_unit_is_a_word() -> None:
    names = {code: minor.split("|")[0] for code, _, _, _, minor in CURRENCIES if minor}
    assert not {code for code, name in names.items() if name.startswith("~")}
    assert (names["$"], names["AUD"], names["GBP"]) == ("cents", "Australian cents", "pence")


def test_no_sign_stands_for_two_currencies() -> None:
    assert len(SIGNS) == sum(len([f for f in row[2].split("|") if f]) for row in CURRENCIES)


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("$", "$"), ("US$", "USD"), ("A$", "AUD"), ("C$", "CAD"), ("HK$", "HKD"), ("S$", "SGD"),
        ("NT$", "TWD"), ("R$", "BRL"), ("NZ$", "NZD"), ("£", "GBP"), ("€", "EUR"), ("¥", "JPY"),
        ("CN¥", "CNY"), ("₹", "INR"), ("Rs", "rupee"), ("RM", "MYR"), ("₽", "RUB"), ("₴", "UAH"),
        ("zł", "PLN"), ("kr", "krona"), ("CHF", "CHF"), ("₩", "KRW"), ("₪", "ILS"), ("₫", "VND"),
        ("~DM", "DEM"), ("₿", "BTC"), ("EUR", "EUR"), ("~R", "ZAR"),
    ],
)  # fmt: skip
def test_signs_of_news(sign: str, code: str) -> None:
    assert SIGNS[sign] == code


@pytest.mark.parametrize("code", "ALL COP CUP CVE PEN RON SDG SOS TOP AMD NPR".split())
def test_codes_that_are_other_things_in_news_begin_no_figure(code: str) -> None:
    assert code in {row[0] for row in CURRENCIES}
    assert code not in SIGNS


def test_words_that_several_currencies_share_say_which() -> None:
    text = (TABLES / "currencies.tsv").read_text(encoding="utf-8")
    shared = dict(re.findall(r"^# shared: (\S+) = (.+)$", text, flags=re.M))
    codes = {code for code, *_ in CURRENCIES}
    assert set(shared) == {code for code in codes if not code.isupper()} - {"satoshi"}
    assert all(set(members.split()) <= codes for members in shared.values())
    assert {"SEK", "NOK", "DKK", "ISK", "CZK"} <= set(shared["krona"].split())
    assert {"CHF", "FRF", "BEF", "XAF"} <= set(shared["franc"].split())


# --------------------------------------------------------------------------
# What the reader is told in the header


@pytest.mark.parametrize(
    ("name", "forms"), [("units.tsv", unit_forms()), ("currencies.tsv", currency_forms())]
)
def test_everyday_words_are_forms(name: str, forms: Iterator[tuple[str, str]]) -> None:
    text = (TABLES / name).read_text(encoding="utf-8")
    (words,) = re.findall(r"^# everyday: (.+)$", text, flags=re.M)
    assert set(words.split()) <= {form for form, _ in forms}

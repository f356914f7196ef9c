"""How two figures stand to each other: the table of relations, the scales, and the laws."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimcheck.quantities import find_quantities, is_rounded, relate
from claimcheck.quantities.compare import lenient_interval, strict_interval
from claimcheck.quantities.cues import AFTER, BEFORE, ROWS, spellings, tokens
from claimcheck.quantities.hedges import FREEZING, KELVIN, Interval, with_interval
from claimcheck.quantities.units import AGE, COUNT, FRACTION, MULTIPLE, ORDINAL
from claimcheck.types import Form, Outcome, Quantity, Relation, Role, Span, Unit
from claimcheck.verdicts import judge_text

EURO = Unit("currency", "EUR", "euros")
DOLLAR = Unit("currency", "USD", "US dollars")
ANY_DOLLAR = Unit("currency", "$", "dollars")
CENTS = Unit("currency", "$", "cents", Decimal("0.01"))
KRONER = Unit("currency", "DKK", "Danish kroner")
PERCENT = Unit("percent", "%", "percent")
POINTS = Unit("percentage point", "pp", "percentage points")
BASIS_POINTS = Unit("percentage point", "bp", "basis points", Decimal("0.01"))
KILOGRAM = Unit("mass", "kg", "kilograms")
TONNE = Unit("mass", "t", "tonnes", Decimal(1000))
POUND = Unit("mass", "lb", "pounds", Decimal("0.45359237"))
CELSIUS = Unit("temperature", "C", "degrees Celsius", Decimal(9), Decimal("2458.35"))
FAHRENHEIT = Unit("temperature", "F", "degrees Fahrenheit", Decimal(5), Decimal("2298.35"))
DEGREE = Unit("degree", "deg", "degrees")
UNKNOWN = Unit("", "", "")
UNITS = [
    AGE, ANY_DOLLAR, BASIS_POINTS, CELSIUS, COUNT, DEGREE, DOLLAR, EURO, FAHRENHEIT, FRACTION,
    KILOGRAM, MULTIPLE, ORDINAL, PERCENT, POINTS, POUND, TONNE, UNKNOWN,
]  # fmt: skip
E, C, N = Relation.ENTAILS, Relation.CONTRADICTS, Relation.NEITHER


def figure(
    face: Decimal | int | str,
    unit: Unit = COUNT,
    form: Form = Form.EXACT,
    *,
    role: Role = Role.VALUE,
    high: Decimal | int | str | None = None,
) -> Quantity:
    """A figure as it would be read: its place is that of its last digit that is not zero."""
    face = Decimal(face)
    exponent = face.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    place = Decimal(1).scaleb(exponent) * unit.factor
    form = Form.RANGE if high is not None else form
    bare = Quantity(
        Span(0, 1), Span(0, 1), None, None, True, True, face, place, form, unit, role=role
    )
    return with_interval(bare, None if high is None else Decimal(high))


# --------------------------------------------------------------------------
# The table

SIGNS = {
    "=": Form.EXACT, "~": Form.APPROXIMATE, "~<": Form.ALMOST, ">": Form.MORE_THAN,
    ">=": Form.AT_LEAST, "<": Form.LESS_THAN, "<=": Form.AT_MOST, "range": Form.RANGE,
}  # fmt: skip
#: Evidence (rows) of 1000 euros, or 1000 to 1200, against claims of 500, 1000 and 2000, or from
#: there to a fifth more. E entails, C contradicts, U neither. 1000 euros may be a round sum.
ROUND_SUMS = """
=      CEC   CEC   CUC   EUC   EEC   CUE   CEE   CEC
~      CEC   CEC   CUC   EUC   EUC   CUE   CUE   CUC
~<     CUC   CEC   CEC   ECC   ECC   CEE   CEE   CCC
>      CUU   CUU   CCU   EEU   EEU   CCU   CCU   CUU
>=     CUU   CUU   CCU   EUU   EEU   CCU   CUU   CUU
<      UUC   UUC   UUC   UCC   UCC   UEE   UEE   UCC
<=     UUC   UUC   UUC   UCC   UUC   UUE   UEE   UUC
range  CUC   CUC   CCC   EUC   EEC   CCE   CUE   CEC
"""
#: The same for 1003 people, who were counted, against 501, 1003 and 2007.
COUNTS = """
=      CEC   CEC   CCC   ECC   EEC   CCE   CEE   CEC
~      CEC   CEC   CUC   EUC   EUC   CUE   CUE   CUC
~<     CCC   CEC   CEC   ECC   ECC   CEE   CEE   CCC
>      CCU   CUU   CCU   EEU   EEU   CCU   CCU   CUU
>=     CUU   CUU   CCU   EUU   EEU   CCU   CUU   CUU
<      UCC   UUC   UUC   UCC   UCC   UEE   UEE   UCC
<=     UUC   UUC   UUC   UCC   UUC   UUE   UEE   UUC
range  CUC   CUC   CCC   EUC   EEC   CCE   CUE   CEC
"""
LETTERS = {"E": E, "C": C, "U": N}


def cells(table: str, values: tuple[int, int, int]) -> list[tuple[str, str, int, Relation]]:
    return [
        (row.split()[0], sign, value, LETTERS[letter])
        for row in table.strip().splitlines()
        for sign, letters in zip(SIGNS, row.split()[1:], strict=True)
        for value, letter in zip(values, letters, strict=True)
    ]


def placed(sign: str, value: int, unit: Unit) -> Quantity:
    high = value * Decimal("1.2") if sign == "range" else None
    return figure(value, unit, SIGNS[sign], high=high)


@pytest.mark.parametrize(
    ("theirs", "mine", "value", "wanted"), cells(ROUND_SUMS, (500, 1000, 2000))
)
def test_relations_of_round_sums(theirs: str, mine: str, value: int, wanted: Relation) -> None:
    assert relate(placed(mine, value, EURO), placed(theirs, 1000, EURO)) is wanted


@pytest.mark.parametrize(("theirs", "mine", "value", "wanted"), cells(COUNTS, (501, 1003, 2007)))
def test_relations_of_exact_counts(theirs: str, mine: str, value: int, wanted: Relation) -> None:
    assert relate(placed(mine, value, COUNT), placed(theirs, 1003, COUNT)) is wanted


# --------------------------------------------------------------------------
# Rounding


@pytest.mark.parametrize(
    ("claim", "evidence", "wanted"),
    [
        (figure(500), figure(499), E),  # rounded to its own digits
        (figure(800), figure(790), E),
        (figure(499), figure(500), N),  # more precise than a round source
        (figure(131), figure(130), C),  # a count in tens is exact
        (figure(9), figure(10), C),
        (figure(10), figure(11), C),  # so few are counted
        (figure(20), figure(21), N),
        (figure(0), figure(5), C),  # "no deaths"
        (figure(0), figure(0), E),
        (figure(20000), figure(25000), C),  # rounds, but by a fifth
        (figure("5.2", PERCENT), figure("5.29", PERCENT), N),  # cut off, not rounded
        (figure("5.3", PERCENT), figure("5.29", PERCENT), E),
        (figure(5, PERCENT), figure("5.29", PERCENT), N),  # rounds, but by a twentieth
        (figure(50, AGE), figure(49, AGE), C),  # ages are not rounded
        (figure(1000, AGE), figure(1000, AGE, Form.MORE_THAN), N),  # of a tree
        (figure(20, ORDINAL), figure(19, ORDINAL), C),
        # A bound stands at worst open where the bare figure would agree.
        (figure(500, COUNT, Form.AT_LEAST), figure(499), N),
        (figure(500, COUNT, Form.MORE_THAN), figure(499), C),
        (figure(500, COUNT, Form.AT_LEAST), figure(480), C),
        (figure(500, high=600), figure(499), N),
        (figure(20, COUNT, Form.AT_MOST), figure(21), C),
    ],
)
def test_rounding(claim: Quantity, evidence: Quantity, wanted: Relation) -> None:
    assert relate(claim, evidence) is wanted


def test_rounding_is_told() -> None:
    assert is_rounded(figure(500), figure(499))
    assert not is_rounded(figure(499), figure(500))
    assert not is_rounded(figure(500, EURO), figure(499, DOLLAR))


# --------------------------------------------------------------------------
# Scales


def change(percent: Decimal | int | str, role: Role, form: Form = Form.EXACT) -> Quantity:
    return figure(percent, PERCENT, form, role=role)


def times(face: Decimal | int | str, form: Form = Form.EXACT) -> Quantity:
    return figure(face, MULTIPLE, form, role=Role.MULTIPLE)


@pytest.mark.parametrize(
    ("claim", "evidence", "wanted"),
    [
        (times(2), change(100, Role.INCREMENT), E),
        (change(100, Role.INCREMENT), times(2), E),
        (times(3), change(200, Role.INCREMENT), E),
        (times("0.5"), change(50, Role.DECREMENT), E),
        (times(2), change(98, Role.INCREMENT), E),  # rounded
        (times(2, Form.MORE_THAN), change(120, Role.INCREMENT), E),
        (times(2, Form.ALMOST), change(95, Role.INCREMENT), E),
        (times(2, Form.APPROXIMATE), change(110, Role.INCREMENT), E),
        (times(2), change(50, Role.INCREMENT), C),
        (times(2), change(100, Role.DECREMENT), C),
        (times("0.5"), change(50, Role.INCREMENT), C),
        (times(3), change(300, Role.INCREMENT), C),
        (times(2), figure(200, PERCENT, role=Role.SHARE), N),  # a share is no change
    ],
)
def test_times_and_percent_of_change(claim: Quantity, evidence: Quantity, wanted: Relation) -> None:
    assert relate(claim, evidence) is wanted


def part(of: int, form: Form = Form.EXACT) -> Quantity:
    """ "One in five" for 5."""
    share = Decimal(1) / of
    bare = Quantity(
        Span(0, 1), Span(0, 1), None, None, True, True, share, Decimal(1), form, FRACTION,
        role=Role.SHARE,
    )  # fmt: skip
    return with_interval(bare)


@pytest.mark.parametrize(
    ("claim", "evidence", "wanted"),
    [
        (part(5), figure(20, PERCENT), E),
        (figure(20, PERCENT), part(5), E),
        (part(5), figure("21.4", PERCENT), E),
        (part(5), figure("18.6", PERCENT), E),
        (part(5), figure(22, PERCENT), C),
        (figure("21.4", PERCENT), part(5), N),  # more precise than its source
        (part(3), figure(33, PERCENT), E),
        (part(3), figure("33.3", PERCENT), E),
        (figure(33, PERCENT), part(3), E),
        (figure("33.3", PERCENT), part(3), E),
        (figure(34, PERCENT), part(3), N),
        (figure(30, PERCENT), part(3), N),  # rounds, but by a tenth
        (figure(28, PERCENT), part(3), C),
        (part(2), figure("48.9", PERCENT), E),
        (part(2), part(3), C),
        (part(2, Form.MORE_THAN), figure(51, PERCENT), E),
        (part(5, Form.APPROXIMATE), figure(22, PERCENT), E),
        (part(100), figure("2.2", PERCENT), C),  # of a small share, less than 1.5 points
    ],
)
def test_proportions_and_percent(claim: Quantity, evidence: Quantity, wanted: Relation) -> None:
    assert relate(claim, evidence) is wanted


@pytest.mark.parametrize(
    ("claim", "evidence", "wanted"),
    [
        (figure(30, CELSIUS), figure(86, FAHRENHEIT), E),
        (figure(30, CELSIUS, Form.AT_LEAST), figure(86, FAHRENHEIT), E),
        (figure(30, CELSIUS), figure(35, CELSIUS), C),
        (figure(30, CELSIUS), figure("29.8", CELSIUS), E),  # rounded, in its own degrees
        (figure(86, FAHRENHEIT), figure("29.9", CELSIUS), E),
        (figure(65, DEGREE), figure("64.94", FAHRENHEIT), E),
        (figure(25, CELSIUS), figure("26.4", CELSIUS), C),
        (figure(30, CELSIUS, Form.APPROXIMATE), figure(33, CELSIUS), E),
        (figure(30, CELSIUS, Form.APPROXIMATE), figure(40, CELSIUS), C),
        (figure(0, CELSIUS, Form.APPROXIMATE), figure(1, CELSIUS), E),
        (figure(-5, CELSIUS, Form.ALMOST), figure("-4.6", CELSIUS), E),
        # A rise by 9 °F is one by 5 °C, a temperature of 9 °F is not one of 5 °C.
        (
            figure(9, FAHRENHEIT, role=Role.INCREMENT),
            figure(5, CELSIUS, role=Role.INCREMENT),
            E,
        ),
        (figure(9, FAHRENHEIT), figure(5, CELSIUS), C),
        (
            figure(9, FAHRENHEIT, role=Role.CHANGE, high=18),
            figure(6, CELSIUS, role=Role.CHANGE),
            E,
        ),
        # Degrees of no stated scale: they may agree, and cannot conflict.
        (figure(30, DEGREE), figure(30, CELSIUS), E),
        (figure(86, FAHRENHEIT), figure(86, DEGREE), E),
        (figure(30, DEGREE), figure(86, FAHRENHEIT), N),
        (figure(30, DEGREE, high=35), figure(33, CELSIUS), E),
    ],
)
def test_temperatures(claim: Quantity, evidence: Quantity, wanted: Relation) -> None:
    assert relate(claim, evidence) is wanted


@pytest.mark.parametrize(
    ("claim", "evidence", "wanted"),
    [
        (figure(5, EURO), figure(5, DOLLAR), N),
        (figure(5, EURO), figure(900, DOLLAR), N),
        (figure(5, EURO), figure(900, ANY_DOLLAR), N),
        (figure(5, ANY_DOLLAR), figure(5, DOLLAR), E),
        (figure(5, ANY_DOLLAR), figure(900, DOLLAR), C),
        (figure(5, Unit("currency", "krona", "kronor")), figure(5, KRONER), E),
        (figure(50, CENTS), figure("0.5", DOLLAR), E),
        (figure(2, PERCENT), figure(2, POINTS), N),
        (figure(2, PERCENT), figure(50, POINTS), N),
        (figure("0.5", POINTS), figure(50, BASIS_POINTS), E),
        (figure(2000, KILOGRAM), figure(2, TONNE), E),
        (figure(2, KILOGRAM), figure(2, TONNE), C),
        (figure(2, COUNT), figure(900, EURO), N),
        (figure(2, UNKNOWN), figure(900, UNKNOWN), N),
    ],
)
def test_units(claim: Quantity, evidence: Quantity, wanted: Relation) -> None:
    assert relate(claim, evidence) is wanted


# --------------------------------------------------------------------------
# Laws

VALUES = st.decimals(min_value=-(10**6), max_value=10**9, places=2) | st.integers(0, 3000).map(
    Decimal
)
ROLES = st.sampled_from([Role.VALUE, Role.INCREMENT, Role.DECREMENT, Role.CHANGE, Role.SHARE])
ALL_UNITS = st.sampled_from(UNITS)


@st.composite
def figures(draw: st.DrawFn, units: st.SearchStrategy[Unit] = ALL_UNITS) -> Quantity:
    face, unit, form, role = (
        draw(VALUES), draw(units), draw(st.sampled_from(list(Form))), draw(ROLES),
    )  # fmt: skip
    high = face + draw(st.integers(0, 10**6)) if form is Form.RANGE else None
    return figure(face, unit, form, role=role, high=high)


@st.composite
def near(draw: st.DrawFn, one: Quantity) -> Quantity:
    """A figure in the same unit that is close to `one`, so that the two often meet."""
    by = draw(st.sampled_from(["0", "0.01", "-0.01", "0.09", "-0.09", "0.24", "-1"]))
    face = one.face + one.face * Decimal(by)
    form = draw(st.sampled_from(list(Form)))
    high = face + abs(face) * draw(st.sampled_from([0, 1])) if form is Form.RANGE else None
    return figure(face.quantize(Decimal("0.01")), one.unit, form, role=one.role, high=high)


PAIRS = figures().flatmap(lambda one: st.tuples(st.just(one), near(one) | figures()))


@given(figures())
def test_no_figure_contradicts_itself(one: Quantity) -> None:
    assert relate(one, one) is (E if one.unit.dimension else N)


@given(PAIRS)
def test_what_agrees_never_conflicts_the_other_way_round(pair: tuple[Quantity, Quantity]) -> None:
    claim, evidence = pair
    if relate(claim, evidence) is E and not is_rounded(claim, evidence):
        assert relate(evidence, claim) is not C


@given(PAIRS)
def test_being_apart_is_mutual(pair: tuple[Quantity, Quantity]) -> None:
    one, other = map(lenient_interval, pair)
    assert one.disjoint(other) is other.disjoint(one)
    assert not (one.disjoint(other) and one.within(other))


@given(figures())
def test_what_agrees_is_always_among_what_does_not_conflict(one: Quantity) -> None:
    assert strict_interval(one).within(lenient_interval(one)) or one.form is Form.EXACT
    assert not strict_interval(one).disjoint(lenient_interval(one))


WIDER = {
    Form.EXACT: (Form.APPROXIMATE, Form.AT_LEAST, Form.AT_MOST),
    Form.ALMOST: (Form.APPROXIMATE, Form.LESS_THAN, Form.AT_MOST),
    Form.MORE_THAN: (Form.AT_LEAST,),
    Form.LESS_THAN: (Form.AT_MOST,),
}


@given(PAIRS)
def test_a_wider_hedge_never_turns_agreeing_into_conflict(
    pair: tuple[Quantity, Quantity],
) -> None:
    claim, evidence = pair
    assume(relate(claim, evidence) is E)
    for form in WIDER.get(claim.form, ()):
        wider = with_interval(replace(claim, form=form))
        if strict_interval(claim).within(strict_interval(wider)):
            assert relate(wider, evidence) is not C


@given(PAIRS, st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_wider_range_never_turns_agreeing_into_conflict(
    pair: tuple[Quantity, Quantity], below: int, above: int
) -> None:
    claim, evidence = pair
    assume(claim.low is not None and claim.high is not None and relate(claim, evidence) is E)
    assert claim.low is not None
    assert claim.high is not None
    wider = replace(
        claim, form=Form.RANGE, low=claim.low - below, high=claim.high + above,
        closed_low=True, closed_high=True,
    )  # fmt: skip
    assert relate(wider, evidence) is not C


@given(figures(), figures())
def test_units_that_do_not_meet_never_conflict(one: Quantity, other: Quantity) -> None:
    dimensions = {one.unit.dimension, other.unit.dimension}
    if len(dimensions) == 2 and dimensions != {"multiple", "percent"}:
        assert relate(one, other) is not C


@given(figures(), figures(), st.text(max_size=8))
def test_an_unknown_unit_never_conflicts(one: Quantity, other: Quantity, name: str) -> None:
    assume(name != other.unit.dimension)
    unknown = replace(one, unit=Unit(name, name, name))
    assert relate(unknown, other) is N or {name, other.unit.dimension} & {"degree", "multiple"}
    assert relate(other, replace(one, unit=UNKNOWN)) is N


@given(figures(st.just(KILOGRAM)), figures(st.just(KILOGRAM)))
def test_a_figure_in_thousands_is_the_same_figure(one: Quantity, other: Quantity) -> None:
    def in_tonnes(of: Quantity) -> Quantity:
        return replace(of, unit=TONNE, face=of.face / 1000)

    assert relate(in_tonnes(one), other) is relate(one, other)
    assert relate(one, in_tonnes(other)) is relate(one, other)


@given(figures(st.just(CELSIUS)), figures(st.just(CELSIUS)))
def test_a_temperature_is_the_same_on_either_scale(one: Quantity, other: Quantity) -> None:
    def in_fahrenheit(of: Quantity) -> Quantity:
        face = of.face * Decimal("1.8") + (0 if of.role in changing else 32)
        if of.role in changing and of.low is not None and of.high is not None:
            by = FAHRENHEIT.offset - CELSIUS.offset
            of = replace(of, low=of.low + by, high=of.high + by)
        return replace(of, unit=FAHRENHEIT, face=face)

    changing = {Role.INCREMENT, Role.DECREMENT, Role.CHANGE}
    assume(abs(one.face) < 10**5 and abs(other.face) < 10**5)
    # A claim is rounded to the digits of the scale it is told on: 0 °C is 0.01 °C in whole degrees.
    assume(one.place <= other.place)
    # "Almost -5" is reached from the zero of the scale it is told on.
    assume(one.form is not Form.ALMOST or not -18 < one.face < 0)
    assert relate(in_fahrenheit(one), other) is relate(one, other)


def test_the_scales_of_temperature_are_those_of_the_table_of_units() -> None:
    [[zero], [ice], [kelvin]] = (
        find_quantities(text)[0] for text in ("It was 0 °C", "It was 32 °F", "It was 1 kelvin")
    )
    assert (zero.unit, ice.unit) == (CELSIUS, FAHRENHEIT)
    assert (zero.value, ice.value, kelvin.value) == (FREEZING, FREEZING, KELVIN)


@given(st.integers(1, 9999), st.sampled_from(["", "more than ", "at least ", "about "]))
def test_the_notation_of_money_changes_nothing(millions: int, hedge: str) -> None:
    texts = [
        f"They gave {hedge}{sum_} in aid"
        for sum_ in (
            f"${millions / 1000:.3f}bn", f"US${millions} million", f"{millions}m dollars",
            f"${millions:,},000,000", f"{Decimal(millions) / 1000} billion dollars",
        )
    ]  # fmt: skip
    read = [find_quantities(text)[0] for text in texts]
    assert all(len(found) == 1 for found in read)
    assert {relate(one[0], other[0]) for one in read for other in read} == {E}


@given(st.permutations(["2,000 helmets", "900 radios", "at least 40 trucks"]))
def test_the_order_of_mentions_changes_nothing(order: list[str]) -> None:
    first, second = (
        find_quantities(f"They sent {', '.join(items[:2])} and {items[2]}.")[0]
        for items in (["2,000 helmets", "900 radios", "at least 40 trucks"], order)
    )
    by_item = {q.item: q for q in second}
    assert {q.item for q in first} == set(by_item)
    assert {relate(q, by_item[q.item]) for q in first} == {E}


@given(st.permutations(["2,000 helmets", "900 radios", "at least 40 trucks"]))
def test_a_claim_agrees_in_whatever_order_it_lists(order: list[str]) -> None:
    source = "They sent 2,000 helmets, 900 radios and at least 40 trucks."
    verdict = judge_text(f"They sent {order[0]}, {order[1]} and {order[2]}.", source)
    found = [finding.outcome for finding in verdict.findings if finding.code.startswith("NUM")]
    assert found == [Outcome.AGREES] * 3


@pytest.mark.parametrize(
    ("one", "other", "within", "disjoint"),
    [
        (Interval(Decimal(1), Decimal(2)), Interval(Decimal(0), None), True, False),
        (Interval(None, Decimal(1)), Interval(None, Decimal(1), closed_high=False), False, False),
        (Interval(Decimal(1), None, closed_low=False), Interval(None, Decimal(1)), False, True),
        (Interval(Decimal(1), None), Interval(None, Decimal(1)), False, False),
        (Interval(None, None), Interval(None, None), True, False),
    ],
)
def test_intervals(one: Interval, other: Interval, within: bool, disjoint: bool) -> None:
    assert (one.within(other), one.disjoint(other)) == (within, disjoint)


# --------------------------------------------------------------------------
# Cues


def test_every_cue_stands_in_the_table_once() -> None:
    known = [
        (row.side, tokens(one))
        for row in ROWS
        if row.form is not None
        for cue in row.cues
        for one in spellings(cue)
    ]
    assert sorted({cue for cue in known if known.count(cue) > 1}) == []
    assert all(words for _, words in known)
    assert len(known) == len(BEFORE) + len(AFTER)


def test_every_row_of_cues_has_a_reason() -> None:
    assert [row.cues for row in ROWS if not row.why] == []
    assert {row.side for row in ROWS} == {"before", "after", "no cue"}


@pytest.mark.parametrize(
    ("table", "cue", "form"),
    [
        (BEFORE, "no more than", Form.AT_MOST),
        (BEFORE, "more than", Form.MORE_THAN),
        (BEFORE, "just shy of", Form.ALMOST),
        (BEFORE, "greater than or equal to", Form.AT_LEAST),
        (BEFORE, "sub-", Form.LESS_THAN),
        (BEFORE, "could top", Form.MORE_THAN),
        (BEFORE, "top", None),
        (BEFORE, ">=", Form.AT_LEAST),
        (AFTER, "or more", Form.AT_LEAST),
        (AFTER, "-odd", Form.APPROXIMATE),
        (AFTER, ", give or take", Form.APPROXIMATE),
        (AFTER, "and under", Form.AT_MOST),
        (BEFORE, "an average of", None),
        (AFTER, "plus", None),
    ],
)
def test_cues(table: dict[tuple[str, ...], Form], cue: str, form: Form | None) -> None:
    assert table.get(tokens(cue)) is form

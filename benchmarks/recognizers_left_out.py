"""What of the Recognizers-Text specifications a news reader would not agree on, by named rules.

Every input was read before a rule was made. A rule is for what has no one value (two ways
to read it, a sum to do, a piece of a label), never for what is hard to read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A reason to leave an expected figure out: in `classes`, where all patterns fit.

    `before`, `expected` and `after` are searched in the words before the figure, in its own,
    and in those after it, `whole` in all of them; `value` in what it resolves to; `comment`
    in the remark of the specification.
    """

    name: str
    classes: tuple[str, ...]
    why: str
    before: str = ""
    expected: str = ""
    after: str = ""
    whole: str = ""
    value: str = ""
    comment: str = ""

    def fits(self, name: str, case: Case) -> bool:
        """Whether the rule leaves out the figure of `case`, of the class `name`."""
        return name in self.classes and all(
            re.search(pattern, part, re.IGNORECASE)
            for pattern, part in (
                (self.before, case.before),
                (self.expected, case.expected),
                (self.after, case.after),
                (self.whole, case.before + case.expected + case.after),
                (self.value, case.value),
                (self.comment, case.comment),
            )
        )


@dataclass(frozen=True, slots=True)
class Case:
    """An expected figure in its input."""

    before: str
    expected: str
    after: str
    value: str
    comment: str


_TENS = r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
_NUM = rf"(?:one|two|three|four|five|six|seven|eight|nine|ten|{_TENS})"
_PARTS = r"(?!thousand)[a-z]+(?:th|st|rd|nd)s?$"
#: "Twenty one fifths", "one hundred thirty fifths", but not "… and two fifths".
_PUZZLE = (
    rf"\bhundred(?: and)?(?:[ -]+{_NUM})+ (?:thousand )?{_PARTS}|\bhundred(?:[ -]{_NUM})+-{_PARTS}"
    rf"|\b{_TENS} {_NUM} {_PARTS}|\b{_NUM} {_TENS} {_PARTS}"
    rf"|\b{_TENS} ?- ?{_NUM} hundred[ -]{_PARTS}"
    r"|^one one hundred"
)

LEFT_OUT = (
    LeftOut(
        "unit-without-number",
        ("percent", "currency", "dimension", "temperature"),
        "a unit alone is no figure",
        value=r"^(?:null)?$",
    ),
    LeftOut(
        "relative-ordinal",
        ("ordinal",),
        '"last", "next", "the one before the last": a place in a list, and no number is said',
        value=r"^(?:end|current)",
    ),
    LeftOut(
        "power",
        ("number",),
        "powers are sums to do and not values told (scientific notation stays in)",
        expected=r"^(?!.*x ?10\^).*\^",
    ),
    LeftOut(
        "division",
        ("number",),
        '"one over twenty" is a sum to do; "2000 over 3" in news is an amount and a time',
        expected=r"\bover\b",
    ),
    LeftOut(
        "compound-fraction",
        ("number",),
        "fractions of several number words that read two ways: the specification itself has"
        ' "one hundred and thirty fifths" as 26 and the same without "and" as 2.86',
        expected=_PUZZLE,
    ),
    LeftOut(
        "label",
        ("number",),
        "pieces of addresses, dates, telephone numbers, and what only names a thing by number",
        whole=r"^\d+(?:\.\d+){3}$|\d/\d+/\d{4}|\+\d-\d{3}|[A-Z]{3}-\d+$|\bnrs?\. |\bversion two",
    ),
    LeftOut(
        "metric-letter",
        ("number",),
        'a G after a number is no "billion" in news',
        expected=r"\d ?g$",
    ),
    LeftOut(
        "continental",
        ("number",),
        "the notation of another language, which an English text reads otherwise",
        expected=r"^\d+,\d{1,2}$|\.\d{3},\d+$",
    ),
    LeftOut(
        "part-of-a-number",
        ("number",),
        'the "100" of a number that goes on with "millionths"',
        after=r"^\s?[mbtr]+illionths?\b",
    ),
    LeftOut(
        "own-doubt",
        ("number_range",),
        "the specification calls it ambiguous",
        comment="ambiguous",
    ),
    LeftOut(
        "ordinal-or-fraction",
        ("ordinal",),
        'without an article, "two hundredth" is the 200th or 2/100',
        expected=r"^(?:an?|two|three)\s(?:\w+\s)*(?:hundr|[mbtr]+illi)(?:ed|on)th$|^two hundredth$",
    ),
    LeftOut(
        "part-of-a-fraction",
        ("ordinal",),
        'the "third" of "forty-two and a third" is no rank',
        before=r"\band an? $",
    ),
    LeftOut(
        "percent-first",
        ("percent",),
        '"percent of ten" is no ten per cent',
        expected=r"^per ?cents? of",
    ),
    LeftOut(
        "cents-unsaid",
        ("currency",),
        '"one dollar and two" may be $1.02 or two of something else',
        expected=r"\band\s[\w-]+$",
    ),
    LeftOut(
        "end-of-a-range",
        ("dimension", "age", "currency"),
        "only the upper end of a range is expected, and the reader reads both",
        before=rf"(?:\d|\b{_NUM}) ?(?:to|-|–) ?$",
    ),
)


def reason(name: str, case: Case) -> str | None:
    """The name of the first rule that leaves out the figure of `case`, of the class `name`."""
    return next((rule.name for rule in LEFT_OUT if rule.fits(name, case)), None)

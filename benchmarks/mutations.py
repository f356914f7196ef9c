"""Makes a true headline false by changing the one figure that its source copied.

For NumHG, whose `orig_label` says how the figure came about: ``Copy( 11 )`` was copied from
the article, ``Trans( three )`` was a word there. Computed and rounded figures are left as
they are, because a change of those may still be true of something in the text.
"""

from __future__ import annotations

import random
import re
from fractions import Fraction

#: What a copied figure is multiplied by: a slip of magnitude, a double, a half, a third more.
FACTORS = (Fraction(10), Fraction(2), Fraction(1, 2), Fraction(4, 3), Fraction(3))
#: A year is moved by some years instead.
SHIFTS = (-11, -7, -3, -2, 2, 3, 7, 11)
_KIND = re.compile(r"(Copy|Trans)\(\s*(\S+)\s*\)")
#: A number with nothing glued to it that would make it a score, a name or an ordinal.
_NUMBER = re.compile(
    r"(?<![\w.,/:#'’-])(\$?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\d/:-]|[.,]\d|st|nd|rd|th)"
)


def mutated(claim: str, evidence: str, origin: str, seed: int) -> str | None:
    """`claim` with its copied figure changed to one that `evidence` does not hold.

    None where `origin` names no copied or translated figure, or it does not stand alone,
    once, as a number in the claim. The same `seed` and claim give the same change.
    """
    kind = _KIND.fullmatch(origin.strip())
    if kind is None:
        return None
    found = list(_NUMBER.finditer(claim))
    if kind[1] == "Copy":
        found = [number for number in found if number[2] + (number[3] or "") == kind[2]]
    if len(found) != 1:
        return None
    number = found[0]
    held = {each.replace(",", "") for each in re.findall(r"\d[\d,]*(?:\.\d+)?", evidence)}
    choices = [each for each in _changed(number) if each.replace(",", "") not in held]
    if not choices:
        return None
    chosen = random.Random(f"{seed} {claim}").choice(choices)
    return f"{claim[: number.start()]}{number[1]}{chosen}{claim[number.end() :]}"


def _changed(number: re.Match[str]) -> list[str]:
    whole, decimals = number[2], number[3] or ""
    value = Fraction(whole.replace(",", "") + decimals)
    if not number[1] and not decimals and "," not in whole and 1900 <= value <= 2100:
        return [str(int(value) + shift) for shift in SHIFTS]
    places = max(len(decimals) - 1, 0)
    made = {round(value * factor * 10**places) for factor in FACTORS}
    kept = sorted(each for each in made if each > 0 and Fraction(each, 10**places) != value)
    return [f"{each / 10**places:{',' if ',' in whole else ''}.{places}f}" for each in kept]

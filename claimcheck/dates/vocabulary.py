"""The words of dates and times: months, weekdays, numbers, units, zones.

Zone offsets are minutes east of UTC. A zone that keeps summer time is given by
its IANA name, so that `zoneinfo` can tell its offset on a day; abbreviations
with more than one meaning list the other meanings' offsets too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: Spaces in a row that a mention may hold between two of its words.
_SPACES = 4


def bounded(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """An expression whose runs of spaces are short, so that no text makes it slow.

    Two unbounded runs side by side would take quadratic time on a line of spaces.
    """
    short = pattern.replace(r"\s*", rf"\s{{0,{_SPACES}}}").replace(r"\s+", rf"\s{{1,{_SPACES}}}")
    return re.compile(short, flags)


MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

#: Month words that are other words too: alone they need a preposition before them.
AMBIGUOUS_MONTHS: Final = frozenset("may march april june mar jan jun sep dec".split())

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: The words of calendar lengths.
LENGTHS = frozenset(
    """
    day days week weeks weekend weekends fortnight fortnights month months quarter quarters year
    years decade decades century centuries
    """.split()
)

#: Words before or after a weekday that make it a name ("Black Friday", "Sunday Times").
NAMED_WEEKDAY_BEFORE = frozenset(
    """
    ash black bloody blue casual cyber easter fat freaky giving good holy man manic maundy palm
    ruby sheffield shrove super
    """.split()
)
NAMED_WEEKDAY_AFTER = frozenset(
    "telegraph express mirror mail herald times world live review school night evening".split()
)

NUMBERS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty
        """.split()
    )
} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}

ORDINALS: Final[dict[str, int]] = {
    word: value
    for value, word in enumerate(
        """
        first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
        """.split(),
        start=1,
    )
} | {
    "twenty-first": 21,
    "twenty-second": 22,
    "twenty-third": 23,
    "twenty-fourth": 24,
    "twenty-fifth": 25,
    "twenty-sixth": 26,
    "twenty-seventh": 27,
    "twenty-eighth": 28,
    "twenty-ninth": 29,
    "thirtieth": 30,
    "thirty-first": 31,
}

DECADE_WORDS: dict[str, int] = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

SEASONS = ("spring", "summer", "autumn", "fall", "winter")

#: Feasts that fall on the same day every year, as (month, day).
FEASTS: dict[str, tuple[int, int]] = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year": (1, 1),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
}


#: Feasts by their distance from Easter Sunday of the western churches, in days.
EASTER: dict[str, int] = {
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter day": 0,
    "easter monday": 1,
    "ash wednesday": -46,
    "maundy thursday": -3,
    "palm sunday": -7,
}


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone as news names it: a fixed offset, or an IANA name, or both readings."""

    name: str
    offset: int | None = None
    iana: str | None = None
    others: tuple[int, ...] = ()


def _zones() -> dict[str, Zone]:
    """Zones by the lower-cased words that name them (source: the IANA database)."""
    fixed = {
        "gmt": 0, "utc": 0, "z": 0, "est": -300, "edt": -240, "cdt": -300, "mst": -420,
        "mdt": -360, "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "eet": 120, "eest": 180,
        "wet": 0, "west": 60, "msk": 180, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480,
        "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "pkt": 300, "wib": 420,
    }  # fmt: skip
    zones = {word: Zone(word.upper() if word != "z" else "UTC", at) for word, at in fixed.items()}
    zones["utc"] = zones["gmt"]  # GMT and UTC name one clock in news
    zones["z"] = zones["gmt"]
    # Several meanings: India, Israel, Ireland; British Summer, Bangladesh; US Central, China.
    zones["ist"] = Zone("IST", 330, others=(120, 60))
    zones["bst"] = Zone("BST", 60, others=(360,))
    zones["cst"] = Zone("CST", -360, others=(480,))
    places = {
        "et": "America/New_York", "eastern": "America/New_York", "new york": "America/New_York",
        "washington": "America/New_York", "ct": "America/Chicago", "central": "America/Chicago",
        "mt": "America/Denver", "mountain": "America/Denver", "pt": "America/Los_Angeles",
        "pacific": "America/Los_Angeles", "london": "Europe/London", "uk": "Europe/London",
        "british": "Europe/London", "paris": "Europe/Paris", "berlin": "Europe/Berlin",
        "brussels": "Europe/Brussels", "central european": "Europe/Paris",
        "kyiv": "Europe/Kiev", "kiev": "Europe/Kiev", "moscow": "Europe/Moscow",
        "istanbul": "Europe/Istanbul", "beijing": "Asia/Shanghai", "tokyo": "Asia/Tokyo",
        "japan": "Asia/Tokyo", "seoul": "Asia/Seoul", "delhi": "Asia/Kolkata",
        "indian": "Asia/Kolkata", "india": "Asia/Kolkata", "israel": "Asia/Jerusalem",
        "jerusalem": "Asia/Jerusalem", "tehran": "Asia/Tehran", "hong kong": "Asia/Hong_Kong",
        "singapore": "Asia/Singapore", "sydney": "Australia/Sydney", "dubai": "Asia/Dubai",
    }  # fmt: skip
    for word, iana in places.items():
        zones[word] = Zone(iana, iana=iana)
    return zones


ZONES: dict[str, Zone] = _zones()

#: Zone words that are a zone by themselves, and those that need "time" after them.
ZONE_CODES = tuple(
    word for word, zone in ZONES.items() if len(word) <= 4 and word not in {"z", "uk", "kyiv"}
)
ZONE_PLACES = tuple(
    sorted((word for word in ZONES if word not in ZONE_CODES and word != "z"), key=len)[::-1]
)

"""Peers that read figures, each behind one function: text to plain records.

A record is ``[low, high, unit, start, end]``; unit is None for a peer that reads numbers
alone. Run as ``python -m benchmarks.figure_peers --worker NAME`` by an interpreter in
which the peer is installed: texts come in on stdin, see `benchmarks.common.ask_worker`.
This module imports nothing of claimcheck.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable

from benchmarks.common import peer, serve_worker

Record = tuple[float, float, str | None, int, int]
Reader = Callable[[str], list[Record]]

MODULE = "benchmarks.figure_peers"
#: Peers whose spans are not those of the text they were given.
WITHOUT_SPANS = ("text2num",)
#: The reader of ordinals of a peer that has one apart; the others read none.
ORDINALS = {"recognizers-text": "recognizers-text/ordinals"}
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _digits(text: str) -> list[Record]:
    """Every run of digits, as a floor for all the rest."""
    return [_digit_record(found) for found in DIGITS.finditer(text)]


def _digit_record(found: re.Match[str]) -> Record:
    value = float(found.group().replace(",", ""))
    return value, value, None, found.start(), found.end()


def _quantulum3() -> Reader | None:
    module = peer("quantulum3.parser", distribution="quantulum3")
    if module is None:
        return None

    def read(text: str) -> list[Record]:
        records: list[Record] = []
        for found in module.parse(text):
            spread = found.uncertainty or 0.0
            low, high = found.value - spread, found.value + spread
            records.append((low, high, found.unit.name, *found.span))
        return records

    return read


def _recognizers() -> Reader | None:
    numbers = peer("recognizers_number", distribution="recognizers-text")
    units = peer("recognizers_number_with_unit", distribution="recognizers-text")
    if numbers is None or units is None:
        return None
    return _recognizer(
        (units.recognize_currency, ""),
        (units.recognize_age, " of age"),
        (units.recognize_temperature, ""),
        (units.recognize_dimension, ""),
        (numbers.recognize_percentage, "percentage"),
        (numbers.recognize_number, ""),
    )


def _recognizers_ordinals() -> Reader | None:
    numbers = peer("recognizers_number", distribution="recognizers-text")
    return None if numbers is None else _recognizer((numbers.recognize_ordinal, ""))


def _recognizer(*steps: tuple[Callable[[str, str], Iterable[object]], str]) -> Reader:
    def read(text: str) -> list[Record]:
        records: list[Record] = []
        for recognize, suffix in steps:  # a unit before its bare number
            found = (_recognized(each, suffix) for each in recognize(text, "en-us"))
            records += [r for r in found if r is not None and not _taken(r, records)]
        return records

    return read


def _recognized(found: object, suffix: str) -> Record | None:
    resolution = getattr(found, "resolution", None) or {}
    value = str(resolution.get("value")).rstrip("%")
    start, end = int(getattr(found, "start", 0)), int(getattr(found, "end", 0)) + 1
    try:
        number = float(value)
    except ValueError:
        return None
    return number, number, f"{resolution.get('unit') or ''}{suffix}", start, end


def _taken(record: Record, records: Iterable[Record]) -> bool:
    return any(record[3] < other[4] and other[3] < record[4] for other in records)


def _text2num() -> Reader | None:
    module = peer("text_to_num", distribution="text2num")
    if module is None:
        return None

    def read(text: str) -> list[Record]:
        """Number words turned to digits, then the digits; its spans are of another text."""
        spelled = module.alpha2digit(text, "en")
        return [(low, high, unit, -1, -1) for low, high, unit, _, _ in _digits(spelled)]

    return read


READERS: dict[str, Callable[[], Reader | None]] = {
    "digits": lambda: _digits,
    "quantulum3": _quantulum3,
    "recognizers-text": _recognizers,
    "text2num": _text2num,
}
WORKERS = {**READERS, ORDINALS["recognizers-text"]: _recognizers_ordinals}


def main(argv: list[str]) -> int:
    """Serve as a worker; exit code 1 where the peer cannot be imported."""
    if len(argv) != 2 or argv[0] != "--worker" or argv[1] not in WORKERS:
        print(f"usage: python -m {MODULE} --worker {{{','.join(WORKERS)}}}", file=sys.stderr)
        return 2
    reader = WORKERS[argv[1]]()
    if reader is None:
        return 1
    return serve_worker(reader)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

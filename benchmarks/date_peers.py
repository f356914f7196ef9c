"""Peers that read dates and times, each behind one function: text and day to plain records.

A record is ``[start, end, value]``; a value is a day, "first..last" with both days within,
"since day", "before day", an hour and minute, or "day|clock" of a peer that tells no difference.
Run as ``python -m benchmarks.date_peers --worker NAME`` by an interpreter in which the peer
is installed; each text that comes in has its day of writing and a tab before it, see
`benchmarks.common.ask_worker`. This module imports nothing of claimcheck.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from benchmarks.common import items, mapping, peer, serve_worker, text

Record = tuple[int, int, str]
Reader = Callable[[str, datetime], list[Record]]

MODULE = "benchmarks.date_peers"


def packed(source: str, reference: date) -> str:
    """A text with its day of writing, as one string."""
    return f"{reference.isoformat()}\t{source}"


def _unpacked(line: str) -> tuple[str, datetime]:
    day, _, source = line.partition("\t")
    return source, datetime.combine(date.fromisoformat(day), time())


def _dateparser() -> Reader | None:
    """dateparser's search; it knows no ranges, and does not tell a day from a time."""
    module = peer("dateparser.search", distribution="dateparser")
    if module is None:
        return None

    def read(source: str, reference: datetime) -> list[Record]:
        settings = {"RELATIVE_BASE": reference}
        records: list[Record] = []
        at = 0
        for words, when in module.search_dates(source, languages=["en"], settings=settings) or []:
            at = max(source.find(words, at), 0)
            records.append((at, at + len(words), f"{when:%Y-%m-%d}|{when:%H:%M}"))
        return records

    return read


def _recognizers() -> Reader | None:
    module = peer("recognizers_date_time", distribution="recognizers-text")
    if module is None:
        return None

    def read(source: str, reference: datetime) -> list[Record]:
        records: list[Record] = []
        for found in module.recognize_datetime(source, "en-us", reference=reference):
            values = [mapping(each) for each in items(mapping(found.resolution).get("values"))]
            records += [
                (int(found.start), int(found.end) + 1, value)
                for each in values
                if (value := _value(each))
            ]
        return records

    return read


def _value(resolution: Mapping[str, object]) -> str:
    """One of the resolutions of recognizers-text; "" for a type that is not counted."""
    kind = text(resolution.get("type"))
    if kind == "time":
        return text(resolution.get("value"))[:5]
    if kind == "date":
        return text(resolution.get("value"))[:10]
    if kind != "daterange":
        return ""
    start, end = text(resolution.get("start"))[:10], text(resolution.get("end"))[:10]
    if not (start and end):
        return f"{text(resolution.get('Mod'))} {start or end}" if start or end else ""
    try:
        last = date.fromisoformat(end) - timedelta(days=1)
    except ValueError:
        return ""
    return f"{start}..{last}" if start < f"{last}" else start


READERS: dict[str, Callable[[], Reader | None]] = {
    "dateparser": _dateparser,
    "recognizers-text": _recognizers,
}


def main(argv: list[str]) -> int:
    """Serve as a worker; exit code 1 where the peer cannot be imported."""
    if len(argv) != 2 or argv[0] != "--worker" or argv[1] not in READERS:
        print(f"usage: python -m {MODULE} --worker {{{','.join(READERS)}}}", file=sys.stderr)
        return 2
    reader = READERS[argv[1]]()
    if reader is None:
        return 1
    return serve_worker(lambda line: reader(*_unpacked(line)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

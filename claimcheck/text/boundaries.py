"""Where the sentences of a run of text end.

One pass over the stops of the text ("." "!" "?" "…"), each judged by the word
before it and the word after it; time is linear in the length of the text,
whatever it holds. Rules of our own, measured on the golden rules of sentence
segmentation and on the English Web Treebank (benchmarks/sentences.py): the
libraries that keep spans either take quadratic time on unclosed quotation marks or
know no news abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from claimcheck.text.stops import NEXT, WINDOW, Stop, attributes, cites, goes_on
from claimcheck.types import Span

# One class of characters comes first, so that the search passes quickly over all others.
_AFTER_STOP = (
    r"(?:(?<=\.)(?P<spaced>(?:[ \u00a0]\.){2,})"
    r"|(?<![:;“])(?P<stop>[.!?…‼⁇⁈⁉。！？]*)(?P<close>[\"'”’»)\]}*_]*)"
    r"|(?<=\s[:;])(?P<smile>-?[)(DP](?=\s))"
)
_STOP = re.compile(rf"[.!?…‼⁇⁈⁉。！？:;]{_AFTER_STOP})")
_STOP_OR_LATE = re.compile(rf"[.!?…‼⁇⁈⁉。！？:;“]{_AFTER_STOP}|(?<=“)(?P<late>))")
#: Closing marks and smileys set apart from the stop they belong to.
_APART = re.compile(
    r"\s+(?:(?P<mark>[)\]”]|(?P<straight>\"))|[:;]-?[)(DP]+)(?=\s|\Z)",
)
_CURLY = re.compile("[“”]")
_INLINE_HEAD = re.compile(
    r"\s*(?P<bullet>[•⁃‣▪●·])?\s*(?:(?P<mark>\d{1,2}|[a-y])(?P<stop>\.\)|[.)])\s)?"
)
_INLINE_ITEM = re.compile(
    r"(?<=\s)(?P<bullet>[•⁃‣▪●])?\s?(?:(?P<mark>\d{1,2}|[b-z])(?P<stop>\.\)|[.)])(?=\s))?"
)


def cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of ``text[start:end]`` as spans, in order, without outer space.

    Every character that is not space lies in exactly one span; marks without a word
    belong to the sentence before them.
    """
    held: Span | None = None
    for first, last in pairwise((start, *inline_items(text, start, end), end)):
        begin = first
        for stop in (*_ends(text, first, last), last):
            span = trimmed(text, begin, stop)
            begin = stop
            if span is None:
                continue
            if held is not None and _wordless(text, span):
                held = Span(held.start, span.end)
                continue
            if held is not None:
                yield held
            held = span
    if held is not None:
        yield held


def _wordless(text: str, span: Span) -> bool:
    """Whether a span is no more than a few marks: a quotation mark set apart, an arrow."""
    return span.end - span.start <= 3 and not any(map(str.isalnum, span.of(text)))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """``text[start:end]`` without outer space, None where nothing is left."""
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return Span(start, end)
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None


def inline_items(text: str, start: int, end: int) -> list[int]:
    """Where the items after the first begin, of a list written in one line.

    The line opens with a bullet that comes again, or with a number or letter
    whose followers come in order: "1) The first item 2) The second item".
    """
    head = _INLINE_HEAD.match(text, start, end)
    if head is None or head.end() == start:
        return []
    bullet, mark, stop = head.group("bullet"), head.group("mark"), head.group("stop")
    if bullet is None and mark is None:
        return []
    begins: list[int] = []
    for found in _INLINE_ITEM.finditer(text, head.end(), end):
        if found.group("bullet") != bullet or (mark is None and found.group("mark")):
            continue
        if mark is not None:
            if found.group("mark") != _successor(mark) or found.group("stop") != stop:
                continue
            mark = _successor(mark)
        begins.append(found.start())
    return begins


def _successor(mark: str) -> str:
    return str(int(mark) + 1) if mark.isdigit() else chr(ord(mark) + 1)


def _late_closers(text: str, start: int, end: int) -> frozenset[int]:
    """Opening marks that stand where a closing one belongs.

    A second opening mark while one is open, with no closing one left in the
    paragraph, is the closing one.
    """
    if text.count("“", start, end) < 2:
        return frozenset()
    last = text.rfind("”", start, end)
    found: list[int] = []
    is_open = False
    for mark in _CURLY.finditer(text, start, end):
        if mark.group() == "”":
            is_open = False
        elif is_open and mark.start() > last:
            found.append(mark.start())
            is_open = False
        else:
            is_open = True
    return frozenset(found)


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where the sentences of ``text[start:end]`` end, the last one left out."""
    late = _late_closers(text, start, end)
    begin = start
    straight, counted = 0, start  # straight quotation marks up to `counted`
    for found in (_STOP_OR_LATE if late else _STOP).finditer(text, start, end):
        at, after = found.span()
        if after >= end:
            return
        following = text[after]
        if after <= begin or following.islower() or following.isdigit():
            continue  # taken already; a decimal point, an address
        stop: int | None = None
        kind = found.lastgroup
        if kind == "close":
            straight += text.count('"', counted, found.end("stop"))
            counted = found.end("stop")
            stop = _stop_end(text, found, begin, end, late, inside=straight % 2 == 1)
        elif kind == "spaced":
            stop = _spaced_end(text, found)
        elif (kind == "smile" or at in late) and _opens(text, after, end):
            stop = None if at in late and attributes(text, after, end) else after
        if stop is not None:
            yield stop
            begin = stop


def _spaced_end(text: str, found: re.Match[str]) -> int | None:
    """Where a spaced ellipsis ends a sentence.

    Four dots with the first at its word are a full stop and an omission before the next
    sentence; four that stand apart are an omission and the full stop.
    """
    at, after = found.span()
    following = NEXT.match(text, after)
    if following is None or not (following.group(3) or "")[:1].isupper():
        return None
    dots = found.group().count(".")
    if dots < 4:
        return None
    attached = at > 0 and not text[at - 1].isspace()
    return at + 1 if attached else after


def _stop_end(
    text: str, found: re.Match[str], begin: int, end: int, late: frozenset[int], *, inside: bool
) -> int | None:
    """Where the sentence ends at this stop, None where it goes on.

    `inside` tells that a straight quotation mark is open before the stop.
    """
    at, after = found.start(), found.end()
    close = found.group("close")
    if close.startswith('"') and not inside and not text[after].isspace():
        after, close = found.end("stop"), ""  # the mark opens what follows
    if (apart := _APART.match(text, after, end)) is not None and (inside or not apart["straight"]):
        after, close = apart.end(), close + (apart["mark"] or "")
    following = NEXT.match(text, after, end)
    assert following is not None  # every part of it may be empty
    gap, opening, word = following.group(1), following.group(2), following.group(3) or ""
    if opening and following.start(2) in late:
        after, close = following.start(2) + 1, "“"
        following = NEXT.match(text, after, end) or following
        gap, opening, word = " ", opening[1:], following.group(3) or ""
    stop = Stop(
        head=text[max(begin, at - WINDOW) : at],
        whole=at - begin <= WINDOW,
        marks=text[at : found.end("stop")],
        close=close,
        gap=gap,
        opening=opening,
        word=word,
        attributed=bool(close) and attributes(text, after, end),
        cited=opening.startswith("(") and cites(text, after, end),
    )
    return None if goes_on(stop) else after


def _opens(text: str, at: int, end: int) -> bool:
    """Whether what follows begins as sentences do, with a capital."""
    following = NEXT.match(text, at, end)
    return following is not None and (following.group(3) or "a")[0].isupper()

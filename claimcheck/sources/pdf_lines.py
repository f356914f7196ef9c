"""The lines of a PDF put together again: what is in print once is one paragraph.

Knows of places and sizes only, in points; the first page is 1, as is the first line of each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Line:
    """A line in print. `bottom` counts from the foot of the page, `hyphen` tells that one ended it.

    The hyphen itself is not in `text`.
    """

    page: int
    number: int
    text: str
    left: float
    right: float
    bottom: float
    size: float
    hyphen: bool = False


@dataclass(slots=True)
class Paragraph:
    """Lines that read as one; `mark` is "# " for a heading, "- " for an item of a list."""

    lines: list[Line]
    mark: str = ""
    glue: list[str] = field(default_factory=list)  # between the lines: a space, a hyphen or nothing

    @property
    def text(self) -> str:
        """The lines as one."""
        pieces = [self.lines[0].text]
        for glue, line in zip(self.glue, self.lines[1:], strict=True):
            pieces += [glue, line.text]
        return "".join(pieces)


#: Leading of the body, times which a gap between lines parts paragraphs.
GAP = 1.3
#: Leading in sizes of print, where too few lines tell it.
USUAL = 1.3
#: Share of the body's size from which a line is a heading.
HEADING = 1.15
#: Share of the pages, and pages, on which a line at the edge must stand to be a running one.
RUNNING, PAGES = 0.3, 2
#: Lines at an edge that may be running ones.
EDGE = 4

_NUMBER = re.compile(r"\d+")
_ALONE = re.compile(r"(?i)(?:page|p\.)\s*(\d+)(?:\s*(?:of|/)\s*\d+)?|[-–—|\s]*(\d+)[-–—|\s]*")
_BULLET = re.compile(r"[•▪‣◦●■∙·*–-]\s+(?=\S)")
_ITEM = re.compile(r"(?:[•▪‣◦●■∙·*–-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_RANGE = re.compile(r"\d–$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """The paragraphs of all pages, without running heads, feet and the numbers of pages."""
    kept = without_running(pages)
    lines = [line for page in kept for line in page]
    if not lines:
        return []
    body = _body_size(lines)
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    made: list[Paragraph] = []
    leading = _leading(kept, body)
    for page in kept:
        right = max((line.right for line in page), default=0.0)
        before: Line | None = None
        for line in page:
            if before is None:
                new = not made or not _goes_on(made[-1].lines[-1], line)
            else:
                new = _parts(before, line, leading, right)
            if new:
                made.append(_begun(line, body))
            else:
                made[-1].glue.append(_joint(made[-1].lines[-1], line, words))
                made[-1].lines.append(line)
            before = line
    for paragraph in made:
        if paragraph.mark == "# " and paragraph.text.endswith("."):
            paragraph.mark = ""  # large print that is a sentence
    return made


def _begun(line: Line, body: float) -> Paragraph:
    bullet = _BULLET.match(line.text)
    if bullet is not None:
        cut = Line(
            line.page, line.number, line.text[bullet.end() :], line.left, line.right,
            line.bottom, line.size, line.hyphen,
        )  # fmt: skip
        return Paragraph([cut], "- ")
    return Paragraph([line], "# " if line.size >= HEADING * body else "")


def _body_size(lines: Sequence[Line]) -> float:
    """The size in which most is printed."""
    counted: Counter[float] = Counter()
    for line in lines:
        counted[round(line.size * 2) / 2] += len(line.text)
    return counted.most_common(1)[0][0] or 1.0


def _leading(pages: Sequence[Sequence[Line]], body: float) -> float:
    """From one line to the next, where they are of one paragraph as most are."""
    counted: Counter[float] = Counter()
    for page in pages:
        for a, b in pairwise(page):
            step = round((a.bottom - b.bottom) * 2) / 2
            if 0 < step < 3 * body:
                counted[step] += 1
    most = max(counted.values(), default=0)
    likely = min((step for step, count in counted.items() if count == most), default=USUAL * body)
    return likely if most > 1 else min(likely, USUAL * body)


def _parts(before: Line, line: Line, leading: float, right: float) -> bool:
    """Whether a new paragraph begins with `line`, which follows `before` on its page."""
    step = before.bottom - line.bottom
    if step <= 0 or step > 4 * leading:  # the next column
        return not _goes_on(before, line)
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return True
    if step > GAP * leading or _ITEM.match(line.text):
        return True
    if before.hyphen:
        return False
    ended = _ENDED.search(before.text) is not None
    indented = line.left - before.left > 0.8 * line.size and not _BULLET.match(before.text)
    short = before.right < right - 0.15 * (right - before.left)
    return ended and (indented or short)


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a sentence goes on over the end of a column or a page."""
    if before.hyphen:
        return True
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return False
    lower = line.text[:1].islower() or line.text[:1].isdigit()
    return lower and not _ENDED.search(before.text) and not _ITEM.match(line.text)


def _joint(before: Line, line: Line, words: Counter[str]) -> str:
    """What stands between two lines of a paragraph.

    A hyphen stays before a figure or a capital, and where the words of the document tell
    that it belongs to the word.
    """
    if not before.hyphen:
        return "" if _RANGE.search(before.text) and line.text[0].isdigit() else " "
    first = re.search(r"[^\W_]+$", before.text)
    last = re.match(r"[^\W_]+", line.text)
    if first is None or last is None:
        return "-"
    head, tail = first[0].casefold(), last[0].casefold()
    if words[f"{head}-{tail}"] or words[head + tail]:
        return "-" if words[f"{head}-{tail}"] > words[head + tail] else ""
    if not (head.isalpha() and tail.isalpha() and last[0][0].islower()):
        return "-"
    # the halves themselves were counted once, as the words that the lines end and begin with
    both = len(head) > 2 and len(tail) > 2 and words[head] > 1 and words[tail] > 1
    return "-" if both else ""


# --------------------------------------------------------------------------
# Running heads and feet


def without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without those that stand at its edge on many, and its number."""
    edges = [_edges(page) for page in pages]
    counts: Counter[tuple[bool, str, int | None]] = Counter()
    for sides in edges:
        for top, side in zip((True, False), sides, strict=True):
            counts.update({(top, *key) for line in side for key in _keys(line)})
    least = max(PAGES, RUNNING * sum(1 for page in pages if page))
    kept: list[list[Line]] = []
    for page, sides in zip(pages, edges, strict=True):
        running: set[int] = set()
        for top, side in zip((True, False), sides, strict=True):
            for line in side:
                often = any(counts[top, *key] >= least for key in _keys(line))
                if not (often or (not top and _is_number_of_page(line))):
                    break
                running.add(line.number)
        kept.append([line for line in page if line.number not in running])
    return kept


def _edges(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines at the top of a page from the top on, and those at its foot from the foot on."""
    ordered = sorted(page, key=lambda line: -line.bottom)
    return ordered[:EDGE], ordered[::-1][:EDGE]


def _keys(line: Line) -> Iterator[tuple[str, int | None]]:
    """What pages have in common: the words, or those and how far a number is from the page's."""
    words = " ".join(line.text.casefold().split())
    yield words, None
    for number in _NUMBER.finditer(words):
        if len(number[0]) <= 5:
            masked = f"{words[: number.start()]}#{words[number.end() :]}"
            yield masked, int(number[0]) - line.page


def _is_number_of_page(line: Line) -> bool:
    found = _ALONE.fullmatch(line.text.strip())
    return found is not None and (found[1] is not None or int(found[2]) == line.page)

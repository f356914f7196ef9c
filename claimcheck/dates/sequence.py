"""Which of two events a text says came first, by its words.

A pure function of a text and the moments in it. "A before B", "before B, A", "after A, B", "A, then
B", "A, followed by B" and "A. Two days later B" are all one order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.dates.clauses import between, plain
from claimcheck.dates.events import event
from claimcheck.dates.vocabulary import NUMBERS
from claimcheck.types import Event, Moment, Order, Span

_UNITS = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|moments?)"
_NUMBER = "|".join(NUMBERS)
_COUNTED = (
    rf"(?:(?:(?:an?|the|some|several|many|few|a\s+few|a\s+couple\s+of|\d+|{_NUMBER})\s+)?"
    rf"(?:full\s+|whole\s+)?{_UNITS})"
)
#: What stands before "before" and "after" and tells how long: "only two days after".
_HOW_LONG = re.compile(
    rf"(?:\b(?:just|only|shortly|soon|immediately|right|even|not\s+long|long|well|directly|{_COUNTED}))+\s*$",
    re.I,
)
_CUE = re.compile(
    rf"""
    (?P<before>\b(?:before|prior\s+to|ahead\s+of|until|by\s+the\s+time)\b)
  | (?P<after>\b(?:after|in\s+the\s+wake\s+of|following|since)\b)
  | (?P<followed>,?\s*(?:\b(?:was|were)\s+)?\bfollowed\s+(?:(?:{_COUNTED}\s+later|later|soon
      |shortly\s+(?:after|afterwards))\s+)?by\b)
  | (?P<then>(?:[,;]\s*(?:and\s+)?|\band\s+|(?<=[.!?]\s)|^)(?:(?:only|{_COUNTED})\s+)?
      (?:then|later|afterwards?|subsequently)\b(?!-|\s+(?:this|than|in|on|today)\b),?)
  | (?P<midway>(?:[,;]\s*(?:and\s+)?|\band\s+)(?=(?:[\w'’-]+\s+){{1,5}}?
      (?P<adverb>later|then|subsequently|afterwards)\s+(?!than\b|this\b|in\b|on\b|today\b)[a-z]))
  | (?P<earlier>(?:[,;]\s*(?:and\s+)?|(?<=[.!?]\s)|^){_COUNTED}\s+(?:earlier|before)\b,)
    """,
    re.I | re.X,
)
#: Words before "before" and "after" with which they tell no time, and "following" that is a verb.
_NO_TIME = re.compile(
    r"\b(?:nam(?:ed?|ing)|call(?:ed|s)?|look\w*|go(?:es|ing)?|went|took|tak(?:es?|ing)|model+ed"
    r"|appear\w*|testif\w+|argu\w+|stand\w*|stood|brought|put|case|lay|lies?|kneel\w*|knelt|plead\w*"
    r"|hearing|question|ever|never|as|than|day|year|one|time|the|is|are|was|were|been|be|chas\w+"
    r"|ran|ask\w*|pattern\w*|style[ds]?|from|since|on)\s*$",
    re.I,
)
#: Whom somebody appears before.
_BODY = re.compile(
    r"\s+(?:an?|the|his|her|its|their)?(?:\s+[\w'’-]+){0,5}?\s+(?:committee|subcommittee|court|jury|judge"
    r"|magistrates?|congress|parliament|senate|lawmakers|panel|tribunal|commission|inquiry|audience)\b"
    r"(?=\s*(?:[.,;:]|$|on\b|in\b|and\b))",
    re.I,
)
_ALL = re.compile(r"\s+(?:all|that|this|which|whom|now|then|and|or)\b|\s*[,.;:]|\s*-", re.I)
_STOP = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\b[A-Z])[.!?][”\"’')]*\s+")
_SAYING = (
    r"said|says|told\s+\w+|announced|confirmed|reported|reports|added|stated|noted|wrote|recalled"
)
#: Where the clause that ends in "before" or "then" begins.
_OPENS = re.compile(
    rf"[;:]|,\s+(?:and|but|while|whereas|although|though)\b|\bthat\b|\b(?:{_SAYING})\b(?:\s+that\b)?",
    re.I,
)
#: Where the clause that "before" or "then" opens ends.
_ENDS = re.compile(r"[,;:]|\b(?:but|while|whereas|although|though|because)\b", re.I)
_GOES_ON = re.compile(r";|,\s+(?:and|but|while|whereas|although|though)\b")
#: "Before and after the war", "before the vote and after it".
_BOTH = re.compile(r"\b(?:before|after)\s+(?:and|or)\b|\b(?:and|or)\s+(?:before|after)\b", re.I)
_FRONT = re.compile(r"\s*(?:(?:but|and|yet|however|so),?\s+)?", re.I)


def find_orders(text: str, moments: Sequence[Moment]) -> tuple[Order, ...]:
    """The orders that the words of a text tell, in order of their cues.

    Where a sentence has several that could reach over one another, none of them is read.
    """
    if not _CUE.search(text):
        return ()
    shown = plain(text, moments)
    found: list[Order] = []
    former = Span(0, 0)
    for sentence in _sentences(shown):
        found += _of_sentence(shown, sentence, former, moments)
        former = sentence
    return tuple(found)


def _of_sentence(
    text: str, sentence: Span, former: Span, moments: Sequence[Moment]
) -> Iterator[Order]:
    """The orders of one sentence; `former` is the sentence before it."""
    if _BOTH.search(text, sentence.start, sentence.end):
        return
    cues = [m for m in _CUE.finditer(text, sentence.start, sentence.end) if _tells(text, m)]
    front = cues[0] if cues and _is_front(text, sentence, cues[0]) else None
    start = sentence.start
    if front is not None:
        start = _comma(text, front, cues, sentence)
        later = [cue for cue in cues if cue is not front]
        end = later[0].start() if later else sentence.end
        yield from _fronted(text, front, Span(start, end), former, moments)
        cues = later
    if len(cues) == 1 and start < cues[0].start():
        yield from _joined(text, cues[0], Span(start, sentence.end), moments)


def _fronted(
    text: str, cue: re.Match[str], main: Span, former: Span, moments: Sequence[Moment]
) -> Iterator[Order]:
    """ "After A, B" and "Two days later B": what the opening words of a sentence tell."""
    if cue["before"] or cue["after"]:
        other = event(text, Span(cue.end(), main.start), moments, nominal=True)
        told = event(text, _clause(text, main), moments)
        yield from _made(other, told, cue, turned=bool(cue["before"]))
    else:
        last = Span(_opening(text, former.start, former.end), former.end)
        before = event(text, last, moments)
        told = event(text, _clause(text, Span(cue.end(), main.end)), moments)
        yield from _made(before, told, cue, turned=bool(cue["earlier"]))


def _joined(
    text: str, cue: re.Match[str], around: Span, moments: Sequence[Moment]
) -> Iterator[Order]:
    """ "A before B", "A, then B", "A, followed by B": one cue between two clauses."""
    left = Span(_opening(text, around.start, cue.start()), cue.start())
    long = _HOW_LONG.search(text, left.start, left.end)
    if long and (cue["before"] or cue["after"]):
        left = Span(left.start, long.start())
    ends = _ENDS.search(text, cue.end(), around.end)
    right = Span(cue.end(), ends.start() if ends else around.end)
    passive = cue["followed"] and cue["followed"].lstrip(" ,")[0] in "wW"
    one = event(text, left, moments, nominal=bool(passive))
    nominal = not (cue["then"] or cue["midway"] or cue["earlier"])
    other = event(text, right, moments, nominal=nominal, elided=True)
    yield from _made(one, other, cue, turned=bool(cue["after"] or cue["earlier"]))


def _made(
    one: Event | None, other: Event | None, cue: re.Match[str], *, turned: bool
) -> Iterator[Order]:
    """The order of two events, if both were read and are two; `turned` puts the second first."""
    if one is None or other is None or not one.keys - other.keys or not other.keys - one.keys:
        return
    told = (cue["adverb"] or cue.group()).strip(" ,;")
    start = cue.start("adverb") if cue["adverb"] else cue.start() + cue.group().index(told)
    span = Span(start, start + len(told))
    yield Order(other, one, span) if turned else Order(one, other, span)


def _tells(text: str, cue: re.Match[str]) -> bool:
    """Whether a cue tells of time: not "named after", "appeared before the court", "after all"."""
    if not (cue["before"] or cue["after"]):
        return True
    before = text[max(0, cue.start() - 24) : cue.start()]
    if (
        _ALL.match(text, cue.end())
        or _BODY.match(text, cue.end())
        or (_NO_TIME.search(before) and not _HOW_LONG.search(before))
    ):
        return False
    word = cue.group().lower()
    if word == "since":  # "since" is "because" as well, but for what has been so since
        clause = text[max(0, cue.start() - 120) : cue.end() + 120]
        return re.search(r"\b(?:has|have|had)\b", clause) is not None
    if word == "following":
        return (
            re.match(
                r"\s+(?:(?:the|a|an|his|her|its|their)\s|[A-Z])", text[cue.end() : cue.end() + 16]
            )
            is not None
        )
    return True


def _is_front(text: str, sentence: Span, cue: re.Match[str]) -> bool:
    """Whether nothing but "but" or a length of time stands before a cue in its sentence."""
    led = _FRONT.match(text, sentence.start, cue.start())
    start = led.end() if led else sentence.start
    if cue["then"] or cue["earlier"]:
        return start >= cue.start()
    if cue["followed"] or cue["midway"]:
        return False
    long = _HOW_LONG.search(text, start, cue.start())
    return start >= cue.start() or (long is not None and long.start() == start)


def _comma(text: str, front: re.Match[str], cues: Sequence[re.Match[str]], sentence: Span) -> int:
    """Where the main clause begins after an opening one, or the sentence's end if nobody knows."""
    if not (front["before"] or front["after"]):
        return front.end()
    end = cues[1].start() if len(cues) > 1 else sentence.end
    comma = text.find(",", front.end(), end)
    if comma < 0 or re.match(r",\s+(?:and|or)\b", text[comma : comma + 8]):
        return sentence.end
    return comma + 1


def _opening(text: str, start: int, end: int) -> int:
    """Where the clause that ends at `end` begins."""
    opened = [m.end() for m in _OPENS.finditer(text, start, end)]
    return opened[-1] if opened else start


def _clause(text: str, span: Span) -> Span:
    """The first clause of a sentence, without who says it."""
    ends = _GOES_ON.search(text, span.start, span.end)
    end = ends.start() if ends else span.end
    return Span(_opening(text, span.start, end), end)


def _sentences(text: str) -> Iterator[Span]:
    return between(text, Span(0, len(text.rstrip(" .!?"))), _STOP)

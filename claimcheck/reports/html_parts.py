"""What a page is made of: the document around it, escaped text, and text with its marks."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise

from claimcheck.reports.excerpt import printable
from claimcheck.reports.model import TOOL
from claimcheck.types import Outcome

#: Outcomes by weight: where marks overlap, the gravest gives the look.
_GRAVITY = (Outcome.CONFLICTS.value, Outcome.UNCLEAR.value, Outcome.AGREES.value, "unread")


@dataclass(frozen=True, slots=True)
class Marked:
    """A part of a text that is marked: the number of its finding, and its look."""

    start: int
    end: int
    number: int | None
    look: str


def text(words: object) -> str:
    """Text that may stand in an element or in the value of an attribute."""
    return escape(printable(str(words)), quote=True)


def marked(words: str, marks: Iterable[Marked]) -> str:
    """The text with its marks, each with the numbers of its findings; marks may overlap."""
    length = len(words)
    kept = [
        Marked(max(one.start, 0), min(one.end, length), one.number, one.look)
        for one in marks
        if max(one.start, 0) < min(one.end, length)
    ]
    cuts = sorted({0, length, *(one.start for one in kept), *(one.end for one in kept)})
    return "".join(_segment(words, start, end, kept) for start, end in pairwise(cuts))


def _segment(words: str, start: int, end: int, marks: Sequence[Marked]) -> str:
    over = [one for one in marks if one.start <= start and end <= one.end]
    told = text(words[start:end])
    if not over:
        return told
    look = min((one.look for one in over), key=_GRAVITY.index)
    numbers = sorted({one.number for one in over if one.number is not None})
    ending = sorted({one.number for one in over if one.number is not None and one.end == end})
    data = f' data-n="{" ".join(map(str, numbers))}"' if numbers else ""
    sup = f"<sup>{','.join(map(str, ending))}</sup>" if ending else ""
    return f'<mark class="{look}"{data}>{told}{sup}</mark>'


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """A list of names with values; the values are markup, those that are empty are left out."""
    told = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value)
    return f'<dl class="facts">{told}</dl>'


def document(title: str, body: Iterable[str], version: str) -> str:
    """A whole page, which loads nothing and runs its own script alone."""
    style, script = asset("page.css"), asset("page.js")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    lines: Iterator[str] = iter(
        (
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f'<meta name="generator" content="{TOOL} {text(version)}">',
            f"<title>{text(title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *body,
            f"<footer>Made by {TOOL} {text(version)}; this page loads nothing.</footer>",
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        )
    )
    return "\n".join(lines)


@cache
def asset(name: str) -> str:
    """A file of the page, as the package has it."""
    return files("claimcheck.reports").joinpath("assets", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """The source expression of a policy that allows exactly this content."""
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"

"""Markdown within a paragraph: which characters are markup and which are text.

Follows CommonMark 0.31 for escapes, entities, code spans, autolinks, links,
images and emphasis, as far as the words of the text depend on it. Time is linear
in the length of the paragraph.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple


class Edit(NamedTuple):
    """``text[start:end]`` reads as `reading`: "" for markup."""

    start: int
    end: int
    reading: str


#: A link's target in round brackets; its address may hold up to three pairs of them.
_TARGET = (
    r"\(\s*<?[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500}){0,3}"
    r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s*\)"
)
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<comment><!--.*?(?:-->|\Z))"
    r"|(?P<auto><(?:https?://|mailto:)[^\s<>]*>)"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<note>\[\^[^\[\]\s]{1,40}\])"
    rf"|(?P<image>!\[[^\[\]]*\](?:{_TARGET}|\[[^\[\]]*\]))"
    r"|(?P<open>\[)"
    rf"|(?P<close>\](?:{_TARGET}|\[[^\[\]]*\])?)"
    r"|(?P<run>\*+|_+|~~+)",
    re.DOTALL,
)


def edits(text: str, *, references: frozenset[str] = frozenset()) -> tuple[Edit, ...]:
    """The markup of a paragraph as edits, in order and apart.

    `references` are the labels (lower case) that the document defines a link for.
    """
    found: list[Edit] = []
    links: list[int] = []  # places of "[" that nothing has closed yet
    runs = _Runs()
    unclosed: set[str] = set()  # code marks that nothing further on closes
    at = 0
    while (token := _TOKEN.search(text, at)) is not None:
        kind, at = token.lastgroup, token.end()
        start, word = token.start(), token.group()
        if kind == "code":
            end = -1 if word in unclosed else text.find(word, at)
            while end != -1 and text[end + len(word) : end + len(word) + 1] == "`":
                end = text.find(word, end + len(word) + 1)
            if end == -1:
                unclosed.add(word)
                continue
            found += [Edit(start, at, ""), Edit(end, end + len(word), "")]
            at = end + len(word)
        elif kind == "open":
            links.append(start)
        elif kind == "close":
            found += _closed(text, token, links, references)
        elif kind == "run":
            found += runs.take(text, start, at)
        else:
            found.append(Edit(start, at, _reading(kind or "", word)))
    return tuple(sorted(found))


def _reading(kind: str, word: str) -> str:
    if kind == "escape":
        return word[1]
    if kind == "auto":
        return word[1:-1]
    if kind == "entity":
        return html.unescape(word)
    if kind == "tag" and word[1:3].lower() == "br":
        return " "
    return ""


def _closed(
    text: str, token: re.Match[str], links: list[int], references: frozenset[str]
) -> Iterator[Edit]:
    """The two ends of a link; a bracket that is no link stays."""
    if not links:
        return
    opened = links.pop()
    start, end = token.span()
    target = text[start + 1 : end]
    label = text[opened + 1 : start].lower()
    if target.startswith("[") and (target[1:-1].lower() or label) not in references:
        return
    if not target and label not in references:
        return
    yield Edit(opened, opened + 1, "")
    yield Edit(start, end, "")


class _Runs:
    """Runs of emphasis marks; a run that may close pairs with the nearest that opened."""

    def __init__(self) -> None:
        self._open: dict[str, list[tuple[int, int]]] = {}

    def take(self, text: str, start: int, end: int) -> Iterator[Edit]:
        """The edits that the run ``text[start:end]`` completes."""
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        mark = text[start]
        opens = not after.isspace() and (before.isspace() or not after.isalnum() or mark != "_")
        opens = opens and (
            after.isalnum() or after in "\"“'‘($£€¥#[<*_~\\&+-" or not before.isalnum()
        )
        closes = not before.isspace()
        if mark == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        waiting = self._open.setdefault(mark, [])
        at = start
        while closes and waiting and at < end:
            begun, ended = waiting.pop()
            width = min(ended - begun, end - at)
            yield Edit(ended - width, ended, "")
            yield Edit(at, at + width, "")
            at += width
            if ended - width > begun:
                waiting.append((begun, ended - width))
        if opens and at < end:
            waiting.append((at, end))

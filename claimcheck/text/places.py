"""From a character of an article to its line and column in the user's file."""

from __future__ import annotations

from bisect import bisect_right

from claimcheck.types import Article, Location


def place(article: Article, offset: int) -> Location:
    """The place in the file at `article.path` of the character at `offset` of its text.

    Line and column count from 1, the column in characters. `offset` may be
    the length of the text: the place just after its last character. Raises `ValueError`
    for an offset outside the text.
    """
    text = article.text
    if not 0 <= offset <= len(text):
        raise ValueError(f"offset {offset} is outside a text of {len(text)} characters")
    if article.anchors:
        at = max(bisect_right(article.anchors, offset, key=lambda anchor: anchor[0]) - 1, 0)
        begin, line, column = article.anchors[at]
        return Location(article.path, line, abs(column), fixed=column < 0).after(offset - begin)
    before = text.count("\n", 0, offset)
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Location(article.path, before + 1, column)

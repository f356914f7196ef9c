"""Trees of HTML and XML: parsing, and their words as lines; the only user of lxml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from lxml import etree, html  # type: ignore[import-untyped]

_HEADINGS = frozenset("head h1 h2 h3 h4 h5 h6".split())
_ITEMS = frozenset("item li dd dt".split())
_LISTS = frozenset("list ul ol dl menu".split())
_CELLS = frozenset("cell td th".split())
_ROWS = frozenset("row tr".split())
_BREAKS = frozenset("lb br hr".split())
_BLOCKS = (
    frozenset(
        """p div section article main header footer aside blockquote quote table tbody thead tfoot
        figure figcaption caption pre body html form fieldset address details summary nav graphic
        """.split()
    )
    | _HEADINGS
    | _ITEMS
    | _LISTS
    | _ROWS
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")

#: What is no text of the article, in a page taken as it stands.
SKIPPED = frozenset(
    """script style noscript template nav header footer aside form button select option textarea
    iframe object svg math head title label input figure dialog graphic""".split()
)


class Element(Protocol):
    """What is used of an element of lxml."""

    tag: object
    text: str | None
    tail: str | None
    sourceline: int | None

    def xpath(self, query: str, /) -> object:
        """What an XPath query finds: a list of elements or strings, for those used here."""

    def itertext(self) -> Iterable[str]:
        """The text of the element and all within it."""


def parse(source: str) -> Element:
    """The tree of a page.

    :raises ValueError: where there is no element in it.
    """
    try:
        tree: Element = html.document_fromstring(_DECLARATION.sub("", source))
    except etree.ParserError as error:
        raise ValueError(str(error)) from None
    return tree


class XmlFault(Exception):
    """A text that is no XML, with the place of the fault."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def parse_xml(source: str) -> Element:
    """The tree of an XML document, its entities left as they stand and nothing fetched.

    :raises XmlFault: where it is not well formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root: Element = etree.fromstring(_DECLARATION.sub("", source).encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise XmlFault(str(error.msg).splitlines()[0], max(line, 1), max(column, 1)) from None
    except (ValueError, UnicodeEncodeError) as error:
        raise XmlFault(str(error), 1, 1) from None
    return root


def inner(element: Element) -> str:
    """What stands between an element's tags, as markup."""
    children: Iterable[Element] = element  # type: ignore[assignment]
    return (element.text or "") + "".join(
        etree.tostring(child, encoding="unicode") for child in children
    )


def words(tree: Element, query: str) -> str | None:
    """The words of the first thing a query finds that has any, single-spaced."""
    found = tree.xpath(query)
    for item in found if isinstance(found, list) else ():
        pieces = item if isinstance(item, str) else "".join(item.itertext())
        joined = " ".join(pieces.split())
        if joined:
            return joined
    return None


class FlowLine(NamedTuple):
    """A line: `mark` is what stands before it ("# ", "- "), `tight` no blank line before."""

    mark: str
    text: str
    tight: bool


def flow(tree: Element, *, skipped: frozenset[str] = frozenset()) -> list[FlowLine]:
    """The lines of a tree in order, without the elements named in `skipped`.

    Headings begin with "# ", items with "- " and two spaces for each list around their own,
    the cells of a row stand apart by "; ".
    """
    made = _Flow()
    skip: Element | None = None
    events = ("start", "end", "comment", "pi")
    for event, element in etree.iterwalk(tree, events=events):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event in ("comment", "pi"):
            if skip is None:
                made.text(element.tail)
        elif event == "start":
            if skip is None and tag in skipped and element is not tree:
                skip = element
            if skip is None:
                made.start(tag)
                made.text(element.text)
        else:
            if skip is None:
                made.end(tag)
            elif skip is element:
                skip = None
            if skip is None and element is not tree:
                made.text(element.tail)
    made.flush()
    return made.lines


class _Flow:
    def __init__(self) -> None:
        self.lines: list[FlowLine] = []
        self._pieces: list[str] = []
        self._mark = ""
        self._depth = 0
        self._tight = False

    def text(self, piece: str | None) -> None:
        """Append text to the line at hand."""
        if piece:
            self._pieces.append(piece)

    def start(self, tag: str) -> None:
        """An element begins."""
        if tag in _BREAKS:
            self.flush(tight=True)
        elif tag in _BLOCKS:
            self.flush(tight=tag in _ITEMS or tag in _ROWS)
        elif tag in _CELLS and "".join(self._pieces).strip():
            self._pieces.append("; ")
        if tag in _LISTS:
            self._depth += 1
        elif tag in _ITEMS:
            self._mark = "  " * max(self._depth - 1, 0) + "- "
        elif tag in _HEADINGS:
            self._mark = "# "

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _BLOCKS:
            self.flush(tight=tag in _ITEMS or tag in _ROWS)
        if tag in _LISTS:
            self._depth -= 1

    def flush(self, *, tight: bool = False) -> None:
        """End the line at hand."""
        words = " ".join("".join(self._pieces).split())
        self._pieces = []
        if words:
            self.lines.append(FlowLine(self._mark, words, self._tight))
            self._mark, self._tight = "", tight
        else:
            self._tight = self._tight and tight

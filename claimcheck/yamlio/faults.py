"""The YAML parser's faults in words a newcomer can act on."""

from __future__ import annotations

QUOTE = "put the text in quotes, or write it as a block: 'text: >' and the text on the next line"

_FAULTS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon followed by a space stands where none can be",
        f"where it belongs to a text, {QUOTE}; where it ends a key, indent it as its neighbours",
    ),
    (
        "'\\t' that cannot start",
        "a tab stands where YAML wants spaces",
        "indent with spaces",
    ),
    ("cannot start any token", "the text begins with a character reserved by YAML", QUOTE),
    ("expected <block end>, but found", "this does not fit the lines above", ""),
    ("could not find expected ':'", "a key without a colon", "write 'key: value'"),
    (
        "found unexpected end of stream",
        "the file ends inside a quoted text",
        "close the quotation mark",
    ),
    ("but got '<stream end>'", "the file ends inside brackets", "close the bracket"),
    ("expected alphabetic or numeric", "a name must follow '*' or '&'", QUOTE),
    ("sequence entries are not allowed", "a list item stands where text is due", QUOTE),
    ("unknown escape character", "a backslash in double quotes begins no known escape", ""),
)
_REMEDIES = {
    "expected <block end>, but found": "indent it as the lines beside it; a text that begins "
    "with a quotation mark, or goes on after one, must be quoted as a whole or be a block",
    "unknown escape character": "write two backslashes, or use single quotes",
}


def explain(problem: str) -> tuple[str, str]:
    """The message and the remedy for the library's wording of a problem."""
    for part, message, remedy in _FAULTS:
        if part in problem:
            return message, remedy or _REMEDIES[part]
    return f"not valid YAML: {problem}", QUOTE

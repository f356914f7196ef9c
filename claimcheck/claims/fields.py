"""What a claim may hold: one table, and how each form of value is read.

The loader (`claimcheck.claims`) reads by it and `claimcheck.schema` generates the
published JSON Schema from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from claimcheck import yamlio
from claimcheck.errors import ClaimcheckError, ClaimsError, did_you_mean
from claimcheck.types import Label, Location, Waiver

EXPECT: dict[str, Label] = {
    "supported": Label.SUPPORTED,
    "refuted": Label.REFUTED,
    "conflicting evidence": Label.CONFLICTING,
    "conflicting": Label.CONFLICTING,
    "not enough evidence": Label.NOT_ENOUGH,
    "nei": Label.NOT_ENOUGH,
}
"""The spellings of a label that are accepted, in a claims file and in options."""

DATE = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#: A file, a line and a column, as messages and reports print them.
PLACE = r"(\S|\S.*\S):([1-9][0-9]*):([1-9][0-9]*)"
_HALF = re.compile("[\\ud800-\\udfff]")
"""What an escape may stand for and no encoding has."""

_MAX_SHOWN = 40
"""Characters of a faulty value that a message repeats."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a claim: what it holds, and whether `defaults` may state it.

    `form` is "text", "word" (text or a whole number, without white space), "date",
    "label", "place" (file, line and column), "words" (a list of words or one), "texts" (a list
    of texts or one) or "waivers" (a list of mappings or one, `claimcheck.claims.waivers`).
    """

    name: str
    form: str
    doc: str
    required: bool = False
    default: bool = False


FIELDS: tuple[Field, ...] = (
    Field("id", "word", "A name for the claim, unique over all files.", required=True),
    Field("text", "text", "The claim itself, as a sentence or two.", required=True),
    Field("as_of", "date", "The day the claim was made (YYYY-MM-DD).", default=True),
    Field("speaker", "text", "Who makes the claim.", default=True),
    Field(
        "sources",
        "texts",
        "Check only against articles whose id, path or outlet matches one of these patterns "
        "(*, ? and [abc] as in a shell).",
        default=True,
    ),
    Field(
        "since",
        "date",
        "Check only against articles published on this day (YYYY-MM-DD) or later; not against "
        "those without a date.",
        default=True,
    ),
    Field(
        "until",
        "date",
        "Check only against articles published on this day (YYYY-MM-DD) or earlier; not against "
        "those without a date.",
        default=True,
    ),
    Field("expect", "label", "The verdict that is expected; supported if left out.", default=True),
    Field("tags", "words", "Words to group claims by.", default=True),
    Field("note", "text", "Anything worth remembering; never checked.", default=True),
    Field(
        "from",
        "place",
        "Where the claim stands in the draft it was extracted from (draft.md:12:5).",
    ),
    Field(
        "lead_in",
        "text",
        "The line that introduces the list of which the claim is an item; read with the claim, "
        "not judged.",
    ),
    Field(
        "before",
        "text",
        "What the draft says before the claim, by which its 'he' or 'the package' is read; not "
        "judged.",
    ),
    Field(
        "waive",
        "waivers",
        "Checkers by which the claim may be wrong without failing the run: each with its code, the "
        "reason and, where it shall end, the last day (docs/ci.md).",
    ),
)
BY_NAME = {item.name: item for item in FIELDS}

# --------------------------------------------------------------------------
# Values

Value = str | date | Label | Location | tuple[str, ...] | tuple[Waiver, ...] | None


def text(name: str, node: yamlio.Node) -> str:
    """The text of a node.

    :raises ClaimsError: where it holds none.
    """
    if not isinstance(node, yamlio.Scalar):
        raise _wrong(name, node, "text", "write it on one line, or as a block: '>' and the text")
    if node.kind == "null" or not node.text.strip():
        raise _wrong(name, node, "text", f"write the {name}, or remove the key")
    if node.kind != "text":
        raise _wrong(name, node, "text", f"put it in quotes if it is the {name}")
    if _HALF.search(node.text):
        raise ClaimsError(
            f"{name}: holds half a surrogate pair, which is no character",
            location=node.at,
            remedy="write the character itself instead of its escape",
        )
    if node.comment and name == "text":
        raise ClaimsError(
            "text: what follows ' #' would be dropped as a comment",
            location=node.at,
            remedy="put the text in quotes, or move the comment to a line of its own",
        )
    return node.text


def _word(name: str, node: yamlio.Node) -> str:
    if isinstance(node, yamlio.Scalar) and node.kind == "integer":
        return node.text
    word = text(name, node)
    if re.search(r"\s", word):
        raise ClaimsError(
            f"{name}: '{short(word)}' holds white space",
            location=node.at,
            remedy="join the words with hyphens",
        )
    return word


def day(name: str, node: yamlio.Node) -> date:
    """The day of a node.

    :raises ClaimsError: where it is none.
    """
    written = node.text if isinstance(node, yamlio.Scalar) else ""
    try:
        if not re.fullmatch(DATE, written):
            raise ValueError(written)
        return date.fromisoformat(written)
    except ValueError:
        raise ClaimsError(
            f"{name}: {describe(node)} is not a date (want YYYY-MM-DD)",
            location=node.at,
            remedy="write the day as in 2022-04-21",
        ) from None


def _place(name: str, node: yamlio.Node) -> Location:
    written = node.text if isinstance(node, yamlio.Scalar) else ""
    found = re.fullmatch(PLACE, written)
    if found is None:
        raise ClaimsError(
            f"{name}: {describe(node)} is no place (want FILE:LINE:COLUMN)",
            location=node.at,
            remedy="write it as in draft.md:12:5, or remove the key",
        )
    return Location(found[1], int(found[2]), int(found[3]))


def _label(name: str, node: yamlio.Node) -> Label:
    written = node.text if isinstance(node, yamlio.Scalar) else ""
    if written in EXPECT:
        return EXPECT[written]
    hint = did_you_mean(written.lower(), EXPECT)
    raise ClaimsError(
        f"{name}: {describe(node)} is no verdict{hint}",
        location=node.at,
        remedy=f"write one of: {', '.join(EXPECT)}",
    )


def _several(read: Callable[[str, yamlio.Node], str]) -> Callable[[str, yamlio.Node], Value]:
    """A reader of a list of what `read` reads; one alone stands for a list of one."""

    def read_all(name: str, node: yamlio.Node) -> tuple[str, ...]:
        if not isinstance(node, yamlio.Sequence):
            return (read(name, node),)
        if not node.items:
            raise _wrong(name, node, "at least one item", "add an item, or remove the key")
        return tuple(read(name, item) for item in node.items)

    return read_all


_READERS: dict[str, Callable[[str, yamlio.Node], Value]] = {
    "text": text,
    "word": _word,
    "date": day,
    "label": _label,
    "place": _place,
    "words": _several(_word),
    "texts": _several(text),
}


def read(item: Field, node: yamlio.Node) -> Value:
    """The value of a field.

    :raises ClaimsError: at the node, when it is not of the field's form.
    """
    return _READERS[item.form](item.name, node)


# --------------------------------------------------------------------------
# Words for messages


def _wrong(name: str, node: yamlio.Node, want: str, remedy: str) -> ClaimsError:
    return ClaimsError(
        f"{name}: want {want}, got {describe(node)}", location=node.at, remedy=remedy
    )


def describe(node: yamlio.Node) -> str:
    """What a node is, in words for a message."""
    if isinstance(node, yamlio.Mapping):
        return "a mapping (keys with values)"
    if isinstance(node, yamlio.Sequence):
        return "a list" if node.items else "an empty list"
    if not node.text.strip() or node.kind == "null":
        return "nothing"
    kind = "" if node.kind == "text" else f"the {node.kind} "
    return f"{kind}'{short(node.text)}'"


def short(text: str) -> str:
    """A value on one line, cut to a length that a message can bear."""
    line = " ".join(text.split())
    return line if len(line) <= _MAX_SHOWN else line[: _MAX_SHOWN - 1] + "…"


def labels_named(names: Iterable[str]) -> tuple[Label, ...]:
    """The labels that fail a run, from option values such as ``refuted`` or ``nei``.

    ``none`` alone stands for no label.

    :raises ClaimcheckError: for a name that is no such label, with the nearest one.
    """
    wanted = [name.strip().lower() for name in names]
    if wanted == ["none"]:
        return ()
    failing = [name for name, label in EXPECT.items() if label is not Label.SUPPORTED]
    for name in wanted:
        if name not in failing:
            hint = did_you_mean(name, failing)
            raise ClaimcheckError(
                f"'{short(name)}' is no verdict that can fail a run{hint}",
                remedy=f"use some of {', '.join(failing)}, or none alone",
            )
    return tuple(dict.fromkeys(EXPECT[name] for name in wanted))

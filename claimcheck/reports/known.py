"""Failures that are known to a baseline: keyed on what is said and why, not on where it stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import yamlio
from claimcheck.errors import ClaimcheckError
from claimcheck.reports.grounds import decisive
from claimcheck.schema import dump
from claimcheck.types import Label, Location, Verdict

if TYPE_CHECKING:  # what a run without drafts does not load
    from claimcheck.audit import Discrepancy

FORMAT = "claimcheck baseline"
VERSION = 1
_DIGITS = 32
"""Hexadecimal digits of a digest: 128 bits."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A failure: the claim (or the sentences that do not fit), the verdict, and its grounds.

    `codes` are those of the findings it rests on, `evidence` the digest of their sentences, ""
    where it rests on none. White space and case make no difference.
    """

    text: str
    verdict: str
    codes: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The failures known in the file `name`; with `adopt` every failure is taken for known."""

    name: str = ""
    known: frozenset[Known] = frozenset()
    adopt: bool = False

    def has(self, failure: Known) -> bool:
        """Whether a failure is known."""
        return self.adopt or failure in self.known


def of_verdict(verdict: Verdict) -> Known:
    """What a verdict is known by.

    Where the sources say too little, what they say instead makes no difference.
    """
    grounds = () if verdict.label is Label.NOT_ENOUGH else decisive(verdict)
    return Known(
        _folded(verdict.claim.text),
        verdict.label.value,
        tuple(sorted({one.code for one in grounds})),
        _digest(one.evidence.sentence.text for one in grounds),
    )


def of_slip(slip: Discrepancy) -> Known:
    """What places that do not fit are known by; the first one's sentence stands for them."""
    sentences = [_folded(one.sentence.text) for one in slip.mentions]
    return Known(min(sentences), slip.kind.value, (slip.code,), _digest(sentences))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _digest(texts: Iterable[str]) -> str:
    """The digest of texts, in whatever order and however often they come."""
    folded = sorted({_folded(text) for text in texts})
    if not folded:
        return ""
    told = "\0".join(folded).encode("utf-8", "replace")
    return hashlib.sha256(told).hexdigest()[:_DIGITS]


# --------------------------------------------------------------------------
# The file


def written(failures: Iterable[Known]) -> str:
    """The text of a baseline, the same for the same failures."""
    listed = [{**asdict(one), "codes": list(one.codes)} for one in sorted(set(failures))]
    return dump({"format": FORMAT, "version": VERSION, "failures": listed})


def load(path: Path, *, adopt: bool = False) -> Baseline:
    """The baseline in a file.

    :raises ClaimcheckError: where it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        raise ClaimcheckError(
            f"the baseline cannot be read: {error.strerror or error}",
            location=str(path),
            remedy="write it first, with --write-baseline" if missing else "name another file",
        ) from None
    text = yamlio.decode(data, path=str(path))
    return Baseline(str(path), read(text, str(path)), adopt)


def read(text: str, name: str) -> frozenset[Known]:
    """The failures of a baseline; `name` is its file's.

    :raises ClaimcheckError: when it is none, or one of a later version, with the first fault.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        at = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        deep = isinstance(error, RecursionError)
        why = getattr(error, "msg", "nested too deeply" if deep else "a number is too long")
        raise _fault(f"is no JSON: {why}", Location(name, *at)) from None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _fault("is no baseline of claimcheck", name)
    version = told.get("version")
    if isinstance(version, bool) or version != VERSION:
        raise _fault(f"is a baseline of version {json.dumps(version)}, want {VERSION}", name)
    listed = told.get("failures")
    if not isinstance(listed, list):
        raise _fault("has no list of failures", name)
    return frozenset(_entry(one, f"failures[{at}]", name) for at, one in enumerate(listed))


def _entry(told: object, where: str, name: str) -> Known:
    if not isinstance(told, Mapping) or set(told) != set(Known.__dataclass_fields__):
        keys = ", ".join(Known.__dataclass_fields__)
        raise _fault(f"{where}: want an object of {keys}", name)
    codes = told["codes"]
    texts = [told[key] for key in ("text", "verdict", "evidence")]
    if not isinstance(codes, list) or not all(isinstance(one, str) for one in [*texts, *codes]):
        raise _fault(f"{where}: want text, and for codes a list of it", name)
    text, verdict, evidence = texts
    return Known(text, verdict, tuple(codes), evidence)


def _fault(message: str, at: Location | str) -> ClaimcheckError:
    return ClaimcheckError(
        message,
        location=at,
        remedy="restore it, or remove it and write it anew with --write-baseline",
    )

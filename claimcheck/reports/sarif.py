"""The report in SARIF 2.1.0, as code scanning and editors read it.

A result stands at the words of a claim that its verdict rests on, with the sources as related
locations; its rule is the checker that found the fault, with the checker's page as help, or the
verdict where none did. Claims that are as they should be are counted, and are no results.
"""

from __future__ import annotations

import hashlib
import inspect
import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from claimcheck.checkers import registry
from claimcheck.reports import wording
from claimcheck.reports.excerpt import printable
from claimcheck.reports.model import (
    TOOL,
    Excuse,
    Mark,
    Note,
    Place,
    Report,
    Result,
    Slip,
    Source,
    Status,
)
from claimcheck.schema import Json, dump
from claimcheck.types import Checker, Label, Location

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Status.FAIL: "error", Status.WARN: "warning", Status.OK: "note"}
#: Where an excuse stands: in the claims file itself, or in another.
_SUPPRESSIONS = {"waived": "inSource", "known": "external"}
#: The key of a fingerprint; a change of what it is made from is a new one.
_FINGERPRINT = "claimcheckContent/v1"
_UNCHECKED = "part-not-checked"
_NOTE = "to-mend"
_UNSURE = "unsure"
#: Rules for what no checker finds: name, and what it means.
_VERDICTS = {
    wording.VERDICT_CODES[Label.REFUTED]: "The sources say otherwise than the claim.",
    wording.VERDICT_CODES[Label.CONFLICTING]: "Sources of equal standing disagree on the claim.",
    wording.VERDICT_CODES[Label.NOT_ENOUGH]: "The sources say too little to judge the claim.",
    wording.VERDICT_CODES[Label.SUPPORTED]: "The sources support what is expected to be wrong.",
    _UNSURE: "The verdict is of less confidence than the run asks for.",
    _NOTE: "Something to mend beside a claim, such as a waiver that waives nothing.",
    _UNCHECKED: "The sources support the claim, but for a part of which they say nothing.",
}

_Object = dict[str, Json]


def render(report: Report) -> str:
    """The report as a SARIF log with one run."""
    rules = [*map(_checker, registry.load()), *map(_verdict, _VERDICTS)]
    numbers = {str(rule["id"]): at for at, rule in enumerate(rules)}
    results = [*_of_results(report.results), *map(_of_slip, report.slips)]
    seen: Counter[str] = Counter()
    for result in results:
        result["ruleIndex"] = numbers[str(result["ruleId"])]
        result["partialFingerprints"] = {_FINGERPRINT: _once(str(result.pop("key")), seen)}
    if any("suppressions" in result for result in results):
        for result in results:  # all results of a run have the key, or none has (SARIF, 3.27.23)
            result.setdefault("suppressions", [])
    driver: _Object = {"name": TOOL, "version": report.version, "rules": rules}
    if _is_semantic(report.version):
        driver["semanticVersion"] = report.version
    run: _Object = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"claimcheck/{report.command}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "exitCode": report.summary.exit_code}],
        "results": results,
        "properties": {"summary": report.summary.line()},
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _is_semantic(version: str) -> bool:
    parts = version.split(".")
    return len(parts) == 3 and all(part.isdigit() for part in parts)


# --------------------------------------------------------------------------
# Rules


def _checker(checker: Checker) -> _Object:
    page = inspect.cleandoc(checker.doc)
    parts = _HEADING.split(page)
    sections = dict(zip(parts[1::2], map(textwrap.dedent, parts[2::2]), strict=True))
    summary = parts[0].strip()
    manual = "".join(f"\n\n## {name}\n\n{body.strip()}" for name, body in sections.items())
    return {
        "id": checker.code,
        "name": _pascal(checker.name),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": " ".join(sections.get("What", summary).split())},
        "help": {
            "text": page,
            "markdown": f"# {checker.code} {checker.name}\n\n{summary}{manual}\n",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": [checker.name, checker.code[:3]]},
    }


#: The headings of a checker's page.
_HEADING = re.compile(r"^(?:## )?(What|Why|Conflicts|Agrees|Limits)$\n", re.M)


def _verdict(code: str) -> _Object:
    told = {"text": _VERDICTS[code]}
    return {
        "id": code,
        "shortDescription": told,
        "fullDescription": told,
        "help": told,
        "defaultConfiguration": {"level": "note" if code in (_UNCHECKED, _NOTE) else "error"},
        "properties": {"tags": ["verdict"]},
    }


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


# --------------------------------------------------------------------------
# Results


def _of_results(results: Sequence[Result]) -> Iterator[_Object]:
    for result in results:
        if result.status is not Status.OK or result.gaps:
            yield _of_result(result)
        yield from (_of_note(result, note) for note in result.notes)


def _of_result(result: Result) -> _Object:
    claim = result.claim
    decisive = result.decisive if result.status is not Status.OK else ()
    faulty = decisive and result.label in (Label.REFUTED, Label.CONFLICTING)
    rule = decisive[0].code if faulty else wording.VERDICT_CODES[result.label]
    if result.excuse is not None and result.label is claim.expect:
        rule = _UNSURE
    mark = decisive[0].claim if decisive else result.whole
    if result.status is Status.OK:
        rule, mark = _UNCHECKED, result.gaps[0].mark
    lines = [f"{wording.title(result)}: {result.reason}"]
    told: dict[str, None] = {}
    for found in decisive:
        if found.message != result.reason:
            told.setdefault(f"{found.code} {found.name}: {found.message}")
    lines += [*told, *wording.beside(result), *wording.gaps(result)]
    related = [(result.evidence[each.evidence].source, each.mark) for each in decisive]
    if not related and result.evidence:
        source = result.evidence[0].source
        related = [(source, Mark(0, len(source.text), source.text, source.at, source.at))]
    others = [_related(at, source, each) for at, (source, each) in enumerate(related, start=1)]
    origin = claim.origin
    if origin is not None and origin != claim.location:
        others.append(
            {
                "id": len(others) + 1,
                "message": {"text": "the claim in its draft"},
                **_location(Mark(0, 0, "", origin, origin)),
            }
        )
    links = "".join(f" [{at}]({at})" for at in range(1, len(related) + 1))
    made: _Object = {
        "key": "\0".join((rule, _folded(claim.text), result.label.value)),
        "ruleId": rule,
        "level": _LEVELS[result.status],
        "message": {"text": _plain("\n".join(lines)) + (f"\nSources:{links}" if links else "")},
        "locations": [_location(mark)],
        "relatedLocations": others,
        "properties": {
            "claim": claim.id,
            "verdict": result.label.value,
            "expected": claim.expect.value,
            "confidence": result.confidence,
            "tags": list(claim.tags),
        },
    }
    if result.excuse is not None and result.excuse.kind in _SUPPRESSIONS:
        made |= _suppressed(result.excuse)
    return made


def _suppressed(excuse: Excuse) -> _Object:
    """A result that would fail and is let pass: suppressed, with the reason."""
    suppression = {
        "kind": _SUPPRESSIONS[excuse.kind],
        "status": "accepted",
        "justification": printable(excuse.why),
    }
    return {"level": _LEVELS[Status.FAIL], "suppressions": [suppression]}


def _of_note(result: Result, note: Note) -> _Object:
    return {
        "key": "\0".join((_NOTE, result.claim.id, note.text)),
        "ruleId": _NOTE,
        "level": "note",
        "message": {"text": _plain(f"{result.claim.id}: {note.text}")},
        "locations": [_location(Mark(0, 0, "", note.at, note.at))],
        "properties": {"claim": result.claim.id},
    }


def _of_slip(slip: Slip) -> _Object:
    main = slip.main
    others = [place for place in slip.places if place is not main]
    links = "".join(f" [{at}]({at})" for at in range(1, len(others) + 1))
    words = "\0".join(sorted(_folded(place.source.text) for place in slip.places))
    made: _Object = {
        "key": f"{slip.code}\0{slip.kind}\0{words}",
        "ruleId": slip.code,
        "level": _LEVELS[slip.status],
        "message": {"text": _plain(slip.message) + (f"\nSee:{links}" if links else "")},
        "locations": [_location(main.mark)],
        "relatedLocations": [_place(at, place) for at, place in enumerate(others, start=1)],
        "properties": {"kind": slip.kind, "weight": slip.weight},
    }
    if slip.excuse is not None:
        made |= _suppressed(slip.excuse)
    return made


def _place(number: int, place: Place) -> _Object:
    return _related(number, place.source, place.mark)


def _related(number: int, source: Source, mark: Mark) -> _Object:
    credits = f"{source.credits}: " if source.credits else ""
    return {
        "id": number,
        "message": {"text": _plain(f"{credits}{source.text}")},
        **_location(mark),
    }


def _location(mark: Mark) -> _Object:
    region: _Object = {"startLine": mark.at.line, "startColumn": mark.at.column}
    if (mark.until.line, mark.until.column) > (mark.at.line, mark.at.column):
        region |= {"endLine": mark.until.line, "endColumn": mark.until.column}
    if mark.text and mark.at.line == mark.until.line:
        region["snippet"] = {"text": mark.text}
    return {"physicalLocation": {"artifactLocation": _artifact(mark.at), "region": region}}


def _artifact(at: Location) -> _Object:
    """A file by its address: one of the repository relative to its root."""
    path = at.path.replace("\\", "/")
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path.removeprefix("./")), "uriBaseId": "%SRCROOT%"}


def _plain(text: str) -> str:
    """Lines in which nothing is a link or a placeholder, and nothing turns a line round."""
    text = "\n".join(map(printable, text.split("\n")))
    for char in "\\[]":
        text = text.replace(char, f"\\{char}")
    return text.replace("{", "{{").replace("}", "}}")


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _once(key: str, seen: Counter[str]) -> str:
    """The digest of what a result says, with its number among those that say the same."""
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"

"""Quotations: spans and speakers in PolNeAR's news passages.

A row of the set is one attribution: the pieces of a passage that somebody says, with marks in
direct ones, and the speaker as annotated. Counted are direct quotations' spans (a found
passage that overlaps an annotated one must be it, but for marks and
punctuation at the edges) and the speaker of each passage in marks inside the pieces of any row. In
mixed rows the annotated speaker may be an outer one ("the poll says voters called …"), so the
speakers of direct rows are also counted alone.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.common import (
    OURS,
    Data,
    DataFile,
    Row,
    drawn,
    dump,
    f1,
    finish,
    items,
    parser,
    ratio,
    read_jsonl,
    reading_option,
    shared,
    text,
    timed,
)
from claimcheck.names import compare_names
from claimcheck.quotations import find_quotations
from claimcheck.types import Context, Quotation, Slot, Span

_EDGE = " \n\t\"“”„'‘’.,;:!?…-–—―[]()`"
_NAMED = ("right", "wrong", "missing", "open")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|who|you)", re.I)


def main(argv: Sequence[str] | None = None) -> int:
    """Run on every quotations set found; ``--errors FILE`` writes the wrong cases there."""
    made = parser(__doc__)
    made.add_argument("--errors", type=Path, metavar="FILE", help="write wrong cases there")
    reading_option(made)
    namespace = made.parse_args(argv)
    chosen = shared(namespace)
    errors: Path | None = namespace.errors
    data = Data(chosen.data)
    rows: list[Row] = []
    wrong: list[Mapping[str, object]] = []
    for file in data.files("quotations/polnear.*.jsonl"):
        rows += score(file, chosen.pick(list(read_jsonl(file.path))), wrong)
    read: int | None = namespace.read
    if errors is not None:
        dump(errors, drawn(wrong, read, chosen.seed))
    return finish(rows, data, chosen)


def score(
    file: DataFile, records: Sequence[Mapping[str, object]], wrong: list[Mapping[str, object]]
) -> list[Row]:
    """The rows of one file; wrong cases are added to `wrong`."""
    found, rate = timed(lambda r: find_quotations(text(r.get("passage")), Context()), records)
    spans: Counter[str] = Counter()
    speakers: Counter[str] = Counter()
    direct: Counter[str] = Counter()
    for record, quotations in zip(records, found, strict=True):
        passage = text(record.get("passage"))
        gold = _merged(passage, _spans(record.get("quote_spans")))
        if text(record.get("kind")) == "direct":
            counts = _count_spans(passage, gold, quotations)
            spans.update(counts)
            if counts["right"] < max(counts["gold"], counts["predicted"]):
                wrong.append(_case("span", record, quotations))
        outcome = _speaker(record, gold, quotations)
        speakers[outcome] += 1
        if text(record.get("kind")) == "direct":
            direct[outcome] += 1
        if outcome in ("wrong", "missing", "pronoun wrong"):
            wrong.append(_case(outcome, record, quotations))
    named = sum(speakers[k] for k in _NAMED)
    direct_named = sum(direct[k] for k in _NAMED)
    pronouns = sum(n for k, n in speakers.items() if k.startswith("pronoun"))
    metrics = {
        "span_f1": f1(spans["right"], spans["predicted"], spans["gold"]),
        "span_precision": ratio(spans["right"], spans["predicted"]),
        "span_recall": ratio(spans["right"], spans["gold"]),
        "speaker_accuracy": ratio(speakers["right"], named),
        "speaker_wrong": ratio(speakers["wrong"], named),
        "speaker_missing": ratio(speakers["missing"] + speakers["open"], named),
        "direct_speaker_accuracy": ratio(direct["right"], direct_named),
        "direct_speaker_wrong": ratio(direct["wrong"], direct_named),
        "pronoun_open_or_resolved": ratio(pronouns - speakers["pronoun missing"], pronouns),
        "passages_per_second": rate,
    }
    return [Row(file.name, OURS, len(records), metrics, file.part)]


def _spans(value: object) -> list[Span]:
    return [Span(int(text(a)), int(text(b))) for a, b in (items(each) for each in items(value))]


def _merged(passage: str, spans: list[Span]) -> list[Span]:
    """Pieces that only space parts are one: the set cuts long quotations into sentences."""
    kept: list[Span] = []
    for span in sorted(spans):
        if kept and not passage[kept[-1].end : span.start].strip():
            kept[-1] = Span(kept[-1].start, span.end)
        else:
            kept.append(span)
    return kept


def _core(passage: str, span: Span) -> Span:
    inside = span.of(passage)
    start = span.start + len(inside) - len(inside.lstrip(_EDGE))
    return Span(start, max(start, span.start + len(inside.rstrip(_EDGE))))


def _count_spans(
    passage: str, gold: Sequence[Span], quotations: Sequence[Quotation]
) -> dict[str, int]:
    wanted = [_core(passage, s) for s in gold]
    outer = [
        _core(passage, q.span)
        for q in quotations
        if not any(o is not q and o.span.contains(q.span) for o in quotations)
    ]
    near = [s for s in outer if any(s.overlaps(w) for w in wanted)]
    right = sum(1 for w in wanted if w in near)
    return {"right": right, "predicted": len(near), "gold": len(wanted)}


def _speaker(
    record: Mapping[str, object], gold: Sequence[Span], quotations: Sequence[Quotation]
) -> str:
    """How the speaker of the first passage in marks inside the annotated pieces stands."""
    named = text(record.get("speaker"))
    told = _spans(record.get("speaker_spans"))
    if named in ("said", "says"):  # some rows have verb and speaker exchanged
        named, told = text(record.get("cue")), []
    held = [q for q in quotations if any(g.contains(q.span) or q.span.contains(g) for g in gold)]
    if not named or not held:
        return "none"
    ours = held[0].speaker
    if _PRONOUN.fullmatch(named):
        return "pronoun missing" if ours is None else "pronoun"
    if ours is None:
        return "missing"
    if _PRONOUN.fullmatch(ours):
        return "open"
    span = held[0].speaker_span
    if span is not None and any(s.overlaps(span) for s in told):
        return "right"
    return "right" if compare_names(ours, _head(named)) is Slot.SAME else "wrong"


def _head(speaker: str) -> str:
    """The speaker before its apposition."""
    return re.split(r",|\bwho\b", speaker)[0].strip()


def _case(
    fault: str, record: Mapping[str, object], quotations: Sequence[Quotation]
) -> Mapping[str, object]:
    return {
        "fault": fault,
        "id": record.get("id"),
        "passage": record.get("passage"),
        "gold": [record.get("quote"), record.get("speaker"), record.get("cue")],
        "found": [[q.text, q.speaker] for q in quotations],
    }


if __name__ == "__main__":
    sys.exit(main())

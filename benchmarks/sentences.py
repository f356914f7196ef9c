"""Sentence boundaries: golden rules and English Web Treebank, beside peers in the same run.

A rule counts as passed where the sentences are exactly the rule's. A document of the
treebank is its sentences joined by spaces, its paragraphs by a blank line; boundaries are the ends
of sentences but the last, counted in characters that are not space, so that systems
which drop or move space lose nothing. Every system runs in a process of its own with a
time limit, since some never return from some texts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise

from benchmarks.common import (
    OURS,
    Answers,
    Data,
    DataFile,
    Options,
    Row,
    ask_worker,
    f1,
    finish,
    items,
    parser,
    peer,
    ratio,
    read_jsonl,
    serve_worker,
    shared,
    text,
)

SYSTEMS = (OURS, "sentencex", "pysbd", "syntok")
TIMEOUT = 120.0  # seconds a system may take for one set

Split = Callable[[str], list[str]]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure every system that is installed on every file that is found."""
    made = parser(__doc__)
    made.add_argument("--worker", choices=SYSTEMS, help="serve one system on stdin and stdout")
    namespace = made.parse_args(argv)
    if namespace.worker:
        return _serve(namespace.worker)
    chosen = shared(namespace)
    data = Data(chosen.data)
    rows: list[Row] = []
    for file in data.files("sentences/golden_rules*.jsonl"):
        rows += _measure(file, chosen, golden=True)
    for file in data.files("sentences/ud_ewt.*.jsonl"):
        rows += _measure(file, chosen, golden=False)
    return finish(rows, data, chosen)


def _measure(file: DataFile, chosen: Options, *, golden: bool) -> list[Row]:
    records = chosen.pick(list(read_jsonl(file.path)))
    gold = [[text(each) for each in items(record["sentences"])] for record in records]
    if golden:
        texts = [text(record["text"]) for record in records]
    else:
        texts = [
            _document(sentences, [int(text(p)) for p in items(record["paragraph_starts"])])
            for record, sentences in zip(records, gold, strict=True)
        ]
    rows: list[Row] = []
    ours = 0.0
    for system in SYSTEMS:
        answers = _ask(system, texts)
        if answers is None:
            continue
        found = [[text(each) for each in items(answer)] for answer in answers.answers]
        rate = answers.rate * ratio(sum(map(len, gold)), len(texts))
        ours = ours or rate
        score = _golden(gold, found) if golden else _boundaries(gold, found)
        speed = {"sentences_per_s": rate, "times_slower_than_ours": ratio(ours, rate)}
        rows.append(Row(file.name, system, len(texts), {**score, **speed}, part=file.part))
    return rows


def _document(sentences: Sequence[str], starts: Sequence[int]) -> str:
    bounds = [*starts, len(sentences)]
    return "\n\n".join(" ".join(sentences[a:b]) for a, b in pairwise(bounds))


def _ask(system: str, texts: Sequence[str]) -> Answers | None:
    return ask_worker(sys.executable, "benchmarks.sentences", system, texts, timeout=TIMEOUT)


def _golden(gold: Sequence[list[str]], found: Sequence[list[str]]) -> dict[str, float | None]:
    passed = sum(a == b for a, b in zip(gold, found, strict=True))
    return {"passed": float(passed), "accuracy": ratio(passed, len(gold))}


def _boundaries(gold: Sequence[list[str]], found: Sequence[list[str]]) -> dict[str, float | None]:
    right = predicted = true = 0
    for theirs, ours in zip(gold, found, strict=True):
        a, b = ends(theirs), ends(ours)
        right, predicted, true = right + len(a & b), predicted + len(b), true + len(a)
    return {
        "boundary_f1": f1(right, predicted, true),
        "precision": ratio(right, predicted),
        "recall": ratio(right, true),
    }


def ends(sentences: Sequence[str]) -> set[int]:
    """The ends of all sentences but the last, in characters that are not space."""
    found: set[int] = set()
    at = 0
    for sentence in sentences[:-1]:
        at += len("".join(sentence.split()))
        found.add(at)
    return found


# --------------------------------------------------------------------------
# Systems


def _serve(system: str) -> int:
    split = _LOADERS[system]()
    return 1 if split is None else serve_worker(split)


def _ours() -> Split:
    from claimcheck.text.sentences import split

    def run(document: str) -> list[str]:
        """Sentences, with what stands between them (list marks) put before the next."""
        bounds = [0, *(segment.span.end for segment in split(document))]
        return [document[a:b].strip() for a, b in pairwise(bounds)]

    return run


def _sentencex() -> Split | None:
    module = peer("sentencex")
    if module is None:
        return None
    segment = module.segment
    return lambda document: [s.strip() for s in segment("en", document) if s.strip()]


def _pysbd() -> Split | None:
    module = peer("pysbd")
    if module is None:
        return None
    segmenter = module.Segmenter(language="en", clean=False)
    return lambda document: [s.strip() for s in segmenter.segment(document) if s.strip()]


def _syntok() -> Split | None:
    module = peer("syntok.segmenter", distribution="syntok")
    if module is None:
        return None
    analyze = module.analyze  # as `process`, but every character is kept in some token

    def run(document: str) -> list[str]:
        return [
            "".join(token.spacing + token.value for token in sentence).strip()
            for paragraph in analyze(document)
            for sentence in paragraph
        ]

    return run


_LOADERS: dict[str, Callable[[], Split | None]] = {
    OURS: _ours,
    "sentencex": _sentencex,
    "pysbd": _pysbd,
    "syntok": _syntok,
}


if __name__ == "__main__":
    sys.exit(main())

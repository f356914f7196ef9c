"""Peers that judge a claim against given evidence, each behind one function.

Each is asked as its manual shows, with its defaults, offline and without a model; what it says
of the sentences of a claim becomes one label: refuted where it contradicts one, supported where it
accepts all, else neither. Run by an interpreter in which the peer is installed: as
``python -m benchmarks.verdict_peers --worker NAME`` pairs come in on stdin, see `packed` and
`benchmarks.common.ask_worker`; ``--list`` names the peers installed there. This module imports
nothing of claimcheck.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping

from benchmarks.common import items, mapping, peer, say, serve_worker, text

Judge = Callable[[str, str], str]  # claim and evidence to a label

MODULE = "benchmarks.verdict_peers"
SUPPORTS, REFUTES, NEI, CRASH = "supports", "refutes", "nei", "crash"
LABELS = (SUPPORTS, REFUTES, NEI, CRASH)


def packed(claim: str, evidence: str) -> str:
    """A claim with its evidence, as one string."""
    return json.dumps([claim, evidence])


def together(labels: Iterable[str]) -> str:
    """The label of a claim out of those of its sentences; of none, neither."""
    said = set(labels)
    if REFUTES in said:
        return REFUTES
    return SUPPORTS if said == {SUPPORTS} else NEI


# --------------------------------------------------------------------------
# The peers


def _sourced() -> Judge | None:
    """sourced-evidence: "grounded" supports, "contradicted" refutes, "unverified" is neither.

    Those three are its documented states of a sentence ("a legitimate can't-tell").
    """
    module = peer("sourced", distribution="sourced-evidence")
    if module is None:
        return None
    labels = {"grounded": SUPPORTS, "contradicted": REFUTES}

    def judge(claim: str, evidence: str) -> str:
        told = [mapping(each) for each in items(module.check(claim, [evidence])["claims"])]
        return together(labels.get(text(each.get("status")), NEI) for each in told)

    return judge


def _groundrails() -> Judge | None:
    """groundrails, its lexical grounder at the default effort (no model, no WordNet).

    "grounded" supports; not grounded with a value in conflict is what its manual calls a
    contradiction; not grounded without one is unsupported, hence neither. WordNet, which it would
    fetch for one of its features, is not at hand offline; it goes on without, as it documents.
    Nor may it fetch translators for the claims that it takes for another language; all are English,
    and its own option lets it judge those too.
    """
    os.environ["GROUNDRAILS_ARGOS_AUTO_INSTALL"] = "0"
    module = peer("groundrails")
    if module is None:
        return None
    lexical = importlib.import_module("groundrails.lexical")
    vars(lexical)["_WN"] |= {"mod": None, "cache": {}}  # its own mark of "no WordNet": else it
    # looks for the corpus on disk again at every word, with the same result
    with tempfile.TemporaryDirectory() as home:
        module.init(models="none", wordnet=False, home=home)

    def judge(claim: str, evidence: str) -> str:
        sources = [("evidence", evidence)]
        told = module.grounding_document([claim], sources, ignore_language=True)["claims"]
        return together(_grounded(mapping(each)) for each in told)

    return judge


def _grounded(told: Mapping[str, object]) -> str:
    if told.get("grounded") is True:
        return SUPPORTS
    conflict = told.get("match_type") == "contradicted" or told.get("contradiction") is not None
    return REFUTES if conflict else NEI


def _hallucination_check() -> Judge | None:
    """hallucination-check: in `contradictions` refutes, else in `unsupported` is neither.

    By its manual the former are those of the latter for which a source states another number
    or date. A claim in which it finds nothing to check counts as supported there, and here.
    """
    module = peer("hallucination_check", distribution="hallucination-check")
    if module is None:
        return None

    def judge(claim: str, evidence: str) -> str:
        report = module.check(claim, [evidence])
        if report.contradictions:
            return REFUTES
        return SUPPORTS if report.n_claims and not report.unsupported else NEI

    return judge


def _quantguard() -> Judge | None:
    """rag-quantguard with the fallback it comes with, for sentences without figures.

    "VERIFIED" and "APPROXIMATE" support, "CONTRADICTED" refutes, "UNSUPPORTED" and "AMBIGUOUS" are
    neither; "NOT_APPLICABLE" is by its manual nothing to check, and says nothing.
    """
    module = peer("quantguard", distribution="rag-quantguard")
    if module is None:
        return None
    fallback = importlib.import_module("quantguard.fallback.base").LexicalOverlapFallback()
    guard = module.QuantitativeGuard(fallback_handler=fallback)
    labels = {"VERIFIED": SUPPORTS, "APPROXIMATE": SUPPORTS, "CONTRADICTED": REFUTES}

    def judge(claim: str, evidence: str) -> str:
        told = [text(each.status.value) for each in guard.verify(claim, [evidence]).results]
        return together(labels.get(each, NEI) for each in told if each != "NOT_APPLICABLE")

    return judge


PEERS: dict[str, Callable[[], Judge | None]] = {
    "sourced-evidence": _sourced,
    "groundrails": _groundrails,
    "hallucination-check": _hallucination_check,
    "rag-quantguard": _quantguard,
}
#: The module by which each peer is known to be installed, without importing it.
_MODULES = {
    "sourced-evidence": "sourced",
    "groundrails": "groundrails",
    "hallucination-check": "hallucination_check",
    "rag-quantguard": "quantguard",
}


# --------------------------------------------------------------------------
# Asking them


def safely(judge: Judge) -> Callable[[str], str]:
    """`judge` over packed pairs; where it raises, a crash, as for claimcheck itself."""

    def answer(line: str) -> str:
        claim, evidence = map(text, items(json.loads(line)))
        try:
            return judge(claim, evidence)
        except Exception as error:  # counted, so that one pair does not hide the rest
            say(f"crash on {claim[:60]!r} ({type(error).__name__}: {error})")
            return CRASH

    return answer


def main(argv: list[str]) -> int:
    """List the peers, or serve as a worker; exit code 1 where the peer cannot be imported."""
    if argv == ["--list"]:
        print(*(name for name, module in _MODULES.items() if importlib.util.find_spec(module)))
        return 0
    if len(argv) != 2 or argv[0] != "--worker" or argv[1] not in PEERS:
        print(f"usage: python -m {MODULE} --worker {{{','.join(PEERS)}}}", file=sys.stderr)
        return 2
    judge = PEERS[argv[1]]()
    return 1 if judge is None else serve_worker(safely(judge))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

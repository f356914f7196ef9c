"""The settings there are, each with what it does."""

from __future__ import annotations

KEYS = {
    "index": "the folder of the index",
    "model": "the embedding model, by name or folder",
    "entailment": "the model that judges claims as wholes: packaged, off, or a name or folder",
    "profile": "how an index is built: exact or fast",
    "memory": "MiB that the vectors of an index may take",
    "k": "sentences fetched for a claim",
    "notation": "how digits are grouped: auto, english or continental",
    "fields": "names of the columns and fields that hold an article",
    "fail_on": "verdicts that fail a claim which does not say what it expects",
    "min_confidence": "the confidence below which a verdict neither fails nor passes",
    "select": "the checkers that are heard, by code or the beginning of one",
    "ignore": "checkers that are not, though selected",
    "severity": "what a finding of a checker does: error, warning or note",
    "baseline": "the file of known failures",
    "claimreview": "who publishes the checks, for a ClaimReview",
}

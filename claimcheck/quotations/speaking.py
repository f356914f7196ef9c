"""Whether the speakers of two quotations are one."""

from __future__ import annotations

import re

from claimcheck.names import compare_names, find_names
from claimcheck.names.bodies import bears_office, may_be_body
from claimcheck.text.remembered import remembered
from claimcheck.types import Name, Quotation, Reading, Slot


def speakers_of(a: Quotation, b: Quotation, claim: Reading, evidence: Reading) -> Slot:
    """Whether two quotations are of one speaker; UNKNOWN where either has none."""
    if a.speaker is None or b.speaker is None:
        return Slot.UNKNOWN
    return compare_speakers(a.speaker, claim, b.speaker, evidence)


def compare_speakers(a: str, claim: Reading, b: str, evidence: Reading) -> Slot:
    """Whether two speakers are one, each read with the fuller names of its own text.

    A body and a person are UNKNOWN, as is a lone name that may be a body's beside an officer of
    the same article ("Orrin", "finance chief Maud Hale"); so is a name that the other side's
    sentence sets
    beside its own speaker ("Jane Roe, head of Acme, said" against "Acme said").
    """
    slot = compare_names(_fuller(a, claim), _fuller(b, evidence))
    if slot is not Slot.DIFFERENT:
        return slot
    if _speaks_for(b, a, claim, evidence) or _speaks_for(a, b, claim, evidence):
        return Slot.UNKNOWN
    if _beside(a, b, evidence) or _beside(b, a, claim):
        return Slot.UNKNOWN
    return slot


def _speaks_for(officer: str, body: str, claim: Reading, evidence: Reading) -> bool:
    """Whether a person with an office may speak for a body of which the article tells."""
    if not bears_office(officer) or bears_office(body):
        return False
    told = (*evidence.context.names, *(name.text for name in evidence.names))
    names = (*told, *(name.text for name in claim.names), officer)
    title = evidence.context.title or ""
    stands = any(body in name for name in told) or body in title
    return stands and may_be_body(body, names)


def _fuller(speaker: str, reading: Reading) -> str:
    """A lone surname as the one full name of the text that it can be short for."""
    if len(speaker.split()) != 1:
        return speaker
    known = _full_names(reading)
    if speaker not in known:
        known[speaker] = _looked_up(speaker, reading)
    return known[speaker]


@remembered
def _full_names(reading: Reading) -> dict[str, str]:
    """Lone surnames with the names that they are short for; filled as they are asked for."""
    return {}


def _looked_up(speaker: str, reading: Reading) -> str:
    texts = (reading.text, reading.context.before, reading.context.title or "")
    full = {
        whole
        for text in texts
        for whole in (_whole(name) for name in find_names(text))
        if len(whole.split()) > 1 and compare_names(speaker, whole) is Slot.SAME
    }
    return full.pop() if len(full) == 1 else speaker


def _whole(name: Name) -> str:
    return " ".join([*name.titles, name.text])


def _beside(name: str, speaker: str, reading: Reading) -> bool:
    """Whether `name` stands in an apposition of `speaker` in the text."""
    at = reading.text.find(speaker)
    if at < 0:
        return False
    after = reading.text[at + len(speaker) :]
    apposition = re.match(r",\s*(?!who|and|but)([^,“\"]{0,80}),", after)
    return bool(apposition and name.split()[-1] in apposition[1])

"""Negation cues with their reach, and the clauses they reach over."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from claimcheck.text.words import STOPWORDS, content_words, in_capitals, is_verb_like
from claimcheck.types import Negation, Span

#: Contain a negative word and deny nothing: bounds, answers, fixed phrases, numbers.
_HARMLESS = r"""
    \bnot\s+(?:only|just|merely|solely|least)\b
  | \b(?:no|not)\s+(?:fewer|less|more|later|earlier|sooner|greater|worse|better)\s+than\b
  | \bno\s+(?:doubt|wonder|matter|sooner)\b | \bwithout\s+(?:a\s+)?(?:doubt|question)\b
  | \bNo(?:\.|s\.)?\s?(?=\d) | \bnot\s+to\s+mention\b | \bnothing\s+but\b
  | \bno(?=\s*[,.!;—–-]|\s*["”’']) | \bcannot\s+help\s+but\b
"""
#: Deny a part only, so that nothing follows for the whole.
_PARTIAL = r"""
    \bnot\s+(?:all|every|everyone|everything|always|necessarily|until|so\s+much|exactly|entirely|fully
      |quite|very|really|alone|yet\s+clear|clear|sure|certain)\b
  | \b(?:whether\s+)?or\s+not\b | \b(?:if|why)\s+not\b
  | \b(?:hardly|barely|scarcely|rarely|seldom|few|little|almost|nearly)\b
  | \bno\s+longer\s+(?:only|just)\b | \bden(?:y|ies|ied|ying)\b
"""
_CUE = r"""
    \b(?:did|do|does|is|are|was|were|has|have|had|wo|would|ca|could|should|must|need|ai|sha|might)
      n['’]t\b
  | \bcannot\b | \bno\s+longer\b | \bnot\b | \bnever\b | \bneither\b | \bnor\b | \bnone\b
  | \bnobody\b | \bno\s+one\b | \bnothing\b | \bwithout\b | \bno\b
  | \bfail(?:s|ed|ing|ure)?\s+to\b | \brefus(?:e|es|ed|ing|al)\s+to\b
  | \bdeclin(?:e|es|ed|ing)\s+to\b | \bunable\s+to\b
  | \b(?:stop(?:s|ped|ping)?|ceas(?:e|es|ed|ing)|quit|avoid(?:s|ed|ing)?)\s+(?=\w+ing\b)
  | \brul(?:e|es|ed|ing)\s+out\b | \bstop(?:s|ped|ping)?\s+short\s+of\b | \black(?:s|ed|ing)?\b
"""
_SCAN = re.compile(
    f"(?P<harmless>{_HARMLESS})|(?P<partial>{_PARTIAL})|(?P<cue>{_CUE})", re.VERBOSE | re.IGNORECASE
)
#: Verbs of saying: what follows them is a clause of its own, "that" or not.
_SAYING = (
    "said|says|say|saying|stated|states|announced|announces|confirmed|confirms|declared|added|adds"
    "|claimed|claims|argued|argues|insisted|insists|noted|notes|reported|reports|told|tells"
    "|believes|believed|thinks|thought|know|knows|knew|stressed|reiterated|wrote|writes"
)
_BOUNDARY = re.compile(
    rf"""
    [.!?](?=[\s"”'’)]|$) | [;:\n()\[\]“”"«»] | ,(?!\d) | \s[—–-]\s | ``|''
  | \b(?:that|who|whom|which|whose|because|although|though|while|whereas|but|if|unless|when|whether
      |after|before|since|until|where|so\s+that|despite|amid|following|including)\b
  | \b(?:{_SAYING})\b
  | \b(?:and|or)\s+(?=(?:he|she|it|they|we|I|did|does|do|has|have|had|is|are|was|were|will|would
      |can|cannot|could|may|might|must|should|never|not)\b)
    """,
    re.VERBOSE,
)


#: "No flood *has been worse*", "no flood took *more* lives": that one is the first of its kind, not
#: that there was none.
_RANKING = re.compile(
    r"\b(?:no(?!\s+(?:more|less|fewer|better|other|longer)\b)|never|nobody|none|nothing)\b[^,;:.!?]{0,90}?\b(?:"
    r"(?:is|are|was|were|be|been|being|ever|so|grown|become|became|got)\s+"
    r"(?:\w+ly\s+|any\s+|far\s+|much\s+)?"
    r"(?:(?!(?:other|under|over|after|never|either|together|rather)\b)\w{2,}er|more|less|worse|fewer)\b"
    r"(?!\s+than\s+[\d$€£])"
    r"|(?:more|fewer|worse|better|larger|bigger|greater|higher|deeper|stronger|longer|faster|deadlier"
    r"|earlier|costlier|heavier|older|younger|closer|wider|taller)\b(?:\s+[\w'’-]+){0,6}?"
    r"\s+(?:than(?!\s+[\d$€£])|since|before|until)\b"
    r"|as\s+(?:many|much|\w+)\s+(?:[\w'’-]+\s+){0,5}?as\b)",
    re.IGNORECASE,
)


def rankings(text: str) -> tuple[Span, ...]:
    """Where `text` says that nothing was more than something else, which denies no such thing."""
    return tuple(Span(m.start(), m.end()) for m in _RANKING.finditer(text))


#: How far behind its cue a negation reaches, and around it its sentence, in characters, at most.
_REACH = 1000


def find_negations(text: str) -> tuple[Negation, ...]:
    """The cues of `text` that deny something, in order, each reaching to the end of its clause.

    Bounds ("no more than"), answers ("No, …"), numbers ("No. 5") and partial denials
    ("not all", "not until") are none.
    """
    cues = [
        match
        for match in _SCAN.finditer(text)
        if match["cue"] is not None and not opens_title(text, match.start("cue"))
    ]
    parts = clauses(text) if cues else ()
    starts = [part.start for part in parts]
    found: list[Negation] = []
    for match in cues:
        at = bisect_right(starts, match.start()) - 1
        end = parts[at].end if at >= 0 and match.start() < parts[at].end else len(text)
        reach = Span(match.end(), min(max(end, match.end()), match.end() + _REACH))
        words = tuple(word.stem for word in content_words(reach.of(text)))
        found.append(Negation(Span(match.start(), match.end()), reach, words))
    return tuple(found)


#: A negative word as titles write it, before the next word of the title.
_CAPITAL = re.compile(r"(?:No|Not|Never|Nobody|Nothing|None|Without|[A-Z][a-z]+n['’]t)\s+(?=[A-Z])")
_SENTENCE = re.compile(r"(?:^|[.!?:;“\"‘(\n]\s*)$")
_BEFORE = re.compile(r"(?<![\w'’-])(\w[\w'’-]*)\W*$")
#: At the start of a sentence: words of capitals with a word of grammar or a verb among them, and
#: behind them the verb of the sentence.
_TITLE = re.compile(
    r"(?P<words>(?:[A-Z][\w'’]*\s+|(?:for|to|the|in|on|my|me|a|and)\s+(?=[A-Z]))+)(?=(?:is|was|\()\b|\()"
)


def opens_title(text: str, at: int) -> bool:
    """Whether a negative word is one of a title in running text: "in No Strings Attached".

    At the start of a sentence only what is plainly a title is one: "No South African was hurt".
    """
    cue = _CAPITAL.match(text, at)
    if cue is None or in_capitals(text):
        return False
    if not _SENTENCE.search(text, max(0, at - 4), at):
        before = _BEFORE.search(text, max(0, at - 40), at)
        # "Has No Plans" is of a headline; "Not Without My Daughter" has two such words.
        return before is None or before[1][0].islower() or opens_title(text, before.start(1))
    title = _TITLE.match(text, cue.end())
    if title is None:
        return False
    words = title["words"].split()
    grammar = (w for w in words if w.lower() in STOPWORDS or (w[0].isupper() and is_verb_like(w)))
    return len(words) > 1 and any(grammar)


def partial_denials(text: str) -> tuple[Span, ...]:
    """Where `text` denies a part, or denies in somebody's name: nothing follows for the whole."""
    return tuple(Span(m.start(), m.end()) for m in _SCAN.finditer(text) if m["partial"] is not None)


def clauses(text: str) -> tuple[Span, ...]:
    """The clauses of `text` in order, as far as punctuation and conjunctions show them."""
    found: list[Span] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match.start() > start:
            found.append(Span(start, match.start()))
        start = match.end()
    found.append(Span(start, len(text)))
    return tuple(span for span in found if span.of(text).strip())


def sentence(text: str, at: Span) -> Span:
    """The sentence around `at`, by its stops, as far as it reaches."""
    ends = _stops(text)
    before, after = bisect_right(ends, at.start), bisect_left(ends, at.end)
    low = ends[before - 1] if before else 0
    high = ends[after] if after < len(ends) else len(text)
    return Span(max(low, at.start - _REACH), min(high, at.end + _REACH))


@lru_cache(maxsize=64)
def _stops(text: str) -> list[int]:
    return [m.end() for m in re.finditer(r"[.!?]+[\"”’')]*(?=\s|$)|\n", text)]

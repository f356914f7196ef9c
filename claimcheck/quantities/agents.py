"""Who acts on what a figure counts: the subject of its clause ("*Canada* sent 8 tanks").

Without a parser: the clause before the figure is cut at marks and joining words, its verb is the
first auxiliary or past form in it, and the agent is the first noun phrase before that. Where the
figure itself is the subject of a passive, the agent stands after "by". Pronouns are kept as
written, for the reading to resolve; where no subject is found, none is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.quantities.tokens import FRONT, Tokens, tokenise
from claimcheck.quantities.vocabulary import VAGUE
from claimcheck.text.words import STOPWORDS, is_verb_like
from claimcheck.types import Quantity, Span, changed

PRONOUNS = frozenset("he she it they we i you".split())
_RELATIVES = frozenset({"who", "which", "that"})
_AUXILIARIES = frozenset(
    """
    is are was were be been has have had will would shall should can could may might must do does
    did says gives plans expects wants aims hopes sends offers provides pays needs owns holds makes
    remains includes employs owes produces sells buys adds
    """.split()
)
_MARKS = frozenset(';:!?“”"()—–')
_AFTER_COMMA = frozenset("and but while as which who whose when where although though".split())
_JOINING = frozenset("that while because although though if when after before but".split())
_PREPOSITIONS = frozenset(
    "in on at by for with from to since during over under after before into about against among"
    " within through across despite amid as".split()
)
_DETERMINERS = frozenset("the a an its their his her our this that these those".split())
#: Words that open a clause and are nobody: "there were", "last week".
_NO_AGENTS = frozenset("there here last next earlier later today yesterday combining such".split())
_ADVERBS = frozenset("also now already still today yesterday then later earlier only just".split())
#: Longest name of an agent that is told, in tokens ("the United States Department of Defense").
_LONGEST = 9
#: How far before a figure its subject may stand, in tokens.
_REACH = 40
#: How many tokens of a list stand before its figure at most ("and another 5 guns").
_LISTED = 3


def with_agents(
    text: str, quantities: Sequence[Quantity], *, before: str = ""
) -> tuple[Quantity, ...]:
    """The figures of `text` with their agents; a pronoun stands for the subject of `before`.

    `before` is the sentence before the text, "" where there is none.
    """
    if not quantities:
        return ()
    tokens, told = tokenise(text), None
    found: list[Quantity] = []
    for quantity in quantities:
        span = agent_of(tokens, quantity.span)
        agent = span.of(text) if span else ""
        if agent.lower() in PRONOUNS:
            told = _last_subject(before) if told is None else told
            inherited = (*quantity.inherited, "agent") if told else quantity.inherited
            quantity = changed(quantity, agent=told, agent_span=None, inherited=inherited)
        elif span is not None:
            quantity = changed(quantity, agent=agent, agent_span=span)
        found.append(quantity)
    return tuple(found)


def _last_subject(sentence: str) -> str:
    """The subject of a sentence, "" where it has none or a pronoun."""
    tokens = tokenise(sentence)
    span = _subject(tokens, FRONT, tokens.stop)
    agent = span.of(sentence) if span else ""
    return "" if agent.lower() in PRONOUNS else agent


def agent_of(tokens: Tokens, figure: Span) -> Span | None:
    """Where the agent of the figure stands, or None where the clause names none."""
    first = _index(tokens, figure.start)
    beside = _gapped(tokens, first)
    if beside is not None:
        return beside
    start, end = _clause(tokens, first), first
    comma = next((k for k in range(first - 1, start - 1, -1) if tokens.low[k] == ","), start)
    found = _subject(tokens, comma + 1, end) if comma > start else None
    found = found or _subject(tokens, start, end)
    if found is not None:
        return found
    hops = tokens.low[start].endswith("ing") or first - start <= _LISTED
    if hops and start > FRONT and tokens.low[start - 1] == ",":
        # "…, bringing the total to 5", "…, and 5 guns": the subject of the clause before
        return _subject(tokens, _clause(tokens, start - 1), start - 1)
    return _passive(tokens, _index(tokens, figure.end))


def _gapped(tokens: Tokens, first: int) -> Span | None:
    """ "Canada sent 8 tanks, *Japan* 20 trucks": a name between "and" or a comma and a figure."""
    last = first
    while first - last < _LONGEST and tokens.low[last - 1].isalpha() and tokens.capital(last - 1):
        last -= 1
    if last == first:
        return None
    low = tokens.low
    joined = last - 1
    while last - joined < _ADJECTIVES and low[joined].isalpha() and low[joined] not in _JOINS:
        if low[joined] == "the":
            break
        joined -= 1 if low[joined - 1] != "-" else 2
    joined = joined - 1 if low[joined] == "the" else last - 1
    if low[joined] == ",":
        figures = low[joined - 1] if "0" <= low[joined - 1] < ":" else low[joined - 2]
        if not "0" <= figures < ":":
            return None
    elif low[joined] not in ("and", "but", "while"):
        return None
    return Span(tokens.start[last], tokens.end[first - 1])


#: What joins a member to a list, and how many tokens its article stands before its name at most.
_JOINS = frozenset({"and", "but", "while"})
_ADJECTIVES = 5


def _index(tokens: Tokens, character: int) -> int:
    """The first token that does not begin before the character."""
    low, high = FRONT, tokens.stop
    while low < high:
        middle = (low + high) // 2
        if tokens.start[middle] < character:
            low = middle + 1
        else:
            high = middle
    return low


def _clause(tokens: Tokens, first: int) -> int:
    """The token at which the clause of the token before `first` begins."""
    low = tokens.low
    farthest = max(FRONT, first - _REACH)
    for k in range(first - 1, farthest - 1, -1):
        word = low[k]
        if word in _MARKS or word in _JOINING:
            return k + 1
        if word == "-" and not (tokens.attached(k) or tokens.attached(k + 1)):
            return k + 1  # "LIMA - Peru's Greens won"
        if word == "." and not tokens.attached(k + 1) and len(low[k - 1]) > 1:
            return k + 1
        if low[k - 1] == "," and (word in _AFTER_COMMA or word.endswith("ing")):
            return k
    return farthest


def _subject(tokens: Tokens, start: int, end: int) -> Span | None:
    """The first noun phrase of a clause, where a verb follows it before `end`."""
    low = tokens.low
    at = start
    while at < end and (low[at] in _AFTER_COMMA or low[at] in ("and", "or", ",")):
        if low[at] in _RELATIVES:
            return _antecedent(tokens, at)
        at += 1
    if low[at] in _PREPOSITIONS:  # "In March, Canada sent": past the comma
        comma = next((k for k in range(at, end) if low[k] == ","), end)
        at = comma + 1
    verb = next((k for k in range(at, end) if _is_verb(tokens, k)), None)
    if verb is None or verb <= at:
        return None
    return _phrase(tokens, at, verb)


def _is_verb(tokens: Tokens, at: int) -> bool:
    word = tokens.low[at]
    if word in _AUXILIARIES:
        return True
    return is_verb_like(word) and not tokens.capital(at)


def _phrase(tokens: Tokens, start: int, verb: int) -> Span | None:
    """The noun phrase at `start`, without what a preposition or a comma adds to it."""
    low = tokens.low
    while start < verb and low[start] in _DETERMINERS:
        start += 1
    if low[start] in _NO_AGENTS or low[start] in VAGUE:
        return None
    last = start
    while last < verb and last - start < _LONGEST:
        word = low[last]
        name = tokens.capital(last) or (word in ("of", "and", "the") and tokens.capital(last + 1))
        mark = word in ("-", "'", "’", "&", ".") and tokens.attached(last)
        if not (name or mark) and (
            (word in STOPWORDS and word not in PRONOUNS) or not word.isalpha()
        ):
            break
        if not tokens.capital(last) and (word in _ADVERBS or word.endswith("ly")):
            break
        last += 1
    while last > start and low[last - 1] in (".", "of", "and", "the"):
        if low[last - 1] == "." and len(low[last - 2]) == 1:
            break  # "U.S."
        last -= 1
    return Span(tokens.start[start], tokens.end[last - 1]) if last > start else None


def _antecedent(tokens: Tokens, relative: int) -> Span | None:
    """What "who" and "which" stand for: the noun phrase before them."""
    last = relative
    while last > FRONT and tokens.low[last - 1] == ",":
        last -= 1
    first = last
    while first > FRONT and last - first < _LONGEST:
        word = tokens.low[first - 1]
        if not (word.isalpha() or word == "-") or (word in STOPWORDS and word != "of"):
            break
        first -= 1
    return Span(tokens.start[first], tokens.end[last - 1]) if first < last else None


def _passive(tokens: Tokens, after: int) -> Span | None:
    """ "499 people were sanctioned *by Canada*": the agent after the verb."""
    low = tokens.low
    passive = False
    for k in range(after, min(tokens.stop, after + 16)):
        word = low[k]
        if word in _MARKS or word in _JOINING or (word == "." and not tokens.attached(k + 1)):
            return None
        if is_verb_like(word):
            passive = True
        elif word == "by" and passive:
            return _phrase(tokens, k + 1, min(tokens.stop, k + 1 + _LONGEST))
    return None

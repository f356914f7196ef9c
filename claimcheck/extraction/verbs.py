"""Whether a line without a full stop states something: it has a verb, found without a parser.

A headline tells ("Tokyo sends 300 drones"), a heading only names ("The 300 drones of Tokyo").
"""

from __future__ import annotations

import re

from claimcheck.quotations.speech import VERB
from claimcheck.text.words import STOPWORDS, is_verb_like, stem

#: Verbs of the news that are rarely nouns: in the third person they are a predicate anywhere.
_VERBS = frozenset(
    stem(word)
    for word in """
    abandon accept accuse achieve acquire adopt agree allow announce appear apply appoint approve
    arrest arrive ask attract avoid ban become begin believe blame block bring build buy call
    cancel carry cause cease choose claim clear climb close collapse come commit compete complete
    confer confirm consider continue contain convict cost create cross cut deal decide decline
    defeat defend delay deliver demand deny deploy destroy die double drive earn eat elect eliminate
    emerge employ enact end enter establish evacuate exceed expand expect expel extend face fail
    fall fell fight file find fine fire flee fly follow forbid force freeze gain gather get give go
    grant grow halt happen hear help hire hit hold hold host identify impose improve include
    increase injure invade invest involve join jump keep kill know label lack land launch lay lead
    leak learn leave lend lengthen let lift lose make meet merge miss move need negotiate nominate
    offer open oppose oust outnumber overtake own pass pay plead pledge postpone predict prepare
    prevent produce promise propose protect prove provide publish pull push put quadruple quit raise
    reach receive recover reduce refuse register reject release remain remove repeal replace require
    rescue resign restore resume retire return reveal rise rule run save say see seek seem sell send
    sentence serve set settle show shut sign sink slash slip slow spend spread stand start stay stop
    strengthen strike struggle sue suffer support surge surpass surrender suspend take tell
    threaten tighten top total tour travel treble trigger triple try tumble turn unveil urge visit
    vote vow want warn weigh welcome widen win withdraw work
    """.split()
)
#: Verbs whose past is their base form: "Budget cut by a third".
_INVARIANT = frozenset("cut hit put set shut quit cast cost hurt spread bet let split".split())
#: Nouns that an infinitive says more of: "12 ways to cut costs".
_TAKING = frozenset(
    """
    way ways thing things reason reasons place places tip tips step steps plan plans bid effort
    efforts attempt attempts right time chance need call calls pledge decision move deal book books
    film films how what when where
    """.split()
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|must|should|did|does|isn|aren|wasn"
    r"|weren|hasn|won|wouldn|couldn|didn|doesn)\b(?=['’\s])|\b(?:may|might)\b(?!-)|['’](?:re|ve|ll)\b"
)
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
#: Before a word of these it names a thing: "the planned merger", "of reduced prices".
_NAMING = frozenset(
    """
    the a an its their his her our your my this that these those of in on at for from with by and
    or no new newly most more some any all how what why when where which who
    """.split()
)
#: After a verb its object or place begins: a word of these, a figure or a name.
_OBJECTS = frozenset(
    """
    the a an its their his her our this that these those all some more no new to by at over under
    above below past from up down out off on into after before amid as in about nearly almost
    record half
    """.split()
)


def has_verb(line: str) -> bool:
    """Whether a line has a predicate: an auxiliary, a past form, or a verb in its place."""
    if _AUXILIARY.search(line) or VERB.search(line):
        return True
    words = [match.group() for match in _WORD.finditer(line)]
    return any(_is_predicate(words, at) for at in range(1, len(words)))


def _is_predicate(words: list[str], at: int) -> bool:
    """Whether a word, not the first, is the verb of what stands before it."""
    word, before = words[at], words[at - 1]
    after = words[at + 1] if at + 1 < len(words) else ""
    if before.lower() in _NAMING or not word.isalpha():
        return False
    if is_verb_like(word):
        return bool(word.islower() and not _modifies(word, after))
    if stem(word) not in _VERBS:
        return False
    if before.lower() == "to":  # "Japan to send 300 drones"
        return at > 1 and words[at - 2].lower() not in _TAKING
    if word in _INVARIANT and not before.endswith("s"):
        return after.lower() in _OBJECTS
    third = word.endswith("s") and not word.endswith("ss")
    plural = before.endswith("s") and not before.endswith(("'s", "’s", "ss"))
    return (third != plural) and _begins_object(after)


def _modifies(word: str, after: str) -> bool:
    """Whether a past form may say of what sort the noun behind it is: "planned merger"."""
    return word.endswith("ed") and after.islower() and after not in STOPWORDS | _OBJECTS


def _begins_object(word: str) -> bool:
    lower = word.lower()
    return bool(word) and (lower in _OBJECTS or not word[0].islower() or lower not in STOPWORDS)

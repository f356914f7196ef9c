"""The words that put words in mouths: verbs of saying, and who a description can be."""

from __future__ import annotations

import re

from claimcheck.types import Span


def _forms(verb: str) -> list[str]:
    """Past, third person and participle of a regular verb."""
    if verb.endswith("e"):
        return [verb + "d", verb + "s", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb[:-1] + "ied", verb[:-1] + "ies", verb + "ing"]
    if verb in ("admit", "quip", "quit", "sob", "refer", "compel", "label", "blog", "pan"):
        return [verb + verb[-1] + "ed", verb + "s", verb + verb[-1] + "ing", verb + "ed"]
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return [verb + "ed", plural, verb + "ing"]


#: Regular verbs of saying whose every form is a verb.
_REGULAR = """
    add admit announce argue affirm acknowledge advise agree allege apologise apologize assert
    assure believe complain concede conclude confess confirm contend continue declare decry
    denounce describe disclose elaborate emphasise emphasize estimate exclaim explain express imply
    indicate inform insist interject intimate lament maintain mention muse mutter observe opine
    predict proclaim quip reaffirm recall reckon recount reiterate reply respond retort reveal
    suggest testify theorize tweet underline underscore urge voice warn wonder yell acknowledge
    remind deny concur clarify chide criticise criticize condemn hail blast dub bemoan exhort
    grouse lambast liken ponder portray tout characterise characterize
    """.split()
#: Verbs that are nouns too in the bare and third-person form: past and participle only.
_NOUN_LIKE = """
    comment remark boast joke caution stress counter vow pledge hint label whisper brand laud react
    cite defend attack mock ridicule applaud celebrate dismiss reject answer ask call chant charge
    claim cry demand deem joke laugh note post praise promise question quote report shout state
    slam thank accuse address allow credit rank rate conceded rebuke blame groan
    riff scream snipe
    """.split()
_IRREGULAR = """
    said says say saying told tells tell telling wrote writes write writing thought thinks think
    thinking read reads went began swore swears spoke asks claims notes states calls reports argue
    believe warn insist sang sings cites vows pledges shot fired put puts hope hopes hoped cried
    cries found finds
    """.split()

VERBS = frozenset(
    [*_IRREGULAR]
    + [form for verb in _REGULAR for form in _forms(verb)]
    + [form for verb in _NOUN_LIKE for form in _forms(verb) if not form.endswith("s")]
)

#: Verbs that take a clause said ("X said that …"); the others name or judge.
CLAUSE_VERBS = frozenset(
    """
    said says say saying told tells tell telling wrote writes stated states stating announced
    announces announcing declared declares confirmed confirms confirming added adds adding claimed
    claims claiming argued argues insisted insists warned warns warning explained explains noted
    notes denied denies reported reports revealed reveals reiterated reiterates stressed stresses
    acknowledged acknowledges admitted admits alleged alleges asserted asserts maintained maintains
    testified testifies tweeted suggested suggests predicted predicts promised pledged vowed
    estimated estimates believes believed disclosed disclosing emphasised emphasized observed
    concluded concludes contended contends indicated indicates affirmed replied responded
    """.split()
)

#: A "so called" thing is called so by nobody in particular.
_FORMS = ["point(?:s|ed|ing) out", *sorted(VERBS, key=len, reverse=True)]
VERB = re.compile(r"(?<![-\w])(?!(?<=\bso )called)(?:" + "|".join(_FORMS) + r")\b")

#: Head nouns of descriptions that can say something.
HEADS = frozenset(
    """
    statement spokesman spokeswoman spokesperson spokespeople official officials minister ministers
    ministry president government office agency department report study paper newspaper article
    company firm group party police authorities campaign committee commission court judge source
    sources aide aides adviser advisers analyst analysts expert experts author authors economist
    economists lawyer lawyers leader leaders lawmakers lawmaker senator congressman governor mayor
    chairman director chief executive ceo founder professor researcher researchers scientist
    scientists doctor doctors witness witnesses resident residents critic critics supporter
    supporters voter voters man woman men women mother father son daughter wife husband brother
    sister friend friends family victim victims student students teacher worker workers union
    embassy envoy ambassador diplomat diplomats general commander secretary premier candidate
    nominee republican democrat republicans democrats billionaire businessman mogul letter email
    memo document documents tweet post caption headline sign website site magazine network host
    reporter reporters journalist correspondent editor editors board team coach player actor
    actress singer star writer artist priest pope king queen prince member members people person
    activist activists organizer organizers veteran manager owner investor investors organization
    organisation association institute foundation administration coalition alliance council bank
    regulator watchdog panel jury prosecutor prosecutors attorney officer officers soldier soldiers
    pollster strategist consultant representative delegate protester protesters crowd chorus
    announcement release message text note filing lawsuit complaint verdict ruling survey poll
    transcript
    """.split()
)

PRONOUNS = frozenset("he she it they we i who".split())

#: Words between a subject and its verb that belong to the verb.
BESIDE_VERB = frozenset(
    """
    has have had also later then once again further repeatedly recently previously reportedly just
    even still already not did does do would will was is were are been be being often always never
    ever since first instead simply himself herself itself themselves soon now today yesterday
    monday tuesday wednesday thursday friday saturday sunday went on to can could may might must
    should famously too both once only
    """.split()
)


#: "Rejected *reports that*": a noun, and whoever rejects them speaks.
_HEARSAY = re.compile(
    r"\b(?P<verb>(?:reject|dismiss|confirm|refut|disput)(?:ed|s|es|e)|den(?:ied|ies|y))\s+"
    r"(?:(?:the|any|media|press)\s+)?(?:reports|claims)$"
)
#: Characters before such a noun in which its verb stands.
_NEAR = 24


def of_hearsay(text: str, verb: re.Match[str]) -> Span | None:
    """The verb of "rejected reports", where `verb` is the noun; None where it is a verb."""
    told = _HEARSAY.search(text, max(0, verb.start() - _NEAR), verb.end())
    return Span(*told.span("verb")) if told else None

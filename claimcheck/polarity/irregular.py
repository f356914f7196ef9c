"""Irregular verb forms, which no stemmer joins: "bought" is "buy"."""

from __future__ import annotations

from claimcheck.text.words import stem

#: Base, then its irregular forms.
_TABLE = """
arise arose arisen|awake awoke|bear bore borne|beat beaten|become became|begin began begun
bend bent|bet|bind bound|bite bit bitten|blow blew blown|break broke broken|bring brought
build built|burn burnt|buy bought|catch caught|choose chose chosen|come came|creep crept
deal dealt|dig dug|do did done|draw drew drawn|drink drank drunk|drive drove driven
eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled
fly flew flown|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|hang hung
hear heard|hide hid hidden|hold held|keep kept|know knew known|lay laid|lead led|lean leant
learn learnt|leave left|lend lent|lose lost|make made|mean meant|meet met|pay paid
ride rode ridden|ring rang rung|rise rose risen|run ran|see saw seen|seek sought|sell sold
send sent|shake shook shaken|shine shone|shoot shot|show shown|shrink shrank shrunk
sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken|spend spent
spin spun|stand stood|steal stole stolen|stick stuck|strike struck stricken|swear swore sworn
sweep swept|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told
think thought|throw threw thrown|undergo underwent|understand understood|wake woke woken
wear wore worn|weep wept|win won|withdraw withdrew withdrawn|write wrote written
"""

_BASES = {
    stem(form): stem(base)
    for entry in _TABLE.replace("\n", "|").strip("|").split("|")
    for base, *forms in [entry.split()]
    for form in forms
}


def base(word_stem: str) -> str:
    """The stem of a verb's base form, given the stem of any of its forms."""
    return _BASES.get(word_stem, word_stem)

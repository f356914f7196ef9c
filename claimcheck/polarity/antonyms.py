"""Words that turn a statement round: pairs of which a text can say only one.

Hand-kept; each line holds two lists of words, every word of one against every word of
the other, all as base forms. Pairs that can both be true of one thing at one time
("buy" and "sell", "import" and "export") stand here only because the rest of the clause has to be
the same as well.
"""

from __future__ import annotations

from claimcheck.text.words import stem

_TABLE = """
rise rose risen increase climb jump soar surge gain | fall fell fallen decrease drop decline
grow grew grown climb jump soar surge | shrink shrank shrunk plunge plummet slump fall fell drop
rise rose risen increase gain | shrink shrank shrunk plunge plummet slump
approve pass endorse | reject veto
accept | refuse reject decline
win won | lose lost
support back favour favor | oppose
allow permit authorise authorize | ban bar prohibit forbid forbade forbidden block
include | exclude
begin began begun start launch | end finish stop cease conclude
agree | disagree
succeed | fail
arrive | leave left depart
open reopen | close shut
confirm admit acknowledge | deny denied
confirm | reject dismiss
guilty convict | acquit acquitted innocent
alive living | dead
import | export
buy bought purchase | sell sold
strengthen | weaken
join | quit leave left
expand widen | contract narrow
raise lift hike | lower cut reduce
impose | lift
hire recruit | dismiss fire
appoint | dismiss sack
legal lawful | illegal unlawful
possible | impossible
present | absent
safe | unsafe dangerous
success | failure
majority | minority
strong | weak
asleep | awake
indoors inside | outdoors outside
empty | full
public | private
same | different
male | female
heavier | lighter
"""


#: The lines of the table that tell in which direction something changes.
_CHANGES = 3


def _read(table: str) -> dict[str, frozenset[str]]:
    opposites: dict[str, set[str]] = {}
    for line in table.strip().splitlines():
        left, _, right = line.partition("|")
        for one in (stem(word) for word in left.split()):
            for other in (stem(word) for word in right.split()):
                opposites.setdefault(one, set()).add(other)
                opposites.setdefault(other, set()).add(one)
    return {word: frozenset(others - {word}) for word, others in opposites.items()}


#: Stem → stems of the words that say the opposite.
OPPOSITES = _read(_TABLE)
#: Stems of the words that tell in which direction something changes.
DIRECTIONS = frozenset(_read("\n".join(_TABLE.strip().splitlines()[:_CHANGES])))

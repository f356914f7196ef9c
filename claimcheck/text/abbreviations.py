"""Words that decide whether a full stop ends a sentence.

Hand-kept lists of common English abbreviations, as news style books print them
(AP style for months, states and ranks), grouped by what may follow the stop.
All entries are lower-case and without their last stop.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Stand before a name: the stop never ends a sentence before a capital.
TITLES = _set(
    """
    mr mrs ms mx dr prof profs drs messrs mme mlle gen lt col maj capt cmdr cdr adm sgt cpl pvt
    brig rev hon sen sens rep reps gov govs pres amb supt det insp ald atty attys mt ft msgr
    fr sr. st ste
    maj.gen lt.gen lt.col lt.cmdr brig.gen vice.adm rear.adm sgt.maj
    """
)

#: Stand before a number: the stop does not end a sentence before a digit.
BEFORE_NUMBER = _set(
    """
    no nos nr n° p pp pg pgs vol vols fig figs art arts sec sect secs ch chap chs para paras eq eqs
    ref refs op cl reg regs ver v app ex rm ste apt bldg tel ext fl par pt pts
    jan feb mar apr jun jul aug sep sept oct nov dec ca approx est c cf
    mon tue tues wed thu thur thurs fri sat sun
    """
)

#: Always lead on to what follows.
LEADING = _set(
    "vs e.g i.e eg ie cf viz approx ca c.f incl excl esp resp orig aka a.k.a p.s ps n.b nb"
)

#: May end a sentence: only when a word that opens sentences follows.
OPEN = _set(
    """
    inc co corp ltd llc plc cos bros jr sr esq etc al assn assoc dept depts div dist univ inst
    govt natl intl mfg ave blvd rd hwy st sq pkwy ln dr ct pl rte
    jan feb mar apr jun jul aug sep sept oct nov dec
    mon tue tues wed thu thur thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb
    nev okla ore pa penn tenn tex vt va wash wis wyo
    ft in. lb lbs oz hr hrs min mins yd yds mi sec secs km kg cm mm mph
    bn mn tn min max avg temp est dem reps rep cont misc ext asst anon cap tbsp tsp qt gal gals
    yr yrs mo mos wk wks appt intro info tech admin incl excl sp spp pop
    s.a s.p.a p.l.c gmbh s.à.r.l n.v b.v a.s
    """
)

#: Capitalised words that open sentences and do not stand inside names.
STARTERS = _set(
    """
    the a an he she it they we i you this that these those there here his her their its our my
    your in on at by for from with without as to but and or nor so yet if when while where
    whereas after before since until because although though despite during through throughout
    under over among between against according however meanwhile moreover furthermore instead
    therefore thus then now also still even only just not no yes nobody nothing none neither
    either both each every all any some many most several few such another other others
    what who whom whose which why how is are was were do does did has have had can could will would
    should may might must let please once one two three four five six seven eight nine ten
    earlier later last next yesterday today tomorrow recently previously currently additionally
    finally first second third perhaps maybe indeed nevertheless nonetheless otherwise rather
    amid along like unlike more less about above following officials police people critics experts
    it's he's she's that's there's i'm i've i'd i'll we're we've they're they've you're don't
    didn't isn't wasn't let's here's what's who's can't won't
    """
)

#: Follow a clock time without ending its sentence: zones, and the words of days and months.
AFTER_CLOCK = _set(
    """
    gmt utc bst cet cest eet eest est edt et cst cdt ct mst mdt mt pst pdt pt ist jst kst msk aest
    aedt sast wat eat eastern central mountain pacific greenwich moscow kyiv london local universal
    coordinated standard daylight time
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)

#: Open an adjunct of time at the head of a sentence ("At 5 a.m. Mr. Smith …").
TIME_PREPOSITIONS = _set("at by around about before after until till since from on between shortly")

#: Names that end in a mark of their own.
MARKED_NAMES = _set("yahoo jeopardy yum oklahoma hellooo")

#: Verbs that attribute a quotation, with the passage before or after them.
SPEECH = (
    "said|says|say|asked|asks|added|adds|told|tells|wrote|writes|replied|replies|stated|states|"
    "declared|declares|insisted|insists|exclaimed|explained|explains|announced|shouted|tweeted|"
    "wondered|argued|argues|warned|warns|noted|notes|continued|continues|concluded|remarked|"
    "cried|yelled|demanded|answered|commented|quipped|joked|posted|recalled|claimed|claims|"
    "admitted|acknowledged|complained|pleaded|inquired|responded"
)

#: Parts of web addresses that people write with a capital: "Booking.Com" is one word.
DOMAINS = _set("com org net gov edu info html htm php pdf jpg png doc txt")

"""The words that tell names apart: titles, words of bodies, aliases, openers of sentences.

All lower case; hand-kept, and general: nothing here is there for one article.
"""

from __future__ import annotations


def _pairs(table: str) -> dict[str, str]:
    """Lines of ``long: short short …`` as short → long."""
    found: dict[str, str] = {}
    for line in table.strip().splitlines():
        head, _, others = line.partition(":")
        for other in others.split(","):
            found[other.strip()] = head.strip()
    return found


#: The last word of a title ("Press Secretary"); what follows it in a run is the name.
TITLE_HEADS = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady baroness rev reverend hon father sister
    rabbi imam sheikh ayatollah archbishop bishop cardinal pope king queen prince princess emir
    sultan emperor duke duchess president vice-president premier minister chancellor secretary
    undersecretary treasurer speaker leader whip senator sen congressman congresswoman
    representative rep governor gov mayor councillor councilman councilwoman alderman judge justice
    attorney prosecutor sheriff commissioner inspector detective constable superintendent general
    gen admiral adm colonel col major maj captain capt capt. lieutenant lt sergeant sgt corporal
    private commander marshal brigadier ambassador envoy diplomat consul adviser advisor aide
    counsel counselor strategist spokesman spokeswoman spokesperson chairman chairwoman chairperson
    chair chief director manager executive ceo cfo coo cto head boss founder co-founder officer
    analyst economist historian author journalist correspondent reporter editor columnist host
    anchor coach manager captain player actor actress singer director scientist researcher
    candidate nominee frontrunner delegate lawmaker legislator mp mep dictator oligarch billionaire
    businessman businesswoman lawyer activist veteran
    """.split()
)

#: Title words that are family names as well ("John Major").
SURNAMES = frozenset(
    """
    major king prince pope judge bishop marshal father duke lord page head constable cardinal
    justice singer boss mayor coach host lawyer officer abbot
    """.split()
)

#: Words that stand before a title's head, in small letters.
TITLE_MODIFIERS = frozenset(
    """
    us uk former then acting interim deputy vice prime chief press foreign defense defence finance
    health interior justice home state party senior junior national security managing general
    attorney communications campaign presidential republican democratic conservative labour liberal
    opposition majority minority executive fellow white house government cabinet trade energy
    education treasury military police army navy
    """.split()
)

#: What follows "Secretary of", "Minister of" and belongs to the title.
DEPARTMENTS = frozenset(
    """
    state|defense|defence|treasury|war|energy|commerce|labor|labour|agriculture|education|health
    |transportation|transport|interior|justice|finance|homeland security|foreign affairs
    |veterans affairs|human services|health and human services|culture|trade|economy
    |state security|internal affairs|public health|staff
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)

#: Words that make a run of capitals the name of a body or a place, not of a person.
BODY_WORDS = frozenset(
    """
    administration agency agencies airlines airways alliance army assembly association authority
    bank board bloc brigade brothers bureau cabinet caucus center centers centre centres chamber
    church city club coalition college commission committee community company confederation
    conference congress consortium cooperation corp corp. corporation council county court
    department dynamics electric embassy exchange federation fleet force forces foundation front
    fund government group guard guards herald holdings hospital house inc inc. industries institute
    institution international island islands journal kingdom laboratory laboratories league library
    limited ltd ltd. magazine media mills ministry mission mosque motors movement museum nations
    navy network news newspaper office operations organisation organization parliament partners
    party plc police post press programme program project province red register reserve republic
    resort river school sea senate service services society staff state states station street
    studios systems technologies telegraph television times tower treasury tribunal tribune trust
    union university valley watch world zone
    """.split()
)

#: Bodies and places whose names do not show it, that statements are often put to.
BODY_NAMES = frozenset(
    """
    |reuters|bloomberg|tass|interfax|xinhua|kremlin|pentagon|hamas|hezbollah|taliban|boeing|airbus
    |apple|google|microsoft|amazon|facebook|meta|twitter|tesla|toyota|honda|sony|samsung|huawei
    |intel|nvidia|pfizer|moderna|astrazeneca|novavax|gazprom|rosneft|shell|exxon|chevron|uber
    |netflix|disney|walmart|starbucks|nestle|unilever|volkswagen|siemens|goldman|citigroup
    |moscow|kyiv|kiev|washington|beijing|tokyo|brussels|london|paris|berlin|tehran|jerusalem
    |geneva|vienna|ankara|seoul|pyongyang|delhi|new delhi|islamabad|cairo|riyadh|warsaw|rome
    |madrid|ottawa|canberra|damascus|baghdad|kabul|minsk|hong kong|new york|california|texas
    |florida|crimea|donbas|europe|africa|asia|politico|axios|breitbart|nasa|nato|fifa|uefa|opec
    |unicef|unesco|interpol|greenpeace|oxfam|wikipedia|vatican|holy see|downing street|wall street
    |capitol hill|republicans|democrats|conservatives|labour|tories
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)

#: Other names of one thing; the long form is compared.
ALIASES = _pairs(
    """
    US President: potus
    US Vice President: vpotus
    Department of Defense: pentagon, defense department, us defense department
    Department of State: state department, us state department
    Department of Justice: justice department, us justice department, doj
    Treasury Department: us treasury, department of the treasury
    Federal Reserve: fed, us federal reserve, u.s. federal reserve
    United Nations: un, u.n.
    European Union: eu, e.u.
    Department of Homeland Security: homeland security, dhs
    Federal Bureau of Investigation: fbi
    Central Intelligence Agency: cia
    North Atlantic Treaty Organization: nato
    World Health Organization: who, world health organisation
    """
)

#: Given names and their short forms.
NICKNAMES = _pairs(
    """
    joseph: joe
    william: bill, will
    robert: bob, rob, bobby
    richard: dick, rick
    james: jim, jimmy
    john: jack
    edward: ted, ed
    margaret: peggy, meg
    elizabeth: liz, beth, betty
    michael: mike, mick
    anthony: tony, antony
    jennifer: jen
    katherine: kate, katy, cathy
    charles: chuck
    donald: don
    volodymyr: vladimir
    """
)

#: Family names that come first ("Xi Jinping"), so that the first word alone is the person.
FAMILY_FIRST = frozenset(
    "xi li wang zhang liu chen yang zhao huang zhou wu kim park moon yoon lee mao deng hu jiang"
    " iang ban abe".split()
)

#: Particles inside names.
PARTICLES = frozenset("de da di do dos das del della der den du la le van von bin ibn ben".split())

#: Days, months and seasons: capitalised, and no names. "May", "March" and "August" go with them.
CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december feb apr jul aug sep sept oct nov gmt utc est
    edt cet bst am pm a.m. p.m. tue tues thu thurs fri
    """.split()
)

#: What refers without naming.
VAGUE = frozenset(
    """
    i we he she it they you who that this these those one him her them us someone somebody nobody
    everyone anyone others another some many several both all most few statement
    """.split()
)

#: What "New" is a part of: "New York".
NEW_PLACES = frozenset(
    """
    bedford britain brunswick caledonia castle delhi england forest guinea hampshire haven hebrides
    jersey mexico orleans plymouth rochelle south york yorker yorkers zealand zealander
    zealanders
    """.split()
)

#: Openers of sentences that are part of a name where one more capital follows: "Little Rock".
NAMING_OPENERS = frozenset("big black blue great high little long old".split())

#: Words that begin sentences and, alone there, name nobody.
COMMON_STARTS = frozenset(
    """
    according across additionally afterwards ago ahead alongside although amid among analysts armed
    article aside asked authorities because besides business children cities citizens civil
    civilians clearly common companies conditions consequently considering countries critics
    current currently data day days deaths despite dozens early earlier eight eighty eleven
    elsewhere employees eventually every everyone everything evidence experts families fifteen
    fifty fighting figures finally financial first five following foreign former forty four fourth
    further furthermore general given global good government great half help hence high home hours
    however human hundreds hundred images immediately in indeed inflation initially instead
    interest investors it items jobs journalists kids large last lastly late later latest lawmakers
    lawyers least left legal let life like likewise little local long look lots major make many
    market markets maybe meanwhile media medical members men migrants military million millions
    moreover mostly mr much my national nearby nearly neighbours never nevertheless new news next
    night nine ninety no nobody none nonetheless nor nothing notably now nowadays obviously
    officers official officials often oil okay old on once one ongoing only open or order other
    others otherwise our overall parents part parties partly passengers past patients pay peace
    people perhaps please plus police political politicians poor possibly power present previous
    previously prices private protesters public quite rain rather recent recently refugees
    regardless related report reporters reports residents rescue researchers right roughly rumours
    rumors sales same sanctions schools science scientists second secondly security seemingly
    senior separately seven seventy several shares shortly similar similarly simply since six sixty
    small so social soldiers some someone sometimes soon sources specifically staff stand still
    stocks stop strong students such suddenly sure survivors talks teachers ten thank thanks then
    there therefore these third thirteen thirty this those thousands three through thus time today
    together tomorrow tonight too top total traders traffic troops trucks true twelve twenty twice
    two under undoubtedly unfortunately unlike unless until up use usually very victims video view
    volunteers voters war water weapons weather week well what whatever when whenever where whereas
    whether which while who whoever why winds witnesses women work workers working world yes
    yesterday yet you young youth aid ambassadors another anyone anything apart armour body doctors
    drivers engineers farmers firefighters firms flights food footage forces fuel hospitals hotels
    houses investigators islands king leaders letters lower higher ministers more most music nurses
    owners pilots planes players polls ports president rebels relatives rivers roads russia's ships
    shops states students taxes tens tests tourists trade trains trials unions users vehicles
    villages visitors wages workers below bad best better big black blue both buildings buses but
    buyers call can come consumers cost costs did do does don't easy email emails enough equally
    even ever exactly except fewer find fine fortunately free from full get give go going guns had
    has have he her here his how i if is isn't its just keep know knowing less may might must need
    neither not numbers nuclear out over own put read see seen she should side sitting speaking
    standing start starting supporters take tell that the their them they think to try turning we
    were will with within without would dear hello sorry asked bullets rifles pistols helmets sets
    extra additional sir oh
    """.split()
)

"""The closed word lists that extraction reads by: offices, head nouns of organisations and buildings, event nouns.

Everything here is a common noun or verb of English. Names belong to the gazetteer. Singular lemmas unless said otherwise.
"""

HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady sheikh haji sayyid ayatollah bishop archbishop cardinal".split()
)
SHORT_RANKS = frozenset("gen lt col maj capt adm sgt cmdr brig hon".split())
# Ranks as they stand before names, with and without a full stop.
RANKS = SHORT_RANKS | frozenset("he general lieutenant colonel major captain admiral brigadier commander".split())

# What stands before a rank in the rank of somebody: "Rear Admiral", "Lieutenant General".
RANK_MODIFIERS = frozenset("rear vice major lieutenant brigadier air lt maj brig staff field first chief".split())
# What offices are of as a part of their name: "head of state", "chief of staff".
HEADED = frozenset("state staff government mission protocol intelligence".split())
NOBLE = frozenset("prince princess sheikh sheikha".split())
# Offices of which "general" is a part and no rank.
GENERAL_OFFICES = frozenset("secretary undersecretary governor attorney consul director prosecutor auditor solicitor inspector".split())

# Nouns for people by the office they hold (after PLOVER's agent list, cut to what news of diplomacy uses).
OFFICES = frozenset(
    """adviser advisor aide ambassador attache attaché chair chairman chairperson chairwoman chancellor chief commander commissioner
    coordinator consul councillor counselor counsellor delegate deputy diplomat director emir envoy governor head king leader lawmaker
    mayor mediator member minister monarch negotiator official officer ombudsman parliamentarian premier president prince princess
    prosecutor queen rapporteur representative secretary senator speaker spokesman spokesperson spokeswoman strategist sultan
    undersecretary vice-president general admiral colonel marshal major-general lieutenant-general taoiseach pope patriarch nuncio
    congressman congresswoman mp czar tsar analyst expert correspondent reporter journalist editor professor economist lawyer attorney
    judge activist historian researcher fellow scholar founder ceo executive governor-general interlocutor
    facilitator emissary lieutenant captain brigadier sherpa""".split()
)
# Words that may stand before an office noun inside one role ("deputy prime minister", "chief representative").
OFFICE_MODIFIERS = frozenset(
    """prime foreign defence defense interior finance trade energy economy justice deputy vice first second acting interim former ex
    senior top chief lead special presidential national security general permanent state executive assistant under high main
    parliamentary military press political policy economic nuclear regional supreme junior outgoing incoming newly elected
    ministerial personal humanitarian diplomatic cabinet communications internal external affairs commerce home agriculture health education
    transport labour labor environment culture treasury industry planning information water oil petroleum tourism investment migration
    development war infrastructure reconstruction innovation digital emergency situations youth sports social science technology
    housing digital mines fisheries economics emergencies -""".split()
)
# Offices that make their holder the voice of a state when the office is joined to its name.
HEAD_OF_TEAM = frozenset("negotiator representative delegate head leader chief".split())

COLLECTIVES = frozenset(
    "side party leader country delegation team government nation counterpart capital power state minister".split()
)
DELEGATION_NOUNS = frozenset("delegation delegations".split())
SOURCE_NOUNS = frozenset("source insider informant".split())
# People who are quoted in the plural or without a name.
SPEAKER_NOUNS = frozenset(
    """official source diplomat spokesman spokesperson spokeswoman negotiator aide adviser advisor analyst expert observer critic insider
    officer commander lawmaker minister leader representative delegate envoy witness resident activist economist lawyer
    authority investigator prosecutor mediator reporter journalist supporter opponent soldier people person ally
    government ministry administration army military police rebel militant separatist opposition campaigner group union
    president chancellor premier secretary ambassador delegation team regulator researcher scientist doctor rescuer statement report
    committee council parliament court agency department embassy office bank company media television radio newspaper survey poll
    study document letter communique communiqué""".split()
)
# Speakers that are things said or written rather than people: resolved to nobody, kept as a source without a name.
TEXT_SOURCES = frozenset(
    "statement report survey poll study document letter communique communiqué readout text".split()
)

BUILDING_NOUNS = frozenset(
    """palace hotel house castle hall centre center airport villa mansion residence headquarters embassy building monastery chateau
    château mosque cathedral church abbey resort stadium university museum tower fortress base barracks port terminal institute library
    retreat lodge manor palais schloss compound hospital school theatre theater square park site plant""".split()
)
# What begins the names of buildings in other languages ("Hotel Nacional", "Palais Wilson").
BUILDING_LEADS = frozenset("hotel hôtel palais palazzo palacio château chateau schloss villa casa".split())
ORGANIZATION_NOUNS = frozenset(
    """ministry council party union agency bank commission committee parliament government office department organisation organization
    court tribunal senate congress assembly bureau service authority administration army forces force navy police group front movement
    alliance league association federation foundation institute university fund secretariat forum board corps guard militia brigade command
    network company corporation corp inc ltd society club community conference congress coalition campaign cabinet chamber staff
    intelligence mission embassy consulate house""".split()
)
# Buildings that are as well the bodies that work in them.
INSTITUTION_NOUNS = frozenset("centre center church hospital school library museum theatre theater".split())
# Nouns of bodies that have a seat, by which the town in or beside their name is where they are.
SEATED_NOUNS = frozenset(
    """court tribunal council university college institute school academy hospital clinic church cathedral parish mosque museum library
    prison embassy consulate centre center office station hall assembly conservatory laboratory""".split()
)
# Common nouns that, joined to a country, mean one body of its state ("the Sudanese army", "Oman's foreign ministry").
STATE_BODIES = frozenset(
    """ministry army government parliament military police presidency cabinet navy embassy court legislature intelligence treasury
    administration""".split()
)
NEWS_NOUNS = frozenset(
    """news newspapers newspaper times post tv television radio newspaper daily tribune herald gazette telegraph journal broadcaster
    press agency broadcasting""".split()
)
# By which a body that is no state's is spoken of again: "the movement", "the rebels".
MOVEMENT_NOUNS = frozenset("movement group faction militia organisation organization guerrilla party".split())
FIGHTERS = frozenset("rebel insurgent guerrilla militant separatist".split())
# What an outlet is called without a name ("state television"), and beside one ("the Anadolu agency").
UNNAMED_OUTLETS = frozenset("television tv radio broadcaster newspaper".split())
OUTLETS = UNNAMED_OUTLETS | frozenset("channel agency site website network portal daily".split())
# What makes an outlet of the name before it ("the Turan agency").
OUTLET_NOUNS = frozenset("agency newspaper daily weekly television tv radio broadcaster".split())
REGION_NOUNS = frozenset(
    "region oblast province district sea strait gulf river peninsula island islands bay mountains border county territory valley".split()
)

# What these end is a street or square; what the second ones begin as well.
STREET_NOUNS = frozenset("street avenue road boulevard lane drive highway square alley promenade causeway expressway freeway".split())
STREET_LEADS = frozenset("rue avenue boulevard calle avenida piazza plaza".split())
# "The Fatih district of Istanbul": the thing before these lies in the place behind.
PART_NOUNS = frozenset(
    """district neighborhood neighbourhood suburb quarter area section village town province region state county municipality
    settlement city capital outskirts part borough ward campus""".split()
)

# Nouns that name an event, by the class of the ontology they mean.
EVENT_NOUNS = {
    "talk": "Negotiation",
    "negotiation": "Negotiation",
    "dialogue": "Negotiation",
    "consultation": "Negotiation",
    "discussion": "Negotiation",
    "mediation": "Negotiation",
    "bargaining": "Negotiation",
    "peacemaking": "Negotiation",
    "meeting": "Meeting",
    "encounter": "Meeting",
    "conference": "Meeting",
    "session": "Meeting",
    "gathering": "Meeting",
    "summit": "Summit",
    "visit": "Visit",
    "trip": "Visit",
    "call": "Call",
    "ceremony": "Meeting",
    "war": "War",
    "conflict": "War",
    "invasion": "MilitaryAction",
    "offensive": "MilitaryAction",
    "attack": "Attack",
    "strike": "Attack",
    "bombing": "Attack",
    "shelling": "Attack",
    "airstrike": "Attack",
    "raid": "Attack",
    "assault": "Attack",
    "incursion": "MilitaryAction",
    "annexation": "MilitaryAction",
    "clash": "MilitaryAction",
    "fighting": "MilitaryAction",
    "massacre": "Attack",
    "election": "Election",
    "vote": "Election",
    "referendum": "Election",
    "protest": "Protest",
    "demonstration": "Protest",
    "signing": "Signing",
    "exercise": "MilitaryAction",
    "coup": "MilitaryAction",
}
TALK_KINDS = frozenset({"Negotiation", "Meeting", "Summit", "Call", "Visit"})
FORCE_KINDS = frozenset({"War", "MilitaryAction", "Attack"})
# Verbs whose plural or joint subject makes a meeting, and verbs that need a talk noun as their object.
MEETING_VERBS = {"meet": "Meeting", "negotiate": "Negotiation", "confer": "Meeting", "talk": "Negotiation"}
FORCE_VERBS = {
    "invade": "MilitaryAction",
    "attack": "Attack",
    "bomb": "Attack",
    "annex": "MilitaryAction",
    "shell": "Attack",
}
ATTEND_VERBS = frozenset(
    """attend join participate hold host open begin start resume restart reopen relaunch renew end conclude conduct continue take send
    lead enter""".split()
)
GO_BETWEEN_VERBS = frozenset("mediate shuttle".split())
CHAIR_VERBS = frozenset("chair mediate moderate host preside facilitate broker sponsor convene convoke".split())
# Papers that settle something where two sides sign them.
PAPERS = frozenset(
    "declaration memorandum treaty protocol pact roadmap truce ceasefire armistice convention charter communique document".split()
)
# What an event of each class is called in PLOVER's terms (concepts of the ontology).
EVENT_CODES = {
    "Negotiation": "Consult",
    "Meeting": "Consult",
    "Summit": "Consult",
    "Call": "Consult",
    "Visit": "Consult",
    "War": "Fight",
    "MilitaryAction": "Fight",
    "Attack": "Assault",
    "Protest": "Protest",
    "Signing": "Agree",
}

DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeastern northwestern southeastern southwestern".split()
)
# Behind "in" and these stands a town rather than a body.
TOWN_PREPOSITIONS = frozenset("in near outside around".split())
# "The siege of …", "south of …": what stands behind is a place.
NOUNS_OF_PLACES = frozenset(
    """siege liberation capture recapture fall battle bombing shelling bombardment occupation outskirts suburb suburbs north south east west
    northeast northwest southeast southwest northern southern eastern western centre center city town village province district
    region island port streets mayor governor""".split()
)
MODALS = frozenset("should would could may might must can shall need ought will".split())
LOCATIVE_PREPOSITIONS = frozenset("in at near inside outside around across throughout into within".split())
MOTION_VERBS = frozenset(
    "travel fly go head visit return arrive come leave depart move drive rush bring send deliver take relocate flee".split()
)
DAMAGE_VERBS = frozenset(
    "hit strike shell bomb visit leave reach enter attack seize capture occupy evacuate besiege liberate tour".split()
)

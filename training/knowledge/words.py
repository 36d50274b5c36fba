"""The small word tables: nouns of office, and which words are common English."""

import re
from collections import Counter
from pathlib import Path

from nicknames import name_triplets

from kg.knowledge import names
from training.knowledge.entries import Entry

SHORTEST_COMMON = 4
GIVEN_AT_LEAST = 4  # people of that first name in the gazetteer
AGENT = re.compile(r"^(?P<words>[A-Z][A-Z!_\- ]*?)_?\s*(?:\{[^}]*\})?\s*\[~(?P<code>[A-Z]+)\]")
# Agent codes of CAMEO whose nouns are offices, and endings that tell a person from a body.
OFFICE_CODES = {"GOV", "LEG", "JUD", "MIL", "SPY", "COP", "OPP", "PTY"}
OFFICE_ENDINGS = re.compile(
    r"(?:minister|president|secretary|envoy|ambassador|adviser|advisor|aide|chief|leader|chairman|chairwoman|chairperson|official|officer|general|"
    r"governor|commissioner|chancellor|premier|king|queen|prince|emir|sultan|senator|lawmaker|legislator|deputy|diplomat|spokes\w+|"
    r"representative|negotiator|commander|admiral|colonel|mayor|judge|prosecutor|attorney|director|consul|marshal|minist|speaker)$"
)
BASIC_OFFICES = [
    "president",
    "vice-president",
    "premier",
    "minister",
    "chancellor",
    "secretary",
    "undersecretary",
    "envoy",
    "ambassador",
    "emissary",
    "negotiator",
    "mediator",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "adviser",
    "advisor",
    "aide",
    "assistant",
    "representative",
    "commissioner",
    "commander",
    "chief",
    "head",
    "leader",
    "deputy",
    "chairman",
    "chairwoman",
    "chairperson",
    "chair",
    "speaker",
    "senator",
    "congressman",
    "congresswoman",
    "lawmaker",
    "legislator",
    "parliamentarian",
    "mp",
    "mep",
    "governor",
    "mayor",
    "king",
    "queen",
    "prince",
    "princess",
    "emir",
    "sheikh",
    "sultan",
    "pope",
    "cardinal",
    "patriarch",
    "ayatollah",
    "general",
    "admiral",
    "colonel",
    "major",
    "captain",
    "lieutenant",
    "marshal",
    "brigadier",
    "director",
    "director-general",
    "secretary-general",
    "coordinator",
    "rapporteur",
    "diplomat",
    "consul",
    "attache",
    "charge",
    "official",
    "officer",
    "judge",
    "justice",
    "prosecutor",
    "attorney",
    "ombudsman",
    "councillor",
    "counsellor",
    "councilman",
    "delegate",
    "coordinator",
    "co-chair",
    "founder",
    "president-elect",
    "ex-president",
    "professor",
    "analyst",
    "expert",
    "correspondent",
    "reporter",
    "editor",
    "journalist",
    "strongman",
    "ruler",
    "monarch",
    "taoiseach",
    "shah",
    "caliph",
    "tsar",
    "treasurer",
    "inspector",
    "superintendent",
    "sheriff",
    "sergeant",
    "executive",
    "ceo",
    "minister-counsellor",
    "interlocutor",
    "intermediary",
    "plenipotentiary",
]
BODIES = [
    "ministry",
    "department",
    "agency",
    "office",
    "parliament",
    "congress",
    "senate",
    "assembly",
    "council",
    "commission",
    "committee",
    "cabinet",
    "government",
    "administration",
    "court",
    "tribunal",
    "party",
    "front",
    "movement",
    "union",
    "league",
    "alliance",
    "coalition",
    "army",
    "navy",
    "guard",
    "corps",
    "force",
    "forces",
    "police",
    "brigade",
    "bank",
    "fund",
    "institute",
    "institution",
    "university",
    "foundation",
    "company",
    "corporation",
    "group",
    "organisation",
    "organization",
    "association",
    "federation",
    "bureau",
    "secretariat",
    "embassy",
    "consulate",
    "mission",
    "delegation",
    "authority",
    "service",
    "directorate",
    "board",
    "chamber",
    "academy",
    "centre",
    "center",
    "society",
    "club",
    "network",
    "agency",
    "presidency",
    "chancellery",
    "duma",
    "knesset",
    "bundestag",
    "rada",
    "majlis",
    "politburo",
]
BUILDINGS = [
    "palace",
    "castle",
    "hotel",
    "residence",
    "mansion",
    "villa",
    "headquarters",
    "hall",
    "house",
    "centre",
    "center",
    "building",
    "complex",
    "fort",
    "fortress",
    "castle",
    "chateau",
    "schloss",
    "compound",
    "resort",
    "lodge",
    "guesthouse",
    "monastery",
    "cathedral",
    "airbase",
    "base",
    "airport",
    "embassy",
    "pavilion",
    "citadel",
    "barracks",
    "bunker",
    "stadium",
]


def tables(corpora: Path, entries: list[Entry]) -> list[tuple[str, str]]:
    """Return (kind, word) sorted: nouns of offices, bodies and buildings, common English words, and given names."""
    words = {("office", word) for word in (*BASIC_OFFICES, *_agent_offices(corpora))}
    words |= {("organisation", word) for word in BODIES} | {("building", word) for word in BUILDINGS}
    words |= {("common", word) for word in common_words(corpora) if len(word) >= SHORTEST_COMMON}
    words |= {("given", word) for word in given_names(entries)}
    words |= {
        ("nickname", f"{name.name2} {name.name1}") for name in name_triplets() if name.relationship == "has_nickname"
    }
    return sorted(words)


def given_names(entries: list[Entry]) -> frozenset[str]:
    """Return folded first names that several people of the gazetteer have."""
    firsts = Counter(
        names.fold(entry.name).split(" ")[0] for entry in entries if entry.kind == "Person" and " " in entry.name
    )
    return {
        name
        for name, times in firsts.items()
        if times >= GIVEN_AT_LEAST and len(name) >= SHORTEST_COMMON and name.isalpha()
    }


def _agent_offices(corpora: Path) -> set[str]:
    found = set()
    for line in (corpora / "actor_dictionaries/PLOVER_agents.txt").read_text("latin-1").splitlines():
        agent = AGENT.match(line)
        if agent and agent["code"][:3] in OFFICE_CODES and "!" not in agent["words"]:
            last = re.split(r"[_\- ]", agent["words"].strip("_- ").lower())[-1]
            if OFFICE_ENDINGS.search(last):
                found.add(last)
    return found


def common_words(corpora: Path) -> frozenset[str]:
    """Return words that English text writes in lower case, folded: a name equal to one of them proves little."""
    found = set()
    for path in sorted((corpora.parent / "gum/dep").glob("*.conllu")):
        for line in path.read_text("utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) == 10 and columns[1].islower() and columns[1].isalpha() and columns[3] != "PROPN":
                found.add(names.fold(columns[1]))
    return frozenset(found | set(BODIES) | set(BUILDINGS) | set(EVERYDAY))


# Names of places, outlets and groups that are everyday words and happen not to stand in the texts above.
EVERYDAY = [
    "google",
    "youtube",
    "facebook",
    "twitter",
    "batman",
    "liberal",
    "americas",
    "gloria",
    "summit",
    "dawn",
    "time",
    "sun",
    "mirror",
    "bath",
    "reading",
    "mobile",
    "nice",
    "most",
    "hill",
    "independent",
    "guardian",
    "mail",
    "post",
    "star",
    "nation",
    "punch",
    "beta",
    "vox",
    "hill",
    "times",
    "front",
    "base",
    "anna",
    "man",
    "union",
    "liberty",
    "hope",
    "quad",
    "contact",
    "spiegel",
    "welt",
    "walla",
    "sabah",
    "kan",
    "petra",
    "fars",
    "bild",
    "trend",
    "delfi",
    "semafor",
    "granma",
    "victoria",
    "jordan",
    "austin",
    "florence",
    "sydney",
    "santiago",
    "carlos",
    "lorenzo",
    "martin",
    "kent",
    "clinton",
    "lincoln",
    "madison",
    "jackson",
    "houston",
    "tyler",
    "davis",
    "mason",
    "logan",
    "bush",
    "cash",
    "hall",
    "page",
    "long",
    "short",
    "young",
    "brown",
    "green",
    "black",
    "white",
    "gray",
    "king",
    "queen",
    "duke",
    "page",
    "wood",
    "stone",
    "rose",
    "lily",
    "grace",
    "may",
    "april",
    "june",
    "august",
    "monday",
    "friday",
    "sunday",
]


def check(entries: list[Entry]) -> None:
    """Raise ValueError where the gazetteer has lost something that must be there."""
    by_id = {entry.id for entry in entries}
    missing = {
        "Q159",
        "Q212",
        "Q43",
        "Q30",
        "Q142",
        "Q148",
        "Q7747",
        "Q22686",
        "Q458",
        "Q1065",
        "Q130879",
        "Q406",
    } - by_id
    if missing:
        raise ValueError(f"not in the gazetteer: {', '.join(sorted(missing))}")

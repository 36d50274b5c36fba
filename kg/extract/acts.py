"""Which speech act a statement is: by its cue word, and for neutral cues by what the content asks for.

The classes are those of the ontology's scheme of speech acts, which follows Searle (1976): assertives, directives,
commissives, expressives, cut finer where news of diplomacy does.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract.cues import lemma_of

# "Hop" is what spaCy makes of "hopes".
ACT_OF_CUE = {
    "Confirm": "confirm acknowledge admit concede certify verify",
    "Deny": "deny refute dispute rebut disavow",
    "Report": "report reveal disclose describe cite note observe recall recount quote",
    "Declare": "announce declare proclaim decree",
    "Believe": "believe think consider feel see view regard suspect assume suppose know understand doubt argue",
    "Predict": "predict expect forecast anticipate project foresee estimate",
    "Accuse": "accuse blame charge allege fault",
    "Criticize": "criticize criticise slam lambast blast denounce decry complain lament bash mock ridicule attack rip rebuke",
    "Condemn": "condemn deplore",
    "Express": "express hope hop fear worry regret wish voice",
    "Praise": "praise hail welcome applaud commend laud congratulate endorse",
    "Thank": "thank",
    "Apologize": "apologize apologise",
    "Ask": "ask question wonder inquire",
    "Urge": "urge call appeal encourage exhort advise recommend press plead",
    "Demand": "demand insist require want",
    "Order": "order command instruct direct",
    "Warn": "warn caution alert",
    "Threaten": "threaten",
    "Propose": "propose suggest",
    "Invite": "invite",
    "Promise": "promise pledge vow swear guarantee commit intend plan",
    "Offer": "offer",
    "Agree": "agree accept approve back",
    "Reject": "reject rule_out dismiss oppose rebuff",
    "Refuse": "refuse decline",
}
ACT_OF_LEMMA = {lemma: act for act, lemmas in ACT_OF_CUE.items() for lemma in lemmas.split()}
# Cues that say nothing of the act; the content decides.
NEUTRAL = frozenset(
    """say tell add state assure write tweet post comment remark speak explain stress emphasize emphasise reiterate repeat note
    continue""".split()
)
OPENING_MARKS = frozenset("\"“„«'")
FUTURE = frozenset("will would 'll ’ll shall wo".split())
NOBODY = frozenset("no neither none nobody nothing nor never".split())
DEONTIC = frozenset("should must shall".split())
# Nouns after a neutral verb that carry the act ("expressed hope", "voiced concern", "made a demand").
ACT_OF_NOUN = {
    "hope": "Express",
    "concern": "Express",
    "regret": "Express",
    "fear": "Express",
    "demand": "Demand",
    "proposal": "Propose",
    "pledge": "Promise",
    "warning": "Warn",
    "threat": "Threaten",
    "accusation": "Accuse",
    "denial": "Deny",
    "promise": "Promise",
    "offer": "Offer",
    "appeal": "Urge",
    "claim": "Assert",
    "belief": "Believe",
    "agreement": "Agree",
    "condition": "Demand",
    "requirement": "Demand",
    "call": "Urge",
    "plan": "Propose",
    "congratulation": "Praise",
    "praise": "Praise",
    "criticism": "Criticize",
    "support": "Praise",
    "anxiety": "Express",
    "worry": "Express",
    "feeling": "Express",
    "frustration": "Express",
    "suspicion": "Believe",
    "doubt": "Believe",
    "question": "Ask",
}
ACT_OF_ADJECTIVE = {
    adjective: act
    for act, adjectives in {
        "Express": "glad happy sad angry proud worried concerned afraid enamored enthusiastic unenthusiastic pleased disappointed sorry "
        "upset hopeful optimistic pessimistic uncomfortable grateful frustrated",
        "Believe": "sure confident certain skeptical sceptical convinced doubtful",
        "Refuse": "unwilling reluctant",
        "Promise": "ready willing committed",
    }.items()
    for adjective in adjectives.split()
}


def tells(token: Token) -> bool:
    """Return whether a word of a cue tells of speech or thought, or is a sign that stands for it ("Berlin: …")."""
    lemma = token.lemma_.lower()
    return (
        token.is_punct or lemma in ACT_OF_LEMMA or lemma in NEUTRAL or lemma in ACT_OF_NOUN or lemma in ACT_OF_ADJECTIVE
    )


def act_of(cue: Iterable[Token], content: Iterable[Token]) -> str:
    """Return the speech act of a statement with these cue and content tokens; "Assert" where nothing says more."""
    tokens, content = with_weight(list(cue)), list(content)
    if any(token.lemma_ == "quote" and token.tag_ == "VBN" for token in tokens):
        return by_content(content)  # "was quoted as saying"
    for token in tokens:
        if token.lemma_.lower() in ACT_OF_NOUN and token.pos_ == "NOUN":
            return ACT_OF_NOUN[token.lemma_.lower()]
    if is_naming(tokens):
        return by_content(content)
    for token in tokens:
        if token.pos_ in {"ADJ", "VERB"} and token.lower_ in ACT_OF_ADJECTIVE:
            return refined(ACT_OF_ADJECTIVE[token.lower_], tokens)
    if any(token.lemma_ == "assure" for token in tokens) and any(token.lower_ in FUTURE for token in content):
        return refined("Promise", tokens)  # who assures that something is so only says it with force
    for token in tokens:
        if token.pos_ == "VERB" and lemma_of(token) in ACT_OF_LEMMA:
            return refined(ACT_OF_LEMMA[lemma_of(token)], tokens)
        if token.pos_ in {"VERB", "NOUN", "AUX"} and token.lemma_.lower() in ACT_OF_LEMMA:
            return refined(ACT_OF_LEMMA[token.lemma_.lower()], tokens)
    return by_content(content)


def with_weight(cue: list[Token]) -> list[Token]:
    """Return a cue without the nouns that only tell where a neutral verb was used: "said at a press briefing"."""
    if not any(token.lemma_.lower() in NEUTRAL and token.pos_ == "VERB" for token in cue):
        return cue
    return [token for token in cue if token.pos_ != "NOUN" or token.dep_ not in {"compound", "pobj"}]


def is_naming(cue: list[Token]) -> bool:
    """Return whether the cue is "call" in the sense of giving a name ("called it absurd"), not "call for" or "call on"."""
    verbs = [token for token in cue if token.lemma_.lower() == "call" and token.pos_ == "VERB"]
    urging = {"for", "on", "upon", "to"}
    return bool(verbs) and not any(child.lower_ in urging for verb in verbs for child in verb.children)


def refined(act: str, cue: list[Token]) -> str:
    """Return the act that a negated cue makes: who does not agree refuses, who does not deny says nothing new."""
    negated = is_negated(cue)
    return (
        {"Agree": "Refuse", "Promise": "Refuse", "Demand": "Assert", "Praise": "Criticize"}.get(act, act)
        if negated
        else act
    )


def is_negated(cue: Iterable[Token]) -> bool:
    """Return whether a cue is negated ("did not say", "refused" is an act of its own)."""
    return any(child.dep_ == "neg" for token in cue for child in [token, *token.children])


def by_content(content: list[Token]) -> str:
    """Return the act that the main clause of a content performs after a neutral cue."""
    if not content:
        return "Assert"
    inside = {token.i for token in content}
    roots = [token for token in content if token.head.i not in inside or token.head is token]
    root = next((token for token in roots if token.pos_ in {"VERB", "AUX"}), roots[0] if roots else content[0])
    auxiliaries = {child.lower_ for child in root.children if child.dep_ in {"aux", "auxpass"} and child.i in inside}
    subject = next((child for child in root.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    first_person = subject is not None and subject.lower_ in {"we", "i"}
    if subject is None and root.tag_ == "VB" and not auxiliaries and content[0].text in OPENING_MARKS:
        return "Urge"  # "Get out of here!"
    if auxiliaries & DEONTIC and not any(child.dep_ == "neg" for child in root.children):
        # "The next step should be …" proposes; "sanctions should be imposed", "Russia must leave" demand.
        return "Propose" if root.lemma_ == "be" else "Demand"
    if first_person and auxiliaries & {"will", "'ll", "’ll", "shall"}:
        return "Promise"
    asked = root.lemma_ in {"need", "demand", "require", "want"} and root.tag_ in {"VB", "VBP", "VBZ"}
    if asked and not is_denied(root, subject):
        return "Demand"
    if content[-1].text == "?" or (len(content) > 1 and content[-2].text == "?"):
        return "Ask"
    return "Assert"


def is_denied(verb: Token, subject: Token | None) -> bool:
    """Return whether a clause says that nobody does something: "we do not want", "neither side wants"."""
    words = [*verb.children, *([subject, *subject.children] if subject is not None else [])]
    return any(word.dep_ == "neg" or word.lower_ in NOBODY for word in words)

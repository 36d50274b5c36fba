"""Whether the words around a name say that it is a woman's or a man's, so that "she" does not mean him.

Given names are the commonest of the United States, Europe, Russia, the Middle East and Asia; those borne by both are left
out. A name that says nothing agrees with every pronoun.
"""

from collections.abc import Iterable

from kg.model import Mention

FEMALE, MALE = "female", "male"
GENDER_OF_PRONOUN = {
    **dict.fromkeys(("she", "her", "hers", "herself"), FEMALE),
    **dict.fromkeys(("he", "him", "his", "himself"), MALE),
}
_FEMALE_NAMES = frozenset(
    """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily
    donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda
    pamela emma nicole helen samantha katherine christine debra rachel carolynet catherine maria heather diane ruth julie olivia
    joyce virginia victoria lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann
    anne sara madison frances kathrynice alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella
    theresa diana natalie brittany charlotte marie kayla alexis lori hillary ivanka melania ursula angela christiane annalena marine
    giorgia ingrid olga irina natalia natalya svetlana yulia tatiana tatyana ekaterina elena maria ludmila lyudmila oksana iryna
    fatima aisha khadija leila layla maryam zainab noor hala rania amal benazir indira sonia nirmala sushma jacinda theresa sanna mette
    kaja dalia vjosa maia zuzana ana carmen isabel lucia rosa claudia gabriela silvia paola federica francesca chiara
    polly felicia loretta carly cecile debbie wendy susana keiko yuriko mei ling tzipi ayelet golda huma cheryl sheryl melinda
    condoleezza madeleine samantha condianne sylvia violet katie gabbye tamara tammy tina wanda yolanda zeynep meryem emine
    bridget brigitte caroline cecilia clara eleanor ellen erin eva gina iris jill joanne josephine kate kathy kim
    kirsten kristen laurie leslie lucy lynn lynne marcia margot marta maureen meg meghan mika molly monica nadia naomi nina nora
    paula peggy penny phyllis rita rosemary roxana sally sheila sofia sonya stacy stella suzanne tanya toni ula vanessa vera
    veronica vivian yvonne zoe patty shelley gwen rosie lorella laurie""".split()
)
_MALE_NAMES = frozenset(
    """james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul
    andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry
    justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry tyler aaron jose adam nathan henry
    zachary douglas peter kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl harold dylan arthur lawrence
    jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph bobby russell
    bradley philip phillip eugene vladimir sergei sergey dmitry dmitri yuri igor ivan nikolai nikita boris mikhail viktor oleg andriy
    andrii volodymyr oleksandr serhiy mykhailo rustem denys dmytro anatoly konstantin maxim pavel recep hakan mevlut mevlüt ahmet
    mehmet mustafa abdullah mohammed mohammad muhammad mohamed ahmed ali hassan hussein hossein omar khalid abdul ibrahim yusuf yasser
    mahmoud bashar benjamin yitzhak shimon ehud naftali yair avigdor emmanuel nicolas francois françois jacques olaf helmut gerhard
    angelo matteo mario silvio sergio giuseppe luigi pedro luis carlos fernando miguel javier jorge antonio manuel francisco rafael
    narendra rahul manmohan imran nawaz shehbaz asif hamid ashraf xi wang li zhang hu shinzo fumio taro moon abbas
    bernie ted marco jeb chris mike tim tom jim bob bill ben barack hassan rand mitt newt rudy rush glenn trey dick ron al
    tony steve greg jeff dan dave doug ed fred phil ray rick rob sam tad tyrone wes antony rex ash josh denis nick jared rupert
    julian edward edmund harry hugh ian kofi ban antonio boutros javad ayman osama saddam muammar hosni abdel khalifa garrett hogan
    martin morton reid duncan clint craig dylan evan gavin graham howard irving jamal jay joel jon kurt lance leo leon leonard
    lloyd louis luke marc marcus matt max mitch neil norman oliver oscar otto owen pete preston rahm randall reince
    reginald roland ross rory scot seth shaun sidney simon stanley stuart ted theodore todd trent trevor victor vince warren
    wesley winston woody zack bashir gennady gennadi sebastian loren alejandro xavier sheldon wolf chuck vernon""".split()
)
_FEMALE_WORDS = frozenset(
    """mrs ms miss madam lady dame queen princess spokeswoman chairwoman congresswoman businesswoman policewoman councilwoman
    assemblywoman actress wife mother daughter sister widow woman girl grandmother aunt heiress duchess""".split()
)
_MALE_WORDS = frozenset(
    """mr sir lord king prince spokesman chairman congressman businessman policeman councilman assemblyman actor husband father son
    brother man boy grandfather uncle duke sheikh""".split()
)


def gender_of_words(words: Iterable[str]) -> str:
    """Return "female" or "male" if a title or a noun among these words says so, else an empty string."""
    for word in words:
        bare = word.lower().strip(".,")
        if bare in _FEMALE_WORDS:
            return FEMALE
        if bare in _MALE_WORDS:
            return MALE
    return ""


def gender_of_name(name: str) -> str:
    """Return the gender that the first word of a full name tells, or an empty string."""
    first, _, rest = name.lower().partition(" ")
    if not rest:
        return ""
    return FEMALE if first in _FEMALE_NAMES else MALE if first in _MALE_NAMES else ""


def genders_of_surnames(mentions: Iterable[Mention]) -> dict[str, str]:
    """Return the last word of each person's name → the gender of the first to bear it, whom the bare name goes on to mean."""
    found: dict[str, str] = {}
    for item in mentions:
        if item.kind == "Person" and item.form == "name" and " " in item.text:
            gender = gender_of_name(item.text)
            if gender:
                found.setdefault(item.text.lower().split()[-1], gender)
    return found

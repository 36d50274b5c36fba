"""Names, roles and noun phrases: what they are read as, and whom they act for."""

import pytest
from reading import Words

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Paris said the deal was dead.", "Paris", "Country metonym FR"),
        ("The ministers met in Paris on Monday.", "Paris", "City name FR"),
        ("Delegations from France and Oman met in Muscat.", "Oman", "Country name OM"),
        ("Norwegian diplomats arrived in Havana.", "Norwegian", "Country demonym NO"),
        ("The Kremlin rejected the proposal.", "Kremlin", "Country metonym RU"),
        ("Reuters reported that the talks had failed.", "Reuters", "NewsOrganization name GB"),
        ("The European Union welcomed the agreement.", "European Union", "Organization name"),
        ("The Turkish Foreign Ministry confirmed the visit.", "Turkish Foreign Ministry", "Organization name TR"),
        ("The Turkish Foreign Ministry confirmed the visit.", "Turkish", "Country demonym TR"),
        ("They met at the Grand Hotel in Oslo.", "Grand Hotel", "Building name"),
        ("Talks were held in Genewa, Switzerland.", "Genewa", "City name CH"),
        ("Officials from Swizerland opened the meeting in Bern.", "Swizerland", "Country name CH"),
        ("The Sudanese army refused to attend the talks.", "The Sudanese army", "Organization nominal SD"),
        ("European leaders met on Friday.", "European", "Place demonym"),
        ("Chief Minister Arjun Rao spoke in Delhi.", "Minister", "nothing"),
        ("Leila Haddad, Director of Events at the council, spoke.", "of Events", "nothing"),
        ("The envoy attacked Carl Niemann over the leak.", "Carl Niemann", "Person name"),
        ("Mark Cuban spoke first. Then Cuban left the Cuban team.", "Cuban", "Person name"),
        ("Cuban doctors arrived. Mark Cuban spoke.", "Cuban", "Country demonym CU"),
        ("Envoys meet | Kenyan War News\n\nThe envoys met in Oslo.", "Kenyan War News", "nothing"),
        ("Taiwan sent an envoy to the talks.", "Taiwan", "Country name TW"),
        ("He wrote about the summit in The Guardian on Monday.", "Guardian", "NewsOrganization name GB"),
        ("The Nordic School, which hosted the talks, said so.", "Nordic School", "Organization name"),
        ("The meeting on Friday lasted two hours.", "Friday", "nothing"),
        ("MUSCAT (Reuters) - Iran sent a team to the talks.", "MUSCAT", "City name OM"),
        ("HELENA, Mont. (AP) - The governor signed the bill.", "HELENA", "City name US"),
        ("They met officers of the Houston Police Department.", "Houston", "City name US"),
        ("The Bank of Mexico said so.", "Mexico", "Country name MX"),
        ("The Bank of Mexico said so.", "Bank of Mexico", "Organization name"),
        ("He lives in New Mexico.", "Mexico", "nothing"),
        ("The U.S.-led coalition bombed the town.", "U.S.", "Country name US"),
        ("They marched down Baker Street to the embassy.", "Baker Street", "Place name"),
        ("The Managing Director, Delta Basin Commission, spoke.", "Delta Basin Commission", "Organization name"),
        ("They met in Maiduguri Borno State on Monday.", "Maiduguri", "City name NG"),
        ("They met in Maiduguri Borno State on Monday.", "Borno State", "Place name NG"),
        ("The Niger Delta Development Commission spoke.", "Niger Delta", "Place name"),
        ("The Niger Delta Development Commission spoke.", "Niger", "nothing"),
        ("They worked at the CHU in Lyon.", "CHU", "Organization name"),
        ("He left the Federal University of Technology, Owerri (FUTO).", "Owerri", "City name NG"),
        ("The talks failed, the Meydan agency said.", "Meydan", "NewsOrganization name"),
        ("They signed in the Hotel Bellavista in Lima.", "Hotel Bellavista", "Building name"),
        ("The Government of Chile agreed.", "Government of Chile", "Organization name CL"),
        ("In a post on X, Omar Haddad said so.", "X", "nothing"),
        ("The two Koreas met. The North spoke first.", "North", "Country name KP"),
        ("Inter-Korean talks began. The South spoke first.", "South", "Country name KR"),
        ("They support inter-Korean talks.", "Korean", "nothing"),
        ("They met in Saint Vincent and the Grenadines.", "Grenadines", "nothing"),
        ("Cairo – Anadolu\n\nA delegation arrived on Monday.", "Cairo", "City name EG"),
        ("BRUSSELS, Beta/Tanjug - The envoy spoke.", "BRUSSELS", "City name BE"),
        ("(Seoul = Yonhap) The envoy spoke.", "Seoul", "City name KR"),
        ("Havana, 6 Feb (Prensa Latina) The envoy spoke.", "Havana", "City name CU"),
        ("ISLAMABAD: The envoy spoke.", "ISLAMABAD", "City name PK"),
        ("Xinhua, Geneva, 12 May – The envoy spoke.", "Geneva", "City name CH"),
        ("Trips to Alaska, Florida and Georgia followed.", "Georgia", "Place name US"),
        ("He left Florida for the Georgia National Guard.", "Georgia National Guard", "Organization name US"),
        ("He left Florida. Georgia and Armenia met.", "Georgia", "Country name GE"),
        ("He left Florida for Georgia. The Georgian minister spoke.", "Georgia", "Country name GE"),
    ],
)
def test_names_are_read_as(text, words, expected):
    assert Words(text).kind(words) == expected


@pytest.mark.parametrize(
    ("text", "person", "role", "owners"),
    [
        ("Japanese Foreign Minister Yoko Kamikawa said so.", "Yoko Kamikawa", ["Foreign Minister"], ["Japanese"]),
        ("Egypt's chief negotiator Ahmed Hassan said so.", "Ahmed Hassan", ["chief negotiator"], ["Egypt"]),
        ("Anna Berg, the Swedish special envoy for Yemen, said so.", "Anna Berg", ["special envoy"], ["Swedish"]),
        ("The Russian presidential aide, Yuri Petrov, said so.", "Yuri Petrov", ["presidential aide"], ["Russian"]),
        ("Peter Novak, foreign minister of Slovakia, said so.", "Peter Novak", ["foreign minister"], ["Slovakia"]),
        ("Deputy Prime Minister Maria Silva said so.", "Maria Silva", ["Deputy Prime Minister"], []),
        ("Maria Silva said so.", "Maria Silva", [], []),
    ],
)
def test_offices_and_whom_they_are_held_for(text, person, role, owners):
    words = Words(text)
    found = words.mention(person)
    assert found.kind == "Person"
    assert words.of(found.role) == role
    assert words.of(*found.represents) == owners


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Al Jazeera's Omar Haddad said so.", "Omar Haddad", ["Al Jazeera"]),
        ("NATO Secretary General Mark Rutte said so.", "Mark Rutte", ["NATO"]),
        ("Alan Boswell of the International Crisis Group said so.", "Alan Boswell", ["International Crisis Group"]),
    ],
)
def test_bodies_that_people_belong_to(text, person, body):
    words = Words(text)
    assert words.of(*words.mention(person).affiliation) == body


@pytest.mark.parametrize(
    ("text", "words_", "referents"),
    [
        ("Norway and Cuba held talks. Both sides agreed to meet again.", "Both sides", ["Norway", "Cuba"]),
        ("Chilean President Ana Rojas spoke. Later the president left.", "the president", ["Ana Rojas"]),
        ("They met at the Park Hotel in Oslo. Later the hotel closed.", "the hotel", ["Park Hotel"]),
        ("Israeli sources told AFP that it failed. Sources said more would follow.", "Sources", ["Israeli sources"]),
        ("The Malian army left. The army said it would return.", "The army", ["The Malian army"]),
        ("Norwegian minister Anna Berg left. Norway and the Berg government paid.", "the Berg government", ["Norway"]),
        ("Norwegian Prime Minister Anna Berg spoke. Norway pays. Her government left.", "Her government", ["Norway"]),
        ("Norway pays. The envoys left the country.", "the country", ["Norway"]),
        ("Norway pays. Kim Jong-un smiled. The North Korean leader left.", "The North Korean leader", ["Kim Jong-un"]),
        ("The special counsel, Anna Berg, spoke. Omar Farah left. The counsel smiled.", "The counsel", ["Anna Berg"]),
        (
            "The Omani Foreign Minister agreed. Badr Albusaidi wrote so.",
            "The Omani Foreign Minister",
            ["Badr Albusaidi"],
        ),
        ("The Deputy Premier – Minister of Energy Anna Berg spoke.", "The Deputy Premier", ["Anna Berg"]),
        ("The UN met Hezbollah. The movement refused.", "The movement", ["Hezbollah"]),
        ("The FARC rebels met the ELN. The rebels refused.", "The rebels", ["FARC"]),
        ("Anna Berg, head of the M23, spoke. Her movement won.", "Her movement", ["M23"]),
        ("Anna Berg, head of the M23, met the ELN. Her movement won. The movement is strong.", "The movement", ["M23"]),
    ],
)
def test_noun_phrases_refer_to(text, words_, referents):
    words = Words(text)
    assert words.of(*words.mention(words_).refers_to) == referents


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Norway met Sweden. They met elsewhere in every country.", "every country"),
        ("Norway pays. Kim Jong-un smiled. The Swedish leader left.", "The Swedish leader"),
        ("Anna Berg spoke. The counsel smiled.", "The counsel"),
        ("The former Omani Foreign Minister left. Badr Albusaidi stayed.", "The former Omani Foreign Minister"),
        ("The ELN met Hezbollah. The movement refused.", "The movement"),
    ],
)
def test_noun_phrases_of_which_the_text_says_nothing_mean_nobody(text, words):
    assert Words(text).mention(words) is None


def test_both_sides_means_nobody_where_only_one_party_is_named():
    assert Words("Norway spoke first. Both sides were tired.").mention("Both sides") is None


def test_a_misspelt_surname_is_a_person_before_it_is_a_place():
    words = Words("Sergei Lavrov arrived in Geneva. Lavrow said the talks would go on.")
    assert words.kind("Lavrow") == "Person name"


def test_a_building_lies_in_the_city_named_after_it():
    words = Words("They met at the Grand Hotel in Oslo.")
    assert words.of(words.mention("Grand Hotel").within) == ["Oslo"]


@pytest.mark.parametrize(
    ("text", "place", "person", "role"),
    [
        ("The President of Malta Anna Berg arrived in Oslo.", "Country name MT", "Anna Berg", "President"),
        (
            "Talks were led by the Prime Minister of Kosovo Rana Umarova.",
            "Country name XK",
            "Rana Umarova",
            "Prime Minister",
        ),
        ("Norway's senior adviser for Africa Anna Berg spoke.", "Place name", "Anna Berg", "senior adviser"),
        ("The Norwegian Minister of State Anna Berg spoke.", "Country demonym NO", "Anna Berg", "Minister of State"),
    ],
)
def test_a_person_behind_an_office_and_what_it_is_over(text, place, person, role):
    words = Words(text)
    named = next(one for one in words.found.mentions if one.text == person)
    assert words.of(named.role) == [role]
    assert place in {words.kind(one.text) for one in words.found.mentions}
    assert "Organization name" not in {words.kind(one.text) for one in words.found.mentions}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The April 19 Movement freed its hostages in Lima.", "April 19 Movement"),
        ("Envoys met President Kim Dae-jung in Oslo.", "Kim Dae-jung"),
    ],
)
def test_names_with_a_day_or_a_hyphen_are_whole(text, name):
    assert Words(text).mention(name) is not None


def test_two_countries_of_one_name_are_both():
    words = Words("South Korea and North Korea met in Oslo. The two Koreas agreed to open a hotline.")
    assert words.kind("The two Koreas") == "Actor nominal"
    assert words.refers("The two Koreas") == ["South Korea", "North Korea"]


def test_both_sides_are_the_government_and_the_body_it_faces():
    words = Words(
        "The government of Colombia and the April 19 Movement signed a pact. Both sides agreed to stop all attacks."
    )
    assert words.refers("Both sides") == ["Colombia", "April 19 Movement"]


def test_whose_adviser_somebody_is_is_no_adviser():
    words = Words("Karim Saleh, political adviser of Omar Farah, rejected this.")
    assert (words.of(words.mention("Karim Saleh").role), words.mention("Omar Farah").role) == (["political adviser"], None)


def test_an_office_behind_as_well_as_is_somebody_elses():
    words = Words("Anna Berg, as well as EU special representative Rana Umarova, attended the talks.")
    assert words.mention("Anna Berg").role is None
    assert words.of(words.mention("Rana Umarova").role) == ["special representative"]


def test_a_dateline_is_no_part_of_the_first_sentence():
    words = Words("Oslo, May 11, 2025 (AFP) - Cuba and Chile concluded a round of talks on Sunday.")
    (event,) = words.found.events
    assert words.of(*event.participants) == ["Cuba", "Chile"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ministers of foreign affairs of Malta and Kenya Anna Berg and Rana Umarova met in Oslo.",
            [
                ("Anna Berg", "ministers of foreign affairs", "MT"),
                ("Rana Umarova", "ministers of foreign affairs", "KE"),
            ],
        ),
        (
            "The ambassadors of Chile and Peru, Carla Ruiz and Rosa Quispe, attended the talks.",
            [("Carla Ruiz", "ambassadors", "CL"), ("Rosa Quispe", "ambassadors", "PE")],
        ),
        (
            "The Chilean and Peruvian foreign ministers, Carla Ruiz and Rosa Quispe, attended the talks.",
            [("Carla Ruiz", "foreign ministers", "CL"), ("Rosa Quispe", "foreign ministers", "PE")],
        ),
        ("The envoys of Chile and Peru met Carla Ruiz.", [("Carla Ruiz", None, "")]),
        (
            "The presidents of Chile, Carla Ruiz, and of Peru, Rosa Quispe, signed.",
            [("Carla Ruiz", "presidents", "CL"), ("Rosa Quispe", "presidents", "PE")],
        ),
        (
            "Prime Ministers Anna Berg and Rosa Quispe met.",
            [("Anna Berg", "Prime Ministers", ""), ("Rosa Quispe", "Prime Ministers", "")],
        ),
        (
            "He met Anna Berg, Army Chief Omar Haddad and others.",
            [("Anna Berg", None, ""), ("Omar Haddad", "Army Chief", "")],
        ),
        (
            "He met Security Advisors Anna Berg and Rosa Quispe.",
            [("Anna Berg", "Security Advisors", ""), ("Rosa Quispe", "Security Advisors", "")],
        ),
    ],
)
def test_people_and_states_of_two_lists_belong_to_each_other_in_their_order(text, expected):
    words = Words(text)
    found = [words.mention(name) for name, _, _ in expected]
    assert [(one.text, *(words.of(one.role) or [None]), one.country) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "person", "role", "country"),
    [
        ("The Minister of Foreign Affairs of Malta Anna Berg spoke.", "Anna Berg", "Minister of Foreign Affairs", "MT"),
        ("The representative of the MFA of Malta Anna Berg spoke.", "Anna Berg", "representative", "MT"),
        ("The Secretary General of the UNO Anna Berg spoke.", "Anna Berg", "Secretary General", ""),
        ("The adviser of the office of the president of Malta Anna Berg spoke.", "Anna Berg", "adviser", "MT"),
        ("Peru's envoy left. Her Maltese counterpart, Anna Berg, stayed.", "Anna Berg", None, "MT"),
        ("The head of the UN Support Mission, Anna Berg, spoke.", "Anna Berg", "head", ""),
        ("The spokesman of the Maltese Foreign Ministry Oncu Keceli denied it.", "Oncu Keceli", "spokesman", "MT"),
        ("Peru's envoy met her Maltese counterpart Anna Berg.", "Anna Berg", None, "MT"),
        ("Chilean army spokesman Maj. Gen. Omar Haddad spoke.", "Omar Haddad", "army spokesman", "CL"),
        ("Opposition leader archbishop Omar Haddad spoke.", "Omar Haddad", "Opposition leader", ""),
        ("The envoys met Rear Admiral Omar Haddad.", "Omar Haddad", "Rear Admiral", ""),
        ("The army's envoy, Rear Admiral Omar Haddad, left.", "Omar Haddad", "envoy", ""),
        ("Jordanian Foreign Minister Prince Omar Haddad spoke.", "Omar Haddad", "Foreign Minister", "JO"),
        ("Defence Minister General Omar Haddad spoke.", "Omar Haddad", "Defence Minister", ""),
        ("Crown Prince Omar Haddad spoke.", "Omar Haddad", "Crown Prince", ""),
        ("Maltese Secretary of the Treasury Anna Berg spoke.", "Anna Berg", "Secretary of the Treasury", "MT"),
        ("The Maltese head of State, Anna Berg, spoke.", "Anna Berg", "head of State", "MT"),
        (
            "Anna Berg, Under-Secretary-General for Political Affairs, spoke.",
            "Anna Berg",
            "Under-Secretary-General for Political Affairs",
            "",
        ),
        (
            "The director general of the World Trade Organization, Anna Berg, spoke.",
            "Anna Berg",
            "director general",
            "",
        ),
        (
            "The Deputy Prime Minister – Minister of Energy of Malta Anna Berg spoke.",
            "Anna Berg",
            "Minister of Energy",
            "MT",
        ),
        ("Malta, which Chile accuses of spying, sent its minister Anna Berg.", "Anna Berg", "minister", "MT"),
        ("Anna Berg, commander of the M23, spoke.", "Anna Berg", "commander", ""),  # no state is spoken for
        ("The envoy of Malta for the peace process Anna Berg left.", "Anna Berg", "envoy", "MT"),
        ("The ambassador of Malta to Peru Anna Berg left.", "Anna Berg", "ambassador", "MT"),
        ("They met the head of the Maltese Air Service, Anna Berg, and the mediators.", "Anna Berg", "head", "MT"),
    ],
)
def test_offices_as_translations_put_them(text, person, role, country):
    words = Words(text)
    named = words.mention(person)
    assert (words.of(named.role) or [None], named.country) == ([role], country)
    assert [one.text for one in words.found.mentions if one.kind == "Person" and one.form == "name"] == [person]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Somali delegation left Oslo.", "Country demonym SO"),  # Ethiopia has a region of this name
        ("Fighting broke out in Somali on Friday.", "Place name ET"),
    ],
)
def test_a_people_is_meant_before_a_region_of_its_name(text, expected):
    assert Words(text).kind("Somali") == expected


def test_both_parties_are_those_that_sent_the_delegations():
    words = Words(
        "The Chilean delegation met the Peruvian delegation. Norway and Qatar presented a plan. They called on both parties to agree."
    )
    assert words.refers("both parties") == ["The Chilean delegation", "the Peruvian delegation"]


def test_leaders_of_two_countries_act_for_both():
    words = Words("The leaders of Chile and Peru said that a ceasefire was near.")
    assert words.of(*words.mention("The leaders").represents) == ["Chile", "Peru"]


def test_a_day_in_a_dateline_is_no_place():
    words = Words("OSLO, May 11. /TASS/. Chile and Peru signed a pact.")
    assert words.kind("May 11") == "nothing"


@pytest.mark.parametrize(
    ("text", "place", "around"),
    [
        ("They met at the Grand Hotel in the northeastern city of Tianjin.", "Grand Hotel", "Tianjin"),
        ("They met at Cairo's Grand Hotel on Monday.", "Grand Hotel", "Cairo"),
        ("They met at the Vienna Convention Centre on Monday.", "Vienna Convention Centre", "Vienna"),
        ("The march began in London. Police closed Baker Street.", "Baker Street", "London"),
        (
            "Members of Glasgow Council met. Near Washington Square, police closed Baker Street.",
            "Baker Street",
            "Glasgow",
        ),
        ("They met in Maiduguri Borno State on Monday.", "Maiduguri", "Borno State"),
        ("They live in Brooklyn, New York.", "Brooklyn", "New York"),
    ],
)
def test_the_text_says_in_what_a_place_lies(text, place, around):
    words = Words(text)
    assert words.of(words.mention(place).within) == [around]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Trips to Alaska, Florida and Ohio followed.", "Alaska"),
        ("The plants in Natans, Fordo and Isfahan closed.", "Natans"),
    ],
)
def test_a_list_of_places_is_no_address(text, place):
    assert Words(text).mention(place).within is None


def test_a_place_lies_in_nothing_that_the_text_only_speaks_of_later():
    assert Words("They met at the Grand Hotel, and the envoy flew to Oslo.").mention("Grand Hotel").within is None

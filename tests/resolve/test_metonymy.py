"""Capitals, seats and buildings: governments when they act, places when something happens there, else neither."""

import pytest

# sentence, the words asked for -> the key that they must have (None: no mention, or one that stands for no actor)
GOVERNMENTS = [
    ("Nairobi rejected the proposal on Monday.", "Nairobi", "state/KEN"),
    ("Tallinn fears a new wave of attacks.", "Tallinn", "state/EST"),
    ("Canberra decided to expel two diplomats.", "Canberra", "state/AUS"),
    ("The Elysee said the visit would go ahead.", "Elysee", "state/FRA"),
    ("The Kremlin denied the report.", "Kremlin", "state/RUS"),
    ("Downing Street declined to comment.", "Downing Street", "state/GBR"),
    ("The Blue House said the talks had failed.", "Blue House", "state/KOR"),
    ("The White House announced new sanctions.", "White House", "state/USA"),
    ("Lima recalled its ambassador to Quito.", "Lima", "state/PER"),
    ("Lima recalled its ambassador to Quito.", "Quito", "state/ECU"),
    ("Jakarta and Hanoi agreed to share data.", "Jakarta", "state/IDN"),
    ("Jakarta and Hanoi agreed to share data.", "Hanoi", "state/VNM"),
    ("Beijing's embassy in Manila protested.", "Beijing", "state/CHN"),
    ("Tehran's nuclear programme worries Riyadh.", "Tehran", "state/IRN"),
    ("Tehran's nuclear programme worries Riyadh.", "Riyadh", "state/SAU"),
    ("The government in Bamako denied the charge.", "The government", "state/MLI"),
    ("The Pentagon said two ships were damaged.", "Pentagon", "agency/pentagon"),
    ("Brussels proposed new tariffs, and the European Union backed them.", "Brussels", "organization/european-union"),
]
PLACES = [
    ("Rebel troops marched into Nairobi on Monday.", "Nairobi", "place/nairobi"),
    ("Protesters gathered in Tallinn.", "Tallinn", "place/tallinn"),
    ("Soldiers were deployed near Canberra.", "Canberra", "place/canberra"),
    ("Residents of Lima fled their homes.", "Lima", "place/lima"),
    ("Lima residents fled their homes.", "Lima", "place/lima"),
    ("Bogota's mayor resigned on Friday.", "Bogota", "place/bogota"),
    ("The mayor of Oslo resigned on Friday.", "Oslo", "place/oslo"),
    ("Shells hit central Khartoum on Sunday.", "Khartoum", "place/khartoum"),
    ("An explosion rocked Kabul airport.", "Kabul", "place/kabul"),
    ("The jet landed in Warsaw on Tuesday.", "Warsaw", "place/warsaw"),
    ("A bomb exploded in Mogadishu, killing five.", "Mogadishu", "place/mogadishu"),
    ("Ministers will meet in Vienna next week.", "Vienna", "place/vienna"),
    ("Militants stormed the parliament building in Tripoli.", "Tripoli", "place/tripoli"),
    ("An official in Seoul said the launch had failed.", "Seoul", "place/seoul"),
    ("The Finnish embassy in Cairo was closed.", "Cairo", "place/cairo"),
    ("A Moscow-based analyst said the plan was weak.", "Moscow", "place/moscow"),
    ("A Nairobi-based think-tank published the study.", "Nairobi", "place/nairobi"),
    ("Troops advanced along the Lima road.", "Lima", "place/lima"),
    ("The siege of Tripoli lasted a year.", "Tripoli", "place/tripoli"),
    ("The population of Dhaka has doubled.", "Dhaka", "place/dhaka"),
    ("The fall of Kabul surprised them.", "Kabul", "place/kabul"),
]
# the words must not stand for the state or body beside them
GUARDED = [
    ("The Paris accord was signed in 2015.", "Paris", "state/FRA"),
    ("The Washington Post reported that the talks had failed.", "Washington", "state/USA"),
    ("The Moscow Times said the law was passed.", "Moscow", "state/RUS"),
    ("The Jerusalem Post reported the strike.", "Jerusalem", "state/ISR"),
    ("The Korea Herald said the minister had resigned.", "Korea", "state/KOR"),
    ("The Times of India reported the clash.", "India", "state/IND"),
    ("The Vienna Convention protects diplomats.", "Vienna", "state/AUT"),
    ("The Geneva Conventions ban such attacks.", "Geneva", "state/CHE"),
    ("The Minsk agreements were never carried out.", "Minsk", "state/BLR"),
    ("A Brussels summit ended without a deal.", "Brussels", "state/BEL"),
    ("The Istanbul talks ended on Friday.", "Istanbul", "state/TUR"),
    ("Police closed London Bridge on Saturday.", "London", "state/GBR"),
    ("The South China Sea dispute goes on.", "China", "state/CHN"),
    ("Chad Johnson said the firm would pay.", "Chad", "state/TCD"),
    ("Jordan Henderson scored twice.", "Jordan", "state/JOR"),
    ("The Cuban missile crisis shaped his views.", "Cuban", "state/CUB"),
    ("The Warsaw Pact was dissolved in 1991.", "Warsaw", "state/POL"),
    ("Kenya Airways cancelled its flights.", "Kenya", "state/KEN"),
    ("The Berlin Wall fell in 1989.", "Berlin", "state/DEU"),
    ("The storm crossed the Atlantic.", "Atlantic", "organization/the-atlantic"),
]
# description -> nobody named within it owns it
UNOWNED = [
    ("Former Pentagon officials criticised the plan.", "Former Pentagon officials"),
    ("Former Kenyan diplomats signed the letter.", "Former Kenyan diplomats"),
    ("US-backed fighters seized the town.", "US-backed fighters"),
    ("Turkish-backed rebels shelled the village.", "Turkish-backed rebels"),
    ("A Moscow-based analyst said the plan was weak.", "A Moscow-based analyst"),
    ("The army retook the presidential palace on Sunday.", "the presidential palace"),
    ("Russian-made drones hit the port.", "Russian-made drones"),
    ("Pro-Kremlin bloggers spread the claim.", "Pro-Kremlin bloggers"),
    ("The Iran deal collapsed in 2018.", "The Iran deal"),
    ("The Ukraine war has entered its third year.", "The Ukraine war"),
]
_BODIES = ("state/", "agency/", "organization/")


@pytest.mark.parametrize(("text", "words", "key"), GOVERNMENTS + PLACES)
def test_stands_for(resolved, text, words, key):
    found = {m.key for m in resolved(text).mentions if m.text == words}
    assert found == {key}


@pytest.mark.parametrize(("text", "words", "key"), GUARDED)
def test_does_not_stand_for(resolved, text, words, key):
    start = text.index(words)
    found = {m.key for m in resolved(text).mentions if m.start <= start < m.end and m.kind != "pronoun"}
    assert key not in found


@pytest.mark.parametrize(("text", "words"), UNOWNED)
def test_belongs_to_nobody_named_in_it(resolved, text, words):
    extraction = resolved(text)
    assert [a.whole.text for a in extraction.affiliations if a.member.text == words] == []
    keys = {m.key for m in extraction.mentions if m.text == words and m.key is not None}
    assert not any(k.startswith(_BODIES) and extraction.article.id.removeprefix("article/") not in k for k in keys)


@pytest.mark.parametrize(
    "text",
    [
        "Japanese newspapers reported that the ship had left.",
        "Russian media reported that the bridge was closed.",
        "A Kenyan broadcaster reported that the road was shut.",
    ],
)
def test_the_press_is_never_its_country(resolved, text):
    press = [m for m in resolved(text).mentions if m.kind == "nominal" and m.type == "MediaOutlet"]
    assert not any((m.key or "").startswith("state/") for m in press)

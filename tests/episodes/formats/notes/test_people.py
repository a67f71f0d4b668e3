import pytest

from episodes.formats.notes import people


def names(found):
    return [(person.role, person.name, person.headline) for person in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guest: Ana", [("guest", "Ana", "")]),
        ("Guest: Ana Sá, Harbour Radio", [("guest", "Ana Sá", "Harbour Radio")]),
        ("Guests: Ana Sá, Bo Li", [("guest", "Ana Sá", ""), ("guest", "Bo Li", "")]),
        (
            "Guests: Ana Sá, pilot, tug owner, and Bo Li",
            [("guest", "Ana Sá", "Pilot, tug owner"), ("guest", "Bo Li", "")],
        ),
        ("Guest: Ana Sá – pilot, Harbour Radio", [("guest", "Ana Sá", "Pilot, Harbour Radio")]),
        ("Guest: Ana Sá – pilot, Bo Li – keeper", [("guest", "Ana Sá", "Pilot"), ("guest", "Bo Li", "Keeper")]),
        ("Guests: Ana Sá, pilot, Tide Institute", [("guest", "Ana Sá", "Pilot, Tide Institute")]),
        ("Speakers: Ana Sá – host; Bo Li", [("host", "Ana Sá", ""), ("guest", "Bo Li", "")]),
        ("Guest: عبد الرحمن الحسيني، صحفي", [("guest", "عبد الرحمن الحسيني", "صحفي")]),
        ("Co-host: J. P. O’Neill – editor", [("co-host", "J. P. O’Neill", "Editor")]),
        ("Music by: Cy Day", [("composer", "Cy Day", "")]),
        ("Guest: nobody yet", []),
        ("Guest: 12 people", []),
        ("Guest: Ana https://ana.example", []),
        ("Answer: Ana Sá", []),
        ("Guest: " + "Ana " * 200, []),
        ("Guest: Ana Sá, " + "pilot " * 40, []),
        ("Guests: Ana and the others", []),
        ("Guest: Developer Advocate", []),
    ],
)
def test_labelled_lines(text, expected):
    assert names(people.labelled(text, 1)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With Ana Sá, a pilot, and Bo Li.", [("guest", "Ana Sá", "A pilot"), ("guest", "Bo Li", "")]),
        ("🎙️ Hosted by Ana Sá", [("host", "Ana Sá", "")]),
        ("Produced by Ana Sá. Music by Bo Li.", [("producer", "Ana Sá", ""), ("composer", "Bo Li", "")]),
        ("Produced by Ana Sá. It rained.", []),
        ("Produced by Ana.", []),
        ("With Full Sails and Empty Hands.", []),
        ("With Ana, a pilot", []),
        ("Nobody is named here.", []),
        ("Hosted by " + "Ana " * 200, []),
    ],
)
def test_lines_of_nothing_but_people(text, expected):
    assert names(people.announced(text, 1)) == expected


def test_list_is_understood_or_left():
    assert people.listed("x" * 500, 1, "guest") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hosted by Ana Sá.", [("host", "Ana Sá", "")]),
        ("Bo talks to Dr. Ana Sá about ropes.", [("guest", "Ana Sá", "")]),
        ("She interviews pilot Ana Sá and Bo Li.", [("guest", "Ana Sá", "Pilot"), ("guest", "Bo Li", "")]),
        ("joined by guest Ana Sá (a diver at the pier), who dives", [("guest", "Ana Sá", "Diver at the pier")]),
        ("joined by Ana Sá, they speak of ropes.", [("guest", "Ana Sá", "")]),
        ("joined by Ana Sá, the best. And more.", [("guest", "Ana Sá", "")]),
        ("joined by J. Ana de Sá's friend", [("guest", "J. Ana de Sá", "")]),
        ("joined by Ana de la", []),
        ("joined by Ana Sá de la", [("guest", "Ana Sá", "")]),
        ("The host of the Harbour Show is here", []),
        ("It rains. With pilot Ana Sá and Bo Li.", [("guest", "Ana Sá", "Pilot"), ("guest", "Bo Li", "")]),
        ("It rains. With Full Sails they go.", []),
        ("joined by the wonderful Ana Sá", []),
        ("joined by a friend, Ana Sá", []),
        ("joined by one two three four five Ana Sá", []),
        ("joined by The Harbour", []),
        ("joined by", []),
        (
            "joined by Ana Sá and Bo Li and Cy Day and Dee Eff and Gus Hal",
            [("guest", "Ana Sá", ""), ("guest", "Bo Li", ""), ("guest", "Cy Day", ""), ("guest", "Dee Eff", "")],
        ),
        ("In Lisbon Ana Sá welcomes Bo Li", [("host", "Lisbon Ana Sá", ""), ("guest", "Bo Li", "")]),
        ("spricht Anke über Jan", []),
        ("Water talks to Wind", []),
    ],
)
def test_sentences(text, expected):
    assert names(people.merged(people.in_prose(text, 1))) == expected


@pytest.mark.parametrize(
    ("title", "rest", "expected"),
    [
        ("Open water, with Ana Sá", "Ana Sá is a pilot.", ["Ana Sá"]),
        ("Sailing with Open Eyes", "A story.", []),
        ("Open water feat. Ana Sá", "", ["Ana Sá"]),
        ("With Ana Sá on open water", "Ana Sá is a pilot.", []),
    ],
)
def test_titles(title, rest, expected):
    assert [person.name for person in people.in_title(title, rest, 1)] == expected


def test_everybody_is_there_once_hosts_first():
    found = people.merged(
        [
            people.NotedPerson("Ana Sá", "", "guest", (3,)),
            people.NotedPerson("Bo Li", "", "host", (1,)),
            people.NotedPerson("ana sá", "Pilot", "host", (2,)),
        ]
    )
    assert found == (
        people.NotedPerson("Bo Li", "", "host", (1,)),
        people.NotedPerson("Ana Sá", "Pilot", "guest", (2, 3)),
    )


def test_nobody_credits_a_crowd():
    crowd = [people.NotedPerson(f"Person {number}", "", "guest") for number in range(80)]
    assert len(people.merged(crowd)) == 50

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from episodes.formats.notes import Kind, parse
from episodes.formats.notes.signs import words_of
from tests.episodes.formats.notes import pages


def seen(text):
    """What was recognised, short enough for a table; what is empty is left out."""
    notes = parse(text)
    found = {
        "title": notes.title,
        "summary": notes.summary,
        "people": [(person.role, person.name, person.headline) for person in notes.people],
        "sections": [(section.heading, len(section.items)) for section in notes.sections],
        "links": [(link.label, link.url) for link in notes.links],
        "sponsored": [link.label for link in notes.links if link.sponsored],
        "contact": [link.label for link in notes.links if link.contact],
        "chapters": [(chapter.start_ms // 1000, chapter.title) for chapter in notes.chapters],
        "body": notes.body,
    }
    return {name: value for name, value in found.items() if value}


CASES = {
    "MARKDOWN": {
        "title": "The lamp that would not go out",
        "summary": "Three keepers on one rock, and what they wrote in the log. An hour about light, oil and patience.",
        "people": [
            ("host", "Maeve Tully", ""),
            ("guest", "Bo Li", "Keeper of the Skerry lamp"),
            ("guest", "Ana-Rita de Sá", "Engineer"),
        ],
        "sections": [("What we talk about", 3)],
        "links": [("The log", "https://log.example/1911"), ("Skerry trust", "https://skerry.example/")],
        "chapters": [(0, "Intro"), (750, "The log"), (3723, "The end")],
        "body": "## What we talk about\n\n- The log of 1911\n    - Its last page\n- Oil, and what came after\n\n"
        "| lamp | range |\n|------|-------|\n| Skerry | 18 nm |",
    },
    "GERMAN": {
        "title": "Ebbe im Watt",
        "summary": "Heute spricht Anke Petersen mit Jörn von der Heide, Professor für Küstenschutz an der Universität"
        " Husum, über das Watt.",
        "people": [
            ("host", "Anke Petersen", ""),
            ("guest", "Jörn von der Heide", "Professor für Küstenschutz an der Universität Husum"),
        ],
        "sections": [("Fragen der Folge", 2)],
        "links": [
            ("Die Karte", "https://karte.example/watt"),
            ("Nationalpark", "https://park.example"),
            ("Werbung: Tee Ohlsen", "https://tee.example"),
        ],
        "sponsored": ["Werbung: Tee Ohlsen"],
        "chapters": [(0, "Begrüßung"), (250, "Das Watt"), (1915, "Abschied")],
        "body": "## Fragen der Folge\n\n- Wie viel Sand braucht eine Insel?\n- Wem gehört das Watt?\n\n"
        "Fragen? Schreibt uns: moin@ebbe.example",
    },
    "FRENCH": {
        "title": "Le phare et la dune",
        "summary": "Une dune avance de trois mètres par an. Que fait le gardien du phare ?",
        "people": [("host", "Élodie Marchand", ""), ("guest", "Karim Haddad", "Ingénieur à la station de Sète")],
        "links": [("Le plan du phare", "https://phare.example/plan")],
        "chapters": [(0, "Bonjour"), (312, "La dune"), (2460, "Au revoir")],
    },
    "SPANISH": {
        "title": "La barca roja",
        "summary": "Lucía Ferrer conversa con Tomás Ibáñez, profesor de náutica en el puerto de Laxe,"
        " sobre la barca que volvió sola.",
        "people": [
            ("host", "Lucía Ferrer", ""),
            ("guest", "Tomás Ibáñez", "Profesor de náutica en el puerto de Laxe"),
        ],
        "links": [
            ("El diario de a bordo", "https://diario.example"),
            ("El museo", ""),
            ("Patrocinado por Café Marea", "https://cafe.example"),
        ],
        "sponsored": ["Patrocinado por Café Marea"],
    },
    "PORTUGUESE": {
        "title": "A maré de sete horas",
        "summary": "Neste episódio, a apresentadora Rita Nóvoa conversa com João Lobo, engenheiro do porto,"
        " e Marta Reis.",
        "people": [
            ("host", "Rita Nóvoa", ""),
            ("guest", "João Lobo", "Engenheiro do porto"),
            ("guest", "Marta Reis", ""),
        ],
        "chapters": [(0, "Olá"), (420, "A maré")],
    },
    "ITALIAN": {
        "title": "Il faro spento",
        "summary": "Una storia di luce e di sale, raccontata da chi c'era quella notte.",
        "people": [
            ("host", "Chiara Monti", ""),
            ("guest", "Paolo De Luca", ""),
            ("guest", "Sara Bini", ""),
            ("guest", "Ugo Neri", ""),
        ],
        "links": [("Il registro", "https://registro.example"), ("La mappa", "")],
    },
    "DUTCH": {
        "title": "Het licht van Terherne",
        "summary": "Een avond over mist, hoorns en de laatste wachter van het eiland.",
        "people": [("host", "Femke de Vries", ""), ("guest", "Bram Kuiper", "Oprichter van de Lichtwacht")],
        "sections": [("Hoofdstukken", 0)],
        "body": "## Hoofdstukken\n\n0.00 Welkom",
    },
    "JAPANESE": {
        "title": "灯台の夜",
        "summary": "海の音と、灯台守の三十年について話します。",
        "people": [("host", "佐藤花子", ""), ("guest", "山田太郎", "灯台守")],
        "links": [("灯台の地図", "https://todai.example/map")],
        "chapters": [(0, "はじめに"), (760, "灯台の仕事"), (2700, "おわりに")],
    },
    "LINKS_ALONE": {
        "links": [
            ("one.example", "https://one.example/"),
            ("Two", "https://two.example/a_(b)"),
            ("Three", "https://three.example/page?x=1"),
            ("four.example", "https://www.four.example"),
        ],
    },
    "TRANSCRIPT": {"body": pages.TRANSCRIPT.strip()},
    "TALK": {"body": pages.TALK.strip()},
    "NO_TIMES": {
        "title": "Rope",
        "summary": "Knots, and why they hold. A quiet half-hour with the rope maker's daughter, in the long shed.",
        "body": "We walked the length of the shed twice. At 7 in the morning the light comes in low.",
    },
    "TWO_LISTS": {
        "title": "A day on the ferry",
        "summary": "Ten crossings, one captain, and a dog that knows the timetable better than anybody.",
        "sections": [("The ferry leaves at", 0)],
        "chapters": [(0, "On board"), (195, "The captain"), (1300, "The dog"), (2402, "Off again")],
        "body": "## The ferry leaves at\n\n07:10 Inner quay\n09:40 Outer quay\n07:10 Back again",
    },
    "MAIL": {
        "title": "The salt road",
        "summary": "here are the notes for Friday. We follow the old salt road from the pans to the town, on foot.",
        "people": [("guest", "Noor Aziz", "Historian")],
        "body": "From: Petra\n\nHi Emil,\n\nCut: Sam Oduya\n\nBest,\nPetra",
    },
    "SCATTERED": {
        "title": "The night shift",
        "summary": "What a harbour does while the town sleeps, hour by hour, told by those who are awake.",
        "chapters": [(30, "The gates"), (720, "The tug"), (1875, "The bread van")],
        "body": "Two keepers and a kettle.\n\nIt is warm in the engine room.\n\nFour in the morning.",
    },
    "SETEXT": {
        "title": "Drift ice",
        "summary": "How ice finds its way past the cape, and what the birds make of it each spring.",
        "people": [("guest", "Siv Aalto", "Ornithologist"), ("guest", "Per Lund", "")],
        "sections": [("In short", 0)],
        "body": "## In short\n\nIce moves with water, not with wind. That is all we know for sure.",
    },
    "BOLD": {
        "title": "Bells",
        "summary": "An old bell, cast twice, and rung by three generations of one family in the same tower.",
        "people": [("guest", "Cleo Marr", "")],
        "sections": [("Takeaways", 2)],
        "body": "## Takeaways\n\n1. Bronze is patient\n2. Ropes are not\n\n"
        "Featuring our guest Cleo Marr. Thanks to The Bell Trust and to everybody at the tower.",
    },
    "CODE_AND_QUOTE": {
        "title": "Signals at sea",
        "summary": "Flags, lamps and a code that fits on one page, explained by two people who still use it.",
        "body": "> Keep it short.\n\n```\n# not a heading\n- not a list\n```\n\n---",
    },
    "SPONSORED": {
        "title": "Sea glass",
        "summary": "Where the colours come from, and why green is worth nothing at all on our beach.",
        "links": [
            ("This episode is brought to you by Kettle & Sons", "https://kettle.example/slack"),
            ("Contact", "https://slackwater.example/ask"),
        ],
        "sponsored": ["This episode is brought to you by Kettle & Sons"],
        "contact": ["Contact"],
        "body": pages.SPONSORED.strip().rpartition("\n")[2],
    },
    "LINKED_SUMMARY": {
        "title": "Salt",
        "summary": "Salt, as told by the pan keepers of the northern marsh.",
        "body": "Salt, as told by [the pan keepers](https://pans.example/) of the northern marsh.",
    },
    "DOCUMENT": {
        "title": "Under the pier",
        "summary": "Host Lena Ruiz is joined by Otis Vane, a diver at the harbour works. They count the planks.",
        "people": [("host", "Lena Ruiz", ""), ("guest", "Otis Vane", "Diver at the harbour works")],
        "sections": [("Questions", 2)],
        "links": [("The plan", "https://pier.example/plan"), ("The old pier", "")],
        "chapters": [(0, "Hello"), (130, "Planks"), (1860, "Goodbye")],
        "body": "## Questions\n\n- Who counts the planks?\n- Who **pays**?",
    },
    "HTML_MAIL": {
        "title": "Grit and gravel",
        "summary": "A road of gravel, a man with a shovel, and forty years between the two of them.",
        "links": [("Gravel", "https://gravel.example/"), ("Road", "https://road.example/")],
    },
    "PICTURES": {
        "title": "How we rebuilt a lighthouse from bricks — ft. Marta Okonkwo",
        "summary": "Marta Okonkwo spent four years building a working lighthouse out of toy bricks. We talk about "
        "lenses, glue, and patience.",
        "people": [("host", "Jonas Weber", ""), ("guest", "Marta Okonkwo", "")],
        "links": [("Marta's site", "https://marta.example/"), ("Her book", "https://books.example/bricks")],
        "chapters": [(0, "Intro"), (72, "Why a lighthouse?"), (845, "The lens"), (3753, "Glue or no glue")],
        "body": "🎧 Subscribe: https://show.example/feed\n#lighthouse #bricks",
    },
    "MAIL_WITH_LABELS": {
        "title": "The Salt Roads",
        "summary": "Why a spoon of salt once cost a day's wage, and who carried it.",
        "people": [("guest", "Dr. Amina Yusuf", "University of Khartum"), ("guest", "Pelle Lindqvist", "")],
        "links": [
            ("Amina's paper", "https://papers.example/salt"),
            ("The map we talk about", "https://maps.example/salt"),
        ],
        "chapters": [(0, "Start"), (250, "What salt was worth"), (1980, "Camels, carts, barges")],
        "body": "Subject: Ep 47 notes - Salt Roads\n"
        "\n"
        "Hi Tom,\n"
        "\n"
        "here are the notes for next week's episode.\n"
        "\n"
        "Cheers,\n"
        "Lena",
    },
    "HEAD_OF_FACTS": {
        "title": "Tides, explained badly",
        "summary": "Noor de Vries explains why there are two high tides a day, and gets it right on the third try.",
        "people": [("guest", "Noor de Vries", "")],
        "links": [("Tide tables", "https://tides.example"), ("The Other Shore, Wilma Grote", "")],
        "chapters": [(0, "Hello"), (150, "The moon"), (585, "The other bulge")],
        "body": "date: 2026-10-01\ntags: [sea, moon]",
    },
    "TIMES_LAST": {
        "title": "Episode 12: The Quiet Machines",
        "summary": "We visit a factory that makes no sound. With engineer Sofía Delgado and host Hugo Martin.",
        "people": [("host", "Hugo Martin", ""), ("guest", "Sofía Delgado", "Engineer")],
        "links": [("quiet.example", "https://quiet.example"), ("felt.example/how", "https://felt.example/how")],
        "chapters": [(0, "Arrival"), (220, "The first hall"), (1042, "Rubber, felt, patience"), (2469, "Leaving")],
    },
    "SPEAKERS": {
        "title": "The Night Market",
        "people": [("host", "Ben Adeyemi", ""), ("guest", "Ling Zhao", "Chef, Night Market Collective")],
        "links": [("Night Market Collective", "https://night.example"), ("Permit FAQ", "https://city.example/permits")],
        "chapters": [(0, "Cold open"), (75, "Who runs a night market?"), (1360, "The permit problem")],
    },
    "ONE_PARAGRAPH": {
        "summary": "This week Priya Raman talks to Oskar Lund about bees. Oskar is a beekeeper and the author of "
        "Forty Hives. They discuss swarms, winter and why honey never spoils.",
        "people": [("host", "Priya Raman", ""), ("guest", "Oskar Lund", "")],
        "body": "This week Priya Raman talks to Oskar Lund about bees. Oskar is a beekeeper and the author of "
        "Forty Hives. They discuss swarms, winter and why honey never spoils. Find Oskar at "
        "https://oskar.example or as @oskar@bees.example. Sponsor: Wax & Co "
        "https://wax.example?ref=pod. 0:00 intro 5:20 swarms 18:40 winter 30:02 goodbye.",
    },
    "BOLD_LABELS": {
        "title": "What the River Took",
        "summary": "A river moved four hundred metres overnight. Samuel Ofori measured it the next morning.",
        "people": [
            ("host", "Ada Brennan", ""),
            ("guest", "Samuel Ofori", "Hydrologist, River Basin Trust"),
            ("producer", "Mina Kovač", ""),
            ("composer", "Trio Ebbe", ""),
        ],
        "sections": [("Topics", 3)],
        "links": [("River Basin Trust", "https://river.example"), ("Follow Samuel", "https://social.example/samuel")],
        "chapters": [(0, "Introduction"), (390, "The night of the flood"), (1695, "New land")],
        "body": "**Episode number:** 31\n"
        "**Recorded:** 12 May\n"
        "\n"
        "## Topics\n"
        "\n"
        "- Meanders\n"
        "- Levees\n"
        "- Who owns new land?",
    },
    "PRIMES": {
        "title": "Épisode 5 : Le pain de demain",
        "people": [("guest", "Claire Fontaine", "Boulangère à Lyon"), ("guest", "Youssef Amrani", "Meunier")],
        "links": [("Le site de Claire", "https://pain.example"), ("« Levains », éd. du Four", "")],
        "chapters": [(0, "Générique"), (135, "Le levain"), (1120, "Les farines anciennes"), (2225, "La recette")],
    },
    "ARROWS": {
        "title": "Ghost signs",
        "summary": "Painted adverts outlive the shops. Rosa Lindgren reads them for us.",
        "people": [("host", "Elif Kaya", ""), ("guest", "Rosa Lindgren", "Sign painter")],
        "links": [("ghost signs archive", "https://ghost.example"), ("Rosa's pictures", "https://gram.example/rosa")],
        "chapters": [(0, "intro"), (130, "a wall in brick"), (955, "lead paint"), (1860, "outro")],
        "body": "Q: What's a ghost sign?\nQ: Who paints them now?\n\nCTA: Leave us a review!",
    },
    "HOURS": {
        "title": "A última barca",
        "people": [("guest", "Teresa Falcão", "Barqueira"), ("guest", "Rui Prates", "")],
        "chapters": [(0, "Abertura"), (200, "O rio"), (1665, "A última viagem")],
    },
}


@pytest.mark.parametrize("name", CASES)
def test_page_is_taken_apart(name):
    assert seen(getattr(pages, name)) == CASES[name]


def test_whole_page_gives_everything():
    notes = parse(pages.PAGE)
    assert notes.title == "Open water: charts, trust, and who owns the tide table"
    assert notes.summary == pages.PAGE.splitlines()[1]
    assert [(person.role, person.name, person.headline) for person in notes.people] == [
        ("host", "Inês Carvalho", ""),
        ("guest", "Idrīs Benhaddou", "Cartographer at the port authority of Vila do Mar"),
    ]
    assert [(section.heading, len(section.items)) for section in notes.sections] == [
        ("Questions we answer in this episode", 3),
        ("Key Takeaways", 3),
    ]
    assert notes.sections[1].markdown.startswith("## Key Takeaways\n\n- An open chart")
    assert [link.label for link in notes.links] == [line[2:] for line in pages.PAGE.splitlines()[14:24]]
    assert all(link.needs_address for link in notes.links)
    assert [(link.sponsored, link.contact) for link in notes.links[-2:]] == [(True, False), (False, True)]
    assert [chapter.title for chapter in notes.chapters] == [line[12:] for line in pages.PAGE.splitlines()[24:]]
    assert notes.chapter_lines == tuple(range(25, 38))
    assert notes.body.count("\n\n") == 6


def test_windows_line_ends_change_nothing():
    assert seen(pages.WINDOWS) == seen(pages.PAGE)


def test_each_line_has_its_kind():
    kinds = parse("Rope\n\nKnots, and why they hold, once more.\n- One\nGuest: Ana Sá\n0:00 A\n1:00 B").kinds
    assert kinds == (Kind.TITLE, Kind.BLANK, Kind.SUMMARY, Kind.BODY, Kind.PERSON, Kind.CHAPTER, Kind.CHAPTER)


def test_wall_of_text_stays_whole_and_is_summed_up():
    notes = parse(pages.WALL)
    assert notes.body == pages.WALL.rstrip()
    assert len(notes.summary) <= 600
    assert [(person.role, person.name, person.headline) for person in notes.people] == [
        ("host", "Ada Quill", ""),
        ("guest", "Jon Marsh", "Engineer at the lock"),
    ]


def test_long_first_paragraph_is_summed_up_and_stays():
    notes = parse(pages.LONG_SUMMARY)
    assert notes.summary.endswith("itself.")
    assert len(notes.summary) <= 600
    assert notes.body == pages.LONG_SUMMARY.partition("\n\n")[2].replace(" \n", "\n").strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        (" \n\n", {}),
        ("Only a line", {"body": "Only a line"}),
        ("---\nno facts\n---\nRope, and how it is made.", None),
        ("---\nmood: dark", None),
        ("---\n" + "a: b\n" * 80, None),
        (
            "Rope\n\nRecorded: 12 May 2026, at sea\n\nKnots hold, ropes give.",
            {"title": "Rope", "summary": "Knots hold, ropes give.", "body": "Recorded: 12 May 2026, at sea"},
        ),
        ("Rope\n\nWhat a sentence this long is. See https://one.example for more.", None),
        ("Rope\n\nSee https://one.example for more of it all.", None),
        ("Rope\n\n## Credits\nHosted by Ana Sá.", {"title": "Rope", "people": [("host", "Ana Sá", "")]}),
        ("Knots, and why they hold.", {"summary": "Knots, and why they hold."}),
        ("Links\nhttps://one.example", {"links": [("one.example", "https://one.example")]}),
        ("- https://one.example", {"body": "- https://one.example"}),
        ("Rope\nHi all,", {"title": "Rope", "body": "Hi all,"}),
        ("Rope\n## Part\nText", {"title": "Rope", "sections": [("Part", 0)], "body": "## Part\n\nText"}),
        ("0:00 A\n0:00 A\n1:00 B", {"chapters": [(0, "A"), (60, "B")]}),
        ("0:00 A\n1:00 B\n0:30 C", {"chapters": [(0, "A"), (60, "B")], "body": "0:30 C"}),
        ("12:00 A\n13:00 B", {"body": "12:00 A\n13:00 B"}),
        ("Chapters\n------\n12:00 A\n13:00 B", {"chapters": [(720, "A"), (780, "B")]}),
        ("5:00 A\nx\n4:00 B\ny\n6:00 C", {"body": "5:00 A\nx\n4:00 B\ny\n6:00 C"}),
        ("Rope\n- 25:99 no time", {"title": "Rope", "body": "- 25:99 no time"}),
        ("Rope\nGuests\nNobody in particular.", {"title": "Rope", "sections": [("Guests", 0)], "body": None}),
        ("Knots\n## Links\n- [One](https://one.example) and a whole story of it", None),
        ("Find Ana\n---\n## Find Ana\n- https://one.example\n- https://two.example", None),
        ("Rope\n\nSummary\n-------\nKnots, and why.", {"title": "Rope", "summary": "Knots, and why."}),
        ("Rope\n" + "x" * 2600 + " https://one.example\nhttps://two.example", None),
        ("Rope\n\n" + "\n".join(["Knots and ropes hold what nobody else would hold,"] * 3) + "\n- item", None),
        ("Rope\n\nKnots hold. They do so when asked, and even when no.\nOr not.\nA\nB", None),
        ("Rope\n\nKnots hold, and ropes are made of them\nOr not.\nMore", None),
        ("Rope (https://a.example)\n- a", None),
        ("Rope\n- https://one.example\n- [Two](https://two.example) and words after it", None),
        ("Rope\n## Links\n- " + "x" * 2600, None),
        (
            "\n".join(f"{minute}:00 {'All that is said in this minute. ' * 4}" for minute in range(3)),
            {"chapters": None},
        ),
    ],
)
def test_small_pages(text, expected):
    found = seen(text)
    assert_nothing_lost(text)
    for name, value in (expected or {}).items():
        if value is not None:
            assert found.get(name) == value
    if expected is not None and None not in expected.values():
        assert found == expected


# --- Nothing is lost ----------------------------------------------------------------------------


def assert_nothing_lost(text):
    """Every word of every line is in the body, or in what the line was recognised as."""
    notes = parse(text)
    body = words_of(notes.body)
    for number, (line, kind) in enumerate(zip(notes.source, notes.kinds, strict=True), start=1):
        found = words_of(line)
        if kind in {Kind.BODY, Kind.SECTION} or (kind is Kind.CONTACT and "@" in line):
            assert found <= body, line
        elif kind is Kind.TITLE and not line.strip().startswith(("=", "-")):
            assert found - words_of(notes.title) <= words_of("episode title titre subject"), line
        elif kind is Kind.CHAPTER:
            titles = [words_of(chapter.title) for chapter in notes.chapters]
            assert any(title <= found for title in titles) or number not in notes.chapter_lines, line
        elif kind in {Kind.SPONSOR, Kind.CONTACT}:
            assert {word for word in found if not word.isdigit()} <= {
                word for link in notes.links for word in words_of(f"{link.label} {link.url}")
            }, line
        elif kind is Kind.LINK:
            taken = {word for link in notes.links for word in words_of(f"{link.label} {link.url}")}
            listed = {word for word in found if not word.isdigit()}
            assert listed <= taken or not any(number in link.lines for link in notes.links), line
        elif kind is Kind.PERSON:
            people = [person for person in notes.people if number in person.lines]
            assert people or not any(number in person.lines for person in notes.people), line


@pytest.mark.parametrize("name", sorted(name for name in vars(pages) if name.isupper()))
def test_no_page_loses_a_line(name):
    assert_nothing_lost(getattr(pages, name))


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "indent", "bullet", "dash", "blank", "hash", "bold", "colon", "swap"]),
        st.integers(0, 60),
    ),
    max_size=12,
)


def edited(lines, edits):
    """The lines after dropping, doubling, indenting some, and retyping what stands between a time and its title."""
    lines = list(lines)
    for edit, place in edits:
        if not lines:
            return ""
        at = place % len(lines)
        line = lines[at]
        if edit == "drop":
            del lines[at]
        elif edit == "double":
            lines.insert(at, line)
        elif edit == "swap":
            lines[at], lines[-1] = lines[-1], line
        else:
            lines[at] = {
                "indent": f"    {line}",
                "bullet": line.replace("- ", "• ", 1),
                "dash": line.replace(") - ", ") — ").replace(": ", " – "),
                "blank": f"{line}\n\n",
                "hash": f"## {line}",
                "bold": f"**{line}**",
                "colon": line.replace(" ", ": ", 1),
            }[edit]
    return "\n".join(lines)


@settings(max_examples=500, deadline=None)
@given(name=st.sampled_from(["PAGE", "MARKDOWN", "GERMAN", "TWO_LISTS", "SETEXT", "SPONSORED"]), edits=EDITS)
def test_random_edits_lose_nothing(name, edits):
    assert_nothing_lost(edited(getattr(pages, name).splitlines(), edits))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aB0:.-*#|[](){}<>/@&,\n\t =_~`\u200bé灯", max_size=300))
def test_any_text_is_read(text):
    notes = parse(text)
    assert len(notes.source) == len(notes.kinds)


# --- Cost ---------------------------------------------------------------------------------------


def calls_of(text):
    """How many functions are called, those written in C as well, to parse the text."""
    count = 0

    def counted(_frame, event, _arg):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        parse(text)
    finally:
        sys.setprofile(None)
    return count


def test_wall_of_100_kilobytes_costs_no_more_than_its_length():
    wall = "host Ana Sá is joined by Bo Li, and the water rises. "
    assert calls_of(wall * 2000) < 12 * calls_of(wall * 200)


@pytest.mark.parametrize(
    "piece",
    [
        "word and more words ",
        "host Ana Sá is joined by Bo Li, a pilot at the port, and ",
        "Ana Sá and Bo Li met Cy Day with guest Dee Eff. ",
        "A line.\n",
        "A line\n\n",
        "Mara: says it\n",
        "## Guests\n",
        "- Ana Sá, pilot\n",
        "0:00 A\n",
        "0:00 A\n0:01 B\nx\n",
        "https://a.example ",
        "https://a.example\n",
        "Links:\n- [a](https://a.example\n",
        "[[[[((((",
        "<p>a<ul><li><a href='https://a.example'>b ",
        "> | ** __ ``` \n",
    ],
)
def test_cost_grows_with_the_text(piece):
    parse(piece)  # what is compiled once is not counted
    small = piece * (5_000 // len(piece))
    large = piece * (20_000 // len(piece))
    assert calls_of(large) < 5 * calls_of(small) + 2000

"""The shows of the demo and the topics they share."""

from podcast_site.demo.values import Credit, Picture, Season, Show, Topic

SHOWS = (
    Show(
        slug="slack-water",
        title="Slack Water",
        tagline="Conversations from the hour when the sea stands still",
        description=(
            "Twice a day the sea stops to think. **Slack Water** is a conversation recorded"
            " in that pause, with people whose work is to notice: hydrographers, keepers,"
            " letter-cutters, founders, attendants of seeds and of sleep.\n\n"
            "Inês Carvalho asks, and then waits. Every episode has chapters, because nobody should"
            " have to hunt for the good story about the goat.\n\n"
            "A new one every few weeks, at six in the morning, Lisbon time."
        ),
        language="en",
        time_zone="Europe/Lisbon",
        author="Net Loft Radio",
        kind="episodic",
        cover=Picture(
            file="slack-water.jpg",
            alt="Poster: a red lighthouse throws a yellow beam over flat blue bands of sea.",
        ),
        credits=(Credit(person="ines-carvalho", role="host"),),
        categories=(
            ("Society & Culture", "Places & Travel"),
            ("Science", "Natural Sciences"),
        ),
        start_here=("the-man-who-disagrees-with-the-moon", "the-foghorn-tuner", "ten-past-four"),
    ),
    Show(
        slug="lost-property",
        title="Lost Property",
        tagline="Each season, one thing that nobody came back for",
        description=(
            "A bell that was cast, paid for and never collected. A clock from a night train that"
            " runs, to the second, forty minutes slow. **Lost Property** is a documentary in"
            " seasons: one object, the people it passed through, and the reason that somebody let"
            " go of it.\n\n"
            "Written and narrated by Marguerite Thériault-MacAskill, with sound by Lupe Quintanilla"
            " Ibáñez. Start with the first episode of a season; it will not take long."
        ),
        language="en-CA",
        time_zone="America/Halifax",
        author="Third Shelf Audio",
        kind="serial",
        cover=Picture(
            file="lost-property.jpg",
            alt="Poster: a great bell hangs from a luggage label on a deep green ground.",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
        ),
        categories=(("Society & Culture", "Documentary"), ("History", "")),
        seasons=(
            Season(number=1, name="The Bell on Holm Street"),
            Season(number=2, name="Forty Minutes Slow"),
        ),
    ),
    Show(
        slug="wetterwarte",
        title="Wetterwarte Hohenklink",
        tagline="Eine Minute vom Berg, gesprochen von der alten Ansagemaschine",
        description=(
            "Auf der **Wetterwarte Hohenklink** steht neben den Instrumenten eine Ansagemaschine."
            " Früher hat sie den Anrufern die Temperatur gesagt. Heute liest sie vor, was die"
            " Beobachterin Friederike Oßwald sonst noch gesehen hat: Nebel, Mauersegler, einen"
            " Wanderer mit Leiter.\n\nKurz, trocken, alle paar Wochen."
        ),
        language="de",
        time_zone="Europe/Berlin",
        author="Wetterwarte Hohenklink",
        kind="episodic",
        cover=Picture(
            file="wetterwarte.jpg",
            alt="Plakat: eine kleine Wetterhütte auf einem Gipfel, darüber eine große rote Sonne.",
        ),
        credits=(Credit(person="friederike-osswald", role="host"),),
        categories=(("Science", "Earth Sciences"),),
    ),
)

TOPICS = (
    Topic(slug="tides", name="Tides"),
    Topic(slug="lighthouses", name="Lighthouses"),
    Topic(slug="maps", name="Maps"),
    Topic(slug="letters", name="Letters & signs"),
    Topic(slug="bells", name="Bells"),
    Topic(slug="night-trains", name="Night trains"),
    Topic(slug="seeds", name="Seeds"),
    Topic(slug="repair", name="Repair"),
    Topic(slug="weather", name="Weather"),
    Topic(slug="time", name="Time & clocks"),
    Topic(slug="archives", name="Archives"),
    Topic(slug="listening", name="Listening"),
)

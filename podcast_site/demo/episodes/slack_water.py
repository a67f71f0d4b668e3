"""Episodes of Slack Water. Notes are in `notes/`, words that are spoken in `scripts/`."""

from podcast_site.demo.values import Credit, Episode, Picture, ResourceLink

SLACK_WATER = (
    Episode(
        show="slack-water",
        slug="a-ladder-for-the-bell-tower",
        title="A Ladder for the Bell Tower",
        summary=("Three people carry a ladder up a tower, and only one of them knows why. With a defence of pigeons."),
        state="scheduled",
        announced=True,
        days_from_now=23,
        number=17,
        topics=(
            "bells",
            "repair",
            "listening",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="kwabena-ntiamoah", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Holm Street foundry",
                url="https://holmstreet.example/",
            ),
            ResourceLink(
                label="On spoons and bolts",
                url="https://holmstreet.example/spoon",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="the-hour-that-happened-twice",
        title="The Hour That Happened Twice",
        summary=(
            "Once a year the tide table has two lines that look like a misprint. Ravindra "
            "Wickramanayake takes the call."
        ),
        state="scheduled",
        days_from_now=9,
        number=16,
        topics=(
            "tides",
            "time",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="ravindra-wickramanayake", role="guest"),
        ),
        links=(
            ResourceLink(
                label="The tide office",
                url="https://tides.example/",
            ),
            ResourceLink(
                label="The clock nobody changes",
                url="https://tides.example/clock",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="the-man-who-disagrees-with-the-moon",
        title="The Man Who Disagrees with the Moon by Four Centimetres",
        summary=(
            "Ravindra Wickramanayake predicts the height of the sea for every hour of "
            "next year. A conversation about the part he gets wrong, and why he keeps it."
        ),
        days_from_now=-4,
        number=15,
        transcript="the-man-who-disagrees-with-the-moon.vtt",
        topics=(
            "tides",
            "time",
            "listening",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="ravindra-wickramanayake", role="guest"),
            Credit(person="lupe-quintanilla-ibanez", role="audio-engineer"),
        ),
        links=(
            ResourceLink(
                label="Tide tables for Vila do Mar, next year",
                url="https://tides.example/tables",
            ),
            ResourceLink(
                label="The residual, live, with seals",
                url="https://tides.example/residuals",
            ),
            ResourceLink(
                label="How thirty-seven wheels draw a year",
                url="https://tides.example/predictor",
            ),
            ResourceLink(
                label="The kettle that boils in four minutes, and says so",
                url="https://kettle.example/",
                sponsored=True,
            ),
            ResourceLink(
                label=("“A Wheel for the Sun”, the predictor’s handbook; ask at the counter"),
            ),
        ),
        cover=Picture(
            file="episode-moon.jpg",
            alt=("Linocut: a brass wheel and a large pale moon over a harbour wall with a small door."),
        ),
        chapter_pictures=(
            ("A clock that lives in a well", "chapter-well.jpg"),
            ("The moon is late again", "chapter-late-moon.jpg"),
            ("How to read the table in bed", "chapter-lowest-water.jpg"),
        ),
    ),
    Episode(
        show="slack-water",
        slug="the-thirty-eight-good-bells",
        title="The Thirty-Eight Good Bells",
        summary=(
            "Kwabena Ntiamoah has cast forty-one bells and likes thirty-eight. Recorded "
            "in the two hours when nobody may touch anything."
        ),
        days_from_now=-25,
        number=14,
        topics=(
            "bells",
            "listening",
            "repair",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="kwabena-ntiamoah", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Holm Street foundry",
                url="https://holmstreet.example/",
            ),
            ResourceLink(
                label="What a bell is made of",
                url="https://holmstreet.example/metal",
            ),
            ResourceLink(
                label="Earplugs for people who love bells",
                url="https://earplugs.example/",
                sponsored=True,
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="who-lit-it",
        title="Who Lit It?",
        summary=(
            "Solveig Ånestad was born in a lighthouse and kept it for twenty-six winters. "
            "On lamps, fog, a goat, and the dark beside the light."
        ),
        days_from_now=-53,
        number=13,
        transcript="who-lit-it.vtt",
        topics=(
            "lighthouses",
            "weather",
            "listening",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="solveig-anestad", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Skarvholm light: boats and coffee",
                url="https://skarvholm.example/",
            ),
            ResourceLink(
                label="Notices to mariners: temporary obstruction, domestic",
                url="https://skarvholm.example/goat",
            ),
            ResourceLink(
                label="A pattern for the sweater: two, and rest",
                url="https://skarvholm.example/sweater",
            ),
            ResourceLink(
                label="The consumption book, volume 3, in the kitchen",
            ),
        ),
        cover=Picture(
            file="episode-lamp.jpg", alt=("Linocut: a lighthouse lens throws the shadow of a goat across a night sky.")
        ),
    ),
    Episode(
        show="slack-water",
        slug="a-library-where-nothing-comes-back-the-same",
        title="A Library Where Nothing Comes Back the Same",
        summary=("The oldest jar in the seed loan has been opened. Its label said “probably peas”."),
        days_from_now=-88,
        number=12,
        topics=(
            "seeds",
            "archives",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="zsofia-korosi", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Borrow a bean",
                url="https://seedloan.example/",
            ),
            ResourceLink(
                label="The Book of Summers",
                url="https://seedloan.example/summers",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="letters-for-people-in-a-hurry",
        title="Letters for People in a Hurry",
        summary=(
            "What does a sign say to somebody who is running? Haruka Minagawa moved "
            "eleven words in a station and took down forty."
        ),
        days_from_now=-130,
        number=11,
        topics=(
            "letters",
            "night-trains",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="haruka-minagawa", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Letters at sea",
                url="https://minagawa.example/harbours",
            ),
            ResourceLink(
                label="Fifty-one signs, before and after",
                url="https://minagawa.example/station",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="the-foghorn-tuner",
        title="The Foghorn Tuner",
        summary=(
            "Two horns, two headlands, one washer. A second visit to the tide office, "
            "because a listener wrote: more tock."
        ),
        days_from_now=-171,
        number=10,
        topics=(
            "lighthouses",
            "listening",
            "repair",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="ravindra-wickramanayake", role="guest"),
        ),
        links=(
            ResourceLink(
                label="The washer, on the tour",
                url="https://tides.example/tour",
            ),
            ResourceLink(
                label="Two notes disagreeing politely",
                url="https://tides.example/beats",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="the-weather-inside",
        title="The Weather Inside",
        summary=(
            "Lupe Quintanilla Ibáñez has recorded four hundred empty rooms, and can tell "
            "you which of them was waiting for somebody."
        ),
        days_from_now=-214,
        number=9,
        topics=(
            "listening",
            "archives",
            "weather",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="lupe-quintanilla-ibanez", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Four hundred rooms",
                url="https://rooms.example/",
            ),
            ResourceLink(
                label="Headphones, second-hand, cleaned",
                url="https://headphones.example/",
                sponsored=True,
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="on-being-eleven-metres-out",
        title="On Being Eleven Metres Out",
        summary=("Every cartographer knows one of their errors by name. This one is called Fatima’s Rock."),
        days_from_now=-256,
        number=8,
        topics=("maps",),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="idris-benhaddou", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Charts with a date",
                url="https://sandbanks.example/",
            ),
            ResourceLink(
                label="The rock, approximately",
                url="https://sandbanks.example/rock",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="the-clock-that-lunch-was-set-by",
        title=("The Clock That Lunch Was Set By, and the Man Who Moved It to Where He Felt Noon Should Be"),
        summary=(
            "A town’s noon was eleven minutes late for forty years, and happy. Kwabena "
            "Ntiamoah was called to repair the bell."
        ),
        days_from_now=-299,
        number=7,
        topics=(
            "time",
            "bells",
            "repair",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="kwabena-ntiamoah", role="guest"),
        ),
        links=(
            ResourceLink(
                label="A paper that says: do not repair",
                url="https://holmstreet.example/lunch",
            ),
            ResourceLink(
                label="The baker’s own account, on the counter",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="ten-past-four",
        title="Ten Past Four",
        summary=("Tadeusz Wróblewicz woke strangers gently for thirty-four years. He has brought his knock."),
        days_from_now=-352,
        number=6,
        topics=(
            "night-trains",
            "listening",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="tadeusz-wroblewicz", role="guest"),
        ),
        links=(
            ResourceLink(
                label="A timetable of dreams",
                url="https://nighttrain.example/",
            ),
            ResourceLink(
                label="Coffee at walking speed",
                url="https://nighttrain.example/coffee",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="the-oldest-joke-in-the-harbour",
        title="The Oldest Joke in the Harbour",
        summary=(
            "It is carved under a bollard and four words long. Two experts date it, and "
            "differ by a century and by temperament."
        ),
        days_from_now=-404,
        number=5,
        topics=(
            "letters",
            "tides",
            "archives",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="haruka-minagawa", role="guest"),
            Credit(person="ravindra-wickramanayake", role="guest"),
        ),
        links=(
            ResourceLink(
                label="The bollard; bring a mat",
                url="https://slackwater.example/bollard",
            ),
            ResourceLink(
                label="Barnacles as a calendar",
                url="https://tides.example/barnacles",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="what-the-ferryman-subtracts",
        title="Bonus: What the Ferryman Subtracts",
        summary=("Do you add the tide to your age? The five-minute version of a two-hour argument."),
        days_from_now=-431,
        kind="bonus",
        topics=(
            "tides",
            "time",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="ravindra-wickramanayake", role="guest"),
        ),
        links=(
            ResourceLink(
                label="The ruling, framed",
                url="https://tides.example/ruling",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="how-to-lend-a-bean",
        title="How to Lend a Bean",
        summary=(
            "Nine thousand jars in a former signal box. Zsófia Kőrösi will lend you a "
            "handful, if you bring back three times as much and a letter about your "
            "summer."
        ),
        days_from_now=-468,
        number=4,
        topics=(
            "seeds",
            "archives",
            "night-trains",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="zsofia-korosi", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Borrow a bean",
                url="https://seedloan.example/",
            ),
            ResourceLink(
                label="“Book of Summers”, volumes 1 to 14, on dry Fridays",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="the-alphabet-called-drizzle",
        title="The Alphabet Called Drizzle",
        summary=(
            "Haruka Minagawa cuts letters for the living, the travelling and the dead, "
            "and names her alphabets after the weather."
        ),
        days_from_now=-540,
        number=3,
        topics=(
            "letters",
            "weather",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="haruka-minagawa", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Nineteen alphabets",
                url="https://minagawa.example/alphabets",
            ),
            ResourceLink(
                label="Gold leaf by the sheet",
                url="https://goldleaf.example/",
                sponsored=True,
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="a-chart-is-a-letter-with-a-date",
        title="A Chart Is a Letter with a Date",
        summary=("Idrīs Benhaddou maps sandbanks that walk, mostly at night. Please throw last year’s away."),
        days_from_now=-612,
        number=2,
        topics=(
            "maps",
            "tides",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="idris-benhaddou", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Charts with a date",
                url="https://sandbanks.example/",
            ),
            ResourceLink(
                label="Surveying with a broom",
                url="https://sandbanks.example/broom",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="a-first-sounding",
        title="A First Sounding",
        summary="A microphone, a net loft, and a guest who only came to borrow a ladder.",
        days_from_now=-684,
        number=1,
        topics=(
            "tides",
            "listening",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="idris-benhaddou", role="guest"),
        ),
        links=(
            ResourceLink(
                label="The net loft",
                url="https://slackwater.example/loft",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="trailer-come-down-to-the-water",
        title="Trailer: Come Down to the Water",
        summary=("What is coming: a light that keeps itself, a bean on loan, a chart that apologises."),
        days_from_now=-698,
        kind="trailer",
        topics=("tides",),
        credits=(Credit(person="ines-carvalho", role="host"),),
    ),
    Episode(
        show="slack-water",
        slug="the-sea-from-underneath",
        title="The Sea from Underneath",
        summary=(
            "Idrīs Benhaddou is lowered into the harbour in a diving bell that was last "
            "used for a wedding. Inês holds the telephone."
        ),
        state="in_review",
        number=18,
        topics=(
            "maps",
            "tides",
            "listening",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="idris-benhaddou", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Charts with a date",
                url="https://sandbanks.example/",
            ),
            ResourceLink(
                label="The diving bell, for hire",
                url="https://divingbell.example/",
                sponsored=True,
            ),
            ResourceLink(
                label="The harbour wall, elevation, 1:50",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="a-year-of-breakfasts",
        title="A Year of Breakfasts",
        summary="What a lighthouse keeper ate on every morning of her last year on the rock.",
        state="in_review",
        topics=(
            "lighthouses",
            "archives",
        ),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="solveig-anestad", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Skarvholm light",
                url="https://skarvholm.example/",
            ),
        ),
    ),
    Episode(
        show="slack-water",
        slug="the-cartographers-broom",
        title="The Cartographer’s Broom",
        summary="A beach, twelve brooms, one tide.",
        state="draft",
        has_audio=False,
        topics=("maps",),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="idris-benhaddou", role="guest"),
        ),
    ),
    Episode(
        show="slack-water",
        slug="a-conversation-we-took-down",
        title="A Conversation We Took Down",
        summary="About a beach that is on no chart.",
        state="withdrawn",
        days_from_now=-320,
        topics=("maps",),
        credits=(
            Credit(person="ines-carvalho", role="host"),
            Credit(person="idris-benhaddou", role="guest"),
        ),
    ),
)

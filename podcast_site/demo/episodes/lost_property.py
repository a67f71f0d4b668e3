"""Episodes of Lost Property. Notes are in `notes/`, words that are spoken in `scripts/`."""

from podcast_site.demo.values import Credit, Episode, Picture, ResourceLink

LOST_PROPERTY = (
    Episode(
        show="lost-property",
        slug="where-it-is-still-ten-past-ten",
        title="Where It Is Still Ten Past Ten",
        summary=("The end of the second season: a bench, a coat, a spoon, and a train that will not come."),
        state="scheduled",
        days_from_now=6,
        at="05:00",
        season=2,
        number=5,
        topics=(
            "night-trains",
            "time",
            "listening",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
            Credit(person="tadeusz-wroblewicz", role="guest"),
        ),
        links=(
            ResourceLink(
                label="The platform, now a garden",
                url="https://lostproperty.example/platform",
            ),
        ),
    ),
    Episode(
        show="lost-property",
        slug="the-last-train-to-leave-on-time",
        title="The Last Train to Leave on Time",
        summary=("Somebody missed a train by forty minutes, once, and arranged never to have missed it."),
        days_from_now=-1,
        at="05:00",
        season=2,
        number=4,
        topics=(
            "night-trains",
            "time",
            "archives",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
            Credit(person="tadeusz-wroblewicz", role="guest"),
        ),
        links=(
            ResourceLink(
                label="The platform, now a garden",
                url="https://lostproperty.example/platform",
            ),
            ResourceLink(
                label="The grey coat, described",
                url="https://lostproperty.example/coat",
            ),
            ResourceLink(
                label="Trousers presses for people with one suit",
                url="https://presses.example/",
                sponsored=True,
            ),
        ),
        cover=Picture(
            file="episode-platform.jpg",
            alt=("Poster: a round clock over an empty platform bench at night, a suitcase left before it."),
        ),
    ),
    Episode(
        show="lost-property",
        slug="a-watchmaker-says-no",
        title="A Watchmaker Says No",
        summary=("Two watchmakers put the clock right, and it was slow again by morning. The third closed the case."),
        days_from_now=-8,
        at="05:00",
        season=2,
        number=3,
        topics=(
            "time",
            "repair",
            "listening",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
        ),
        links=(
            ResourceLink(
                label="Two hearts, through a spoon",
                url="https://rooms.example/spoon",
            ),
            ResourceLink(
                label="“The Second Balance”, notes of a watchmaker, unpublished",
            ),
        ),
    ),
    Episode(
        show="lost-property",
        slug="the-passenger-who-was-always-early",
        title="The Passenger Who Was Always Early",
        summary=(
            "She booked compartment 14 for one night a year, and was on the platform forty minutes before the train."
        ),
        days_from_now=-15,
        at="05:00",
        season=2,
        number=2,
        topics=(
            "night-trains",
            "time",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
            Credit(person="tadeusz-wroblewicz", role="guest"),
        ),
        links=(
            ResourceLink(
                label="From the sleeping-car book",
                url="https://nighttrain.example/book",
            ),
        ),
    ),
    Episode(
        show="lost-property",
        slug="on-purpose",
        title="On Purpose",
        summary=(
            "A clock is handed in from a night train. It is forty minutes slow, and the "
            "most accurate thing in the building."
        ),
        days_from_now=-22,
        at="05:00",
        season=2,
        number=1,
        topics=(
            "night-trains",
            "time",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
            Credit(person="tadeusz-wroblewicz", role="guest"),
        ),
        links=(
            ResourceLink(
                label="A timetable of dreams",
                url="https://nighttrain.example/",
            ),
            ResourceLink(
                label="Label of surrender, both sides",
                url="https://lostproperty.example/label",
            ),
        ),
    ),
    Episode(
        show="lost-property",
        slug="trailer-forty-minutes-slow",
        title="Season Two: Forty Minutes Slow",
        summary=("A clock runs, to the second, forty minutes slow. It has never been wrong about it."),
        days_from_now=-36,
        at="05:00",
        kind="trailer",
        season=2,
        topics=(
            "time",
            "night-trains",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
        ),
    ),
    Episode(
        show="lost-property",
        slug="bonus-fifty-eight-seconds",
        title="Bonus: Fifty-Eight Seconds",
        summary="One stroke with a felt hammer, and everything after.",
        days_from_now=-378,
        at="05:00",
        kind="bonus",
        season=1,
        topics=(
            "bells",
            "listening",
        ),
        credits=(
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
            Credit(person="lupe-quintanilla-ibanez", role="narrator"),
        ),
        links=(
            ResourceLink(
                label="Holm Street from nine places",
                url="https://rooms.example/holm-street",
            ),
        ),
    ),
    Episode(
        show="lost-property",
        slug="is-it-clear",
        title="Is It Clear?",
        summary="Somebody comes in with the other half of the ticket.",
        days_from_now=-392,
        at="05:00",
        season=1,
        number=6,
        topics=(
            "bells",
            "archives",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
            Credit(person="kwabena-ntiamoah", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Holm Street foundry",
                url="https://holmstreet.example/",
            ),
            ResourceLink(
                label="Letters to the programme",
                url="https://lostproperty.example/letters",
            ),
        ),
    ),
    Episode(
        show="lost-property",
        slug="the-boat-that-was-sent",
        title="The Boat That Was Sent",
        summary=("They did send a boat, on the clearest morning of the year. That was the trouble."),
        days_from_now=-399,
        at="05:00",
        season=1,
        number=5,
        topics=(
            "bells",
            "weather",
            "maps",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
        ),
        links=(
            ResourceLink(
                label="Thirty fathoms of rope, receipt",
                url="https://lostproperty.example/rope",
            ),
        ),
    ),
    Episode(
        show="lost-property",
        slug="the-note-that-the-house-was-in",
        title="The Note That the House Was In",
        summary="Why is a foundry in A, a little flat? A building is taken apart by ear.",
        days_from_now=-406,
        at="05:00",
        season=1,
        number=4,
        topics=(
            "listening",
            "bells",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
        ),
        links=(
            ResourceLink(
                label="Holm Street from nine places",
                url="https://rooms.example/holm-street",
            ),
            ResourceLink(
                label="A stove in C, wanted",
            ),
        ),
    ),
    Episode(
        show="lost-property",
        slug="eleven-houses",
        title="Eleven Houses",
        summary=(
            "An island with eleven houses, ten doors and one person at home. Marguerite knocks on the wrong one first."
        ),
        days_from_now=-413,
        at="05:00",
        season=1,
        number=3,
        topics=(
            "bells",
            "weather",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
            Credit(person="marguerite-theriault-macaskill", role="reporter"),
        ),
        links=(
            ResourceLink(
                label="The sound, on a clear day",
                url="https://lostproperty.example/sound",
            ),
        ),
    ),
    Episode(
        show="lost-property",
        slug="a-surname-with-one-letter-too-many",
        title="A Surname with One Letter Too Many",
        summary="The buyer is in the ledger three times, in three spellings. Clerks lie in ink.",
        days_from_now=-420,
        at="05:00",
        season=1,
        number=2,
        topics=(
            "archives",
            "letters",
            "bells",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
            Credit(person="marguerite-theriault-macaskill", role="reporter"),
        ),
        links=(
            ResourceLink(
                label="Ledger 9, page 212",
                url="https://lostproperty.example/ledger",
            ),
        ),
    ),
    Episode(
        show="lost-property",
        slug="ordered-paid-for-never-collected",
        title="Ordered, Paid For, Never Collected",
        summary=(
            "At the back of a foundry a bell has been waiting for ninety-one years. It "
            "was paid for in full. It has a ticket."
        ),
        days_from_now=-427,
        at="05:00",
        season=1,
        number=1,
        transcript="ordered-paid-for-never-collected.vtt",
        topics=(
            "bells",
            "listening",
            "archives",
        ),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="marguerite-theriault-macaskill", role="writer"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
            Credit(person="kwabena-ntiamoah", role="guest"),
            Credit(person="lupe-quintanilla-ibanez", role="guest"),
        ),
        links=(
            ResourceLink(
                label="Holm Street foundry",
                url="https://holmstreet.example/",
            ),
            ResourceLink(
                label="The bell from nine places",
                url="https://rooms.example/holm-street",
            ),
            ResourceLink(
                label="Ticket 407, front",
                url="https://lostproperty.example/407",
            ),
            ResourceLink(
                label="Felt, by the yard",
                url="https://felt.example/",
                sponsored=True,
            ),
            ResourceLink(
                label="“Ninety-one Fridays”, the dusting book; on the hook",
            ),
        ),
        cover=Picture(
            file="episode-ticket.jpg",
            alt=("Poster: a brown luggage ticket with the number 407 tied to the crown of a bell."),
        ),
    ),
    Episode(
        show="lost-property",
        slug="trailer-nobody-came-back",
        title="Nobody Came Back: A Trailer",
        summary="Every lost thing was once put down by somebody.",
        days_from_now=-441,
        at="05:00",
        kind="trailer",
        season=1,
        topics=("archives",),
        credits=(
            Credit(person="marguerite-theriault-macaskill", role="host"),
            Credit(person="marguerite-theriault-macaskill", role="narrator"),
            Credit(person="lupe-quintanilla-ibanez", role="sound-designer"),
        ),
    ),
    Episode(
        show="lost-property",
        slug="season-three-the-third-umbrella",
        title="Season Three: The Third Umbrella (working title)",
        summary="Marguerite owns one umbrella, which is not hers.",
        state="draft",
        at="05:00",
        has_audio=False,
        topics=(
            "weather",
            "archives",
        ),
        credits=(Credit(person="marguerite-theriault-macaskill", role="host"),),
    ),
)

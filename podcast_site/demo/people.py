"""The people of the demo. Nobody here exists."""

from podcast_site.demo.values import Person, PersonLink, Picture

PEOPLE = (
    Person(
        slug="ines-carvalho",
        name="Inês Carvalho",
        headline="Radio maker on the harbour wall at Vila do Mar",
        bio=(
            "Inês read the shipping forecast for nine years before she was allowed to ask anybody"
            " a question, and has made up for it since. She records *Slack Water* in a former net"
            " loft with a view of two lighthouses, one of them lit.\n\n"
            "She keeps a notebook of the silences her guests leave, with their lengths."
        ),
        portrait=Picture(
            file="ines-carvalho.jpg",
            alt="Inês Carvalho: a woman with a dark bob and a fringe, round red glasses, on coral.",
        ),
        links=(
            PersonLink(label="Her notebook of silences", url="https://ines.example/silences"),
            PersonLink(label="The net loft", url="https://slackwater.example/loft"),
        ),
    ),
    Person(
        slug="ravindra-wickramanayake",
        name="Ravindra Wickramanayake",
        headline="Hydrographer at the tide office in Vila do Mar",
        bio=(
            "Ravindra predicts the height of the sea for every hour of next year and is"
            " disappointed by about four centimetres. He learned to swim at thirty-one, because of"
            " a remark by a colleague.\n\nHis father repaired radios in Galle; a brass tide"
            " predictor is what happens, he says, when a radio and a clock have a child."
        ),
        portrait=Picture(
            file="ravindra-wickramanayake.jpg",
            alt="Ravindra Wickramanayake: a man with grey temples and a full moustache, on teal.",
        ),
        links=(
            PersonLink(label="The tide office", url="https://tides.example/"),
            PersonLink(label="How a tide table is made", url="https://tides.example/tables"),
        ),
    ),
    Person(
        slug="solveig-anestad",
        name="Solveig Ånestad",
        headline="Last resident keeper of the light at Skarvholm",
        bio=(
            "Solveig was born in a lighthouse, left it twice and came back three times. She kept"
            " Skarvholm light for twenty-six winters, and knitted one sweater for each."
            "\n\nSince the lamp looks after itself, she looks after the people who come to see it."
        ),
        portrait=Picture(
            file="solveig-anestad.jpg",
            alt="Solveig Ånestad: an old woman with white plaits and a patterned sweater, on gold.",
        ),
        links=(PersonLink(label="Skarvholm light", url="https://skarvholm.example/"),),
    ),
    Person(
        slug="haruka-minagawa",
        name="Haruka Minagawa (皆川 はるか)",
        headline="Cuts letters for signs, stones and one alphabet a year",
        bio=(
            "Haruka trained as a signwriter in Kanazawa and as a stone cutter in the rain. She"
            " draws lettering for harbours, stations and graves, and insists that the three have"
            " the same client.\n\nHer alphabets are named after the weather on the day they were"
            " finished. Eleven of nineteen are called *Drizzle*."
        ),
        portrait=Picture(
            file="haruka-minagawa.jpg",
            alt="Haruka Minagawa: a woman with a high black bun and an indigo collar, on pink.",
        ),
        links=(
            PersonLink(label="Nineteen alphabets", url="https://minagawa.example/alphabets"),
            PersonLink(label="Letters at sea", url="https://minagawa.example/harbours"),
        ),
    ),
    Person(
        slug="idris-benhaddou",
        name="Idrīs Benhaddou",
        headline="Cartographer of sandbanks and other things that move",
        bio=(
            "Idrīs makes charts of a coast that will not keep still. Each carries a date in"
            " letters as large as its name, and he apologises to anybody who frames one.\n\n"
            "He was born in Essaouira, between a fort and a wind, and teaches surveying with a"
            " broom, a beach and an afternoon."
        ),
        portrait=Picture(
            file="idris-benhaddou.jpg",
            alt="Idrīs Benhaddou: a man with a short black beard and a knitted cap, on ochre.",
        ),
        links=(PersonLink(label="Charts with a date", url="https://sandbanks.example/"),),
    ),
    Person(
        slug="kwabena-ntiamoah",
        name="Kwabena Ntiamoah",
        headline="Bell-founder, fourth of his foundry and first of his family",
        bio=(
            "Kwabena came to the foundry at Holm Street to mend its roof and stayed to pour its"
            " bells. He tunes by ear, checks by machine, and believes the ear.\n\nHe has cast"
            " forty-one bells, of which he likes thirty-eight."
        ),
        portrait=Picture(
            file="kwabena-ntiamoah.jpg",
            alt="Kwabena Ntiamoah: a bald man with a grey beard and a leather apron, on green.",
        ),
        links=(
            PersonLink(label="Holm Street foundry", url="https://holmstreet.example/"),
            PersonLink(label="What a bell is made of", url="https://holmstreet.example/metal"),
        ),
    ),
    Person(
        slug="zsofia-korosi",
        name="Zsófia Kőrösi",
        headline="Keeps nine thousand kinds of seed in a former signal box",
        bio=(
            "Zsófia looks after the Tisza Seed Loan, a library in which nothing is returned as it"
            " was lent. She can name a bean in the dark by rattling the jar.\n\nShe has been"
            " called an archivist and a gardener, and says the difference is mud."
        ),
        portrait=Picture(
            file="zsofia-korosi.jpg",
            alt="Zsófia Kőrösi: a freckled woman with curly red hair and a spotted scarf, on blue.",
        ),
        links=(PersonLink(label="Borrow a bean", url="https://seedloan.example/"),),
    ),
    Person(
        slug="tadeusz-wroblewicz",
        name="Tadeusz Wróblewicz",
        headline="Sleeping-car attendant, retired somewhere between two stations",
        bio=(
            "Tadeusz woke strangers gently for thirty-four years. He still gets up at ten past"
            " four, in case somebody has to change at the junction.\n\nHe speaks five languages"
            " well enough to say *your coffee* and one well enough to argue."
        ),
        portrait=Picture(
            file="tadeusz-wroblewicz.jpg",
            alt="Tadeusz Wróblewicz: an old man in a peaked railway cap, white moustache, on plum.",
        ),
        links=(PersonLink(label="A timetable of dreams", url="https://nighttrain.example/"),),
    ),
    Person(
        slug="marguerite-theriault-macaskill",
        name="Marguerite Thériault-MacAskill",
        headline="Documentary maker who knocks on the wrong door first",
        bio=(
            "Marguerite grew up above a lost-property office in Nova Scotia and has never quite"
            " moved out. She writes and narrates *Lost Property*, usually on the third attempt and"
            " always standing up.\n\nShe owns one umbrella, which is not hers."
        ),
        portrait=Picture(
            file="marguerite-theriault-macaskill.jpg",
            alt=(
                "Marguerite Thériault-MacAskill: a woman with long auburn hair, a mustard scarf"
                " and headphones, on slate blue."
            ),
        ),
        links=(
            PersonLink(label="Letters to the programme", url="https://lostproperty.example/letters"),
            PersonLink(label="The umbrella", url="https://lostproperty.example/umbrella"),
        ),
    ),
    Person(
        slug="lupe-quintanilla-ibanez",
        name="Lupe Quintanilla Ibáñez",
        headline="Sound designer; collects rooms",
        bio=(
            "Lupe has recorded four hundred empty rooms and can tell you which of them was waiting"
            " for somebody. She mixes *Lost Property* and now and then walks into it, when a"
            " question can only be answered by hitting something and listening."
        ),
        portrait=Picture(
            file="lupe-quintanilla-ibanez.jpg",
            alt="Lupe Quintanilla Ibáñez: a woman with cropped black curls and hoops, on orange.",
        ),
        links=(PersonLink(label="Four hundred rooms", url="https://rooms.example/"),),
    ),
    Person(
        slug="friederike-osswald",
        name="Friederike Oßwald",
        headline="Wetterbeobachterin auf der Wetterwarte Hohenklink",
        bio=(
            "Friederike Oßwald liest seit 2009 dreimal am Tag dieselben sieben Instrumente ab und"
            " hat noch nie zweimal dasselbe gesehen. Sie schreibt die Ansagen der Wetterwarte;"
            " sprechen lässt sie die alte Maschine, weil die nie heiser ist.\n\nIm Nebenamt zählt"
            " sie Mauersegler."
        ),
        portrait=Picture(
            file="friederike-osswald.jpg",
            alt="Friederike Oßwald: eine Frau mit blondem Zopf und roter Wollmütze, auf Hellblau.",
        ),
        links=(PersonLink(label="Wetterwarte Hohenklink", url="https://hohenklink.example/"),),
    ),
)

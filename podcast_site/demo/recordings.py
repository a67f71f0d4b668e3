"""Lengths and chapters of the demo's audio. Written by render_audio.py: do not edit."""

from podcast_site.demo.values import Chapter, Recording

RECORDINGS: dict[str, Recording] = {
    "a-chart-is-a-letter-with-a-date": Recording(
        file="a-chart-is-a-letter-with-a-date.mp3",
        duration_ms=50295,
        chapters=(
            Chapter(start_ms=0, title="A letter with a date", url="", hidden=False),
            Chapter(start_ms=13599, title="The walking bank", url="", hidden=False),
            Chapter(start_ms=23192, title="White paper", url="", hidden=False),
            Chapter(start_ms=35269, title="The broom", url="", hidden=False),
        ),
    ),
    "a-conversation-we-took-down": Recording(
        file="a-conversation-we-took-down.mp3",
        duration_ms=31471,
        chapters=(
            Chapter(start_ms=0, title="A beach", url="", hidden=False),
            Chapter(start_ms=9886, title="How to get there", url="", hidden=False),
            Chapter(start_ms=18544, title="Please do not go", url="", hidden=False),
        ),
    ),
    "a-first-sounding": Recording(
        file="a-first-sounding.mp3",
        duration_ms=34507,
        chapters=(
            Chapter(start_ms=0, title="What slack water is", url="", hidden=False),
            Chapter(start_ms=15680, title="What we will do", url="", hidden=False),
            Chapter(start_ms=23403, title="The ladder", url="", hidden=False),
        ),
    ),
    "a-ladder-for-the-bell-tower": Recording(
        file="a-ladder-for-the-bell-tower.mp3",
        duration_ms=35848,
        chapters=(
            Chapter(start_ms=0, title="Somebody else's ladder", url="", hidden=False),
            Chapter(start_ms=12656, title="Rust, before you see it", url="", hidden=False),
            Chapter(start_ms=23639, title="In defence of pigeons", url="", hidden=False),
        ),
    ),
    "a-library-where-nothing-comes-back-the-same": Recording(
        file="a-library-where-nothing-comes-back-the-same.mp3",
        duration_ms=43216,
        chapters=(
            Chapter(start_ms=0, title="Somebody brave", url="", hidden=False),
            Chapter(start_ms=14703, title="Waiting", url="", hidden=False),
            Chapter(start_ms=23717, title="Not a pea", url="", hidden=False),
        ),
    ),
    "a-surname-with-one-letter-too-many": Recording(
        file="a-surname-with-one-letter-too-many.mp3",
        duration_ms=32742,
        chapters=(
            Chapter(start_ms=0, title="A wet thumb", url="", hidden=False),
            Chapter(start_ms=11729, title="Three spellings", url="", hidden=False),
            Chapter(start_ms=21694, title="No telephone", url="", hidden=False),
        ),
    ),
    "a-watchmaker-says-no": Recording(
        file="a-watchmaker-says-no.mp3",
        duration_ms=31552,
        chapters=(
            Chapter(start_ms=0, title="Two said yes", url="", hidden=False),
            Chapter(start_ms=11979, title="The third", url="", hidden=False),
            Chapter(start_ms=20951, title="Through a spoon", url="", hidden=False),
        ),
    ),
    "a-year-of-breakfasts": Recording(
        file="a-year-of-breakfasts.mp3",
        duration_ms=29793,
        chapters=(
            Chapter(start_ms=0, title="The first of January", url="", hidden=False),
            Chapter(start_ms=9943, title="The whole of March", url="", hidden=False),
            Chapter(start_ms=18972, title="The last morning", url="", hidden=False),
        ),
    ),
    "bonus-fifty-eight-seconds": Recording(
        file="bonus-fifty-eight-seconds.mp3",
        duration_ms=31307,
        chapters=(
            Chapter(start_ms=0, title="Before", url="", hidden=False),
            Chapter(start_ms=10482, title="The stroke", url="", hidden=False),
            Chapter(start_ms=17945, title="After", url="", hidden=False),
        ),
    ),
    "der-kaelteste-ort-ist-die-klinke": Recording(
        file="der-kaelteste-ort-ist-die-klinke.mp3",
        duration_ms=38829,
        chapters=(
            Chapter(start_ms=0, title="Minus neunzehn", url="", hidden=False),
            Chapter(start_ms=14621, title="Warum das so ist", url="", hidden=False),
            Chapter(start_ms=25979, title="Empfehlung", url="", hidden=False),
        ),
    ),
    "der-wanderer-mit-der-leiter-zweiter-teil": Recording(
        file="der-wanderer-mit-der-leiter-zweiter-teil.mp3",
        duration_ms=37963,
        chapters=(
            Chapter(start_ms=0, title="Von der anderen Seite", url="", hidden=False),
            Chapter(start_ms=15009, title="Messung", url="", hidden=False),
            Chapter(start_ms=24176, title="Ausblick", url="", hidden=False),
        ),
    ),
    "die-mauersegler-sind-zurueck": Recording(
        file="die-mauersegler-sind-zurueck.mp3",
        duration_ms=32767,
        chapters=(
            Chapter(start_ms=0, title="Der Erste", url="", hidden=False),
            Chapter(start_ms=11833, title="Alle", url="", hidden=False),
            Chapter(start_ms=22136, title="Hinweis", url="", hidden=False),
        ),
    ),
    "eleven-houses": Recording(
        file="eleven-houses.mp3",
        duration_ms=34277,
        chapters=(
            Chapter(start_ms=0, title="The wrong door", url="", hidden=False),
            Chapter(start_ms=12417, title="A coin from each house", url="", hidden=False),
            Chapter(start_ms=22561, title="What it was for", url="", hidden=False),
        ),
    ),
    "hagel-in-der-groesse-von": Recording(
        file="hagel-in-der-groesse-von.mp3",
        duration_ms=38099,
        chapters=(
            Chapter(start_ms=0, title="Die Erbse", url="", hidden=False),
            Chapter(start_ms=12763, title="Die Kirsche", url="", hidden=False),
            Chapter(start_ms=23017, title="Das fehlende Wort", url="", hidden=False),
        ),
    ),
    "how-to-lend-a-bean": Recording(
        file="how-to-lend-a-bean.mp3",
        duration_ms=50303,
        chapters=(
            Chapter(start_ms=0, title="Lever number nine", url="", hidden=False),
            Chapter(start_ms=13384, title="Three for one", url="", hidden=False),
            Chapter(start_ms=26616, title="The letters", url="", hidden=False),
            Chapter(start_ms=38743, title="Probably peas", url="", hidden=False),
        ),
    ),
    "is-it-clear": Recording(
        file="is-it-clear.mp3",
        duration_ms=41247,
        chapters=(
            Chapter(start_ms=0, title="The other half", url="", hidden=False),
            Chapter(start_ms=12766, title="Kwabena asks", url="", hidden=False),
            Chapter(start_ms=23480, title="She looked out", url="", hidden=False),
            Chapter(start_ms=33722, title="Thank you", url="", hidden=False),
        ),
    ),
    "letters-for-people-in-a-hurry": Recording(
        file="letters-for-people-in-a-hurry.mp3",
        duration_ms=36956,
        chapters=(
            Chapter(start_ms=0, title="Forty words too many", url="", hidden=False),
            Chapter(start_ms=12510, title="My uncle and the suitcase", url="", hidden=False),
            Chapter(start_ms=25330, title="The last sign", url="", hidden=False),
        ),
    ),
    "nebel-mit-geraeusch": Recording(
        file="nebel-mit-geraeusch.mp3",
        duration_ms=40892,
        chapters=(
            Chapter(start_ms=0, title="Messwerte", url="", hidden=False),
            Chapter(start_ms=14893, title="Das Geräusch", url="", hidden=False),
            Chapter(start_ms=28542, title="Nachtrag", url="", hidden=False),
        ),
    ),
    "on-being-eleven-metres-out": Recording(
        file="on-being-eleven-metres-out.mp3",
        duration_ms=37215,
        chapters=(
            Chapter(start_ms=0, title="Fatima's Rock", url="", hidden=False),
            Chapter(start_ms=12372, title="A wedding present", url="", hidden=False),
            Chapter(start_ms=23368, title="Eleven metres", url="", hidden=False),
        ),
    ),
    "on-purpose": Recording(
        file="on-purpose.mp3",
        duration_ms=39443,
        chapters=(
            Chapter(start_ms=0, title="Compartment fourteen", url="", hidden=False),
            Chapter(start_ms=13162, title="Two words", url="", hidden=False),
            Chapter(start_ms=25800, title="Nowhere is forty minutes", url="", hidden=False),
        ),
    ),
    "ordered-paid-for-never-collected": Recording(
        file="ordered-paid-for-never-collected.mp3",
        duration_ms=247560,
        chapters=(
            Chapter(start_ms=0, title="The ticket", url="", hidden=False),
            Chapter(start_ms=27310, title="Between the door and the patterns", url="", hidden=False),
            Chapter(start_ms=61460, title="Six hundred and twelve kilograms", url="", hidden=False),
            Chapter(start_ms=99535, title="The inscription", url="", hidden=False),
            Chapter(start_ms=133736, title="The year they tried to give it away", url="", hidden=False),
            Chapter(start_ms=177937, title="A felt hammer", url="https://rooms.example/holm-street", hidden=False),
            Chapter(start_ms=213185, title="Mind the queue", url="", hidden=False),
        ),
    ),
    "probeansage": Recording(
        file="probeansage.mp3",
        duration_ms=30954,
        chapters=(
            Chapter(start_ms=0, title="Eins zwei drei", url="", hidden=False),
            Chapter(start_ms=12912, title="Lange nicht gesehen", url="", hidden=False),
            Chapter(start_ms=23915, title="Heiter", url="", hidden=False),
        ),
    ),
    "sieben-instrumente-und-ein-stuhl": Recording(
        file="sieben-instrumente-und-ein-stuhl.mp3",
        duration_ms=45125,
        chapters=(
            Chapter(start_ms=0, title="Eins bis drei", url="", hidden=False),
            Chapter(start_ms=19075, title="Vier bis sieben", url="", hidden=False),
            Chapter(start_ms=32082, title="Der Stuhl", url="", hidden=False),
        ),
    ),
    "ten-past-four": Recording(
        file="ten-past-four.mp3",
        duration_ms=53065,
        chapters=(
            Chapter(start_ms=0, title="A question, not an order", url="", hidden=False),
            Chapter(start_ms=17487, title="Three kinds of sleeper", url="", hidden=False),
            Chapter(start_ms=33061, title="The lady of the borders", url="", hidden=False),
        ),
    ),
    "the-alphabet-called-drizzle": Recording(
        file="the-alphabet-called-drizzle.mp3",
        duration_ms=51035,
        chapters=(
            Chapter(start_ms=0, title="Four names on one ferry", url="", hidden=False),
            Chapter(start_ms=17960, title="Wider than you think", url="", hidden=False),
            Chapter(start_ms=34097, title="Drizzle", url="", hidden=False),
        ),
    ),
    "the-boat-that-was-sent": Recording(
        file="the-boat-that-was-sent.mp3",
        duration_ms=36762,
        chapters=(
            Chapter(start_ms=0, title="New rope", url="", hidden=False),
            Chapter(start_ms=10654, title="A clear morning", url="", hidden=False),
            Chapter(start_ms=23558, title="They turned around", url="", hidden=False),
        ),
    ),
    "the-clock-that-lunch-was-set-by": Recording(
        file="the-clock-that-lunch-was-set-by.mp3",
        duration_ms=44740,
        chapters=(
            Chapter(start_ms=0, title="Nothing wrong with the bell", url="", hidden=False),
            Chapter(start_ms=13905, title="The man with the hand", url="", hidden=False),
            Chapter(start_ms=29922, title="Ask the baker", url="", hidden=False),
        ),
    ),
    "the-foghorn-tuner": Recording(
        file="the-foghorn-tuner.mp3",
        duration_ms=44646,
        chapters=(
            Chapter(start_ms=0, title="More tock", url="", hidden=False),
            Chapter(start_ms=13454, title="Two horns", url="", hidden=False),
            Chapter(start_ms=26542, title="The washer", url="", hidden=False),
        ),
    ),
    "the-hour-that-happened-twice": Recording(
        file="the-hour-that-happened-twice.mp3",
        duration_ms=41691,
        chapters=(
            Chapter(start_ms=0, title="Two lines that look alike", url="", hidden=False),
            Chapter(start_ms=16966, title="The same man", url="", hidden=False),
            Chapter(start_ms=28680, title="The clock nobody changes", url="", hidden=False),
        ),
    ),
    "the-last-train-to-leave-on-time": Recording(
        file="the-last-train-to-leave-on-time.mp3",
        duration_ms=34492,
        chapters=(
            Chapter(start_ms=0, title="The platform", url="", hidden=False),
            Chapter(start_ms=13931, title="The grey coat", url="", hidden=False),
            Chapter(start_ms=22134, title="Delivered", url="", hidden=False),
        ),
    ),
    "the-man-who-disagrees-with-the-moon": Recording(
        file="the-man-who-disagrees-with-the-moon.mp3",
        duration_ms=284916,
        chapters=(
            Chapter(start_ms=0, title="Four centimetres", url="", hidden=False),
            Chapter(start_ms=39756, title="A clock that lives in a well", url="", hidden=False),
            Chapter(start_ms=75777, title="The moon is late again", url="", hidden=False),
            Chapter(
                start_ms=123223, title="The part nobody ordered", url="https://tides.example/residuals", hidden=False
            ),
            Chapter(start_ms=162430, title="A notice from the kettle", url="", hidden=True),
            Chapter(start_ms=176352, title="Nineteen years of breakfast", url="", hidden=False),
            Chapter(start_ms=210659, title="How to read the table in bed", url="", hidden=False),
            Chapter(start_ms=251903, title="Slack", url="", hidden=False),
        ),
    ),
    "the-note-that-the-house-was-in": Recording(
        file="the-note-that-the-house-was-in.mp3",
        duration_ms=30117,
        chapters=(
            Chapter(start_ms=0, title="The pipes", url="", hidden=False),
            Chapter(start_ms=10724, title="The beam", url="", hidden=False),
            Chapter(start_ms=18851, title="A stove in C", url="", hidden=False),
        ),
    ),
    "the-oldest-joke-in-the-harbour": Recording(
        file="the-oldest-joke-in-the-harbour.mp3",
        duration_ms=40871,
        chapters=(
            Chapter(start_ms=0, title="Under the bollard", url="", hidden=False),
            Chapter(start_ms=14092, title="Dated by its S", url="", hidden=False),
            Chapter(start_ms=22164, title="Dated by barnacles", url="", hidden=False),
            Chapter(start_ms=33168, title="The joke", url="", hidden=False),
        ),
    ),
    "the-passenger-who-was-always-early": Recording(
        file="the-passenger-who-was-always-early.mp3",
        duration_ms=35176,
        chapters=(
            Chapter(start_ms=0, title="One night a year", url="", hidden=False),
            Chapter(start_ms=12743, title="A pity", url="", hidden=False),
            Chapter(start_ms=21103, title="The new timetable", url="", hidden=False),
        ),
    ),
    "the-sea-from-underneath": Recording(
        file="the-sea-from-underneath.mp3",
        duration_ms=39557,
        chapters=(
            Chapter(start_ms=0, title="The bell that went to a wedding", url="", hidden=False),
            Chapter(start_ms=16778, title="What a crab sees", url="", hidden=False),
            Chapter(start_ms=26345, title="The door", url="", hidden=False),
        ),
    ),
    "the-thirty-eight-good-bells": Recording(
        file="the-thirty-eight-good-bells.mp3",
        duration_ms=49550,
        chapters=(
            Chapter(start_ms=0, title="Two hours of nothing", url="", hidden=False),
            Chapter(start_ms=18333, title="The note that is not there", url="", hidden=False),
            Chapter(start_ms=34058, title="Three I do not like", url="", hidden=False),
        ),
    ),
    "the-weather-inside": Recording(
        file="the-weather-inside.mp3",
        duration_ms=36580,
        chapters=(
            Chapter(start_ms=0, title="Not silence", url="", hidden=False),
            Chapter(start_ms=14596, title="The ballroom", url="", hidden=False),
            Chapter(start_ms=22533, title="Somebody was expected", url="", hidden=False),
        ),
    ),
    "trailer-come-down-to-the-water": Recording(
        file="trailer-come-down-to-the-water.mp3",
        duration_ms=33424,
        chapters=(
            Chapter(start_ms=0, title="Come down to the water", url="", hidden=False),
            Chapter(start_ms=14476, title="What you will hear", url="", hidden=False),
            Chapter(start_ms=25090, title="When", url="", hidden=False),
        ),
    ),
    "trailer-forty-minutes-slow": Recording(
        file="trailer-forty-minutes-slow.mp3",
        duration_ms=28513,
        chapters=(
            Chapter(start_ms=0, title="A very good clock", url="", hidden=False),
            Chapter(start_ms=11310, title="The label", url="", hidden=False),
            Chapter(start_ms=20036, title="Season two", url="", hidden=False),
        ),
    ),
    "trailer-nobody-came-back": Recording(
        file="trailer-nobody-came-back.mp3",
        duration_ms=29621,
        chapters=(
            Chapter(start_ms=0, title="The third shelf", url="", hidden=False),
            Chapter(start_ms=11781, title="One thing", url="", hidden=False),
            Chapter(start_ms=22220, title="Soon", url="", hidden=False),
        ),
    ),
    "what-the-ferryman-subtracts": Recording(
        file="what-the-ferryman-subtracts.mp3",
        duration_ms=33146,
        chapters=(
            Chapter(start_ms=0, title="Do you add it?", url="", hidden=False),
            Chapter(start_ms=12099, title="The tide office replies", url="", hidden=False),
            Chapter(start_ms=22573, title="Not named", url="", hidden=False),
        ),
    ),
    "where-it-is-still-ten-past-ten": Recording(
        file="where-it-is-still-ten-past-ten.mp3",
        duration_ms=37223,
        chapters=(
            Chapter(start_ms=0, title="Forty minutes early", url="", hidden=False),
            Chapter(start_ms=11422, title="Winding it", url="", hidden=False),
            Chapter(start_ms=20086, title="Ten past ten", url="", hidden=False),
            Chapter(start_ms=27514, title="What we heard", url="", hidden=False),
        ),
    ),
    "who-lit-it": Recording(
        file="who-lit-it.mp3",
        duration_ms=275830,
        chapters=(
            Chapter(start_ms=0, title="Born in week three", url="", hidden=False),
            Chapter(start_ms=40941, title="Winding the night", url="", hidden=False),
            Chapter(start_ms=78921, title="Who lit it?", url="", hidden=False),
            Chapter(start_ms=109949, title="Two, and rest", url="", hidden=False),
            Chapter(start_ms=143885, title="Thirty-one hours", url="", hidden=False),
            Chapter(start_ms=176851, title="The goat", url="", hidden=False),
            Chapter(start_ms=203843, title="The box on the rail", url="", hidden=False),
            Chapter(start_ms=241531, title="The dark beside it", url="", hidden=False),
        ),
    ),
}

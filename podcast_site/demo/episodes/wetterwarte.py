"""Episodes of Wetterwarte Hohenklink, in German. Notes are in `notes/`, words in `scripts/`."""

from podcast_site.demo.values import Credit, Episode, ResourceLink

WETTERWARTE = (
    Episode(
        show="wetterwarte",
        slug="der-wanderer-mit-der-leiter-zweiter-teil",
        title="Der Wanderer mit der Leiter, zweiter Teil",
        summary="Er ist wieder da, von der anderen Seite. Die Leiter ist jetzt kürzer.",
        state="scheduled",
        days_from_now=12,
        at="07:20",
        number=7,
        topics=("weather",),
        credits=(
            Credit(person="friederike-osswald", role="host"),
            Credit(person="friederike-osswald", role="writer"),
        ),
        links=(
            ResourceLink(
                label="Messwiese, Lageplan",
                url="https://hohenklink.example/wiese",
            ),
        ),
    ),
    Episode(
        show="wetterwarte",
        slug="nebel-mit-geraeusch",
        title="Nebel mit Geräusch",
        summary=(
            "Nebel bis zur dritten Stufe. Um 7:20 Uhr ein Geräusch wie von einer Leiter, um 7:35 Uhr eine Leiter."
        ),
        days_from_now=-11,
        at="07:20",
        number=6,
        topics=(
            "weather",
            "listening",
        ),
        credits=(
            Credit(person="friederike-osswald", role="host"),
            Credit(person="friederike-osswald", role="writer"),
        ),
        links=(
            ResourceLink(
                label="Aktuelle Sicht in Metern und Kühen",
                url="https://hohenklink.example/sicht",
            ),
        ),
    ),
    Episode(
        show="wetterwarte",
        slug="hagel-in-der-groesse-von",
        title="Hagel in der Größe von",
        summary="Am Dienstag fiel einer, für den der Ansagemaschine das Wort fehlte.",
        days_from_now=-68,
        at="07:20",
        number=5,
        topics=("weather",),
        credits=(
            Credit(person="friederike-osswald", role="host"),
            Credit(person="friederike-osswald", role="writer"),
        ),
        links=(
            ResourceLink(
                label="Vergleichstafel: Erbse bis Knödel",
                url="https://hohenklink.example/hagel",
            ),
        ),
    ),
    Episode(
        show="wetterwarte",
        slug="die-mauersegler-sind-zurueck",
        title="Die Mauersegler sind zurück",
        summary="Am 4. um 18:12 Uhr der erste, am 5. alle.",
        days_from_now=-203,
        at="07:20",
        number=4,
        topics=(
            "weather",
            "time",
        ),
        credits=(
            Credit(person="friederike-osswald", role="host"),
            Credit(person="friederike-osswald", role="writer"),
        ),
        links=(
            ResourceLink(
                label="Zählbogen, auch nach Gefühl",
                url="https://hohenklink.example/segler",
            ),
        ),
    ),
    Episode(
        show="wetterwarte",
        slug="der-kaelteste-ort-ist-die-klinke",
        title="Der kälteste Ort ist die Klinke",
        summary="Eine kleine Wärmelehre für Menschen, die trotzdem hinausmüssen.",
        days_from_now=-288,
        at="07:20",
        number=3,
        topics=("weather",),
        credits=(
            Credit(person="friederike-osswald", role="host"),
            Credit(person="friederike-osswald", role="writer"),
        ),
        links=(
            ResourceLink(
                label="Handschuhe der Wetterwarte, drei Größen",
                url="https://handschuhe.example/",
                sponsored=True,
            ),
        ),
    ),
    Episode(
        show="wetterwarte",
        slug="sieben-instrumente-und-ein-stuhl",
        title="Sieben Instrumente und ein Stuhl",
        summary="Ein Rundgang durch die Messwiese. Das achte Instrument ist der Stuhl.",
        days_from_now=-370,
        at="07:20",
        number=2,
        topics=(
            "weather",
            "time",
        ),
        credits=(
            Credit(person="friederike-osswald", role="host"),
            Credit(person="friederike-osswald", role="writer"),
        ),
        links=(
            ResourceLink(
                label="Messwiese, Lageplan",
                url="https://hohenklink.example/wiese",
            ),
        ),
    ),
    Episode(
        show="wetterwarte",
        slug="probeansage",
        title="Probeansage",
        summary="Nach elf Jahren wieder in Betrieb: die Ansagemaschine der Wetterwarte.",
        days_from_now=-391,
        at="07:20",
        number=1,
        topics=(
            "weather",
            "listening",
            "repair",
        ),
        credits=(
            Credit(person="friederike-osswald", role="host"),
            Credit(person="friederike-osswald", role="writer"),
        ),
    ),
)

"""What people ask, with what they expect to find first, over the demo and a library with planted phrases."""

import random
from itertools import count

import pytest
from django.db import transaction
from django.test.utils import override_settings

from episodes import search
from episodes.models import Episode, Season
from podcast_site.demo.loading import load_content
from tests.factories import ShowFactory, TopicFactory
from tests.words import episode

pytestmark = pytest.mark.django_db

RIGHT = 57  # of sixty, among the first three

DEMO = [
    # What it is called, as it is remembered
    ("the man who disagrees with the moon", "The Man Who Disagrees with the Moon by Four Centimetres"),
    ("disagree moon", "The Man Who Disagrees with the Moon by Four Centimetres"),
    ("foghorn", "The Foghorn Tuner"),
    ("fog horns tuner", "The Foghorn Tuner"),
    ("38 bells", "The Thirty-Eight Good Bells"),
    ("thirty eight bells", "The Thirty-Eight Good Bells"),
    ("eleven metres", "On Being Eleven Metres Out"),
    ("ten past four", "Ten Past Four"),
    ("oldest joke", "The Oldest Joke in the Harbour"),
    ("libr", "A Library Where Nothing Comes Back the Same"),
    ("letters hurry", "Letters for People in a Hurry"),
    ("watchmaker", "A Watchmaker Says No"),
    ("bonus", "Bonus: Fifty-Eight Seconds"),
    ("season two trailer", "Season Two: Forty Minutes Slow"),
    # Who was there
    ("wickramanayake", "The Man Who Disagrees with the Moon by Four Centimetres"),
    ("solveig", "Who Lit It?"),
    ("anestad lighthouse", "Who Lit It?"),
    ("Ånestad", "Who Lit It?"),
    ("zsofia korosi", "A Library Where Nothing Comes Back the Same"),
    ("idris cartographer", "On Being Eleven Metres Out"),
    ("皆川", "Letters for People in a Hurry"),
    ("wroblewicz knock", "Ten Past Four"),
    # What it was about
    ("goat", "Who Lit It?"),
    ("tide predictor wheels", "The Man Who Disagrees with the Moon by Four Centimetres"),
    ("probably peas", "A Library Where Nothing Comes Back the Same"),
    ("bollard carved", "The Oldest Joke in the Harbour"),
    ("Fatima's Rock", "On Being Eleven Metres Out"),
    ("missed a train by forty minutes", "The Last Train to Leave on Time"),
    ("compartment 14", "The Passenger Who Was Always Early"),
    ("empty rooms recorded", "The Weather Inside"),
    ("ledger spellings", "A Surname with One Letter Too Many"),
    ("ticket 407", "Ordered, Paid For, Never Collected"),
    # Where they said that
    ("ship reported something with horns", "Who Lit It?"),
    ('"temporary obstruction, domestic"', "Who Lit It?"),
    ("saucepan", "Who Lit It?"),
    ("painted a pier to the wrong line", "The Man Who Disagrees with the Moon by Four Centimetres"),
    ("standing on a trapdoor", "The Man Who Disagrees with the Moon by Four Centimetres"),
    # In German
    ("Mauersegler", "Die Mauersegler sind zurück"),
    ("kalteste Klinke", "Der kälteste Ort ist die Klinke"),
    ("Geräusche im Nebel", "Nebel mit Geräusch"),
    ("Erbse Knödel", "Hagel in der Größe von"),
    ("Instrumente Stuhl", "Sieben Instrumente und ein Stuhl"),
    ("Ansagemaschinen elf Jahre", "Probeansage"),
]

# Language, title, where it is, what is there, and what is asked for it.
PLANTED = [
    ("en", "Session 12", "said", "The heron stood on one leg for a quarter of an hour.", "heron on one leg"),
    ("en", "Session 40", "said", "We call that the widow's walk, my grandmother and I.", '"widow’s walk"'),
    ("en", "Session 77", "said", "Nobody had oiled the sluice gates since the war.", "oiling sluice gate"),
    ("en", "Session 78", "chapter", "How a sluice gate is oiled", "sluice gate oiled"),
    ("en", "Session 90", "notes", "With a recipe for **bladderwrack** crisps.", "bladderwrack"),
    ("en", "Session 95", "people", "Ottoline Quayle-Brandt", "quayle brandt"),
    ("en", "Session 96", "topic", "Semaphores", "semaphore"),
    ("de", "Folge 9", "said", "Die Großmütter erzählten von den Überschwemmungen.", "Grossmutter Überschwemmung"),
    ("de", "Folge 21", "said", "Er hat die Schleusentore jeden Sonntag geölt.", "Schleusentor ölen Sonntag"),
    ("de", "Folge 30", "chapter", "Warum Krähen Nüsse fallen lassen", "krahen nusse"),
    ("fr", "Épisode 5", "said", "Les gardiens du phare comptaient les éclipses.", "gardien phare éclipse"),
    ("fr", "Épisode 17", "said", "On l’appelait l’horloger des marées basses.", "l'horloger des marees"),
    ("fr", "Épisode 23", "chapter", "Où dorment les hirondelles", "hirondelle dorment"),
    ("ja", "第三回", "said", "灯台守は毎晩、海図に小さな印をつけました。", "灯台守"),
    ("ja", "第八回", "said", "潮の満ち引きを四十年間、手帳に書いていました。", "潮の満ち引き"),
    ("ja", "第十二回", "chapter", "霧笛を調律する人", "霧笛"),
    ("ja", "第十四回", "people", "水無瀬かおる", "かおる"),
]
_FILLER = {
    "en": (
        "The sea was calm.",
        "We walked along the wall.",
        "Boats came.",
        "The gates of the old pier.",
        "A leg more.",
    ),
    "de": ("Wir gingen am Hafen.", "Die alten Boote.", "Tore und Mauern.", "Jeden Sonntag.", "Der Wind war anders."),
    "fr": ("Nous marchions le long du port.", "Les bateaux.", "Le phare et la mer.", "Elle était calme."),
    "ja": ("今日は港を歩きました。", "海は静かでした。", "船を見ました。", "友達と話しました。"),
}


def plant() -> None:
    """Forty episodes in each language, all of much the same words; some have something that no other has."""
    chance = random.Random(7)
    planted = {(language, title): (where, what) for language, title, where, what, _ in PLANTED}
    for language, names in {
        "en": (f"Session {n}" for n in count(60)),
        "de": (f"Folge {n}" for n in count(1)),
        "fr": (f"Épisode {n}" for n in count(1)),
        "ja": (f"第{n}話" for n in count(1)),
    }.items():
        show = ShowFactory(language=language, slug=f"planted-{language}", title=f"Planted {language}")
        season = Season.objects.create(show=show, number=1)
        theirs = [title for tongue, title in planted if tongue == language]
        titles = dict.fromkeys([*theirs, *(next(names) for _ in range(40))])
        for age, title in enumerate(titles):
            where, what = planted.get((language, title), ("", ""))
            lines = [" ".join(chance.choices(_FILLER[language], k=4)) for _ in range(12)]
            if where == "said":
                lines[chance.randrange(12)] = what
            made = episode(
                title,
                show=show,
                season=season,
                days_old=500 + age,
                said=lines,
                language=language,
                chapters=["…", what] if where == "chapter" else (),
                people=[what] if where == "people" else (),
                notes=what if where == "notes" else "",
            )
            if where == "topic":
                made.topics.add(TopicFactory(name=what))


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once for all questions."""
    folder = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=str(folder)), transaction.atomic():
        load_content(at="http://testserver")
        plant()
        for _ in search.index():
            pass
        yield
        transaction.set_rollback(True)


def first_three(question: str) -> list[str]:
    ranked = search.ranked(search.ask(question), among=Episode.objects.published())
    return [found.title for found in ranked[:3]]


def test_people_find_what_they_expect(library):
    asked = [*DEMO, *((question, title) for _, title, _, _, question in PLANTED)]
    assert len(asked) == 60
    wrong = {question: (title, found) for question, title in asked if title not in (found := first_three(question))}
    assert len(asked) - len(wrong) >= RIGHT, wrong


def test_a_word_of_a_title_or_a_chapter_comes_before_the_same_word_said(library):
    assert first_three("sluice gate oiled")[:2] == ["Session 78", "Session 77"]


@pytest.mark.parametrize(
    "question", ["wickramanayake", "Mauersegler", "霧笛", "l'horloger des marees", "38 bells goat"]
)
def test_every_question_takes_few_queries(library, django_assert_max_num_queries, question):
    with django_assert_max_num_queries(8):
        first_three(question)

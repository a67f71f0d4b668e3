"""A part of a page is rendered once for what it shows, and anew as soon as any of that is different."""

import pytest
from django.core.cache import cache
from django.test import override_settings

from episodes.models import Episode
from episodes.templatetags.episodes import card
from guests.keeping import columns, fragment, kept_by_state
from guests.models import Person
from tests.factories import CreditFactory, EpisodeFactory, PersonFactory, SeasonFactory, ShowFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def portrait(facts, name):
    asked = []

    def context():
        asked.append(name)
        return {"person": Person(name=name)}

    return fragment("guests/_portrait.html", facts=facts, context=context), len(asked)


def test_it_is_rendered_once_for_the_same_facts():
    first, again, other = portrait((1,), "Ada"), portrait((1,), "Bo"), portrait((2,), "Bo")
    assert (first[1], again[1], other[1]) == (1, 0, 1)
    assert first[0] == again[0] != other[0]
    assert again[0].__html__() == again[0]


@override_settings(DEBUG=True)
def test_it_is_rendered_at_every_turn_while_templates_may_change():
    assert portrait((1,), "Ada")[0] != portrait((1,), "Bo")[0]


def test_another_version_or_place_of_the_site_renders_it_anew(settings):
    kept = portrait((1,), "Ada")
    settings.MEDIA_URL = "https://files.example/"
    assert (kept[1], portrait((1,), "Ada")[1]) == (1, 1)


def kept(keys, state):
    asked = []

    def make(missing):
        asked.extend(missing)
        return {key: f"<{key}>" for key in missing if key}

    return kept_by_state("test", keys, state=state, make=make), asked


def test_what_is_kept_by_the_state_of_everything_public_is_made_once_in_it():
    before = Person.public_state()
    assert kept([3, 0, 1], before) == ({3: "<3>", 1: "<1>"}, [3, 0, 1])
    assert kept([1, 2, 3], Person.public_state()) == ({1: "<1>", 2: "<2>", 3: "<3>"}, [2])
    PersonFactory()
    assert kept([1], Person.public_state())[1] == [1]
    with override_settings(DEBUG=True):
        assert kept([1, 0], before) == ({1: "<1>"}, [1, 0])


def test_columns_are_those_that_were_read_and_pictures_by_name():
    person = PersonFactory(portrait="images/a.jpg")
    read = Person.objects.only("name", "portrait").get()
    before = columns(read)
    assert read.portrait.name == "images/a.jpg"
    assert before == columns(read) == [person.pk, person.name, "images/a.jpg"]


# --- A line of a list ----------------------------------------------------------------------------


def line(**how):
    person = how["person"].pk if "person" in how else None
    (episode,) = Episode.objects.with_credits(list(Episode.objects.for_cards()), person=person)
    return card(episode, **how)


@pytest.fixture
def episode():
    show = ShowFactory(title="Slack Water")
    return EpisodeFactory(
        show=show, slug="lamp", season=SeasonFactory(show=show, number=3), title="A Lamp", duration_ms=600_000
    )


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"title": "Rope"}, "Rope"),
        ({"slug": "rope"}, "/rope/"),
        ({"summary": "About rope."}, "About rope."),
        ({"number": 77}, "No. 77"),
        ({"explicit": True}, "Explicit"),
        ({"kind": "bonus"}, "Bonus"),
        ({"duration_ms": 3_600_000}, "60 min"),
        ({"cover": "images/0123456789abcdef0123456789abcdef.jpg"}, "0123456789abcdef0123456789abcdef.jpg"),
    ],
)
def test_a_change_of_the_episode_is_seen(episode, change, shown):
    assert shown not in line()
    Episode.objects.update(**change)
    assert shown in line()


def test_changes_of_show_season_and_guest_are_seen(episode):
    guest = CreditFactory(episode=episode, person=PersonFactory(name="Ada"), role="guest")
    assert "Ada" in line(show_name=True)
    Person.objects.update(name="Grace")
    assert "Grace" in line(show_name=True)
    episode.show.title = "Net Loft"
    episode.show.save()
    assert "Net Loft" in line(show_name=True)
    episode.season.number = 9
    episode.season.save()
    assert "Season 9" in line()
    guest.delete()
    assert "Grace" not in line()


def test_how_it_is_shown_makes_a_line_of_its_own(episode):
    CreditFactory(episode=episode, role="host")
    host = episode.credits.get().person
    shown = [line(), line(heading="h2"), line(show_name=True), line(person=host)]
    assert len(set(shown)) == len(shown)
    assert "Host" in shown[-1]

"""Items of feeds: the tick stores them, every process takes them, and none is older than its episode."""

import pytest
from django.core.cache import cache

from episodes.feeds import document, kept
from episodes.feeds.reading import FeedPage
from episodes.feeds.tables import Stretch
from episodes.models import Episode, Revision, WrittenItem
from guests.models import Person
from tests.factories import ChapterFactory, CreditFactory, EpisodeFactory, ShowFactory, StandingCreditFactory

pytestmark = pytest.mark.django_db

SITE = "https://podcasts.example"


@pytest.fixture(autouse=True)
def site(settings):
    """A process that has just begun, on a site that knows its address."""
    settings.SITE_URL = SITE
    cache.clear()


@pytest.fixture
def written(monkeypatch):
    """The titles of the items that are written."""
    titles = []

    def noting(item):
        titles.append(item.title)
        return document.written(item)

    monkeypatch.setattr(kept, "written", noting)
    return titles


def feed(show, number=1):
    """The items as a new process sends them."""
    cache.clear()
    return b"".join(kept.written_items(FeedPage(show=show, number=number, site=SITE)))


def test_a_new_process_takes_the_items_that_the_tick_has_stored(written):
    show = ShowFactory(feed_size=2)
    episodes = [EpisodeFactory(show=show, title=f"Part {n}", notes=f"Of *{n}*") for n in range(3)]
    EpisodeFactory(show=show, title="Draft", state="draft")
    before = feed(show), feed(show, 2)
    assert [f"Items of feeds that were written: {n}." for n in (2, 1)] == list(kept.write_ahead())
    assert set(WrittenItem.objects.values_list("episode", flat=True)) == {episode.pk for episode in episodes}
    written.clear()
    assert (feed(show), feed(show, 2)) == before
    assert written == []


def test_what_has_changed_is_written_at_once_and_stored_by_the_next_tick(written):
    show = ShowFactory()
    episode, other = (EpisodeFactory(show=show, title=title) for title in ("One", "Two"))
    person = CreditFactory(episode=other).person
    list(kept.write_ahead())
    Episode.objects.filter(pk=episode.pk).update(title="Mended")
    Person.objects.filter(pk=person.pk).update(name="Ewa Sól")
    written.clear()
    sent = feed(show).decode()
    assert "<title>Mended</title>" in sent
    assert "Ewa Sól" in sent
    assert sorted(written) == ["Mended", "Two"]
    assert list(kept.write_ahead()) == ["Items of feeds that were written: 2."]
    written.clear()
    assert feed(show).decode() == sent
    assert written == []


@pytest.mark.parametrize("changed", ["the show", "its domain", "the code", "the address asked for"])
def test_terms_that_have_changed_make_all_items_anew(written, monkeypatch, settings, changed):
    settings.SHOW_DOMAINS = ("one.example",)
    show = EpisodeFactory(title="One").show
    list(kept.write_ahead())
    written.clear()
    page = FeedPage(show=show, number=1, site=SITE if changed != "the address asked for" else "https://other.example")
    if changed == "the show":
        StandingCreditFactory(show=show)
    if changed == "its domain":
        show.domain = "one.example"
    if changed == "the code":
        monkeypatch.setattr(kept, "version_key", lambda: "another")
    list(kept.written_items(page))
    assert written == ["One"]


def test_a_moment_that_has_come_is_news_to_the_tick(time_machine):
    time_machine.move_to("2026-03-01T05:59:59Z", tick=False)
    EpisodeFactory(publish_at="2026-03-01T06:00:00Z")
    assert list(kept.write_ahead()) == []
    time_machine.move_to("2026-03-01T06:00:00Z", tick=False)
    assert list(kept.write_ahead()) == ["Items of feeds that were written: 1."]


def test_where_nothing_has_changed_the_tick_looks_no_further(django_assert_num_queries):
    EpisodeFactory()
    list(kept.write_ahead())
    with django_assert_num_queries(2):
        assert list(kept.write_ahead()) == []


def test_a_tick_that_is_stopped_goes_on_where_it_was(written, monkeypatch):
    monkeypatch.setattr(kept, "_BATCH", 2)
    EpisodeFactory.create_batch(5, show=ShowFactory())
    job = kept.write_ahead()
    assert next(job) == "Items of feeds that were written: 2."
    job.close()
    assert list(kept.write_ahead()) == [f"Items of feeds that were written: {n}." for n in (2, 1)]
    assert len(written) == 5


def test_a_site_that_does_not_know_its_address_stores_nothing(settings):
    settings.SITE_URL = ""
    EpisodeFactory()
    assert list(kept.write_ahead()) == []


def test_what_is_stored_changes_no_answer():
    EpisodeFactory()
    before = Revision.objects.get().token
    list(kept.write_ahead())
    assert Revision.objects.get().token == before


def test_an_edit_reads_what_belongs_to_that_episode_alone():
    show = ShowFactory()
    episode, *others = EpisodeFactory.create_batch(3, show=show)
    list(kept.write_ahead())
    for each in (episode, *others):
        ChapterFactory(episode=each, title=f"Of {each.pk}")
    list(kept.write_ahead())
    ChapterFactory(episode=episode)
    read = []
    page = FeedPage(show=show, number=1, site=SITE)
    sources = page.sources
    object.__setattr__(
        page, "sources", lambda stretch: (read.append(one.episode.pk) or one for one in sources(stretch))
    )
    assert len(list(kept.written_items(page))) == 3
    assert read == [episode.pk]


def test_an_item_that_was_stored_when_it_was_looked_for_and_is_gone_since_is_written(written, monkeypatch):
    show = ShowFactory()
    EpisodeFactory.create_batch(2, show=show)
    list(kept.write_ahead())
    cache.clear()
    items = kept.written_items(FeedPage(show=show, number=1, site=SITE))
    lacking = kept.StoredItems.lacking

    def lost(stored):
        found = lacking(stored)
        WrittenItem.objects.all().delete()
        return found

    monkeypatch.setattr(kept.StoredItems, "lacking", lost)
    written.clear()
    assert len(list(items)) == 2
    assert len(written) == 2


def test_an_episode_that_moves_in_time_while_it_is_read_takes_nothing_from_others(monkeypatch):
    show = ShowFactory()
    moments = [f"2026-03-0{day}T06:00:00Z" for day in (4, 3, 2, 1)]
    episodes = [EpisodeFactory(show=show, publish_at=moment) for moment in moments]
    for n, episode in enumerate(episodes):
        CreditFactory(episode=episode, person__name=f"Guest {n}")
    read = Stretch.episodes

    def moved(stretch):
        Episode.objects.filter(pk=episodes[2].pk).update(publish_at="2026-03-03T18:00:00Z")
        return read(stretch)

    monkeypatch.setattr(Stretch, "episodes", moved)
    for _ in range(2):
        list(kept.write_ahead())
        monkeypatch.setattr(Stretch, "episodes", read)
    sent = feed(show).decode()
    assert [f"Guest {n}" in sent for n in range(4)] == [True] * 4


def test_an_episode_that_goes_while_its_feed_is_written_is_left_out():
    show = ShowFactory()
    EpisodeFactory.create_batch(2, show=show)
    page = FeedPage(show=show, number=1, site=SITE)
    assert len(page.stretch.listed) == 2
    Episode.objects.filter(pk=page.stretch.listed[0][0]).delete()
    assert len(list(kept.written_items(page))) == 1

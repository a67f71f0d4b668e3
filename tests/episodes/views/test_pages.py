import datetime as dt

import pytest
from django.core.files.base import ContentFile

from episodes.models import Episode, EpisodeAddress, ShowAddress, TopicAddress
from guests.models import PersonAddress
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    PersonLinkFactory,
    ResourceLinkFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    TopicFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db
JANUARY = dt.datetime(2026, 1, 1, 6, tzinfo=dt.UTC)


def fill(episode, n):
    """Give an episode `n` of everything."""
    for _ in range(n):
        CreditFactory(episode=episode)
        CreditFactory(episode=episode, role="producer")
        ChapterFactory(episode=episode)
        ResourceLinkFactory(episode=episode)
        episode.topics.add(TopicFactory())
    TranscriptFactory(episode=episode)
    return episode


@pytest.fixture
def network():
    """Build `n` shows, each with `n` episodes that have `n` of everything; return a show and an episode of it."""

    def build(n):
        for _ in range(max(n, 2)):
            show = ShowFactory()
            StandingCreditFactory(show=show)
            for _ in range(n):
                episode = fill(EpisodeFactory(show=show, season=SeasonFactory(show=show)), n)
        return show, episode

    return build


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("kind", "queries", "afresh"),
    [
        *[("home", 5, 3), ("show", 8, 6), ("episode", 10, 6), ("guests", 6, 5)],
        *[("person", 8, 6), ("topic", 6, 4), ("topics", 3, 2)],
    ],
)
def test_queries_do_not_grow_with_what_there_is(client, network, django_assert_num_queries, kind, n, queries, afresh):
    """At first, and after an edit elsewhere that another page has noticed."""
    show, episode = network(n)
    address = {
        "home": "/",
        "show": show.get_absolute_url(),
        "episode": episode.get_absolute_url(),
        "guests": "/guests/",
        "person": episode.credits.first().person.get_absolute_url(),
        "topic": episode.topics.first().get_absolute_url(),
        "topics": "/topics/",
    }[kind]
    with django_assert_num_queries(queries):
        response = client.get(address)
    assert response.status_code == 200
    TopicFactory()
    client.get("/shows.opml")
    with django_assert_num_queries(afresh):
        assert client.get(address).content == response.content


def test_an_installation_without_anything_has_a_home_page(client):
    response = client.get("/")
    assert response.status_code == 200
    assert response.text.count("<h1") == 1


def test_the_only_show_is_the_home_page(client):
    episode = EpisodeFactory()
    assert client.get("/").context["show"] == episode.show


def test_episodes_are_newest_first_and_stable_within_a_minute(client):
    show = ShowFactory()
    first = EpisodeFactory(show=show, publish_at=JANUARY)
    same_minute = EpisodeFactory(show=show, publish_at=JANUARY)
    newest = EpisodeFactory(show=show, publish_at=JANUARY + dt.timedelta(days=1))
    assert list(client.get(show.get_absolute_url()).context["page"]) == [newest, same_minute, first]


def test_previous_and_next_are_public_episodes_of_the_same_show(client):
    show = ShowFactory()
    days = [JANUARY + dt.timedelta(days=n) for n in range(5)]
    first, middle, last = (EpisodeFactory(show=show, publish_at=day) for day in days[::2])
    EpisodeFactory(show=show, publish_at=days[1], state="withdrawn")
    EpisodeFactory(publish_at=days[3])

    def around(episode):
        context = client.get(episode.get_absolute_url()).context
        return context["previous"], context["next"]

    assert around(first) == (None, middle)
    assert around(middle) == (first, last)
    assert around(last) == (middle, None)


def test_a_show_is_paged(client):
    show = ShowFactory()
    EpisodeFactory.create_batch(21, show=show)
    address = show.get_absolute_url()
    assert len(client.get(address).context["page"]) == 20
    assert len(client.get(address, {"page": "2"}).context["page"]) == 1


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", "", "01", "+1", "1 ", "١", "9" * 20, "9" * 5_000])
def test_a_number_that_is_no_page_is_404(client, number):
    show = EpisodeFactory().show
    assert client.get(show.get_absolute_url(), {"page": number}).status_code == 404


def test_a_show_is_narrowed_by_season_and_topic(client):
    show = ShowFactory()
    season = SeasonFactory(show=show, number=2)
    in_season = EpisodeFactory(show=show, season=season)
    on_topic = EpisodeFactory(show=show)
    on_topic.topics.add(TopicFactory(slug="tides"))
    address = show.get_absolute_url()
    assert list(client.get(address, {"season": "2"}).context["page"]) == [in_season]
    assert list(client.get(address, {"topic": "tides"}).context["page"]) == [on_topic]
    assert client.get(address, {"season": "9"}).status_code == 404
    assert client.get(address, {"topic": "weather"}).status_code == 404


def test_a_show_offers_the_topics_of_its_own_public_episodes(client):
    show = ShowFactory()
    here, elsewhere, not_yet = (TopicFactory(slug=slug) for slug in ("here", "elsewhere", "not-yet"))
    for _ in range(2):
        EpisodeFactory(show=show).topics.add(here)
    EpisodeFactory().topics.add(elsewhere)
    EpisodeFactory(show=show, scheduled=True).topics.add(not_yet)
    assert client.get(show.get_absolute_url()).context["choices"].topics[0].row == here


@pytest.mark.parametrize("t", ["877", "14:37", "14m37s", "00:14:37"])
def test_without_scripts_the_player_starts_where_the_address_says(client, t):
    episode = EpisodeFactory()
    page = client.get(episode.get_absolute_url(), {"t": t})
    assert page.context["start_ms"] == 877_000
    assert f'src="{episode.get_audio_url()}#t=877"' in page.text


@pytest.mark.parametrize("t", ["", "soon", "-5", "<script>", "9" * 400])
def test_a_time_that_is_none_starts_at_the_beginning(client, t):
    page = client.get(EpisodeFactory().get_absolute_url(), {"t": t})
    assert (page.status_code, page.context["start_ms"]) == (200, None)


def test_the_page_says_who_speaks_and_leads_to_them(client):
    episode = EpisodeFactory()
    guest = CreditFactory(episode=episode, person=PersonFactory(name="Zoë Ní Bhriain", headline="Tide clerk")).person
    text = client.get(episode.get_absolute_url()).text
    for part in ("Zoë Ní Bhriain", "Tide clerk", "Guest", f'href="{guest.get_absolute_url()}"'):
        assert part in text


def test_notes_are_sanitised(client):
    notes = "**Bold** <script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>"
    text = client.get(EpisodeFactory(notes=notes).get_absolute_url()).text
    assert "<strong>Bold</strong>" in text
    for attack in ("alert(1)", "javascript:", "onerror"):
        assert attack not in text


def test_a_sponsored_link_says_so_and_a_link_without_address_is_text(client):
    episode = EpisodeFactory()
    ResourceLinkFactory(episode=episode, label="Lamp oil", url="https://oil.example/", sponsored=True)
    ResourceLinkFactory(episode=episode, label="A book nobody sells", url="")
    text = client.get(episode.get_absolute_url()).text
    assert 'rel="sponsored noopener"' in text
    assert "Sponsored" in text
    assert "A book nobody sells" in text
    assert 'href=""' not in text


@pytest.mark.parametrize("address", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "/admin/"])
def test_an_address_that_no_form_let_through_is_no_link(client, address):
    episode = EpisodeFactory()
    ResourceLinkFactory(episode=episode, label="Resource", url=address)
    ChapterFactory(episode=episode, title="Chapter", url=address)
    person = CreditFactory(episode=episode).person
    PersonLinkFactory(person=person, label="Person", url=address)
    for label, page in {"Resource": episode, "Chapter": episode, "Person": person}.items():
        text = client.get(page.get_absolute_url()).text
        assert label in text
        assert f'href="{address}"' not in text


def test_a_chapter_s_picture_leads_to_the_whole_of_it(client):
    episode = EpisodeFactory()
    ChapterFactory(episode=episode, title="Rope & <sail>", image=f"images/{'0' * 32}.jpg")
    link = f'<a class="chapter__picture" href="/media/images/{"0" * 32}.jpg" data-chapter-picture'
    page = client.get(episode.get_absolute_url()).text
    assert f"{link}><img" in page
    assert 'alt="Picture of “Rope &amp; &lt;sail&gt;”"' in page
    assert "data-plate" in page
    frame = client.get(episode.get_embed_url()).text
    assert f'{link} target="_blank"><img' in frame
    assert "data-plate" not in frame


def test_hidden_chapters_are_not_listed(client):
    episode = EpisodeFactory()
    ChapterFactory(episode=episode, title="Hidden thing", hidden=True)
    ChapterFactory(episode=episode, title="Open thing")
    text = client.get(episode.get_absolute_url()).text
    assert "Open thing" in text
    assert "Hidden thing" not in text


def test_former_addresses_lead_to_todays_with_everything_after_them(client):
    show = ShowFactory(slug="now")
    episode = EpisodeFactory(show=show, slug="new-title", audio_url="")
    episode.audio_file.save("a.mp3", ContentFile(b"audio"))
    topic = TopicFactory(slug="tides")
    episode.topics.add(topic)
    person = CreditFactory(episode=episode, person=PersonFactory(slug="ada")).person
    ShowAddress.objects.create(show=show, slug="then")
    EpisodeAddress.objects.create(show=show, episode=episode, slug="old-title")
    TopicAddress.objects.create(topic=topic, slug="tide")
    PersonAddress.objects.create(person=person, slug="ada-maiden-name")
    for former, today in {
        "/then/": "/now/",
        "/then/?page=2&season=3": "/now/?page=2&season=3",
        "/then/new-title/": "/now/new-title/",
        "/now/old-title/?t=14:37": "/now/new-title/?t=14%3A37",
        "/now/old-title/audio.mp3": "/now/new-title/audio.mp3",
        "/then/old-title/audio.mp3": "/now/old-title/audio.mp3",
        "/topics/tide/": "/topics/tides/",
        "/guests/ada-maiden-name/": "/guests/ada/",
    }.items():
        response = client.get(former)
        assert (response.status_code, response["Location"]) == (301, today)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_for_reading_only(client, method):
    episode = EpisodeFactory()
    for address in ("/", episode.get_absolute_url(), episode.get_audio_url(), "/guests/"):
        assert getattr(client, method)(address).status_code == 405


def test_the_policy_allows_nothing_inline_and_no_other_host(client):
    episode = EpisodeFactory(audio_url="")
    for address in ("/", episode.show.get_absolute_url(), "/guests/", "/no-such-show/"):
        policy = client.get(address)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "http" not in policy.replace("media-src 'self' https:", "")
        assert "default-src 'none'" in policy


def test_audio_elsewhere_may_play_on_whatever_page_it_was_begun(client):
    episode = EpisodeFactory()
    policies = {client.get(address)["Content-Security-Policy"] for address in ("/", episode.get_absolute_url())}
    assert len(policies) == 1
    assert "media-src 'self' https:" in policies.pop()


def test_a_time_stamp_in_the_notes_plays_from_there(client):
    text = client.get(EpisodeFactory(notes="The bell: 14:37, not 50:00.").get_absolute_url()).text
    assert 'The bell: <a class="moment" href="?t=877#player">14:37</a>, not 50:00.' in text
    silent = EpisodeFactory(notes="At 14:37.", duration_ms=None)
    assert "At 14:37." in client.get(silent.get_absolute_url()).text


def test_five_thousand_episodes_cost_no_more_queries(client, django_assert_num_queries):
    show = ShowFactory()
    days = [JANUARY - dt.timedelta(days=n) for n in range(5_000)]
    Episode.objects.bulk_create(
        EpisodeFactory.build(show=show, slug=f"n-{n}", publish_at=day) for n, day in enumerate(days)
    )
    middle = fill(Episode.objects.get(slug="n-2500"), 3)
    for address, queries in [("/", 8), (f"{show.get_absolute_url()}?page=250", 6), (middle.get_absolute_url(), 9)]:
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


def test_a_standing_host_without_a_public_appearance_is_named_but_leads_nowhere(client):
    show = ShowFactory()
    heard = CreditFactory(episode=EpisodeFactory(show=show)).person
    unheard = PersonFactory(name="Not heard yet")
    for person in (heard, unheard):
        StandingCreditFactory(show=show, person=person)
    text = client.get(show.get_absolute_url()).text
    assert "Not heard yet" in text
    assert f'href="{unheard.get_absolute_url()}"' not in text
    assert f'href="{heard.get_absolute_url()}"' in text


def test_a_show_with_one_episode_has_no_empty_list_under_it(client):
    show = ShowFactory()
    only = EpisodeFactory(show=show, publish_at=JANUARY)
    text = client.get(show.get_absolute_url()).text
    assert only.title in text
    assert "All episodes" not in text
    assert '<a href="#latest">1 episode</a>' in text
    EpisodeFactory(show=show)
    text = client.get(show.get_absolute_url()).text
    assert "All episodes" in text
    assert '<a href="#episodes">2 episodes</a>' in text


def test_every_filter_of_a_show_is_a_link_that_says_how_many_episodes_it_has(client):
    show = ShowFactory(slug="slack")
    season, topic = SeasonFactory(show=show, number=2, name="Lights"), TopicFactory(slug="light", name="Light")
    for year in (2024, 2025):
        EpisodeFactory(show=show, season=season, publish_at=dt.datetime(year, 5, 1, tzinfo=dt.UTC)).topics.add(topic)
    EpisodeFactory(show=show, title="Apart", publish_at=JANUARY)
    text = client.get("/slack/").text
    for address, count in (("?season=2", 2), ("?topic=light", 2), ("?year=2026", 1), ("?year=2024", 1)):
        assert f'href="{address}#episodes"' in text
        shown = client.get(f"/slack/{address}")
        assert shown.context["page"].paginator.count == count
        assert "Apart" in shown.text or address != "?year=2026"
    assert client.get("/slack/?year=2024&season=2").context["page"].paginator.count == 1
    for query in ("year=2023", "year=x", "season=9", "topic=none"):
        assert client.get(f"/slack/?{query}").status_code == 404


def test_a_topic_is_narrowed_to_a_show(client):
    topic, one, other = TopicFactory(slug="light"), EpisodeFactory(), EpisodeFactory()
    for episode in (one, other):
        episode.topics.add(topic)
    assert client.get(f"/topics/light/?show={one.show.slug}").context["page"].object_list == [one]
    assert client.get("/topics/light/?show=none").status_code == 404
    assert "/topics/light/" in client.get("/topics/").text


def test_related_episodes_say_why_and_a_preview_has_none(client, editor):
    person, topic = PersonFactory(name="Ada Lamp"), TopicFactory(name="Light")
    this, other = EpisodeFactory(in_review=True), EpisodeFactory(title="The other one")
    for episode in (this, other):
        CreditFactory(episode=episode, person=person)
        episode.topics.add(topic)
    client.force_login(editor)
    assert "The other one" not in client.get(this.get_absolute_url()).text
    Episode.objects.filter(pk=this.pk).update(state="approved")
    text = client.get(this.get_absolute_url()).text
    assert "The other one" in text
    assert 'Also with <b dir="auto">Ada Lamp</b>' in text
    assert 'Also on <b dir="auto">Light</b>' in text

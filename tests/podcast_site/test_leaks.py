"""Nothing unpublished leaks: a word in every field of an episode that is not public, looked for at every address."""

from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from episodes import search
from episodes.models import Episode, EpisodeAddress
from episodes.social_images import of_episode
from guests.pictures import rendition_name
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

WORD = "xylophonquartett"
PICTURE = "5ec4e7" + "0" * 26 + ".jpg"
NOT_PUBLIC = ["draft", "in_review", "scheduled", "withdrawn", "silent"]


@pytest.fixture
def show(db):
    """A show with a public episode, so that each of its pages exists and has something to say."""
    show = ShowFactory(slug="slack-water", title="Slack Water", in_llms_txt=True)
    host = StandingCreditFactory(show=show, person=PersonFactory(slug="ines", name="Inês")).person
    public = EpisodeFactory(show=show, slug="the-lamp-room", title="The lamp room", season=SeasonFactory(show=show))
    public.topics.add(TopicFactory(slug="light", name="Light"))
    CreditFactory(episode=public, person=host, role="host")
    return show


def make_secret(show, trait) -> Episode:
    """An episode with `WORD` in every field, alone in its season and on its topic, with a guest seen nowhere else."""
    episode = EpisodeFactory(
        show=show,
        season=SeasonFactory(show=show, number=77, name=f"Season of {WORD}"),
        title=f"On {WORD}",
        slug=f"on-{WORD}",
        summary=f"Summary {WORD}",
        notes=f"# Notes {WORD}",
        cover_alt=f"Cover {WORD}",
        guid=f"guid-{WORD}",
        audio_url="" if trait == "silent" else f"https://audio.example/{WORD}.mp3",
        **{trait: True},
    )
    episode.cover.save("picture.jpg", ContentFile(b"jpeg"), save=False)
    episode.cover.name = f"images/{PICTURE}"
    episode.save()
    guest = PersonFactory(name=f"Guest {WORD}", slug=f"guest-{WORD}", headline=f"Head of {WORD}", bio=f"Bio {WORD}")
    PersonLinkFactory(person=guest, label=f"Label {WORD}", url=f"https://{WORD}.example/")
    CreditFactory(episode=episode, person=guest)
    CreditFactory(episode=episode, person=show.standing_credits.get().person, role="host")
    ChapterFactory(episode=episode, start_ms=60_000, title=f"Chapter {WORD}", url=f"https://{WORD}.example/chapter")
    ResourceLinkFactory(episode=episode, label=f"Link {WORD}", url=f"https://{WORD}.example/link")
    TranscriptFactory(episode=episode, webvtt=f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>{WORD}\n")
    episode.topics.add(TopicFactory(name=f"Topic {WORD}", slug=f"topic-{WORD}"), TopicFactory(name="Light 2"))
    EpisodeAddress.objects.create(show=show, episode=episode, slug="what-it-was-called-before")
    return episode


def addresses(show, secret) -> list[str]:
    """Every public address there is, filled in with what is public and with what is not."""
    arguments = {
        "show": [show.slug],
        "episode": ["the-lamp-room", secret.slug, "what-it-was-called-before", "no-such-episode"],
        "person": ["ines", f"guest-{WORD}"],
        "topic": ["light", f"topic-{WORD}"],
        "extension": ["mp3", "vtt", "json"],
        "secret": ["a-link-that-nobody-has-made"],
        "token": [PICTURE],
        "width": [384],
        "key": ["no-key"],
        "digest": [of_episode(secret, []).path[-20:-4], "0" * 16],
        "focus": [rendition_name(PICTURE, 384, focus=(20, 50)).split("/")[2]],
        "name": [PICTURE],
    }
    found = []
    for name, names in _public_views(get_resolver()):
        combinations = [{}]
        for argument in names:
            combinations = [{**done, argument: value} for done in combinations for value in arguments[argument]]
        found += [reverse(name, kwargs=kwargs) for kwargs in combinations]
    home = reverse("episodes:show_detail", kwargs={"show": show.slug})
    queries = ["season=77", f"topic=topic-{WORD}", "page=2", "t=10", f"q={WORD[:6]}"]
    feeds = [f"{home}feed.xml?page=2", f"{home}feed.xml?q={WORD[:6]}"]
    links = [f"{home}links/?{query}" for query in ("by=topic", "by=site", f"q={WORD[:6]}", f"topic=topic-{WORD}")]
    return found + feeds + links + [f"{home}?{query}" for query in queries] + _searched(secret)


def _searched(secret) -> list[str]:
    """What is asked for in words, or by an address, and the parts of archives that would be there for it alone."""
    words = ["search/?q=", "guests/?q=", "search/?show=slack-water&q=", "search/?topic=light&q="]
    asked = [f"/{where}{part}" for where in words for part in (WORD[:6], "lamp", "77")]
    narrowed = [f"/search/?person=guest-{WORD}", f"/search/?topic=topic-{WORD}", "/search/?show=slack-water&season=77"]
    embedded = quote(f"http://testserver{secret.get_absolute_url()}", safe="")
    parts = ["/guests/?letter=G", "/slack-water/?year=2019", "/site.webmanifest?show=slack-water"]
    return asked + narrowed + parts + [f"/oembed?url={embedded}"]


def _public_views(resolver, namespace=""):
    """Yield (view name, argument names) of every address outside the desk."""
    for pattern in resolver.url_patterns:
        if str(pattern.pattern) == "admin/":
            continue
        if not isinstance(pattern, URLPattern):
            prefix = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _public_views(pattern, prefix)
        elif pattern.name:
            yield f"{namespace}{pattern.name}", list(pattern.pattern.converters)


def everything_said(response) -> str:
    body = response.getvalue() if response.streaming else response.content
    headers = "".join(f"{name}: {value}\n" for name, value in response.items())
    return (headers + body.decode("utf-8", "replace")).lower()


@pytest.mark.parametrize("trait", NOT_PUBLIC)
def test_no_public_address_says_a_word_of_it(client, show, trait):
    secret = make_secret(show, trait)
    list(search.index())
    for address in addresses(show, secret):
        # Not on a page that was not found either: it repeats nothing of what was asked for.
        said = everything_said(client.get(address))
        assert (WORD in said, PICTURE in said) == (False, False), address


def test_the_same_words_are_there_once_it_is_public(client, show):
    """What the test above holds back could really have leaked."""
    secret = make_secret(show, "draft")
    Episode.objects.filter(pk=secret.pk).update(state="approved", publish_at="2019-01-01T00:00Z")
    list(search.index())
    said = [address for address in addresses(show, secret) if WORD in everything_said(client.get(address))]
    for part in [
        "/",
        "/slack-water/",
        f"/slack-water/{secret.slug}/",
        "/guests/",
        "/topics/",
        f"/guests/guest-{WORD}/",
        f"/topics/topic-{WORD}/",
        "/slack-water/the-lamp-room/",
        f"/slack-water/{secret.slug}/audio.mp3",
        "/slack-water/feed.xml",
        "/slack-water/links/",
        f"/slack-water/{secret.slug}/chapters.json",
        f"/slack-water/{secret.slug}/chapters.vtt",
        f"/slack-water/{secret.slug}/transcript.vtt",
        f"/slack-water/{secret.slug}/transcript.json",
        "/llms.txt",
        "/sitemap.xml",
        f"/search/?q={WORD[:6]}",
        f"/guests/?q={WORD[:6]}",
        f"/search/?person=guest-{WORD}",
        f"/search/?topic=topic-{WORD}",
        "/search/?show=slack-water&season=77",
        "/guests/?letter=G",
        "/slack-water/?year=2019",
        f"/oembed?url={quote(f'http://testserver{secret.get_absolute_url()}', safe='')}",
    ]:
        assert part in said, part


@pytest.mark.parametrize("trait", NOT_PUBLIC)
def test_unknown_and_unpublished_are_the_same_answer(client, show, trait):
    secret = make_secret(show, trait)
    unpublished = client.get(secret.get_absolute_url())
    unknown = client.get(f"/{show.slug}/no-such-episode/")
    assert (unpublished.status_code, unpublished.content) == (404, unknown.content)
    assert dict(unpublished.items()) == dict(unknown.items())


@pytest.mark.parametrize("trait", NOT_PUBLIC)
def test_a_show_that_is_being_prepared_is_not_there(client, db, trait):
    show = ShowFactory(title=f"Show {WORD}", slug="preparing")
    EpisodeFactory(show=show, **{trait: True})
    assert client.get("/preparing/").status_code == 404
    assert client.get("/preparing/theme.css").status_code == 404
    assert WORD not in everything_said(client.get("/"))


def test_counts_are_of_what_is_public(client, show):
    person = show.standing_credits.get().person
    make_secret(show, "scheduled")
    page = client.get("/guests/").context["people"]
    assert [(p.name, p.appearances) for p in page] == [(person.name, 1)]


def test_staff_see_it_as_it_will_be_and_nothing_keeps_the_answer(client, show, producer):
    secret = make_secret(show, "scheduled")
    client.force_login(producer)
    response = client.get(secret.get_absolute_url())
    assert response.status_code == 200
    assert WORD in everything_said(response)
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex"


def test_staff_see_a_show_that_is_being_prepared_and_nothing_keeps_the_answer(client, producer):
    address = ShowFactory().get_absolute_url()
    client.force_login(producer)
    for response in (client.get(address), client.get(f"{address}theme.css")):
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store, private"
        assert response["X-Robots-Tag"] == "noindex"


def test_somebody_signed_in_without_the_right_sees_what_everybody_sees(client, show, stranger):
    secret = make_secret(show, "scheduled")
    client.force_login(stranger)
    assert client.get(secret.get_absolute_url()).status_code == 404
    assert client.get(secret.get_audio_url()).status_code == 404


def test_a_former_address_of_something_unpublished_gives_its_new_name_to_nobody(client, show, producer):
    secret = make_secret(show, "scheduled")
    former = f"/{show.slug}/what-it-was-called-before/"
    assert client.get(former).status_code == 404
    client.force_login(producer)
    assert client.get(former)["Location"] == secret.get_absolute_url()


def test_a_listener_gets_no_cookie_and_no_answer_that_depends_on_one(client, show):
    for address in ("/", "/slack-water/", "/slack-water/the-lamp-room/", "/guests/", "/guests/ines/", "/topics/light/"):
        response = client.get(address)
        assert response.status_code == 200, address
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address

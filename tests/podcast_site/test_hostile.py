"""Hostile input: tricks in every text field stay words on every page; files and addresses are refused in a sentence."""

import functools
import io
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse

from episodes import fetching
from episodes.models import Episode
from tests.episodes.admin.test_episode import change, errors, rows, typed
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
from tests.servers import LOOPBACK, Server, redirect

pytestmark = pytest.mark.django_db

TRICKS = [
    "\"'><svg onload=hack(1)><script>hack(1)</script>",
    "<img src=x onerror=hack(1)>]]></textarea></title>--><script>hack(1)</script>",
    "[x](javascript:hack(1)) ![x](data:image/svg+xml,<svg/onload=hack(1)>) {{ 7|add:35 }}",
]
# Not text for people: names in addresses, codes, and what has a grammar of its own.
GRAMMAR = frozenset(
    {
        "slug",
        "guid",
        "time_zone",
        "language",
        "webvtt",
        "title_pattern",
        "audio_type",
        "sent_file",
        "location_geo",
        "update_rule",
    }
)


class Live(HTMLParser):
    """What a browser would run of the tricks."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if "hack(" in (value or "") and (name.startswith("on") or (value or "").strip().startswith("javascript:")):
                self.found.append((tag, name, value))
            if name == "srcdoc":  # a page within the page
                self.found += live(value)
        self.script = tag == "script" and dict(attributes).get("type") in (None, "module", "text/javascript")

    def handle_data(self, data):
        if getattr(self, "script", False) and "hack(" in data:
            self.found.append(("script", data))

    def handle_endtag(self, tag):
        self.script = False


def live(html):
    reader = Live()
    reader.feed(html)
    return reader.found


def put_in_every_text_field(trick):
    """Past all validation, as an import or a hand in the database might."""
    count = 0
    for app in ("episodes", "guests"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                if type(field) not in (models.CharField, models.TextField) and field.name != "notes":
                    continue
                if field.choices or field.name in GRAMMAR or field.unique or not field.editable:
                    continue
                manager = getattr(model, "everything", model._default_manager)
                count += manager.update(**{field.name: trick[: field.max_length or 400]})
    return count


@pytest.fixture
def episode():
    episode = EpisodeFactory(show=ShowFactory(slug="slack-water"), slug="lamp")
    episode.season = SeasonFactory(show=episode.show)
    episode.save()
    person = PersonFactory(slug="ines")
    PersonLinkFactory(person=person)
    StandingCreditFactory(show=episode.show, person=person)
    CreditFactory(episode=episode, person=person)
    episode.topics.add(TopicFactory(slug="light"))
    ChapterFactory(episode=episode)
    ResourceLinkFactory(episode=episode)
    TranscriptFactory(episode=episode, webvtt=f"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada>{TRICKS[0]}\n")
    return episode


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_in_every_text_field_stay_words_on_every_page(client, admin_user, episode, trick):
    assert put_in_every_text_field(trick) > 15
    public = ["/", "/guests/", "/guests/ines/", "/topics/light/", "/slack-water/", "/slack-water/lamp/"]
    desk = [
        "/admin/",
        reverse("admin:episodes_episode_changelist"),
        change(episode),
        reverse("episode_preview", args=[episode.pk]),
        reverse("admin:episodes_episode_history", args=[episode.pk]),
        reverse("admin:episodes_show_change", args=[episode.show_id]),
        *(
            reverse(f"admin:guests_person_{page}", args=keys)
            for page, keys in (("changelist", []), ("change", [episode.credits.get().person_id]))
        ),
    ]
    for address in [*public, "/slack-water/subscribe/", "/search/?q=hack"]:
        response = client.get(address)
        assert (address, response.status_code, live(response.text)) == (address, 200, [])
    ElementTree.fromstring(client.get("/slack-water/feed.xml").content)
    client.force_login(admin_user)
    for address in desk:
        response = client.get(address)
        assert (address, response.status_code, live(response.text)) == (address, 200, [])


def test_the_reader_of_this_test_would_find_what_is_live():
    assert len(live(TRICKS[0] + '<a href="javascript:hack(1)">x</a>')) == 3


# --- Files ------------------------------------------------------------------------------------


@functools.cache
def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("chapters.txt", bytes(50_000_000))
    return packed.getvalue()


@pytest.mark.parametrize("name", ["list.txt", "a" * 296 + ".txt", "../../etc/passwd.txt"])
@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("chapter_list-file", {}),
        ("transcripts-0-file", rows("transcripts", {"language": "en"})),
        ("cover", {}),
        ("audio_file", {}),
    ],
)
def test_a_zip_bomb_is_refused_with_a_sentence_under_any_name(client, producer, field, more, name):
    client.force_login(producer)
    episode = EpisodeFactory(draft=True, audio_url="")
    file = SimpleUploadedFile(name, zip_bomb())
    response = client.post(change(episode), typed(episode, **more, title="Still here", **{field: file}))
    sentences = [mistake.sentence for mistake in response.context["mistakes"]]
    assert sentences
    assert all(sentence.endswith(".") for sentence in sentences)
    assert response.context["adminform"].form["title"].value() == "Still here"
    assert Episode.objects.get().title == episode.title


# --- Addresses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["javascript:hack(1)", "data:text/html,<script>hack(1)</script>", "file:///etc/passwd", "https://a b/"]
)
def test_an_address_that_is_none_of_the_web_is_refused_with_a_sentence(client, producer, url):
    client.force_login(producer)
    episode = EpisodeFactory(draft=True)
    sent = typed(episode, **rows("resource_links", {"label": "Lamp", "url": url}))
    assert errors(client.post(change(episode), sent)) == {
        "resource_links-0-url": ["This is no web address. Write it whole, as in https://example.com/page."]
    }


@pytest.mark.parametrize("there", ["http://127.0.0.1:1/", "http://[::1]/", "http://169.254.169.254/", "file:///etc/x"])
def test_an_address_inside_or_a_redirect_to_one_is_refused_with_a_sentence(client, producer, there):
    EpisodeFactory(draft=True)
    client.force_login(producer)
    cache.clear()
    said = client.post(reverse("link_look_up"), {"address": there}).json()
    assert (said["alive"], said["title"]) != (True, "")
    assert said["note"].endswith(".")
    with Server({"/": redirect(there)}) as server:
        # The first address may be asked here; where it leads is as guarded as ever.
        found = fetching.look_up(address=server.url(), trusted=() if "127" in there else LOOPBACK)
    assert found.alive is not True
    assert found.note.endswith(".")

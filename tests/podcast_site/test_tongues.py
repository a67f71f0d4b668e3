"""A show's pages speak its language, the site's pages that of the site; the desk and the feeds stay as they are."""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
import time_machine
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from episodes import embargo, questions, search
from episodes.models import FundingLink, Letter, Listing, Question, Show
from podcast_site.views import not_found
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    TopicFactory,
    TranscriptFactory,
    UserFactory,
)

ARABIC = "حديث عن البحر"
# Names that are written so everywhere.
NAMES = re.compile(
    r"Test network|Apple Podcasts|Spotify|Overcast|Pocket Casts|AntennaPod|Podcast Addict|iPhone|iPad"
    r"|Mac|Android|QR|OPML|name@example\.com|\{[a-z]+\}|Africa/Tunis|RSS|VTT|SRT|JSON|HTML|TXT"
)
SPOKEN = ("aria-label", "title", "alt", "placeholder", "content", "data-copied", "data-not-copied", "data-resume")


@pytest.fixture
def everything(db):
    """A show in Arabic with something in every corner of its pages, all of it written in Arabic."""
    show = ShowFactory(
        slug="mina",
        title=ARABIC,
        tagline=ARABIC,
        description=ARABIC,
        language="ar",
        time_zone="Africa/Tunis",
        takes_questions=True,
    )
    guest, host = (PersonFactory(slug=slug, name=ARABIC, headline=ARABIC, bio=ARABIC) for slug in ("layla", "omar"))
    StandingCreditFactory(show=show, person=host)
    topic = TopicFactory(slug="sea", name=ARABIC)
    for number, kind in enumerate(("full", "trailer", "bonus"), start=1):
        episode = EpisodeFactory(
            show=show,
            season=SeasonFactory(show=show, number=number, name=ARABIC),
            slug=f"e{number}",
            title=ARABIC,
            summary=ARABIC,
            notes=ARABIC,
            number=number,
            kind=kind,
            explicit=True,
            duration_ms=90 * 60_000,
            publish_at=timezone.now() - dt.timedelta(days=number),
        )
        ChapterFactory(episode=episode, title=ARABIC)
        ResourceLinkFactory(episode=episode, label=ARABIC, sponsored=True)
        CreditFactory(episode=episode, person=guest)
        CreditFactory(episode=episode, person=host, role="host")
        CreditFactory(episode=episode, person=host, role="audio-editor")
        episode.topics.add(topic)
        TranscriptFactory(episode=episode, webvtt=f"WEBVTT\n\n00:01.000 --> 00:04.000\n{ARABIC}\n")
    Listing.objects.create(show=show, label=ARABIC, url="https://example.com/", position=1)
    FundingLink.objects.create(show=show, label=ARABIC, url="https://example.com/", position=1)
    EpisodeFactory(show=show, slug="gone", withdrawn=True, was_public=True)
    search.catch_up()
    return show


class Words(HTMLParser):
    """What a page says: its text, and the attributes that are read out or shown."""

    def __init__(self):
        super().__init__()
        self.said, self.unsaid, self.attributes = [], 0, {}

    def handle_starttag(self, tag, attributes):
        self.unsaid += tag in ("script", "style", "textarea", "kbd", "code")
        found = dict(attributes)
        if tag == "html":
            self.attributes = found
        if tag == "meta" and found.get("name") not in ("description",) and found.get("property") != "og:description":
            return
        self.said += [found[name] for name in SPOKEN if found.get(name)]

    def handle_endtag(self, tag):
        self.unsaid -= tag in ("script", "style", "textarea", "kbd", "code")

    def handle_data(self, data):
        if not self.unsaid:
            self.said.append(data)


def left_over(html: str) -> list[str]:
    """The words in Latin letters on a page in Arabic."""
    reader = Words()
    reader.feed(html)
    assert (reader.attributes["lang"], reader.attributes["dir"]) == ("ar", "rtl")
    return [word for said in reader.said for word in re.findall(r"[A-Za-z]{2,}", NAMES.sub("", said))]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/mina/", 200),
        ("/mina/?season=1", 200),
        ("/mina/?season=1&topic=sea", 200),
        ("/mina/e1/", 200),
        ("/mina/e2/", 200),
        ("/mina/e1/embed/", 200),
        ("/mina/subscribe/", 200),
        ("/mina/ask/", 200),
        ("/mina/e1/ask/", 200),
        ("/mina/e1/ask/?sent=1", 200),
        ("/mina/nothing/", 404),
        ("/mina/gone/", 410),
    ],
)
def test_a_shows_pages_say_every_word_in_its_language(client, everything, address, status):
    response = client.get(address)
    assert (response.status_code, left_over(response.text)) == (status, [])


def test_mistakes_are_said_in_it_too(client, everything):
    for typed in ({"text": "", "email": "x"}, {"text": "ا" * 4000, "ticket": "x"}):
        assert left_over(client.post("/mina/ask/", typed, headers={"Sec-Fetch-Site": "same-origin"}).text) == []


@pytest.mark.parametrize("trait", ["draft", "scheduled"])
def test_what_the_press_sees_before_is_in_it(client, everything, trait):
    episode = EpisodeFactory(show=everything, title=ARABIC, slug="secret", notes="", summary="", **{trait: True})
    link = embargo.make(
        episode=episode,
        by=UserFactory(is_superuser=True),
        label="Press",
        ends_at=timezone.now() + dt.timedelta(days=1),
    )
    assert left_over(client.get(f"/preview/{link.token}/").text) == []


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/guests/",
        "/guests/layla/",
        "/topics/sea/",
        "/search/",
        "/search/?q=حديث",
        "/search/?q=لاشيء&season=1&show=mina",
        "/nowhere/",
        "/offline/",
        "/preview/nothing/",
    ],
)
def test_the_sites_pages_say_every_word_in_its_language(client, settings, everything, address):
    settings.LANGUAGE_CODE = "ar"
    ShowFactory(slug="other", title=ARABIC, language="pt")
    EpisodeFactory(show=Show.objects.get(slug="other"), title=ARABIC)
    assert left_over(client.get(address).text) == []


def test_even_the_page_that_says_that_all_is_broken(settings):
    settings.LANGUAGE_CODE = "ar"
    assert left_over(render_to_string("500.html")) == []


def test_one_line_of_a_list_is_kept_for_each_language(client, everything):
    EpisodeFactory(title="Elsewhere")
    for address, word in (("/", "With"), ("/mina/", "مع"), ("/", "With"), ("/mina/?season=2", "مع")):
        assert f'__who">{word} <b' in client.get(address).text
    assert translation.get_language() == "en"


def test_numbers_are_written_as_the_language_does(client, everything):
    everything.language = "de"
    everything.save()
    everything.episodes.update(audio_size=12_345_678)
    page = client.get("/mina/e1/").text
    assert ("11,8" in page, "90 Min." in page, 'lang="de"' in page) == (True, True, True)


def test_the_desk_speaks_english_whatever_the_site_speaks(client, settings, everything):
    settings.LANGUAGE_CODE = "de"
    page = client.get("/admin/login/", follow=True).text
    assert 'lang="en"' in page
    client.force_login(UserFactory(is_superuser=True))
    assert "<title>" in (desk := client.get("/admin/episodes/episode/").text)
    assert 'lang="en"' in desk
    assert 'lang="de"' in client.get("/guests/").text


def test_a_feed_is_the_same_in_every_language_of_the_site(client, settings, everything):
    with time_machine.travel(timezone.now(), tick=False):
        english = client.get("/mina/feed.xml").content
        settings.LANGUAGE_CODE = "de"
        assert client.get("/mina/feed.xml").content == english


def test_an_answer_by_mail_is_in_the_language_of_the_show(everything, settings):
    settings.MAIL_IS_SENT = True
    question = Question.objects.create(show=everything, text=ARABIC, email="a@example.com", ticket="a")
    questions.answer(question=question, by=UserFactory(is_superuser=True), text=ARABIC)
    letter = Letter.objects.get()
    assert re.findall("[A-Za-z]{2,}", letter.subject_line + letter.body) == []


def test_where_no_view_was_found_the_site_speaks(db):
    request = HttpRequest()
    request.method, request.path = "HEAD", "/nowhere"
    assert 'lang="en"' in not_found(request, Exception()).text

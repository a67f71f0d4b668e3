"""An episode's looks, before anything is public and before anything is saved."""

import base64
import html
import io
import re

import lxml.html
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree
from PIL import Image

from episodes import uploads
from episodes.models import Credit, Episode, EpisodeAddress, EpisodeVersion, Revision, StateChange, Upload
from tests.audio import silent_mp3
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    MembershipFactory,
    PersonFactory,
    ResourceLinkFactory,
    ShowFactory,
    StandingCreditFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PREFIXES = ("chapters", "credits", "resource_links", "soundbites", "transcripts")


@pytest.fixture
def desk(client, producer):
    client.force_login(producer)
    return client


def address(episode=None):
    return reverse("episode_preview", args=[episode.pk]) if episode else reverse("episode_preview_new")


def posted(episode=None, **typed):
    """What the form of `episode` posts, with `typed` in it."""
    rows = {f"{prefix}-{name}_FORMS": 0 for prefix in PREFIXES for name in ("TOTAL", "INITIAL")}
    fields = {"title": "Fog", "kind": "full", "slug": "fog"}
    if episode:
        names = ("title", "kind", "slug", "summary", "audio_url", "audio_type", "audio_size")
        fields = {name: getattr(episode, name) or "" for name in names} | {"duration_ms": "45:00"}
    return {**rows, **fields, **typed}


def picture_file(colour, *, height=1400):
    out = io.BytesIO()
    Image.new("RGB", (1400, height), colour).save(out, "PNG")
    return SimpleUploadedFile("chosen.png", out.getvalue(), "image/png")


def colour_of(address):
    """Red or blue, of a picture that is in the page itself."""
    kind, _comma, data = address.partition(",")
    assert kind == "data:image/webp;base64"
    red, _green, blue = Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB").getpixel((40, 40))
    return "red" if red > blue else "blue"


def page_in(response):
    """The document in the frame."""
    return html.unescape(re.search(r'srcdoc="([^"]*)"', response.content.decode())[1])


def everything():
    models = (Episode.everything, EpisodeAddress.objects, EpisodeVersion.objects, StateChange.objects, Credit.objects)
    return [list(manager.order_by("pk").values()) for manager in models] + [list(Revision.objects.values())]


# --- Who --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status", "status_of_new"),
    [(None, 404, 403), ("producer", 200, 200), ("editor", 200, 200)],
)
def test_who_sees_what_by_role_in_the_show(client, role, status, status_of_new):
    """A role in another show helps nobody: an episode is not there, and a new one is refused."""
    episode = EpisodeFactory(draft=True)
    user = UserFactory()
    MembershipFactory(user=user, role="editor")
    if role:
        MembershipFactory(user=user, show=episode.show, role=role)
    client.force_login(user)
    assert client.get(address(episode)).status_code == status
    assert client.post(address(episode), posted(episode)).status_code == status
    assert client.post(address(), posted(show=episode.show_id)).status_code == status_of_new


def test_who_is_not_signed_in_is_led_to_the_sign_in(client, stranger):
    episode = EpisodeFactory(draft=True)
    assert client.get(address(episode)).headers["Location"].startswith(reverse("admin:login"))
    client.force_login(stranger)
    assert client.get(address(episode)).status_code == 302


def test_a_preview_is_kept_by_nobody(desk):
    response = desk.get(address(EpisodeFactory(draft=True)))
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_what_is_not_there_is_404_and_a_new_episode_begins_at_its_form(desk):
    binned = EpisodeFactory(draft=True)
    Episode.objects.filter(pk=binned.pk).update(deleted_at="2026-11-01T00:00:00Z")
    assert desk.get(address(binned)).status_code == 404
    assert desk.get(address()).headers["Location"] == reverse("admin:episodes_episode_add")


# --- What is saved ----------------------------------------------------------------------------------


@pytest.mark.parametrize("trait", ["draft", "in_review", "scheduled", "withdrawn", "silent"])
def test_an_episode_looks_as_if_it_were_public_and_stays_what_it_is(desk, trait):
    episode = EpisodeFactory(summary="Who lit it?", **{trait: True})
    person = CreditFactory(episode=episode).person
    before = everything()
    response = desk.get(address(episode))
    page = page_in(response)
    assert f'<a href="{person.get_absolute_url()}"' in page
    assert "Not public yet" not in page
    assert "&lt;item&gt;" in response.content.decode()
    assert everything() == before


def test_the_page_in_the_frame_has_the_policy_of_the_public_one_and_may_show_what_was_just_chosen(desk, client):
    episode = EpisodeFactory(audio_url="https://audio.example/a.mp3")
    policy = client.get(episode.get_absolute_url()).headers["Content-Security-Policy"]
    page = page_in(desk.get(address(episode)))
    [shown] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert "frame-ancestors 'none'" in policy
    assert html.unescape(shown).split("; ") == [
        each + " data:" * each.startswith("img-src") for each in policy.split("; ") if "frame-ancestors" not in each
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"draft": True}, "No moment of publication yet"),
        ({"silent": True}, "No audio yet"),
        ({"duration_ms": None}, "apps show no duration"),
        ({"summary": ""}, "search engines pick words"),
        ({"summary": "Fog. " * 35}, "The summary is cut after about 155 letters."),
        ({"summary": "Fog. " * 45}, "The summary is cut after about 200 letters."),
        ({"title": "Fog " * 16}, "The title is cut after about 60 letters"),
        ({"title": "Fog " * 19}, "The title is cut after about 70 letters."),
        ({"summary": "", "notes": ""}, "Neither summary nor notes"),
        ({"notes": "A sentence of fog\n\n" * 400}, "longer than the 4000 bytes"),
        ({"block": True}, "Kept out of directories"),
        ({}, "has a cover: the picture is words on a plain ground"),
    ],
)
def test_what_will_be_cut_or_lacks_is_said(desk, fields, said):
    whole = {"title": "Fog", "summary": "Who lit it?", "notes": "Words."}
    complete = desk.get(address(EpisodeFactory(**whole, show__cover="images/" + "a" * 32 + ".jpg"))).content.decode()
    response = desk.get(address(EpisodeFactory(**{**whole, **fields})))
    assert said in response.content.decode()
    assert said not in complete


def test_a_cover_without_words_is_remarked(desk):
    cover = {"cover": "images/" + "a" * 32 + ".jpg"}
    said = "The cover is not described"
    assert said in desk.get(address(EpisodeFactory(**cover))).content.decode()
    assert said not in desk.get(address(EpisodeFactory(**cover, cover_alt="A lamp"))).content.decode()


def test_a_preview_takes_as_many_queries_for_one_row_as_for_three(desk, django_assert_num_queries):
    for rows in (1, 3):
        episode = EpisodeFactory(draft=True)
        for factory in (ChapterFactory, CreditFactory, ResourceLinkFactory):
            factory.create_batch(rows, episode=episode)
        with django_assert_num_queries(28):
            desk.get(address(episode))


# --- What is typed ----------------------------------------------------------------------------------


def test_what_is_typed_is_seen_everywhere_and_nothing_of_it_is_stored(desk):
    episode = EpisodeFactory(draft=True, title="Before")
    row = {
        "chapters-TOTAL_FORMS": 1,
        "chapters-0-start_ms": "0:07",
        "chapters-0-title": "A typed chapter",
        "credits-TOTAL_FORMS": 1,
        "credits-0-person": PersonFactory(name="Typed Person").pk,
        "credits-0-role": "guest",
    }
    before = everything()
    response = desk.post(address(episode), posted(episode, title="A typed title", summary="A typed summary.", **row))
    page, whole = page_in(response), response.content.decode()
    for words in ("A typed title", "A typed summary.", "A typed chapter", "Typed Person"):
        assert words in page
        assert words in whole.partition("look-source")[2]
    assert everything() == before


def test_a_new_episode_is_seen_before_there_is_one(desk):
    show = ShowFactory()
    StandingCreditFactory(show=show)
    before = everything()
    response = desk.post(address(), posted(show=show.pk, title="Brand new", slug=""))
    assert "/brand-new/" in page_in(response)
    assert everything() == before


def test_a_new_address_is_shown_and_leaves_no_former_one_behind(desk):
    episode = EpisodeFactory(slug="before")
    before = everything()
    assert "/after/" in page_in(desk.post(address(episode), posted(episode, slug="after")))
    assert everything() == before


def test_that_somebody_else_has_saved_meanwhile_is_no_mistake_of_a_preview(desk):
    episode = EpisodeFactory(draft=True)
    response = desk.post(address(episode), posted(episode, seen="2020-01-01T00:00:00+00:00", title="Mine"))
    assert "Mine" in page_in(response)
    assert "Somebody else" not in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Title: This is empty: fill it in."),
        ({"number": "0"}, "Episodes are numbered from 1."),
        ({"social_url": "https://social.example/1"}, "Give both the address of the post and its kind, or neither."),
        ({"duration_ms": "soon"}, "Duration: "),
        ({"chapters-TOTAL_FORMS": 1, "chapters-0-start_ms": "soon", "chapters-0-title": "x"}, "Chapters, row 1: "),
        ({"chapter_list-text": "no time here"}, "Chapters: Nothing of the list"),
    ],
)
def test_where_the_form_is_wrong_the_rest_is_seen(desk, typed, said):
    episode = EpisodeFactory(draft=True, title="As saved", number=4)
    response = desk.post(address(episode), posted(episode, **{"summary": "The rest.", "number": "5", **typed}))
    assert said in html.unescape(response.content.decode())
    assert "The rest." in page_in(response)
    assert "As saved" in page_in(response)


def test_a_number_that_is_taken_is_said_and_the_rest_is_seen(desk):
    episode = EpisodeFactory(draft=True, number=4)
    EpisodeFactory(show=episode.show, number=5)
    response = desk.post(address(episode), posted(episode, number="5", summary="The rest."))
    assert "The show has an episode of this number already." in response.content.decode()
    assert "The rest." in page_in(response)
    assert "No. 4" in page_in(response)


def test_a_form_of_a_show_that_is_not_there_is_refused(desk):
    assert desk.post(address(), posted(show="999")).status_code == 403


def test_what_is_just_chosen_is_shown_and_not_stored(desk, settings):
    episode = EpisodeFactory(draft=True)
    chapter = {"start_ms": "0:00", "title": "From the lamp", "image": picture_file("blue")}
    files = {
        "cover": picture_file("red"),
        "audio_file": SimpleUploadedFile("a.mp3", b"<svg onload=alert(1)>"),
        "chapters-TOTAL_FORMS": 1,
        **{f"chapters-0-{name}": value for name, value in chapter.items()},
        "resource_links-TOTAL_FORMS": 1,
        "resource_links-0-label": "A lamp",
    }
    response = desk.post(address(episode), posted(episode, **files))
    assert "Audio file: " in response.content.decode()
    page = lxml.html.document_fromstring(page_in(response))
    shown = page.xpath("//*[@class='masthead']//img/@src | //main//img/@src")
    assert {colour_of(address) for address in shown} == {"red", "blue"}
    assert "img-src 'self' data:" in page.xpath("//meta[@http-equiv]/@content")[0]
    app = lxml.html.document_fromstring(response.content.decode()).xpath("//*[@class='looks-cards']//img/@src")
    assert colour_of(app[0]) == "red"
    assert not settings.MEDIA_ROOT.exists()


def test_a_list_that_was_just_chosen_is_read(desk):
    episode = EpisodeFactory(draft=True)
    lines = SimpleUploadedFile("chapters.txt", b"0:00 From a file\n")
    assert "From a file" in page_in(desk.post(address(episode), posted(episode, **{"chapter_list-file": lines})))


def test_a_cover_that_is_not_square_is_said_not_to_be_and_not_shown(desk):
    episode = EpisodeFactory(draft=True)
    response = desk.post(address(episode), posted(episode, cover=picture_file("red", height=1500)))
    assert "directories want a square" in response.content.decode()
    assert "data:image/webp" not in page_in(response)


def test_audio_that_was_just_uploaded_is_heard_by_who_uploaded_it(client, producer, editor):
    upload = uploads.keep(file=ContentFile(silent_mp3(3)), title="tide.mp3", owner=producer)
    client.force_login(producer)
    response = client.post(address(), posted(show=ShowFactory().pk, audio_kept=upload.token))
    heard = lxml.html.document_fromstring(page_in(response)).xpath("//audio/@src")
    assert heard == [reverse("uploaded_audio", args=[upload.token])]
    part = client.get(heard[0], headers={"Range": "bytes=0-9"})
    assert (part.status_code, part["Content-Type"], len(part.getvalue())) == (206, "audio/mpeg", 10)
    assert "no-store" in part["Cache-Control"]
    client.force_login(editor)
    assert client.get(heard[0]).status_code == 404


def test_audio_that_comes_with_the_form_is_heard_too(desk):
    episode = EpisodeFactory(draft=True)
    file = SimpleUploadedFile("tide.mp3", silent_mp3(3))
    response = desk.post(address(episode), posted(episode, audio_url="", audio_type="", audio_file=file))
    upload = Upload.objects.get()
    [heard] = lxml.html.document_fromstring(page_in(response)).xpath("//audio/@src")
    assert heard == reverse("uploaded_audio", args=[upload.token])
    assert len(desk.get(heard).getvalue()) == upload.size
    assert upload.taken_at is None  # and so expires, unless it is saved with an episode


def test_audio_is_asked_for_where_it_is_and_not_where_it_will_be(desk):
    episode = EpisodeFactory(draft=True, slug="fog")
    stored = episode.get_audio_url()
    response = desk.post(address(episode), posted(episode, slug="mist"))
    assert lxml.html.document_fromstring(page_in(response)).xpath("//audio/@src") == [stored]
    elsewhere = "https://elsewhere.example/new.mp3"
    response = desk.post(address(episode), posted(episode, audio_url=elsewhere))
    assert lxml.html.document_fromstring(page_in(response)).xpath("//audio/@src") == [elsewhere]


def test_hostile_words_stay_words(desk):
    episode = EpisodeFactory(draft=True)
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    response = desk.post(address(episode), posted(episode, title=hostile, summary=hostile, notes=hostile))
    page = page_in(response)
    assert hostile in "".join(lxml.html.document_fromstring(page).find("body").itertext())
    for document in (response.content.decode(), page):
        elements = list(lxml.html.document_fromstring(document).iter(etree.Element))
        assert [each for each in elements if each.tag == "script" and each.text == "alert(1)"] == []
        assert [each for each in elements if each.get("onerror") is not None] == []


# --- The way there ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("trait", "words"), [({"draft": True}, "Preview"), ({}, "View on site")])
def test_the_form_leads_to_the_page_or_to_how_it_will_look(desk, trait, words):
    episode = EpisodeFactory(**trait)
    form = desk.get(reverse("admin:episodes_episode_change", args=[episode.pk])).content.decode()
    target = address(episode) if trait else episode.get_absolute_url()
    [link] = re.findall(rf'<a href="{target}".*?</a>', form, re.DOTALL)
    assert words in link
    assert f'formaction="{address(episode)}"' in form

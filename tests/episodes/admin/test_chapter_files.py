import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from episodes.formats import chapters
from tests.episodes.admin.test_episode import change, rows, typed
from tests.factories import ChapterFactory, EpisodeFactory

pytestmark = pytest.mark.django_db

FORMS = {
    "txt": ("lamp-chapters.txt", "text/plain; charset=utf-8"),
    "json": ("lamp-chapters.json", "application/json+chapters"),
    "psc": ("lamp-chapters.psc.xml", "application/xml"),
    "vtt": ("lamp-chapters.vtt", "text/vtt; charset=utf-8"),
    "labels": ("lamp-chapters.labels.txt", "text/plain; charset=utf-8"),
}


@pytest.fixture
def desk(client, producer):
    client.force_login(producer)
    return client


@pytest.fixture
def episode():
    episode = EpisodeFactory(draft=True, slug="lamp")
    ChapterFactory(episode=episode, start_ms=0, title="Welcome & hello")
    ChapterFactory(episode=episode, start_ms=872_500, title="The lamp room")
    return episode


def file_of(episode, form):
    return reverse("chapter_file", args=[episode.pk, form])


def with_rows(episode):
    """What the form of an episode sends that has chapters already."""
    stored = [{"id": row.pk, "start_ms": row.start_ms / 1000, "title": row.title} for row in episode.chapters.all()]
    return typed(episode, **rows("chapters", *stored, initial=len(stored)))


def pasted(response):
    return next(
        each.formset for each in response.context["inline_admin_formsets"] if each.opts.panel == "chapters"
    ).pasted


@pytest.mark.parametrize("form", FORMS)
def test_what_goes_out_comes_in_again(desk, episode, form):
    response = desk.get(file_of(episode, form))
    name, media_type = FORMS[form]
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == media_type
    assert "no-store" in response["Cache-Control"]
    assert file_of(episode, form) in desk.get(change(episode)).text

    other = EpisodeFactory(draft=True)
    file = SimpleUploadedFile(name, response.content)
    response = desk.post(change(other), typed(other, **{"chapter_list-file": file}), follow=True)
    assert "2 chapters taken from the list." in response.text
    assert list(other.chapters.values_list("start_ms", "title")) == [(0, "Welcome & hello"), (872_500, "The lamp room")]


def test_every_format_can_be_pasted_too(desk, episode):
    text = chapters.to_json([chapters.Chapter(start_ms=9000, title="Nine")]).decode()
    desk.post(change(episode), with_rows(episode) | {"chapter_list-text": text, "chapter_list-mode": "replace"})
    assert list(episode.chapters.values_list("start_ms", "title")) == [(9000, "Nine")]


def test_a_file_can_replace_the_rows(desk, episode):
    file = SimpleUploadedFile("a.txt", b"0:09 Nine")
    desk.post(change(episode), with_rows(episode) | {"chapter_list-file": file, "chapter_list-mode": "replace"})
    assert list(episode.chapters.values_list("start_ms", "title")) == [(9000, "Nine")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"0:01 One\nTwo", "Line 2: There is no time in “Two”. Write it first, as in 12:34 Title."),
        (b'{"chapters": [{"startTime": 1, "title": "One"}, {"title": "Two"}]}', "Chapter 2: "),
        (b"0:00 One", "Line 1: The chapter “Welcome &amp; hello” below starts then too."),
        (
            b'{"chapters": [{"startTime": 0, "title": "One"}]}',
            "The chapter at 0:00: The chapter “Welcome &amp; hello” ",
        ),
        (b"\xff\xfb\x90\x00" * 9, "“a&lt;b&gt;.txt” is no text."),
        (b"x" * 1_000_001, "“a&lt;b&gt;.txt” is larger than any list of chapters."),
    ],
)
def test_a_mistake_in_a_file_is_named_with_its_place_and_what_was_read_stays(desk, episode, content, said):
    response = desk.post(
        change(episode), with_rows(episode) | {"chapter_list-file": SimpleUploadedFile("a<b>.txt", content)}
    )
    assert said in response.text
    assert episode.chapters.count() == 2
    readable = len(content) < 1000 and b"\0" not in content
    assert pasted(response)["text"].value() == (content.decode() if readable else None)


def test_a_list_and_a_file_at_once_are_one_too_many(desk, episode):
    both = {"chapter_list-text": "0:09 Nine", "chapter_list-file": SimpleUploadedFile("a.txt", b"0:08 Eight")}
    response = desk.post(change(episode), typed(episode, **both))
    assert pasted(response).mistakes == ["Give a list or a file, not both: empty the box, or choose the file later."]
    assert episode.chapters.count() == 2


def test_an_empty_file_is_no_list(desk, episode):
    empty = {"chapter_list-file": SimpleUploadedFile("a.txt", b""), "chapter_list-mode": "replace"}
    desk.post(change(episode), with_rows(episode) | empty)
    assert episode.chapters.count() == 2


def test_the_files_are_for_those_who_may_look(client, episode, stranger, django_user_model):
    assert client.get(file_of(episode, "txt")).status_code == 404
    client.force_login(stranger)
    assert client.get(file_of(episode, "txt")).status_code == 404
    client.force_login(django_user_model.objects.create_user("anna", is_staff=True))
    assert client.get(file_of(episode, "txt")).status_code == 404


def test_what_is_no_format_or_no_episode_is_not_found(desk, episode):
    assert desk.get(file_of(episode, "exe")).status_code == 404
    assert desk.get("/admin/episodes/episode/99/chapters.txt").status_code == 404


def test_the_player_has_the_stored_audio_and_an_episode_without_has_none(desk, episode):
    assert f'preload="none" src="{episode.get_audio_url()}"' in desk.get(change(episode)).text
    assert 'preload="none"></audio>' in desk.get(change(EpisodeFactory(draft=True, silent=True))).text


def test_an_address_of_a_picture_comes_with_a_list_and_goes_out_where_no_picture_is_here(desk, episode):
    there = "https://tides.example/mud.png"
    text = chapters.to_json([chapters.Chapter(start_ms=9000, title="Nine", image=there)]).decode()
    desk.post(change(episode), with_rows(episode) | {"chapter_list-text": text, "chapter_list-mode": "replace"})
    assert episode.chapters.values_list("title", "image_url").get() == ("Nine", there)
    page = desk.get(change(episode)).text
    assert f'value="{there}"' in page.partition('<details class="desk-beneath" open>')[2].partition("</details>")[0]
    assert f'"img":"{there}"' in desk.get(file_of(episode, "json")).text
    refused = desk.post(change(episode), with_rows(episode) | {"chapters-0-image_url": "mud"})
    assert "This is no web address. Write it whole" in refused.text
    assert 'value="mud"' in refused.text

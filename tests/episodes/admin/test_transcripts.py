import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from episodes.models import Episode, Transcript
from tests.episodes.admin.test_episode import change, errors, rows, typed
from tests.factories import EpisodeFactory, ShowFactory, TranscriptFactory

pytestmark = pytest.mark.django_db

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada>Good evening.\n"
PODLOVE = [{"start_ms": 1000, "end_ms": 4000, "speaker": "7", "voice": "Ada", "text": "Good evening."}]
FILES = {
    "said.vtt": VTT,
    "said.srt": "1\n00:00:01,000 --> 00:00:04,000\nAda: Good evening.\n",
    "said.json": json.dumps({"segments": [{"speaker": "Ada", "startTime": 1, "endTime": 4, "body": "Good evening."}]}),
    "podlove.json": json.dumps(PODLOVE),
    "said.html": "<cite>Ada:</cite><time>0:01</time><p>Good evening.</p>",
    "said.txt": "[0:01] Ada: Good evening.",
}
# HTML and text have no ends; this one is as long as its words take.
UNTIL = {"said.html": "00:00:03.000", "said.txt": "00:00:03.000"}
SLOPPY = "WEBVTT\n\n0:01 --> 0:04\n<v Ada>Good evening.\n\nwho is this?\n\n0:09 --> 0:08\nBack <b>again.\n"


@pytest.fixture
def desk(client, producer):
    client.force_login(producer)
    return client


@pytest.fixture
def episode():
    return EpisodeFactory(draft=True, show=ShowFactory(language="de"))


def file(text, name="said.vtt"):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())


def send(desk, episode, *values, initial=0, **fields):
    return desk.post(
        change(episode), typed(episode, **rows("transcripts", *values, initial=initial), **fields), follow=True
    )


def stored(episode):
    return list(episode.transcripts.values_list("language", "webvtt"))


# --- In ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["file", "text"])
@pytest.mark.parametrize("name", FILES)
def test_every_format_is_stored_as_webvtt_from_a_file_and_from_pasted_text(desk, episode, name, way):
    row = {"file": file(FILES[name], name)} if way == "file" else {"text": FILES[name]}
    response = send(desk, episode, {"language": "de", **row})
    assert stored(episode) == [("de", VTT.replace("00:00:04.000", UNTIL.get(name, "00:00:04.000")))]
    assert "The transcript “de” is stored as WebVTT." in response.text


@pytest.mark.parametrize(
    ("typed_language", "named", "language"),
    [
        ("", "", "de"),
        ("", "Language: pt-BR\n", "pt-BR"),
        ("", "Language: EN\n", "en"),
        ("", "Language: 12\n", "de"),
        ("fr", "Language: en\n", "fr"),
    ],
)
def test_the_language_is_what_is_typed_else_that_of_the_file_else_that_of_the_show(
    desk, episode, typed_language, named, language
):
    text = VTT.replace("WEBVTT\n", f"WEBVTT\n{named}")
    send(desk, episode, {"language": typed_language, "file": file(text)})
    assert [found for found, _ in stored(episode)] == [language]


def test_a_new_episode_has_its_transcript_from_the_start(desk):
    ShowFactory(language="de")
    desk.post("/admin/episodes/episode/add/", typed(**rows("transcripts", {"language": "", "text": VTT})))
    assert stored(Episode.objects.get()) == [("de", VTT)]


def test_what_was_mended_is_said_by_line_after_saving_and_stays_on_the_panel(desk, episode):
    response = send(desk, episode, {"language": "", "file": file(SLOPPY)})
    lines = [
        "Line 6: This text has no times; it was left out. who is this?",
        "Line 8: This cue ended before it began; its end was moved. 0:09 --> 0:08",
    ]
    assert remarks(response.text) == lines
    assert remarks(desk.get(change(episode)).text) == lines
    assert "2 places were mended or left out" in desk.get(change(episode)).text
    send(desk, episode, {"id": episode.transcripts.get().pk, "language": "de", "file": file(VTT)}, initial=1)
    assert remarks(desk.get(change(episode)).text) == []


def remarks(page):
    listed = re.findall(r'<ol class="desk-transcript-list">(.*?)</ol>', page, re.DOTALL)
    items = [item for found in listed for item in re.findall(r"<li>(.*?)</li>", found, re.DOTALL)]
    return [" ".join(re.sub(r"<[^>]*>", "", item).replace("&gt;", ">").split()) for item in items]


def test_of_many_remarks_the_message_has_the_first_and_the_panel_all(desk, episode):
    text = VTT + "".join(f"\n{'long ' * 50}{number}\n" for number in range(11))
    response = send(desk, episode, {"language": "", "text": text})
    assert len(remarks(response.text)) == 8
    assert "3 more are on the panel “Transcript” of the episode." in response.text
    assert len(remarks(desk.get(change(episode)).text)) == 11
    assert [len(remark["words"]) for remark in episode.transcripts.get().remarks] == [161] * 11


@pytest.mark.parametrize(("name", "place"), [("said.json", "Segment 2:"), ("said.html", "Paragraph 1:")])
def test_json_is_counted_in_segments_and_html_in_paragraphs(desk, episode, name, place):
    texts = {
        "said.json": json.dumps([*PODLOVE, {"text": "x"}]),
        "said.html": "<p>No time</p><cite>Ada</cite><time>0:01</time><p>x</p>",
    }
    response = send(desk, episode, {"language": "", "file": file(texts[name], name)})
    assert [remark.startswith(place) for remark in remarks(response.text)] == [True]


def test_hostile_words_are_shown_as_words(desk, episode):
    evil = '<img src=x onerror="alert(1)">'
    response = send(desk, episode, {"language": "", "text": f"{VTT}\n{evil}\n"})
    assert evil not in response.text
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;" in response.text


# --- Mistakes ---------------------------------------------------------------------------------


def test_a_refusal_names_the_line_and_keeps_the_text_to_be_mended(desk, episode):
    text = "WEBVTT\n\n0:99 --> 2:00\nOne.\n"
    response = send(desk, episode, {"language": "de", "file": file(text, "take-3.vtt")})
    (sentence,) = errors(response)["transcripts-0-file"]
    assert sentence.endswith(
        "Line 3: “0:99” has 99 seconds. After the minutes there are at most 59. The cue was left out."
    )
    row = formset(response).forms[0]
    assert (row["text"].value(), row["file_name"].value(), row["language"].value()) == (text, "take-3.vtt", "de")
    assert "The text of “take-3.vtt”, kept" in response.text
    assert stored(episode) == []
    mended = {"language": "de", "text": text.replace("0:99", "0:59"), "file_name": "take-3.vtt"}
    send(desk, episode, mended)
    assert stored(episode) == [("de", "WEBVTT\n\n00:00:59.000 --> 00:02:00.000\nOne.\n")]


def formset(response):
    inlines = response.context["inline_admin_formsets"]
    return next(inline.formset for inline in inlines if inline.formset.prefix == "transcripts")


def test_a_file_stays_with_the_form_while_something_else_is_mended(desk, episode):
    response = send(desk, episode, {"language": "", "file": file(VTT)}, title="")
    assert errors(response) == {"title": ["This is empty: fill it in."]}
    row = formset(response).forms[0]
    again = {"language": "", "text": row["text"].value(), "file_name": row["file_name"].value()}
    send(desk, episode, again)
    assert stored(episode) == [("de", VTT)]


def test_a_file_too_large_to_stay_is_asked_for_again(desk, episode):
    text = f"{VTT}\nNOTE {'x' * 2_000_000}\n"
    response = send(desk, episode, {"language": "", "file": file(text, "long.vtt")}, title="")
    assert "“long.vtt” is too large to be kept while the form is mended. Choose it again." in response.text
    assert formset(response).forms[0]["text"].value() is None
    send(desk, episode, {"language": "", "file": file(text)})
    assert stored(episode) == [("de", VTT)]


@pytest.mark.parametrize("data", [b"\x00\xff\xfe\x01" * 9, b"", b"words without times", b"%PDF-1.7 \x00"])
def test_what_is_no_transcript_is_a_mistake_and_nothing_is_stored(desk, episode, data):
    response = send(desk, episode, {"language": "", "file": file(data, "said.txt")})
    assert list(errors(response)) == ["transcripts-0-file"]
    assert stored(episode) == []


@pytest.mark.parametrize(
    ("row", "mistakes"),
    [
        ({"language": "de"}, {"file": ["Choose the file of the transcript, or paste its text."]}),
        (
            {"language": "", "text": "typed", "file": file(VTT)},
            {"file": ["There is a file, and a text below it. Give one of the two."]},
        ),
        (
            {"language": "German", "text": VTT},
            {"language": ["Give the language as a BCP 47 tag such as “en”, “de” or “pt-BR”."]},
        ),
    ],
)
def test_a_row_that_cannot_be_meant_is_a_mistake(desk, episode, row, mistakes):
    response = send(desk, episode, row)
    assert errors(response) == {f"transcripts-0-{name}": said for name, said in mistakes.items()}
    if "text" in row:
        assert formset(response).forms[0]["text"].value() == row["text"]


def test_an_empty_row_is_none(desk, episode):
    send(desk, episode, {"language": "", "text": ""})
    assert stored(episode) == []


# --- Several, replaced, deleted ---------------------------------------------------------------


def test_a_transcript_is_replaced_and_its_language_changed(desk, episode):
    one = TranscriptFactory(episode=episode, language="de")
    row = {"id": one.pk, "language": "fr", "text": VTT.replace("Good evening", "Bonsoir")}
    send(desk, episode, row, initial=1)
    assert stored(episode) == [("fr", VTT.replace("Good evening", "Bonsoir"))]
    assert episode.transcripts.get().pk == one.pk


def test_what_is_not_touched_stays_as_it_is(desk, episode):
    raw = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nAs it was.\n"
    one = TranscriptFactory(episode=episode, language="de", webvtt=raw)
    send(desk, episode, {"id": one.pk, "language": "de"}, {"language": "", "text": ""}, initial=1)
    assert stored(episode) == [("de", raw)]


def test_a_transcript_is_deleted_and_another_takes_its_language(desk, episode):
    one = TranscriptFactory(episode=episode, language="de")
    new = {"language": "de", "text": VTT.replace("Ada", "Bo")}
    send(desk, episode, {"id": one.pk, "language": "de", "DELETE": "on"}, new, initial=1)
    assert stored(episode) == [("de", VTT.replace("Ada", "Bo"))]


def test_two_transcripts_swap_their_languages(desk, episode):
    de, en = TranscriptFactory(episode=episode, language="de"), TranscriptFactory(episode=episode, language="en")
    send(desk, episode, {"id": de.pk, "language": "en"}, {"id": en.pk, "language": "de"}, initial=2)
    assert dict(Transcript.objects.values_list("pk", "language")) == {de.pk: "en", en.pk: "de"}


def test_two_transcripts_in_one_language_are_a_mistake(desk, episode):
    one = TranscriptFactory(episode=episode, language="de")
    response = send(desk, episode, {"id": one.pk, "language": "de"}, {"language": "", "text": VTT}, initial=1)
    said = "There is a transcript in “de” already. Replace it, or name another language."
    assert errors(response) == {"transcripts-1-language": [said]}


# --- Out --------------------------------------------------------------------------------------

BODIES = {
    "vtt": ("text/vtt; charset=utf-8", "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada>Good evening.\n"),
    "srt": ("application/x-subrip; charset=utf-8", "1\n00:00:01,000 --> 00:00:04,000\nAda: Good evening.\n"),
    "json": (
        "application/json; charset=utf-8",
        '{"version":"1.0.0","segments":[{"speaker":"Ada","startTime":1,"endTime":4,"body":"Good evening."}]}\n',
    ),
    "html": ("text/html; charset=utf-8", "<cite>Ada:</cite>\n<time>0:01</time>\n<p>Good evening.</p>\n"),
    "txt": ("text/plain; charset=utf-8", "[0:01] Ada: Good evening.\n"),
}


def address(transcript, extension="vtt", episode=None):
    pk = (episode or transcript.episode).pk
    return reverse("admin:episodes_episode_transcript", args=[pk, transcript.pk, extension])


@pytest.mark.parametrize("extension", BODIES)
def test_every_format_of_an_unpublished_transcript_is_downloaded_from_the_desk(desk, episode, extension):
    TranscriptFactory(episode=episode, language="en")
    one = TranscriptFactory(episode=episode, language="de")
    page = desk.get(change(episode)).text
    assert address(one, extension) in page
    response = desk.get(address(one, extension))
    assert (response["Content-Type"], response.content.decode()) == BODIES[extension]
    assert response["Content-Disposition"] == f'attachment; filename="{episode.slug}.de.{extension}"'
    assert "no-store" in response["Cache-Control"]


def test_the_panel_says_how_much_there_is_and_who_speaks(desk, episode):
    text = VTT + "\n00:00:05.000 --> 00:00:06.000\n<v Bo &amp; Co>a --&gt; b\n"
    TranscriptFactory(episode=episode, language="de", webvtt=text)
    assert "2 cues · Ada, Bo &amp; Co" in desk.get(change(episode)).text


@pytest.mark.parametrize("extension", ["docx", "VTT"])
def test_another_format_is_404(desk, episode, extension):
    assert desk.get(address(TranscriptFactory(episode=episode), extension)).status_code == 404


def test_a_transcript_of_another_episode_is_404(desk, episode):
    assert desk.get(address(TranscriptFactory(), episode=episode)).status_code == 404


def test_nobody_else_gets_a_transcript_from_the_desk(client, episode, stranger):
    one = address(TranscriptFactory(episode=episode))
    assert client.get(one).status_code == 302
    client.force_login(stranger)
    assert client.get(one).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_more_transcripts_make_no_more_queries(desk, episode, count, django_assert_num_queries):
    for language in ["de", "en", "fr"][:count]:
        TranscriptFactory(episode=episode, language=language)
    desk.get(change(episode))
    with django_assert_num_queries(QUERIES):
        desk.get(change(episode))


QUERIES = 24

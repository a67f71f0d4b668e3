"""What the feed points to: transcripts and chapters by the parsers that apps use, the audio by ffprobe."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from episodes.formats.audio import AudioTags, TaggedChapter, tagged
from episodes.formats.transcripts import Transcript, print_vtt
from tests.audio import silent_mp3
from tests.clients.programs import run
from tests.clients.rows import full_show
from tests.feeds import parse
from tests.transcripts import cues

pytestmark = pytest.mark.clients

READER = Path(__file__).with_name("read.mjs")

# Like what people upload: a header text, settings, a comment, entities, no hours, a speaker in the text, a gap.
SLOPPY = """WEBVTT - made by hand

NOTE Nobody reads this.

1
00:00.500 --> 00:02.000 align:start
Ada: Fish & <b>chips</b>, at 3 < 4.

00:02.000 --> 00:03.000
<v Bo Li>Hello.
And again.</v>

00:10:00.000 --> 00:10:01.000
<v.loud Zoë>&lt;Done&gt;
"""


def read(parser, text, folder, kind):
    file = folder / "file"
    file.write_text(text)
    return json.loads(run("node", str(READER), parser, str(file), kind, home=folder))


def test_the_w3c_s_parser_finds_no_error_in_a_transcript(site, tmp_path):
    show = full_show()
    episode = show.episodes.get(slug="fog")
    episode.transcripts.update(webvtt=SLOPPY)
    site.publish()
    body = site.get(f"{episode.get_absolute_url()}transcript.vtt").body.decode()
    found = read("webvtt", body, tmp_path, "subtitles")
    assert found["errors"] == []
    assert [(start, end) for start, end, _text in found["cues"]] == [(0.5, 2), (2, 3), (600, 601)]


def test_the_w3c_s_parser_finds_no_error_in_the_chapters(site, tmp_path):
    episode = full_show().episodes.get(slug="fog")
    site.publish()
    found = read("webvtt", site.get(f"{episode.get_absolute_url()}chapters.vtt").body.decode(), tmp_path, "chapters")
    assert found["errors"] == []
    assert [start for start, _end, _text in found["cues"]] == [
        chapter.start_ms / 1000 for chapter in episode.chapters.filter(hidden=False)
    ]


@given(st.lists(cues, min_size=1, max_size=40))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_w3c_s_parser_finds_no_error_in_any_transcript(tmp_path, generated):
    # In the order that WebVTT gives cues: of two that start together the one that lasts longer comes first.
    in_order = tuple(sorted(generated, key=lambda cue: (cue.start_ms, -cue.end_ms)))
    found = read("webvtt", print_vtt(Transcript(cues=in_order, language="en")), tmp_path, "subtitles")
    assert found["errors"] == []
    assert [(round(start * 1000), round(end * 1000)) for start, end, _text in found["cues"]] == [
        (cue.start_ms, cue.end_ms) for cue in in_order
    ]


@pytest.mark.parametrize("extension", ["vtt", "srt", "json", "html"])
def test_transcriptator_reads_who_says_what_and_when(site, tmp_path, extension):
    episode = full_show().episodes.get(slug="fog")
    site.publish()
    body = site.get(f"{episode.get_absolute_url()}transcript.{extension}").body.decode()
    kind = {"srt": "srt", "vtt": "vtt"}.get(extension, extension)
    (segment,) = read("transcriptator", body, tmp_path, kind)
    assert (segment["startTime"], segment.get("speaker"), segment["body"]) == (1, "Ada", "Good evening.")


def probed(file):
    options = ["-v", "error", "-show_chapters", "-show_format", "-of", "json"]
    return json.loads(run("ffprobe", *options, str(file), home=file.parent))


def test_ffprobe_reads_the_chapters_in_the_audio(tmp_path):
    source, target = tmp_path / "source.mp3", tmp_path / "target.mp3"
    source.write_bytes(silent_mp3(12))
    chapters = (
        TaggedChapter(start_ms=0, end_ms=4500, title="In"),
        TaggedChapter(start_ms=4500, end_ms=9000, title="Nebel & Ländliches – 灯", url="https://c.example/"),
        TaggedChapter(start_ms=9000, end_ms=12_000, title="Out"),
    )
    tagged(source, target, tags=AudioTags(title="Fog & lamps", show="Slack Water", number=7, chapters=chapters))
    found = probed(target)
    assert [
        (float(each["start_time"]), float(each["end_time"]), each["tags"]["title"]) for each in found["chapters"]
    ] == [(chapter.start_ms / 1000, chapter.end_ms / 1000, chapter.title) for chapter in chapters]
    assert {name: found["format"]["tags"][name] for name in ("title", "album", "track")} == {
        "title": "Fog & lamps",
        "album": "Slack Water",
        "track": "7",
    }


def test_ffprobe_reads_the_chapters_in_the_audio_that_is_served(site, tmp_path):
    show = full_show()
    episode = show.episodes.get(slug="fog")
    call_command("tick", verbosity=0)
    site.publish()
    channel = parse(site.get(show.get_feed_url()).body)
    (enclosure,) = [item.find("enclosure") for item in channel.iter("item") if item.findtext("guid") == episode.guid]
    answer = site.get(enclosure.get("url").removeprefix(site.url))
    assert len(answer.body) == int(enclosure.get("length")) == int(answer.headers["Content-Length"])
    assert len(answer.body) > episode.audio_size
    file = tmp_path / "served.mp3"
    file.write_bytes(answer.body)
    found = probed(file)
    chapters = [(each["time_base"], each["start"], each["tags"]["title"]) for each in found["chapters"]]
    assert chapters == [("1/1000", each.start_ms, each.title) for each in episode.chapters.order_by("start_ms")]
    tags = found["format"]["tags"]
    assert [tags[name] for name in ("title", "album", "track")] == [episode.title, show.title, str(episode.number)]
    assert float(found["format"]["duration"]) == pytest.approx(episode.duration_ms / 1000, abs=0.1)

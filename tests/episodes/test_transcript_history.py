"""Transcripts in the history of an episode, and back."""

import pytest

from episodes import versions
from episodes.models import TranscriptText
from episodes.versions import Change
from tests.factories import EpisodeFactory, TranscriptFactory

pytestmark = pytest.mark.django_db

GOOD = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada>Good evening.\n"
BAD = GOOD.replace("evening", "morning")
REMARKS = [{"place": "line", "number": 3, "message": "Mended.", "words": "0:01"}]


@pytest.fixture
def episode():
    episode = EpisodeFactory(draft=True)
    TranscriptFactory(episode=episode, language="en", webvtt=GOOD, remarks=REMARKS)
    return episode


def transcripts(episode):
    return list(episode.transcripts.values_list("language", "webvtt", "remarks"))


def changes(episode, before, after):
    texts = versions.texts_of(episode=episode, contents=[before.content, after.content])
    return versions.changes(before=before.content, after=after.content, texts=texts)


def test_a_transcript_that_was_replaced_is_shown_line_by_line_and_taken_back(episode, editor):
    before = versions.keep(episode=episode, by=editor)
    episode.transcripts.update(webvtt=BAD, remarks=[])
    after = versions.keep(episode=episode, by=editor)
    assert changes(episode, before, after) == [
        Change(
            label="Transcripts",
            before=["en: 1 cue", "<v Ada>Good evening."],
            after=["en: 1 cue", "<v Ada>Good morning."],
        )
    ]
    assert versions.restore(version=before, by=editor) == []
    assert transcripts(episode) == [("en", GOOD, REMARKS)]


def test_one_that_was_taken_away_comes_back_and_one_that_was_added_goes(episode, editor):
    before = versions.keep(episode=episode, by=editor)
    episode.transcripts.all().delete()
    TranscriptFactory(episode=episode, language="pt", webvtt=BAD)
    after = versions.keep(episode=episode, by=editor)
    assert changes(episode, before, after) == [Change(label="Transcripts", before=["en: 1 cue"], after=["pt: 1 cue"])]
    versions.restore(version=before, by=editor)
    assert transcripts(episode) == [("en", GOOD, REMARKS)]
    versions.restore(version=after, by=editor)
    assert transcripts(episode) == [("pt", BAD, [])]


def test_a_text_is_kept_once_for_all_versions(episode, editor):
    for title in ("One", "Two", "Three"):
        episode.title = title
        episode.save()
        assert versions.keep(episode=episode, by=editor)
    assert TranscriptText.objects.count() == 1


def test_a_version_of_former_days_leaves_transcripts_as_they_are(episode, editor):
    old = versions.keep(episode=episode, by=editor)
    del old.content["transcripts"]
    old.save()
    episode.transcripts.update(webvtt=BAD)
    new = versions.keep(episode=episode, by=editor)
    assert changes(episode, old, new) == []
    versions.restore(version=old, by=editor)
    assert transcripts(episode) == [("en", BAD, REMARKS)]


def test_a_text_that_is_not_kept_any_more_is_named(episode, editor):
    before = versions.keep(episode=episode, by=editor)
    episode.transcripts.all().delete()
    TranscriptText.objects.all().delete()
    assert versions.restore(version=before, by=editor) == ["The transcript in “en” is not kept any more."]


def test_of_a_long_change_the_first_lines_are_shown(episode, editor):
    before = versions.keep(episode=episode, by=editor)
    lines = "".join(f"\n00:{n:02}:01.000 --> 00:{n:02}:04.000\nLine {n}\n" for n in range(40))
    episode.transcripts.update(webvtt=f"WEBVTT\n{lines}")
    after = versions.keep(episode=episode, by=editor)
    [change] = changes(episode, before, after)
    assert change.after[:3] == ["en: 40 cues", "Line 0", "00:01:01.000 --> 00:01:04.000"]
    assert len(change.after) == 13

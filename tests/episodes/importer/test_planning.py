import json
from dataclasses import replace

import pytest

from episodes import importer
from episodes.importer.reporting import as_json, lines
from episodes.models import Episode, RetiredAddress, Show
from tests.episodes.importer.conftest import feed

pytestmark = pytest.mark.django_db

ONE = "<title>One</title>"


def verdicts(plan):
    return [(episode.title, episode.verdict.value) for episode in plan.episodes]


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("no-items.xml", "There is no episode in this feed."),
        ("old-podcast-namespace.xml",
         "The show is locked: its owner forbids bringing it to another host. It names owner@valve.example as its owner."
         " Take the lock off at the old host, or state that the show is yours."),
        (feed(ONE, channel="<title>P</title><podcast:medium>publisher</podcast:medium>"),
         "This is the feed of a publisher, which lists shows. Give the feed of one of them."),
        (feed(ONE, channel="<title>P</title><podcast:medium>musicL</podcast:medium>"),
         "This feed is a list of what others have made (musicL), not a show."),
        (b"<rss><channel><title>Blog</title><item><title>Words</title></item></channel></rss>",
         "There is no audio in this feed: no item has an enclosure of MP3 or M4A."),
        (b"<!doctype html><p>Rope", "This is a web page, not a feed. Look there for the address of the RSS feed."),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss/>",
         "This document declares entities of its own, as XML bombs do. No feed needs them."),
    ],
)  # fmt: skip
def test_what_is_no_show_is_refused_in_a_sentence(plan_of, source, sentence):
    with pytest.raises(importer.Refused) as refusal:
        plan_of(source)
    assert str(refusal.value) == sentence


def test_locked_show_is_planned_for_its_owner(plan_of):
    plan = plan_of("old-podcast-namespace.xml", ownership="Pia Kolb, who makes it")
    assert verdicts(plan) == [("Episode 57: Rust", "new")]
    assert plan.ownership == "Pia Kolb, who makes it"


def test_plan_writes_nothing(plan_of):
    plan = plan_of("every-tag.xml")
    assert (plan.show.slug, plan.show.verdict.value) == ("every-tag", "new")
    assert not Show.objects.exists()


def test_one_bad_item_is_refused_with_its_reason_and_the_others_are_new(plan_of):
    ogg = "<item><guid>o</guid><title>Ogg</title><enclosure url='https://r.example/a.ogg' type='audio/ogg'/></item>"
    film = "<item><guid>f</guid><title>Film</title><enclosure url='https://r.example/a.mp4' type='video/mp4'/></item>"
    mute = "<item><guid>m</guid><title>Mute</title></item>"
    ftp = "<item><guid>p</guid><title>Ftp</title><enclosure url='ftp://r.example/a.mp3' type='audio/mpeg'/></item>"
    long = f"<item><guid>{'x' * 501}</guid><title>Long</title><enclosure url='https://r.example/b.mp3'/></item>"
    data = feed(ONE).replace(b"</channel>", f"{ogg}{film}{mute}{ftp}{long}</channel>".encode())
    plan = plan_of(data)
    assert [(episode.title, *episode.reasons) for episode in plan.episodes if episode.verdict == "refused"] == [
        ("Ogg", "Its audio is neither MP3 nor M4A: audio/ogg."),
        ("Film", "Its audio is neither MP3 nor M4A: video/mp4."),
        ("Mute", "It has no audio."),
        ("Ftp", "The address of its audio is none: “ftp://r.example/a.mp3”."),
        ("Long", "Its GUID is longer than 500 characters."),
    ]
    assert plan.counts == {"new": 1, "changed": 0, "same": 0, "kept": 0, "refused": 5}


def test_missing_and_doubled_guids(plan_of):
    assert [(episode.guid, episode.remarks[-1]) for episode in plan_of("latin-1.rss").episodes] == [
        ("http://cafe.example/001.mp3", "The audio's address begins with http; https was taken, which apps need."),
        ("http://cafe.example/002.mp3", "The audio's address begins with http; https was taken, which apps need."),
    ]
    _third, second, _first = plan_of("of-2005.rss").episodes
    assert (second.verdict.value, second.reasons) == ("refused", ("Item 1 has the same GUID and the same audio.",))
    doubled = feed(ONE, "<title>Two</title>").replace(b"rope-2", b"rope-1")
    assert [episode.guid for episode in plan_of(doubled).episodes] == ["rope-1", "https://rope.example/2.mp3"]
    twice = feed(ONE, ONE).replace(b"rope-1", b"").replace(b"rope-2", b"").replace(b"/2.mp3", b"/1.mp3")
    assert [episode.reasons for episode in plan_of(twice).episodes] == [(), ("Item 1 has the same GUID.",)]


def test_number_that_two_have_is_given_once(plan_of):
    plan = plan_of(feed(*["<itunes:episode>7</itunes:episode>"] * 2))
    numbers = [field.there for episode in plan.episodes for field in episode.fields if field.name == "number"]
    assert numbers == [7, None]
    assert "Another episode has the number 7, so this one has none." in plan.episodes[1].remarks


def test_again_everything_is_the_same(plan_of, brought):
    brought("february.xml")
    plan = plan_of("february.xml")
    assert plan.show.verdict == "same"
    assert plan.counts == {"new": 0, "changed": 0, "same": 3, "kept": 0, "refused": 0}
    assert not any(episode.is_needed for episode in plan.episodes)


def test_http_that_became_https_is_the_same(plan_of, brought):
    brought("january.xml")
    assert verdicts(plan_of("february.xml")) == [("Night 3", "new"), ("Night 2", "same"), ("Night 1", "same")]
    brought("february.xml")
    assert plan_of("january.xml").gone == ("Night 3",)


def test_of_a_feed_that_is_not_whole_nothing_is_taken_for_gone(plan_of, brought):
    brought("february.xml")
    january = plan_of("january.xml").source
    partial = importer.plan(source=replace(january, missing="The feed is not whole."), with_media=False)
    assert (partial.gone, list(lines(partial))[2]) == ((), "The feed is not whole.")
    assert json.loads("".join(as_json(partial)))["missing"] == "The feed is not whole."


def test_what_the_feed_has_changed_is_written_unless_it_was_edited_here(plan_of, brought):
    brought(feed("<title>One</title><description>Old</description>"))
    Episode.objects.update(title="Edited here")
    new = feed("<title>One, mended</title><description>New</description>")
    (episode,) = plan_of(new).episodes
    assert {field.name: (field.verdict.value, field.here, field.there) for field in episode.fields
            if field.verdict != "same"} == {
        "title": ("kept", "Edited here", "One, mended"),
        "notes": ("changed", "Old", "New"),
    }  # fmt: skip
    assert "    Title: Edited here → One, mended (It has been edited here.)" in list(lines(plan_of(new)))
    brought(new)
    assert list(Episode.objects.values_list("title", "notes")) == [("Edited here", "New")]
    brought(new)
    assert list(Episode.objects.values_list("title", "notes")) == [("Edited here", "New")]


def test_episode_that_is_gone_here_does_not_come_back(plan_of, brought):
    brought(feed(ONE, "<title>Two</title>"))
    one, two = Episode.objects.order_by("guid")
    Episode.objects.filter(pk=one.pk).update(state="draft", deleted_at=one.created_at)
    RetiredAddress.objects.create(show=two.show, slug=two.slug, guid=two.guid)
    two.delete()
    assert [episode.reasons for episode in plan_of(feed(ONE, "<title>Two</title>"), show=one.show).episodes] == [
        ("It is in the bin here.",),
        ("It was deleted here for good.",),
    ]


def test_plan_is_said_to_programs(plan_of, brought):
    brought(feed(ONE))
    said = json.loads("".join(as_json(plan_of(feed("<title>Uno</title>", "<title>Two</title>")))))
    assert said["counts"] == {"new": 1, "changed": 1, "same": 0, "kept": 0, "refused": 0}
    assert said["episodes"][0]["fields"][0] == {
        "name": "title",
        "verdict": "changed",
        "here": "One",
        "there": "Uno",
        "reason": "",
    }
    assert said["episodes"][0]["fields"][1] == {"name": "summary", "verdict": "same"}


def test_a_file_without_guids_is_known_again_by_where_its_audio_is(plan_of, brought):
    data = (
        feed(*[f"<title>{number}</title>" for number in range(5)])
        .replace(b"<guid>rope-", b"<guid>")
        .replace(b"<guid>", b"<x>")
        .replace(b"</guid>", b"</x>")
    )
    brought(data)
    assert plan_of(data).counts["same"] == 5

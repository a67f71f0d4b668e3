import datetime as dt
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from episodes import publishing
from episodes.models import Credit, Episode, Season, Show, StateChange, Topic
from guests.models import Person
from tests.factories import CreditFactory, EpisodeFactory, SeasonFactory, ShowFactory

NOON = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
AUDIO = {"audio_url": "https://audio.example/a.mp3", "audio_type": "audio/mpeg", "audio_size": 9, "duration_ms": 9}
SILENCE = {"audio_url": "", "audio_type": "", "audio_size": None, "duration_ms": None}
SECOND = dt.timedelta(seconds=1)

# state, moment, audio → public?
PUBLICATION = [
    ("approved", NOON - SECOND, AUDIO, True),
    ("approved", NOON, AUDIO, True),
    ("approved", NOON + dt.timedelta(microseconds=1), AUDIO, False),
    ("approved", NOON + SECOND, AUDIO, False),
    ("approved", NOON - SECOND, {**SILENCE, "audio_file": "audio/a.mp3", "audio_type": "audio/mpeg"}, True),
    ("approved", NOON - SECOND, SILENCE, False),
    ("draft", NOON - SECOND, AUDIO, False),
    ("draft", None, AUDIO, False),
    ("in_review", NOON - SECOND, AUDIO, False),
    ("withdrawn", NOON - SECOND, AUDIO, False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "publish_at", "audio", "public"), PUBLICATION)
def test_set_and_row_agree_on_what_is_public(state, publish_at, audio, public):
    episode = EpisodeFactory(state=state, publish_at=publish_at, **audio)
    episode.topics.add(topic := Topic.objects.create(name="Tides", slug="tides"))
    person = CreditFactory(episode=episode).person
    episode.season = SeasonFactory(show=episode.show)
    episode.save()

    with time_machine.travel(NOON, tick=False):
        assert episode.is_public is public
        assert Episode.objects.published().exists() is public
        assert Credit.objects.public().exists() is public
        assert Show.objects.public().exists() is public
        assert Season.objects.public().exists() is public
        assert Topic.objects.public().filter(pk=topic.pk).exists() is public
        assert Person.objects.with_public_appearances().filter(pk=person.pk).exists() is public


@pytest.mark.django_db
def test_an_approved_episode_becomes_public_on_the_second_without_anybody_doing_anything():
    episode = EpisodeFactory(publish_at=NOON)
    with time_machine.travel(NOON - SECOND, tick=False) as clock:
        before = list(Episode.objects.published())
        waiting = list(Episode.objects.scheduled())
        clock.shift(SECOND)
        after = list(Episode.objects.published())
    assert (before, waiting, after) == ([], [episode], [episode])


def test_the_way_from_draft_to_withdrawn_and_back_is_recorded(producer, editor):
    episode = EpisodeFactory(draft=True)

    publishing.submit(episode=episode, by=producer, note="Ready, I think.")
    publishing.approve(episode=episode, by=editor, publish_at=NOON)
    publishing.withdraw(episode=episode, by=editor, note="Wrong file.")
    publishing.return_to_draft(episode=episode, by=editor)

    steps = StateChange.objects.order_by("pk").values_list("from_state", "to_state", "by", "note", "publish_at")
    assert list(steps) == [
        ("draft", "in_review", producer.pk, "Ready, I think.", None),
        ("in_review", "approved", editor.pk, "", NOON),
        ("approved", "withdrawn", editor.pk, "Wrong file.", None),
        ("withdrawn", "draft", editor.pk, "", None),
    ]
    episode.refresh_from_db()
    assert (episode.state, episode.publish_at) == ("draft", NOON)


STEPS = {
    "submit": lambda episode, by: publishing.submit(episode=episode, by=by),
    "approve": lambda episode, by: publishing.approve(episode=episode, by=by, publish_at=NOON),
    "withdraw": lambda episode, by: publishing.withdraw(episode=episode, by=by),
    "return": lambda episode, by: publishing.return_to_draft(episode=episode, by=by),
    "ask": lambda episode, by: publishing.ask_for_changes(episode=episode, by=by, note="The ending, please."),
    "hold": lambda episode, by: publishing.hold(episode=episode, by=by, reasons=["No chapters."]),
}
ALLOWED = {
    ("draft", "submit"): "in_review",
    ("in_review", "approve"): "approved",
    ("in_review", "return"): "draft",
    ("in_review", "ask"): "draft",
    ("approved", "hold"): "in_review",
    ("approved", "approve"): "approved",
    ("approved", "withdraw"): "withdrawn",
    ("withdrawn", "return"): "draft",
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", Episode.State.values)
def test_every_step_is_taken_or_refused_by_the_one_table(editor, state, step):
    episode = EpisodeFactory(state=state, publish_at=NOON)
    with suppress(publishing.Refused):
        STEPS[step](episode, editor)
    episode.refresh_from_db()
    taken = ALLOWED.get((state, step))
    assert episode.state == (taken or state)
    assert episode.state_changes.count() == (1 if taken else 0)


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("in_review", "approve"),
        ("in_review", "ask"),
        ("approved", "approve"),
        ("approved", "withdraw"),
        ("withdrawn", "return"),
    ],
)
def test_a_producer_cannot_decide_what_goes_out(producer, state, step):
    episode = EpisodeFactory(state=state, publish_at=NOON)
    with pytest.raises(PermissionDenied):
        STEPS[step](episode, producer)
    episode.refresh_from_db()
    assert episode.state == state


# Holding is no step of anybody's, it follows from what was saved.
@pytest.mark.parametrize("step", [step for step in STEPS if step != "hold"])
def test_somebody_without_rights_can_take_no_step(stranger, step):
    state = {"submit": "draft", "withdraw": "approved"}.get(step, "in_review")
    episode = EpisodeFactory(state=state, publish_at=NOON)
    with pytest.raises(PermissionDenied):
        STEPS[step](episode, stranger)


@pytest.mark.parametrize(
    ("fields", "publish_at", "reasons"),
    [
        ({}, NOON, []),
        ({}, None, ["Set the moment of publication first."]),
        (SILENCE, NOON, ["The episode has no audio yet: upload a file or give its address."]),
        ({"audio_size": None}, NOON, ["Give the audio's type, size and duration."]),
    ],
)
def test_approval_names_what_is_missing(editor, fields, publish_at, reasons):
    episode = EpisodeFactory(in_review=True, **fields)
    assert publishing.missing_for_approval(episode, publish_at=publish_at) == reasons
    if reasons:
        with pytest.raises(publishing.Refused, match=reasons[0]):
            publishing.approve(episode=episode, by=editor, publish_at=publish_at)
    episode.refresh_from_db()
    assert episode.state == "in_review"


def test_of_two_editors_at_once_the_second_is_told(editor):
    episode = EpisodeFactory(in_review=True)
    stale = Episode.objects.get(pk=episode.pk)
    publishing.return_to_draft(episode=episode, by=editor)
    with pytest.raises(publishing.Refused, match="Somebody else has just changed the state"):
        publishing.approve(episode=stale, by=editor, publish_at=NOON)
    assert Episode.objects.get(pk=episode.pk).state == "draft"
    assert StateChange.objects.count() == 1


# --- Changes asked for, must-haves lost ------------------------------------------------------------


def test_what_an_editor_asks_for_stands_until_the_next_step(producer, editor):
    episode = EpisodeFactory(in_review=True)
    publishing.ask_for_changes(episode=episode, by=editor, note="  The ending, please. ")
    asked = publishing.open_question(episode)
    assert (asked.note, asked.by, asked.cause, episode.state) == ("The ending, please.", editor, "asked", "draft")
    publishing.submit(episode=episode, by=producer)
    assert publishing.open_question(episode) is None
    publishing.return_to_draft(episode=episode, by=producer)
    assert publishing.open_question(episode) is None


@pytest.mark.parametrize("note", ["", "  \n"])
def test_changes_are_not_asked_for_without_a_word(editor, note):
    episode = EpisodeFactory(in_review=True)
    with pytest.raises(publishing.Refused, match="Say what is to be changed"):
        publishing.ask_for_changes(episode=episode, by=editor, note=note)
    assert Episode.objects.get().state == "in_review"


# trait, what is lost → what it lacks, the state afterwards
LOST = [
    ({"scheduled": True}, {}, [], "approved"),
    ({"scheduled": True}, {"notes": ""}, ["Write the notes, or paste them."], "in_review"),
    ({"scheduled": True}, SILENCE, ["The episode has no audio yet: upload a file or give its address."], "in_review"),
    ({}, {"notes": ""}, [], "approved"),  # public: somebody decides
    ({}, SILENCE, ["The episode has no audio yet: upload a file or give its address."], "in_review"),
    ({"draft": True}, {"notes": ""}, [], "draft"),
]


@pytest.mark.parametrize(("fields", "lost", "reasons", "state"), LOST)
def test_what_has_lost_a_must_have_before_its_moment_is_held(producer, fields, lost, reasons, state):
    show = ShowFactory(must_have=["notes"])
    episode = EpisodeFactory(show=show, notes="Notes.", **fields)
    Episode.objects.filter(pk=episode.pk).update(**lost)
    episode.refresh_from_db()
    assert publishing.hold_if_lost(episode=episode, by=producer) == reasons
    assert (episode.state, Episode.objects.get().state) == (state, state)
    held = publishing.open_question(episode)
    assert ((held.note, held.cause, held.by) if held else None) == (
        (" ".join(reasons), "lost", producer) if reasons else None
    )


def test_what_is_public_by_now_is_not_held(editor):
    episode = EpisodeFactory(publish_at=NOON)
    with time_machine.travel(NOON, tick=False), pytest.raises(publishing.Refused, match="Somebody else"):
        publishing.hold(episode=episode, by=None, reasons=["No notes."])
    assert Episode.objects.get().state == "approved"


@pytest.mark.django_db
def test_numbers_go_on_after_the_highest_of_the_show_or_the_season():
    show = ShowFactory()
    season = SeasonFactory(show=show)
    EpisodeFactory(show=show, number=11)
    EpisodeFactory(show=show, number=4)
    EpisodeFactory(show=show, number=40, kind="bonus")
    EpisodeFactory(number=90)
    EpisodeFactory(show=show, season=season, number=2)
    assert publishing.next_number(show=show, season=None) == 12
    assert publishing.next_number(show=show, season=season) == 3
    assert publishing.next_number(show=ShowFactory(), season=None) == 1


@pytest.mark.parametrize(
    ("naive", "zone", "utc"),
    [
        ("2027-01-12 06:00", "Europe/Lisbon", "2027-01-12 06:00"),
        ("2027-07-13 06:00", "Europe/Lisbon", "2027-07-13 05:00"),
        ("2027-07-13 06:00", "America/Halifax", "2027-07-13 09:00"),
        ("2027-03-28 00:59", "Europe/Lisbon", "2027-03-28 00:59"),
        ("2027-03-28 02:00", "Europe/Lisbon", "2027-03-28 01:00"),
    ],
)
def test_a_moment_is_read_on_the_clock_of_the_show(naive, zone, utc):
    expected = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    assert publishing.moment(dt.datetime.fromisoformat(naive), ZoneInfo(zone)) == expected


@pytest.mark.parametrize(
    ("naive", "zone", "sentence"),
    [
        ("2027-03-28 02:30", "Europe/Berlin", "02:30 on 2027-03-28 does not exist in Europe/Berlin"),
        ("2027-10-31 02:30", "Europe/Berlin", "02:30 on 2027-10-31 happens twice in Europe/Berlin"),
        ("2027-03-14 02:15", "America/Halifax", "02:15 on 2027-03-14 does not exist in America/Halifax"),
    ],
)
def test_an_hour_that_no_clock_shows_once_is_refused(naive, zone, sentence):
    with pytest.raises(publishing.ImpossibleHour, match=sentence):
        publishing.moment(dt.datetime.fromisoformat(naive), ZoneInfo(zone))


def test_a_show_gets_its_guid_once_and_keeps_it(db):
    show = ShowFactory()
    same = Show.objects.get(pk=show.pk)
    publishing.identify(show=show, feed_address="https://podnews.net/rss")
    publishing.identify(show=show, feed_address="https://elsewhere.example/feed")
    publishing.identify(show=same, feed_address="https://elsewhere.example/feed")  # read before the first call
    assert str(show.podcast_guid) == str(same.podcast_guid) == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert Show.objects.get(pk=show.pk).podcast_guid == show.podcast_guid


@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
def test_another_moment_is_a_step_in_the_same_state(editor, state):
    episode = EpisodeFactory(state=state, publish_at=NOON)
    change = publishing.move(episode=episode, by=editor, publish_at=NOON + SECOND, seen=NOON, note="Room for the fair.")
    stored = Episode.objects.get(pk=episode.pk)
    assert (stored.state, stored.publish_at) == (state, NOON + SECOND)
    assert (change.from_state, change.to_state, change.publish_at_before, change.publish_at, change.note) == (
        *(state, state, NOON, NOON + SECOND),
        "Room for the fair.",
    )


@pytest.mark.parametrize(
    ("fields", "publish_at", "sentence"),
    [
        ({"state": "withdrawn"}, NOON, "make it a draft again"),
        ({}, None, "Set the moment of publication first"),
        (SILENCE, NOON, "no audio yet"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(editor, fields, publish_at, sentence):
    episode = EpisodeFactory(**{"publish_at": NOON, **fields})
    with pytest.raises(publishing.Refused, match=sentence):
        publishing.move(episode=episode, by=editor, publish_at=publish_at, seen=NOON)
    assert not StateChange.objects.exists()


def test_of_two_moments_at_once_the_second_is_refused(editor, producer):
    episode = EpisodeFactory(draft=True)
    publishing.move(episode=episode, by=editor, publish_at=NOON, seen=None)
    with pytest.raises(publishing.Refused, match="Somebody else has just moved"):
        publishing.move(episode=episode, by=editor, publish_at=None, seen=None)
    with pytest.raises(PermissionDenied):
        publishing.move(episode=episode, by=producer, publish_at=None, seen=NOON)
    assert Episode.objects.get(pk=episode.pk).publish_at == NOON


def test_another_moment_answers_no_question(editor):
    episode = EpisodeFactory(in_review=True)
    publishing.ask_for_changes(episode=episode, by=editor, note="The end is cut.")
    publishing.move(episode=episode, by=editor, publish_at=NOON, seen=episode.publish_at)
    assert publishing.open_question(episode).note == "The end is cut."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "at", "steps"),
    [
        ("draft", None, True),
        ("draft", NOON, True),
        ("approved", NOON - SECOND, True),
        ("approved", NOON, False),
        ("in_review", None, False),
        ("withdrawn", NOON - SECOND, False),
    ],
)
def test_what_came_out_elsewhere_is_let_out_with_its_moment(editor, state, at, steps):
    episode = EpisodeFactory(state=state, publish_at=at)
    assert publishing.admit(episode=episode, publish_at=NOON, by=None, note="From elsewhere.") is steps
    episode.refresh_from_db()
    assert (episode.state, episode.publish_at) == (("approved", NOON) if steps else (state, at))
    record = StateChange.objects.filter(episode=episode)
    assert [(one.note, one.by, bool(one.told_at and one.out_told_at)) for one in record] == (
        [("From elsewhere.", None, True)] if steps else []
    )


@pytest.mark.django_db
def test_without_audio_or_the_right_nothing_is_let_out(producer):
    silent = EpisodeFactory(draft=True, silent=True, title="Silent")
    with pytest.raises(publishing.Refused, match="“Silent” has no audio yet"):
        publishing.admit(episode=silent, publish_at=NOON, by=None, note="")
    episode = EpisodeFactory(draft=True)
    with pytest.raises(PermissionDenied):
        publishing.admit(episode=episode, publish_at=NOON, by=producer, note="")

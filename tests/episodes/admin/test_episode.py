import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import pre_save
from django.urls import reverse
from django.utils.html import strip_tags

from episodes.models import Chapter, Episode, EpisodeAddress, StateChange
from tests.audio import silent_mp3
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/episodes/episode/"
ADD = "/admin/episodes/episode/add/"
NOON = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)


def change(episode):
    return reverse("admin:episodes_episode_change", args=[episode.pk])


def rows(prefix, *values, initial=0):
    """The fields of a formset with `values` as its rows."""
    data = {f"{prefix}-TOTAL_FORMS": str(len(values)), f"{prefix}-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(values):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def typed(episode=None, **fields):
    """What a form sends that somebody filled in; rows that are not given are none."""
    data = {"title": "A lamp", "kind": "full", "number": "", "season": "", "slug": "", "summary": "", "notes": ""}
    if episode:
        data |= {"title": episode.title, "slug": episode.slug, "audio_url": episode.audio_url}
        data |= {"audio_type": episode.audio_type, "audio_size": episode.audio_size or "", "duration_ms": "45:00"}
    for prefix in ("chapters", "transcripts", "credits", "resource_links", "soundbites"):
        data |= rows(prefix)
    return data | fields


def errors(response):
    """Every mistake of the form and its rows, by field."""
    found = dict(response.context["adminform"].form.errors)
    for formset in response.context["inline_admin_formsets"]:
        for number, mistakes in enumerate(formset.formset.errors):
            found |= {f"{formset.formset.prefix}-{number}-{name}": value for name, value in mistakes.items()}
    return {name: [str(message) for message in messages] for name, messages in found.items()}


@pytest.fixture
def show():
    return ShowFactory(time_zone="Europe/Lisbon")


@pytest.fixture
def desk(client, producer):
    client.force_login(producer)
    return client


@pytest.fixture
def editors_desk(client, editor):
    client.force_login(editor)
    return client


# --- A new episode ----------------------------------------------------------------------------


def test_with_several_shows_the_show_is_chosen_first(desk):
    shows = [ShowFactory(title="One"), ShowFactory(title="Two")]
    page = desk.get(ADD).content.decode()
    assert re.findall(r"episode/add/\?show=(\d+)", page) == [str(show.pk) for show in shows]


def test_a_new_episode_starts_with_the_next_number_the_season_and_the_standing_people(desk, show):
    season = SeasonFactory(show=show, number=2)
    EpisodeFactory(show=show, season=season, number=7)
    host = StandingCreditFactory(show=show, role="host").person
    response = desk.get(ADD)
    form = response.context["adminform"].form
    people = next(i.formset for i in response.context["inline_admin_formsets"] if i.formset.prefix == "credits")
    assert (form.initial["number"], form.initial["season"]) == (8, season)
    assert [row.initial for row in people.forms] == [{"person": host.pk, "role": "host"}, {}]


def test_a_title_left_empty_is_the_only_mistake(desk, show):
    response = desk.post(ADD, typed(title=""))
    assert errors(response) == {"title": ["This is empty: fill it in."]}


def test_a_slug_left_empty_is_made_from_the_title_and_free_within_the_show(desk, show):
    EpisodeFactory(show=show, slug="the-boeen")
    desk.post(ADD, typed(title="The Böen"))
    assert list(Episode.objects.order_by("pk").values_list("slug", flat=True)) == ["the-boeen", "the-boeen-2"]


def test_rows_are_saved_with_their_order_and_empty_rows_are_not(desk, show):
    people = [PersonFactory(), PersonFactory()]
    desk.post(
        ADD,
        typed()
        | rows(
            "credits",
            {"person": people[0].pk, "role": "guest", "position": "2"},
            {"person": people[1].pk, "role": "host", "position": "1"},
            {"person": "", "role": "guest", "position": "3"},
        )
        | rows(
            "resource_links",
            {"label": "A chart", "url": "https://chart.example/", "sponsored": "on", "position": "2"},
            {"label": "To look up", "url": "", "position": "1"},
            {"label": "", "url": "", "position": "3"},
        ),
    )
    episode = Episode.objects.get()
    assert [credit.person for credit in episode.credits.all()] == [people[1], people[0]]
    assert list(episode.resource_links.values_list("label", "sponsored")) == [("To look up", False), ("A chart", True)]


def test_two_episodes_cannot_have_one_number_or_one_address(desk, show):
    EpisodeFactory(show=show, number=3, slug="taken")
    response = desk.post(ADD, typed(number="3", slug="taken"))
    assert sorted(message for messages in errors(response).values() for message in messages) == [
        "The show has an episode at this address already. Choose another slug.",
        "The show has an episode of this number already.",
    ]


def test_a_changed_slug_keeps_the_old_address(desk, show):
    episode = EpisodeFactory(show=show, slug="old")
    desk.post(change(episode), typed(episode, slug="new"))
    assert list(EpisodeAddress.objects.values_list("slug", "episode", "show")) == [("old", episode.pk, show.pk)]


# --- Chapters ---------------------------------------------------------------------------------


def test_a_pasted_list_becomes_chapters_and_rows_stay(desk):
    episode = EpisodeFactory(draft=True)
    kept = ChapterFactory(episode=episode, start_ms=1000, title="Kept")
    pasted = {"chapter_list-text": "(00:04) - Welcome\r\n\r\n14:38 The lamp", "chapter_list-mode": "add"}
    row = {"id": kept.pk, "episode": episode.pk, "start_ms": "0:01", "title": "Kept"}
    desk.post(change(episode), typed(episode) | rows("chapters", row, initial=1) | pasted)
    assert list(episode.chapters.values_list("start_ms", "title")) == [
        (1000, "Kept"),
        (4000, "Welcome"),
        (878_000, "The lamp"),
    ]


def test_a_pasted_list_replaces_the_rows_only_when_that_is_chosen(desk):
    episode = EpisodeFactory(draft=True)
    old = ChapterFactory(episode=episode, start_ms=4000, title="Old")
    row = {"id": old.pk, "episode": episode.pk, "start_ms": "nonsense", "title": ""}
    pasted = {"chapter_list-text": "0:04 New", "chapter_list-mode": "replace"}
    desk.post(change(episode), typed(episode) | rows("chapters", row, initial=1) | pasted)
    assert list(episode.chapters.values_list("start_ms", "title")) == [(4000, "New")]


@pytest.mark.parametrize("text", ["", " \n"])
def test_replacing_by_nothing_keeps_the_rows(desk, text):
    episode = EpisodeFactory(draft=True)
    chapter = ChapterFactory(episode=episode, start_ms=4000, title="Here")
    row = {"id": chapter.pk, "episode": episode.pk, "start_ms": "0:04", "title": "Here"}
    pasted = {"chapter_list-text": text, "chapter_list-mode": "replace"}
    desk.post(change(episode), typed(episode) | rows("chapters", row, initial=1) | pasted)
    assert list(episode.chapters.all()) == [chapter]


def test_each_mistake_of_a_list_is_named_with_its_line_and_the_text_stays(desk):
    episode = EpisodeFactory(draft=True, duration_ms=45 * 60_000)
    text = "0:04 Welcome\n10:71 Approach\nno time\n"
    response = desk.post(change(episode), typed(episode) | {"chapter_list-text": text})
    formset = response.context["inline_admin_formsets"][0].formset
    assert [mistake.partition(":")[0] for mistake in formset.pasted.mistakes] == ["Line 2", "Line 3"]
    assert formset.pasted["text"].value() == text
    assert Chapter.objects.count() == 0


def test_a_pasted_chapter_beyond_the_end_of_the_audio_is_named_with_its_line(desk):
    episode = EpisodeFactory(draft=True)
    response = desk.post(change(episode), typed(episode) | {"chapter_list-text": "0:04 Welcome\n\n50:00 Late"})
    formset = response.context["inline_admin_formsets"][0].formset
    assert [mistake.partition(",")[0] for mistake in formset.pasted.mistakes] == ["Line 3: “Late” starts at 50:00"]


def test_a_row_beyond_the_end_and_two_at_one_time_are_refused_where_they_stand(desk):
    episode = EpisodeFactory(draft=True)
    chapters = [{"start_ms": start, "title": start} for start in ("50:00", "14:38", "878")]
    response = desk.post(change(episode), typed(episode) | rows("chapters", *chapters))
    assert errors(response) == {
        "chapters-0-start_ms": [
            "“50:00” starts at 50:00, but the audio ends at 45:00."
            " Correct the time, or choose the audio that belongs to these chapters."
        ],
        "chapters-2-start_ms": ["Another chapter starts at 14:38 too. Change one of the two."],
    }


def test_two_chapters_can_change_places(desk):
    episode = EpisodeFactory(draft=True)
    first = ChapterFactory(episode=episode, start_ms=1000, title="A", end_ms=None)
    second = ChapterFactory(episode=episode, start_ms=2000, title="B", end_ms=None)
    swapped = [
        {"id": first.pk, "episode": episode.pk, "start_ms": "2", "title": "A"},
        {"id": second.pk, "episode": episode.pk, "start_ms": "1", "title": "B"},
    ]
    desk.post(change(episode), typed(episode) | rows("chapters", *swapped, initial=2))
    assert list(episode.chapters.values_list("title", flat=True)) == ["B", "A"]


# --- Audio ------------------------------------------------------------------------------------


@pytest.fixture
def recording():
    return lambda: SimpleUploadedFile("talk.mp3", silent_mp3(60), "audio/mpeg")


def test_an_upload_is_inspected_and_gets_an_unguessable_name(desk, show, recording):
    desk.post(ADD, typed(audio_file=recording(), audio_type="audio/x-m4a", audio_size="1", duration_ms="0:09"))
    episode = Episode.objects.get()
    assert re.fullmatch(r"audio/[0-9a-f]{32}\.mp3", episode.audio_file.name)
    assert (episode.audio_type, episode.audio_size) == ("audio/mpeg", recording().size)
    assert episode.duration_ms > 0


def test_a_file_that_is_not_audio_is_refused_on_its_field_and_the_rest_stays(desk, show):
    page = SimpleUploadedFile("talk.mp3", b"<html><body>", "audio/mpeg")
    response = desk.post(ADD, typed(title="Still here", audio_file=page))
    assert list(errors(response)) == ["audio_file"]
    assert response.context["adminform"].form["title"].value() == "Still here"


def test_an_upload_is_kept_while_something_else_is_mended(desk, show, recording):
    refused = desk.post(ADD, typed(title="", audio_file=recording()))
    token = refused.context["adminform"].form["audio_kept"].value()
    desk.post(ADD, typed(audio_kept=token))
    episode = Episode.objects.get()
    assert episode.audio_file.size == recording().size


@pytest.mark.parametrize("token", ["nonsense", "audio/other.mp3", "0" * 32])
def test_a_forged_token_gives_no_audio(desk, show, token):
    assert list(errors(desk.post(ADD, typed(audio_kept=token)))) == ["audio_file"]
    assert not Episode.objects.exists()


def test_an_upload_takes_the_place_of_an_address_and_back(desk, show, recording):
    episode = EpisodeFactory(show=show, draft=True)
    desk.post(change(episode), typed(episode, audio_file=recording()))
    episode.refresh_from_db()
    assert (episode.audio_url, bool(episode.audio_file)) == ("", True)
    elsewhere = "https://audio.example/new.m4a?x=1"
    desk.post(change(episode), typed(episode, audio_url=elsewhere, audio_type="", audio_size="5", duration_ms="1:00"))
    episode.refresh_from_db()
    assert (
        episode.audio_url,
        episode.audio_type,
        episode.audio_size,
        episode.duration_ms,
        bool(episode.audio_file),
    ) == (
        elsewhere,
        "audio/x-m4a",
        5,
        60_000,
        False,
    )


def test_saving_again_keeps_what_was_read_from_the_file(desk, show, recording):
    desk.post(ADD, typed(audio_file=recording()))
    before = Episode.objects.values("audio_file", "audio_type", "audio_size", "duration_ms").get()
    episode = Episode.objects.get()
    desk.post(change(episode), typed(title="Renamed"))
    assert Episode.objects.values("audio_file", "audio_type", "audio_size", "duration_ms").get() == before


@pytest.mark.parametrize("who", ["producer", "editor"])
def test_the_audio_of_an_approved_episode_cannot_be_taken_away(client, request, who):
    client.force_login(request.getfixturevalue(who))
    episode = EpisodeFactory()
    moment = episode.publish_at.astimezone(episode.show.zone).strftime("%Y-%m-%dT%H:%M")
    response = client.post(change(episode), typed(episode, audio_url="", publish_at=moment))
    assert errors(response) == {"audio_file": ["The episode has no audio yet: upload a file or give its address."]}


# --- Publication ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        ("2126-07-01T06:00", "“A lamp” is approved for Mon 1 Jul 2126, 06:00 Europe/Lisbon (UTC+1)."),
        (
            "2026-01-01T06:00",
            "“A lamp” is public from now on: its moment, Thu 1 Jan 2026, 06:00 Europe/Lisbon (UTC+0), is past.",
        ),
    ],
)
@pytest.mark.parametrize("button", [{"_approve": "1"}, {"_continue": "1"}], ids=["approved", "moved"])
def test_an_editor_is_told_from_when_on_the_episode_is_public(editors_desk, show, hour, said, button):
    state = {"in_review": True} if "_approve" in button else {"scheduled": True}
    episode = EpisodeFactory(show=show, title="A lamp", **state)
    response = editors_desk.post(change(episode), typed(episode, publish_at=hour, **button), follow=True)
    assert strip_tags(str(next(iter(response.context["messages"])))) == said


def test_submitting_saves_first(desk, show):
    desk.post(ADD, typed(title="Sent", _submit="1"))
    assert list(Episode.objects.values_list("title", "state")) == [("Sent", "in_review")]


def test_an_editor_approves_for_an_hour_on_the_shows_clock(editors_desk, editor):
    episode = EpisodeFactory(in_review=True, show__time_zone="America/New_York", publish_at=None)
    editors_desk.post(change(episode), typed(episode, publish_at="2027-07-01T06:00", _approve="1", step_note="Good."))
    episode.refresh_from_db()
    moment = dt.datetime(2027, 7, 1, 10, tzinfo=dt.UTC)
    assert (episode.state, episode.publish_at) == ("approved", moment)
    assert list(StateChange.objects.values_list("to_state", "publish_at", "by", "note")) == [
        ("approved", moment, editor.pk, "Good.")
    ]


@pytest.mark.parametrize(
    ("typed_hour", "sentence"),
    [
        ("", "Set the moment of publication first."),
        (
            "2027-03-28T01:30",
            "01:30 on 2027-03-28 does not exist in Europe/Lisbon, because the clocks go forward that night:"
            " choose an hour before or after.",
        ),
        (
            "2027-10-31T01:30",
            "01:30 on 2027-10-31 happens twice in Europe/Lisbon, because the clocks go back that night:"
            " choose an hour before or after.",
        ),
    ],
)
def test_an_hour_that_cannot_be_is_refused_before_anything_is_saved(editors_desk, typed_hour, sentence):
    episode = EpisodeFactory(in_review=True, publish_at=None)
    response = editors_desk.post(change(episode), typed(episode, title="Not yet", publish_at=typed_hour, _approve="1"))
    assert errors(response) == {"publish_at": [sentence]}
    assert Episode.objects.exclude(title="Not yet").values_list("state", flat=True).get() == "in_review"


def test_another_hour_for_an_approved_episode_is_recorded(editors_desk):
    episode = EpisodeFactory(scheduled=True)
    editors_desk.post(change(episode), typed(episode, publish_at="2030-01-05T06:00"))
    episode.refresh_from_db()
    assert episode.publish_at == dt.datetime(2030, 1, 5, 6, tzinfo=dt.UTC)
    assert list(StateChange.objects.values_list("from_state", "to_state")) == [("approved", "approved")]


def test_saving_an_approved_episode_does_not_move_its_moment(editors_desk):
    twice = dt.datetime(2026, 10, 25, 1, 30, 15, 250, tzinfo=dt.UTC)  # 01:30 for the second time in Lisbon
    episode = EpisodeFactory(publish_at=twice)
    editors_desk.post(change(episode), typed(episode, title="Mended", publish_at="2026-10-25T01:30:15"))
    episode.refresh_from_db()
    assert (episode.title, episode.publish_at) == ("Mended", twice)
    assert StateChange.objects.count() == 0


@pytest.mark.parametrize("button", ["_approve", "_withdraw", "_revive"])
@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "withdrawn"])
def test_no_button_lets_a_producer_do_what_editors_do(desk, button, state):
    episode = EpisodeFactory(state=state)
    response = desk.post(change(episode), typed(episode, title="Forged", **{button: "1"}))
    assert response.status_code == 403
    assert Episode.objects.exclude(title="Forged").values_list("state", flat=True).get() == state


def test_forged_fields_move_nothing_for_a_producer(desk):
    episode = EpisodeFactory(in_review=True, publish_at=NOON)
    forged = {"state": "approved", "publish_at": "2020-01-01T00:00", "publish_at_0": "2020-01-01", "guid": "x"}
    desk.post(change(episode), typed(episode, title="Saved", **forged))
    saved = Episode.objects.get()
    assert (saved.title, saved.state, saved.publish_at, saved.guid) == ("Saved", "in_review", NOON, episode.guid)


@pytest.mark.parametrize("action", ["approve_chosen", "withdraw_chosen"])
@pytest.mark.parametrize("state", ["in_review", "approved"])
def test_no_action_lets_a_producer_do_what_editors_do(desk, action, state):
    episode = EpisodeFactory(state=state)
    desk.post(LIST, {"action": action, "_selected_action": [episode.pk]})
    episode.refresh_from_db()
    assert episode.state == state


def test_actions_approve_what_has_a_moment_and_refuse_the_rest(editors_desk):
    ready = EpisodeFactory(in_review=True)
    waiting = EpisodeFactory(in_review=True, publish_at=None)
    editors_desk.post(LIST, {"action": "approve_chosen", "_selected_action": [ready.pk, waiting.pk]})
    assert [Episode.objects.get(pk=pk).state for pk in (ready.pk, waiting.pk)] == ["approved", "in_review"]


def test_what_somebody_else_saved_meanwhile_is_not_overwritten_unawares(desk):
    episode = EpisodeFactory(draft=True, title="As opened")
    seen = desk.get(change(episode)).context["adminform"].form["seen"].value()
    desk.post(change(episode), typed(episode, title="By somebody else", seen=seen))
    refused = desk.post(change(episode), typed(episode, title="By me", seen=seen))
    form = refused.context["adminform"].form
    assert Episode.objects.get().title == "By somebody else"
    assert form["title"].value() == "By me"
    desk.post(change(episode), typed(episode, title="By me", seen=form["seen"].value()))
    assert Episode.objects.get().title == "By me"


# --- Deleting ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "state", "gone"),
    [
        ("producer", "draft", True),
        ("producer", "in_review", False),
        ("producer", "approved", False),
        ("producer", "withdrawn", False),
        ("editor", "draft", True),
        ("editor", "in_review", True),
        ("editor", "approved", False),
        ("editor", "withdrawn", True),
    ],
)
@pytest.mark.parametrize("way", ["page", "action"])
def test_who_may_delete_what(client, request, who, state, gone, way):
    client.force_login(request.getfixturevalue(who))
    episode = EpisodeFactory(state=state)
    if way == "page":
        client.post(reverse("admin:episodes_episode_delete", args=[episode.pk]), {"post": "yes"})
    else:
        client.post(LIST, {"action": "delete_selected", "_selected_action": [episode.pk], "post": "yes"})
    assert Episode.objects.exists() is not gone


# --- The list ---------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_episodes(desk, show, django_assert_num_queries, count):
    for _number in range(count):
        episode = EpisodeFactory(show=show)
        CreditFactory(episode=episode)
        CreditFactory(episode=episode)
    desk.get(LIST)  # what waits to be found by a search is read once
    with django_assert_num_queries(12):
        desk.get(LIST)


@pytest.mark.parametrize("state", ["draft", "in_review", "scheduled", "public", "withdrawn"])
def test_the_list_is_narrowed_by_what_people_call_the_state(desk, state):
    found = {
        "draft": EpisodeFactory(draft=True),
        "in_review": EpisodeFactory(in_review=True),
        "scheduled": EpisodeFactory(scheduled=True),
        "public": EpisodeFactory(),
        "withdrawn": EpisodeFactory(withdrawn=True),
    }
    response = desk.get(LIST, {"state": state})
    assert list(response.context["cl"].result_list) == [found[state]]


def test_the_list_shows_the_moment_with_its_zone(desk, show):
    EpisodeFactory(show=show, publish_at=dt.datetime(2026, 11, 24, 6, tzinfo=dt.UTC))
    page = re.sub(r"<[^>]+>", "", desk.get(LIST).content.decode())
    assert "Tue 24 Nov 2026, 06:00 Europe/Lisbon (UTC+0)" in page


@pytest.mark.parametrize("field", ["title", "summary", "guid", "person"])
def test_the_list_is_searched(desk, show, field):
    EpisodeFactory(show=show)
    episode = EpisodeFactory(show=show, **({} if field == "person" else {field: "quokka"}))
    CreditFactory(episode=episode, person=PersonFactory(name="quokka" if field == "person" else "Nora"))
    assert list(desk.get(LIST, {"q": "quokka"}).context["cl"].result_list) == [episode]


def test_nobody_else_gets_in(client, stranger):
    client.force_login(stranger)
    assert client.get(LIST).status_code == 302


@pytest.mark.parametrize("path", ["/admin/", LIST, ADD, "/admin/guests/person/add/", "/admin/password_change/"])
def test_the_desk_has_its_own_policy_and_the_public_pages_the_strict_one(desk, show, path):
    EpisodeFactory(show=show)
    assert "'unsafe-eval'" in desk.get(path)["Content-Security-Policy"]
    assert "unsafe" not in desk.get("/")["Content-Security-Policy"]


def test_who_may_only_look_at_a_show_sees_the_page(desk, show):
    """With the right to view and no other, there is nothing to type and nothing breaks."""
    response = desk.get(reverse("admin:episodes_show_change", args=[show.pk]))
    assert (response.status_code, b'name="_save"' in response.content) == (200, False)


def test_a_producer_sees_the_moment_on_the_shows_clock_and_cannot_type_it(desk):
    episode = EpisodeFactory(show__time_zone="Asia/Tokyo", publish_at=NOON)
    response = desk.get(change(episode))
    page = re.sub(r"<[^>]+>", "", response.content.decode())
    assert "Tue 2 Mar 2027, 21:00 Asia/Tokyo (UTC+9)" in page
    assert b'name="publish_at"' not in response.content


def test_a_number_that_is_taken_between_the_look_and_the_write_breaks_nothing(desk, show):
    def overtake(**_):
        pre_save.disconnect(overtake, sender=Episode)
        EpisodeFactory(show=show, number=4)

    pre_save.connect(overtake, sender=Episode)
    assert desk.post(ADD, typed(show=str(show.pk), number="4")).status_code == 302
    assert Episode.objects.get(number=4).title == "A lamp"

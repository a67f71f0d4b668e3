"""What is said beside the form: comments, changes asked for, and why something was held."""

import datetime as dt

import pytest
from django.urls import reverse

from episodes import comments, publishing
from episodes.models import Comment, Episode
from tests.episodes.admin.test_episode import change, typed
from tests.factories import EpisodeFactory, ShowFactory

FAR = dt.datetime(2099, 1, 6, 6, tzinfo=dt.UTC)
JSON = {"Accept": "application/json"}


@pytest.fixture
def episode(db):
    return EpisodeFactory(in_review=True, notes="Notes.", show=ShowFactory(must_have=["notes"]))


@pytest.fixture
def desk(client, producer):
    client.force_login(producer)
    return client


def address(episode):
    return reverse("admin:episodes_episode_comment", args=[episode.pk])


def test_a_comment_leads_back_to_the_form_and_stands_there_with_who_and_when(desk, episode, producer):
    answer = desk.post(address(episode), {"text": "**Loud** <script>alert(1)</script>"})
    assert (answer.status_code, answer["Location"]) == (302, f"{change(episode)}#comments-panel")
    page = desk.get(change(episode)).text
    assert "<strong>Loud</strong>" in page
    assert "alert(1)</script>" not in page
    assert '<strong dir="auto">petra</strong>' in page


def test_a_script_gets_the_panel_alone(desk, episode):
    answer = desk.post(address(episode), {"text": "Hello"}, headers=JSON)
    assert answer.status_code == 200
    assert "Hello" in answer.json()["html"]
    wrong = desk.post(address(episode), {"text": " "}, headers=JSON)
    assert (wrong.status_code, wrong.json()["sentence"]) == (422, "Write the comment first.")


def test_what_was_refused_is_still_there_to_be_mended_and_only_once(desk, episode):
    desk.post(address(episode), {"text": "x" * 5001})
    other = desk.get(change(EpisodeFactory(draft=True))).text
    assert ("The comment has 5001 characters" in other, "xxxx" in other) == (True, False)
    page = desk.get(change(episode)).text
    assert "x" * 5001 in page
    assert "x" * 5001 not in desk.get(change(episode)).text


def test_only_ones_own_comment_has_a_button_to_take_it_back(desk, episode, producer, editor):
    own = comments.add(episode=episode, by=producer, text="Mine")
    others = comments.add(episode=episode, by=editor, text="Yours")
    page = desk.get(change(episode)).text
    remove = {c: reverse("admin:episodes_episode_comment_remove", args=[episode.pk, c.pk]) for c in (own, others)}
    assert (remove[own] in page, remove[others] in page) == (True, False)
    assert desk.post(remove[others]).status_code == 403
    for _ in range(2):  # the second time, from another tab, there is nothing left to do
        assert desk.post(remove[own]).status_code == 302
    assert list(Comment.objects.all()) == [others]


def test_it_is_for_those_with_the_right_and_by_post_alone(client, episode, stranger):
    assert client.post(address(episode), {"text": "Hello"}).status_code == 302  # to the sign-in
    client.force_login(stranger)
    assert client.post(address(episode), {"text": "Hello"}).status_code == 302
    assert not Comment.objects.exists()


def test_get_says_nothing(desk, episode):
    assert desk.get(address(episode)).status_code == 405


def test_many_comments_cost_what_one_costs(desk, episode, producer, editor, django_assert_num_queries):
    desk.get(change(episode))
    counts = []
    for number in (1, 2):
        for _ in range(number):
            comments.add(episode=episode, by=producer, text="Hello")
        with django_assert_num_queries(1) as asked:
            list(episode.comments.select_related("by"))
        counts.append(len(asked))
    assert counts == [1, 1]


# --- Asking for changes ----------------------------------------------------------------------------


def test_asking_for_changes_needs_words_and_keeps_what_was_typed(client, editor, episode):
    client.force_login(editor)
    page = client.post(change(episode), typed(episode, title="Typed before", _ask="1", step_note=" "))
    assert "Say what is to be changed: whoever made the episode reads it." in page.text
    assert "Typed before" in page.text
    assert Episode.objects.get().state == "in_review"


def test_what_is_asked_for_stands_at_the_top_of_the_form_until_it_is_submitted_again(client, editor, producer, episode):
    client.force_login(editor)
    client.post(change(episode), typed(episode, _ask="1", step_note="The *ending*, please."))
    client.force_login(producer)
    page = client.get(change(episode)).text
    assert "Changes are asked for" in page
    assert "The <em>ending</em>, please." in page
    client.post(change(episode), typed(Episode.objects.get(), _submit="1"))
    assert Episode.objects.get().state == "in_review"
    assert "Changes are asked for" not in client.get(change(episode)).text


def test_a_producer_cannot_ask_for_changes(desk, episode):
    assert "_ask" not in desk.get(change(episode)).text
    assert desk.post(change(episode), typed(episode, _ask="1", step_note="No")).status_code == 403


# --- Must-haves that are lost ----------------------------------------------------------------------


def test_saving_a_scheduled_episode_without_a_must_have_takes_it_out_of_the_schedule(client, editor):
    episode = EpisodeFactory(publish_at=FAR, notes="Notes.", show=ShowFactory(must_have=["notes"]))
    client.force_login(editor)
    page = client.post(change(episode), typed(episode, notes="", publish_at="2099-01-06T06:00"), follow=True)
    assert "is out of the schedule and in review again. Write the notes, or paste them." in page.text
    held = Episode.objects.get()
    assert (held.state, held.notes, held.publish_at) == ("in_review", "", FAR)
    assert publishing.open_question(held).by == editor
    assert "Taken out of the schedule" in client.get(change(episode)).text


def test_a_public_episode_stays_public_without_it(client, editor):
    episode = EpisodeFactory(notes="Notes.", show=ShowFactory(must_have=["notes"]))
    client.force_login(editor)
    at = f"{episode.local_publish_at:%Y-%m-%dT%H:%M}"
    client.post(change(episode), typed(episode, notes="", publish_at=at))
    assert Episode.objects.get().notes == ""
    assert Episode.objects.get().is_public

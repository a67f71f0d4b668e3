"""What the episodes' form asks the server while it is filled in."""

import json

import pytest
import time_machine
from django.urls import reverse

from episodes.models import OpenForm
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    ShowFactory,
)

pytestmark = pytest.mark.django_db
TAB = "11111111-aaaa"


@pytest.fixture
def desk(client, producer):
    client.force_login(producer)
    return client


def unsaved(client, form, method="post", **body):
    address = reverse("admin:episodes_episode_unsaved", query={"form": form})
    return getattr(client, method)(address, json.dumps({"tab": TAB, **body}), content_type="application/json")


@time_machine.travel("2026-07-14T13:32:00Z", tick=False)
def test_what_is_typed_comes_back_with_its_hour_on_the_show_s_clock(desk):
    form = f"episode:{EpisodeFactory(draft=True).pk}"
    assert unsaved(desk, form, fields=[["title", "Fog"]]).status_code == 200
    [work] = unsaved(desk, form, tab="22222222-bbbb", opening=True).json()["unsaved"]
    assert (work["when"], work["fields"]) == ("14:32 (Europe/Lisbon)", [["title", "Fog"]])


def test_what_is_typed_in_a_new_episode_is_kept_by_show(desk):
    form = f"episode:add:{ShowFactory().pk}"
    unsaved(desk, form, fields=[["title", "Fog"]])
    assert OpenForm.objects.get().form == form


def test_saving_closes_what_was_typed(desk):
    show = ShowFactory()
    unsaved(desk, f"episode:add:{show.pk}", fields=[["title", "Fog"]])
    rows = {
        f"{prefix}-{name}_FORMS": 0
        for prefix in ("chapters", "credits", "resource_links", "soundbites", "transcripts")
        for name in ("TOTAL", "INITIAL")
    }
    data = {"show": show.pk, "title": "Fog", "kind": "full", "unsaved_tab": TAB, **rows}
    desk.post(reverse("admin:episodes_episode_add"), data)
    assert OpenForm.objects.get().closed_at is not None


def test_two_people_are_told_of_each_other(desk, client, editor):
    form = f"episode:{EpisodeFactory(draft=True).pk}"
    unsaved(desk, form)
    client.force_login(editor)
    [other] = unsaved(client, form).json()["others"]
    assert (other["name"], other["typing"]) == ("petra", False)


def test_a_form_that_somebody_has_saved_meanwhile_is_said_to_be_overtaken(desk):
    episode = EpisodeFactory(draft=True)
    seen = episode.updated_at.isoformat()
    assert unsaved(desk, f"episode:{episode.pk}", seen=seen).json()["changed"] is False
    episode.save()
    assert unsaved(desk, f"episode:{episode.pk}", seen=seen).json()["changed"] is True


def test_throwing_away_is_for_good(desk):
    form = f"episode:{EpisodeFactory(draft=True).pk}"
    unsaved(desk, form, fields=[["title", "Fog"]])
    assert unsaved(desk, form, "delete").status_code == 204
    answer = unsaved(desk, form, tab="22222222-bbbb", opening=True, tabs=[TAB]).json()
    assert (answer["unsaved"], answer["done"]) == ([], [TAB])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"tab": "<b>"}, 400),
        ({"tabs": 5, "opening": True}, 400),
        ({"typed_at": "yesterday"}, 400),
        ({"typed_at": "2026-01-01T00:00:00"}, 400),
        ({"fields": "title"}, 422),
    ],
)
def test_what_is_no_form_is_refused_with_a_sentence(desk, body, status):
    answer = unsaved(desk, f"episode:{EpisodeFactory(draft=True).pk}", **body)
    assert answer.status_code == status
    assert answer.json()["sentence"] == "This is not what a form holds."


@pytest.mark.parametrize("form", ["", "episode:", "episode:x", "episode:999", "episode:add:999", "show:1"])
def test_a_form_that_is_not_there_is_404(desk, form):
    assert unsaved(desk, form).status_code == 404


def test_who_is_signed_out_or_may_not_write_is_told_so_in_json(client, stranger):
    form = f"episode:{EpisodeFactory(draft=True).pk}"
    assert (unsaved(client, form).status_code, unsaved(client, form).json()["sign_in"]) == (401, "/admin/login/")
    stranger.is_staff = True
    stranger.save()
    client.force_login(stranger)
    answer = unsaved(client, form)
    assert (answer.status_code, "not there" in answer.json()["sentence"]) == (404, True)


def test_the_checklist_follows_what_is_typed(desk):
    episode = EpisodeFactory(draft=True, notes="")
    ChapterFactory(episode=episode, start_ms=0)
    person = PersonFactory(name="نورا الفارسي", headline="")
    data = {
        "title": "Fog",
        "notes": "Come in.",
        "chapters-TOTAL_FORMS": "2",
        "chapters-0-start_ms": "0:05",
        "chapters-0-title": "Late",
        "chapters-1-start_ms": "0:00",
        "chapters-1-DELETE": "on",
        "credits-TOTAL_FORMS": "1",
        "credits-0-person": person.pk,
        "resource_links-TOTAL_FORMS": "1",
        "resource_links-0-label": "Lamp",
    }
    address = reverse("admin:episodes_episode_readiness", query={"form": f"episode:{episode.pk}"})
    html = desk.post(address, data).json()["html"]
    for sentence in (
        "The first chapter starts at 0:05: let it start at 0:00.",
        "A headline is missing: نورا الفارسي.",
        "An address is missing: “Lamp”.",
    ):
        assert sentence in html
    assert "Write the notes" not in html
    assert "Write the notes" in desk.get(reverse("admin:episodes_episode_change", args=[episode.pk])).text


def test_rows_alone_count_as_a_change_of_the_episode(desk):
    episode = EpisodeFactory(draft=True)
    seen = episode.updated_at
    rows = {
        f"{p}-{n}_FORMS": 0
        for p in ("credits", "resource_links", "soundbites", "transcripts")
        for n in ("TOTAL", "INITIAL")
    }
    data = {
        "title": episode.title,
        "slug": episode.slug,
        "kind": "full",
        "audio_url": episode.audio_url,
        "audio_type": "audio/mpeg",
        "audio_size": "1",
        "duration_ms": "45:00",
        "seen": seen.isoformat(),
        **rows,
        "chapters-TOTAL_FORMS": 1,
        "chapters-INITIAL_FORMS": 0,
        "chapters-0-start_ms": "0:00",
        "chapters-0-title": "One",
    }
    address = reverse("admin:episodes_episode_change", args=[episode.pk])
    assert desk.post(address, data).status_code == 302
    late = desk.post(address, {**data, "chapters-0-title": "Another"})
    assert "This episode was saved since you opened it." in late.text
    assert [chapter.title for chapter in episode.chapters.all()] == ["One"]


def test_the_form_takes_the_same_queries_for_one_row_as_for_three(desk, django_assert_num_queries):
    for rows in (1, 3):
        episode = EpisodeFactory(draft=True)
        for number in range(rows):
            ChapterFactory(episode=episode, start_ms=number * 60_000)
            ResourceLinkFactory(episode=episode, position=number)
            CreditFactory(episode=episode, position=number)
        address = reverse("admin:episodes_episode_change", args=[episode.pk])
        desk.get(address)
        with django_assert_num_queries(25):
            desk.get(address)

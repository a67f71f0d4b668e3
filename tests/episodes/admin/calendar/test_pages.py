import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from episodes.models import Holiday
from tests.factories import ChapterFactory, CreditFactory, EpisodeFactory, ShowFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
VIEWS = ["month", "week", "agenda", "year"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, view="month", day="2026-12-01", **query):
    return client.get(reverse("desk_calendar_view", kwargs={"view": view, "day": day}), query)


def text(response):
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("count", [1, 3])
def test_every_view_costs_the_same_for_any_number_of_shows_and_episodes(
    client, editor, django_assert_num_queries, view, count
):
    client.force_login(editor)
    for _ in range(count):
        show = ShowFactory(update_rule="FREQ=WEEKLY;BYDAY=TU")
        for days in range(count):
            ChapterFactory(
                episode=CreditFactory(episode=EpisodeFactory(show=show, publish_at=NOW + (days + 1) * DAY)).episode
            )
            EpisodeFactory(show=show, draft=True)
        Holiday.objects.create(show=show, day=dt.date(2026, 12, 25), name="Tide day")
    page(client, view, "2026-11-24")
    with django_assert_num_queries(20 if view == "year" else 27):
        assert page(client, view, "2026-11-24").status_code == 200


@pytest.mark.parametrize("view", VIEWS)
def test_an_episode_is_told_on_the_clock_of_its_show(client, editor, view):
    client.force_login(editor)
    show = ShowFactory(title="Lost Property", time_zone="America/Halifax")
    EpisodeFactory(show=show, title="The bell", publish_at=dt.datetime(2026, 12, 3, 9, tzinfo=dt.UTC))
    said = text(page(client, view))
    assert "05:00" in said
    assert "America/Halifax (UTC−4)" in said
    assert "The bell" in said
    assert "09:00 Lost Property" not in said


def test_the_clock_of_the_reader_places_an_episode_on_another_day(client, editor):
    client.force_login(editor)
    show = ShowFactory(time_zone="America/Halifax")
    EpisodeFactory(show=show, publish_at=dt.datetime(2026, 12, 3, 1, tzinfo=dt.UTC))
    days = {
        zone: [day.date.day for day in page(client, zone=zone).context["days"] if day.cards]
        for zone in ("", "Asia/Kathmandu", "No/Where")
    }
    assert days == {"": [2], "Asia/Kathmandu": [3], "No/Where": [2]}
    assert "06:45" in text(page(client, zone="Asia/Kathmandu"))


def test_show_and_state_narrow_the_calendar(client, editor):
    client.force_login(editor)
    one, other = ShowFactory(), ShowFactory()
    EpisodeFactory(show=one, title="Scheduled", publish_at=NOW + DAY)
    EpisodeFactory(show=one, title="Planned", state="draft", publish_at=NOW + DAY)
    EpisodeFactory(show=other, title="Elsewhere", publish_at=NOW + DAY)
    EpisodeFactory(show=one, title="Withdrawn", state="withdrawn", publish_at=NOW + DAY)

    def titles(**query):
        days = page(client, day="2026-11-24", **query).context["days"]
        return {card.episode.title for day in days for card in day.cards}

    assert titles() == {"Scheduled", "Planned", "Elsewhere"}
    assert titles(show=one.pk) == {"Scheduled", "Planned"}
    assert titles(show=one.pk, state="draft") == {"Planned"}
    assert titles(state="withdrawn") == {"Withdrawn"}
    assert titles(show="x", state="x") == {"Scheduled", "Planned", "Elsewhere"}


def test_gaps_clashes_holidays_and_what_is_missing_are_said_in_words(client, editor):
    client.force_login(editor)
    show = ShowFactory(title="Slack Water", update_rule="FREQ=WEEKLY;BYDAY=TU;BYHOUR=6;BYMINUTE=0")
    for hour in (6, 18):
        EpisodeFactory(show=show, silent=True, state="draft", publish_at=dt.datetime(2026, 12, 1, hour, tzinfo=dt.UTC))
    Holiday.objects.create(day=dt.date(2026, 12, 22), name="Tide day")
    said = text(page(client))
    for words in (
        "2 in a day",
        "“Slack Water” is due, and no episode is planned. Tue 8 Dec 2026, 06:00 Europe/Lisbon (UTC+0)",
        "Tide day",
        "Not ready. The episode has no audio yet",
        "Draft, only planned",
        "every Tuesday, 06:00",
        "next free slot Tue 8 Dec 2026, 06:00 Europe/Lisbon (UTC+0)",
    ):
        assert words in said
    assert "Tue 22 Dec 2026, 06:00" not in said


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("month/2026-13-01/", 404),
        ("month/today/", 404),
        ("month/0001-01-01/", 404),
        ("month/9999-12-31/", 404),
        ("decade/2026-01-01/", 404),
        ("agenda/", 200),
        ("", 200),
    ],
)
def test_an_address_that_is_no_day_is_not_found(client, editor, path, status):
    ShowFactory()
    client.force_login(editor)
    assert client.get(f"/admin/calendar/{path}").status_code == status


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("day", ["1990-01-01", "2026-12-31", "2190-01-01"])
def test_earlier_and_later_are_addresses(client, editor, view, day):
    ShowFactory()
    client.force_login(editor)
    place = page(client, view, day).context["place"]
    for address in (place.before, place.after, place.now):
        assert client.get(address).status_code == 200


def test_the_calendar_is_for_those_who_may_see_episodes(client, producer, stranger):
    ShowFactory()
    assert client.get("/admin/calendar/").status_code == 302
    client.force_login(stranger)
    assert client.get("/admin/calendar/").status_code == 302
    client.force_login(producer)
    seen = client.get("/admin/calendar/")
    assert (seen.status_code, seen.context["may_move"]) == (200, False)
    assert "no-store" in seen["Cache-Control"]

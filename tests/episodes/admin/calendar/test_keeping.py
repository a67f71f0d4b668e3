import datetime as dt
import re

import pytest
import time_machine
from django.contrib.auth.models import User
from django.urls import reverse

from episodes import schedule
from episodes.models import CalendarAddress, Episode, Holiday, Membership
from tests.factories import EpisodeFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def feed(client, secret):
    return client.get(reverse("schedule_feed", args=[secret]))


@pytest.fixture
def member(client):
    """Somebody who edits one show, with a show beside it that is none of their business."""
    show, other = ShowFactory(title="Slack Water", time_zone="Europe/Berlin"), ShowFactory(title="Elsewhere")
    user = UserFactory()
    Membership.objects.create(user=user, show=show, role="editor")
    EpisodeFactory(show=show, title="The sea; from below", publish_at=NOW + DAY, guid="g-1")
    EpisodeFactory(show=show, title="A plan", state="draft", publish_at=NOW + 2 * DAY, silent=True)
    EpisodeFactory(show=other, title="None of it", publish_at=NOW + DAY)
    return user


# --- The address ------------------------------------------------------------------------------


def test_an_address_is_shown_once_renewed_and_revoked(client, member):
    client.force_login(member)
    page = reverse("desk_calendar_address")

    def made():
        return re.search(r"/calendar/([\w-]{43})\.ics", client.post(page).content.decode())[1]

    first = made()
    assert first not in client.get(page).content.decode()
    assert CalendarAddress.objects.get().digest != first
    assert feed(client, first).status_code == 200
    second = made()
    assert (feed(client, first).status_code, feed(client, second).status_code) == (404, 200)
    client.post(page, {"revoke": "1"})
    assert feed(client, second).status_code == 404


def test_the_feed_is_of_the_shows_that_its_owner_may_see_at_this_moment(client, member):
    secret = schedule.make_address(user=member)
    told = feed(client, secret)
    assert told["Content-Type"] == "text/calendar; charset=utf-8"
    assert (told["Cache-Control"], told["X-Robots-Tag"]) == ("private, no-store", "noindex, nofollow")
    lines = told.content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert [line for line in lines if line.startswith(("SUMMARY", "STATUS", "DTSTART"))] == [
        "DTSTART:20261125T120000Z",
        "SUMMARY:Slack Water: The sea\\; from below",
        "STATUS:CONFIRMED",
        "DTSTART:20261126T120000Z",
        "SUMMARY:? Slack Water: A plan",
        "STATUS:TENTATIVE",
    ]
    assert "Wed 25 Nov 2026\\, 13:00 (Europe/Berlin)" in told.content.replace(b"\r\n ", b"").decode()
    member.memberships.all().delete()
    assert feed(client, secret).status_code == 404


@pytest.mark.parametrize("fields", [{"is_active": False}, {"is_staff": False}])
def test_an_account_that_is_closed_has_no_feed(client, member, fields):
    secret = schedule.make_address(user=member)
    User.objects.filter(pk=member.pk).update(**fields)
    assert feed(client, secret).status_code == 404


def test_a_moved_episode_keeps_its_identifier_and_counts_up(client, member):
    secret = schedule.make_address(user=member)

    def told():
        lines = feed(client, secret).content.decode().split("\r\n")
        found = [line.partition(":")[2] for line in lines if line.startswith(("UID", "SEQUENCE"))]
        return found[0], int(found[1])

    uid, before = told()
    episode = Episode.objects.get(guid="g-1")
    schedule.move(episode=episode, to=NOW + DAY + DAY / 2, by=member, seen=episode.publish_at)
    assert told() == (uid, before + 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_costs_the_same_for_any_number_of_episodes(client, django_assert_num_queries, count):
    user = UserFactory()
    for _ in range(count):
        show = ShowFactory()
        Membership.objects.create(user=user, show=show, role="producer")
        EpisodeFactory(show=show, publish_at=NOW + DAY)
        EpisodeFactory(show=show, draft=True)
    secret = schedule.make_address(user=user)
    with django_assert_num_queries(11):
        feed(client, secret)


# --- Rights by show ---------------------------------------------------------------------------


def test_the_calendar_is_of_the_shows_that_somebody_may_see(client, member):
    client.force_login(member)
    for view in ("month", "week", "agenda", "year"):
        said = client.get(reverse("desk_calendar_view", args=[view, "2026-11-25"])).content.decode()
        assert "from below" in said
        assert ("None of it" in said, "Elsewhere" in said) == (False, False)


def test_an_editor_here_who_is_a_producer_there_moves_only_here(client, member):
    client.force_login(member)
    elsewhere = Episode.objects.get(title="None of it")
    address = reverse("desk_calendar_move", args=[elsewhere.pk])
    assert client.post(address, {"moment": "2026-12-01T06:00"}).status_code == 404
    Membership.objects.create(user=member, show=elsewhere.show, role="producer")
    assert client.post(address, {"moment": "2026-12-01T06:00"}).status_code == 403
    month = client.get(reverse("desk_calendar_view", args=["month", "2026-11-25"]))
    cards = [card for day in month.context["days"] for card in day.cards]
    assert {card.episode.title: card.movable for card in cards} == {
        "The sea; from below": True,
        "A plan": True,
        "None of it": False,
    }


# --- Holidays ---------------------------------------------------------------------------------


def test_holidays_are_pasted_and_deleted(client, member):
    client.force_login(member)
    page, show = reverse("desk_calendar_holidays"), Membership.objects.get().show
    text = "2026-12-25 Christmas Day\n\n1.1.2027: New Year\n"
    assert client.post(page, {"show": show.pk, "text": text}).status_code == 302
    assert client.post(page, {"show": show.pk, "text": "2026-12-25 Noël"}).status_code == 302
    kept = list(Holiday.objects.values_list("day", "name", "show"))
    assert kept == [(dt.date(2026, 12, 25), "Noël", show.pk), (dt.date(2027, 1, 1), "New Year", show.pk)]
    day = Holiday.objects.first()
    assert client.post(reverse("desk_calendar_holiday_delete", args=[day.pk])).status_code == 302
    assert not Holiday.objects.filter(pk=day.pk).exists()


def test_a_line_that_is_no_holiday_is_named_and_nothing_is_lost(client, member):
    client.force_login(member)
    text = "2026-12-25 Christmas Day\n2026-13-01 No month\nsome day"
    answer = client.post(reverse("desk_calendar_holidays"), {"show": Membership.objects.get().show_id, "text": text})
    said = answer.content.decode()
    assert "Line 2, “2026-13-01 No month”: write the day and its name" in said
    assert "Line 3, “some day”" in said
    assert text in said
    assert not Holiday.objects.exists()


def test_holidays_of_all_shows_are_an_administrator_s(client, member, producer):
    common = Holiday.objects.create(day=dt.date(2026, 12, 25), name="Tide day")
    page = reverse("desk_calendar_holidays")
    for user in (member, producer):
        client.force_login(user)
        assert "Tide day" in client.get(page).content.decode()
        client.post(page, {"show": "", "text": "2026-12-26 Second"})
        assert client.post(reverse("desk_calendar_holiday_delete", args=[common.pk])).status_code == 403
    assert Holiday.objects.get() == common
    client.force_login(User.objects.create_superuser("ada"))
    client.post(page, {"show": "", "text": "2026-12-26 Second"})
    assert Holiday.objects.filter(show=None).count() == 2


# --- Laying out -------------------------------------------------------------------------------


def test_a_row_is_looked_at_before_it_is_written(client, member):
    client.force_login(member)
    show = Membership.objects.get().show
    show.update_rule = "FREQ=WEEKLY;BYDAY=TU;BYHOUR=6;BYMINUTE=0"
    show.save()
    draft = EpisodeFactory(show=show, draft=True, title="The buoys")
    page = reverse("desk_calendar_lay_out")
    assert client.get(page).status_code == 200
    sent = {"show": show.pk, "since": "2026-12-01", "count": "2", "drafts": [draft.pk]}
    look = client.post(page, sent)
    assert [(title, moment) for _episode, title, moment in look.context["rows"]] == [
        ("The buoys", "Tue 1 Dec 2026, 06:00 Europe/Berlin (UTC+1)"),
        ("New draft", "Tue 8 Dec 2026, 06:00 Europe/Berlin (UTC+1)"),
        ("New draft", "Tue 15 Dec 2026, 06:00 Europe/Berlin (UTC+1)"),
    ]
    draft.refresh_from_db()
    assert (draft.publish_at, Episode.objects.filter(show=show).count()) == (None, 3)
    written = client.post(page, {**sent, "write": "1"})
    assert written["Location"] == "/admin/calendar/month/2026-12-01/"
    draft.refresh_from_db()
    assert draft.publish_at == dt.datetime(2026, 12, 1, 5, tzinfo=dt.UTC)
    assert Episode.objects.filter(show=show).count() == 5


@pytest.mark.parametrize(
    ("rule", "sent", "sentence"),
    [
        ("", {"since": "2026-12-01", "count": "1"}, "has no cadence yet"),
        ("FREQ=WEEKLY;BYDAY=TU", {"since": "2026-12-01", "count": "0"}, "Choose drafts, or say how many"),
        ("FREQ=WEEKLY;BYDAY=TU", {"since": "soon", "count": "1"}, "This is no day. Write it as year, month and day"),
        ("FREQ=WEEKLY;BYDAY=TU", {"since": "2026-12-01", "count": "99"}, "This is too much: at most 52 is taken."),
    ],
)
def test_what_cannot_be_laid_out_is_said(client, member, rule, sent, sentence):
    client.force_login(member)
    Membership.objects.get().show.__class__.objects.update(update_rule=rule)
    assert sentence in client.post(reverse("desk_calendar_lay_out"), sent).content.decode()


def test_a_producer_lays_out_nothing(client, producer):
    ShowFactory()
    client.force_login(producer)
    assert client.get(reverse("desk_calendar_lay_out")).status_code == 403

"""The cadence of a show and the change of its clock, in its form."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from episodes.models import Show, StateChange
from tests.factories import EpisodeFactory, ShowFactory

NOW = dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def fields(desk, show):
    """What the form sends when nothing is changed."""
    page = desk.get(reverse("admin:episodes_show_change", args=[show.pk]))
    sent = {}
    forms = [page.context["adminform"].form]
    for formset in (inline.formset for inline in page.context["inline_admin_formsets"]):
        forms += [formset.management_form, *formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if (
                value is not None
                and value is not False
                and not (field.name.startswith(("cover", "logo")) and not isinstance(value, str))
            ):
                sent[field.html_name] = value
    return sent


def save(desk, show, **changes):
    return desk.post(reverse("admin:episodes_show_change", args=[show.pk]), {**fields(desk, show), **changes})


WEEKLY = {"cadence": "weekly", "cadence_days": ["TU"], "cadence_at": "06:00", "cadence_off": ["8"]}


@pytest.mark.parametrize(
    ("sent", "rule"),
    [
        (WEEKLY, "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYHOUR=6;BYMINUTE=0"),
        ({**WEEKLY, "cadence_off": [], "cadence_days": ["FR", "MO"]}, "FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=6;BYMINUTE=0"),
        (
            {"cadence": "fortnightly", "cadence_days": ["TH"], "cadence_at": "07:20", "update_from": "2027-02-04"},
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;BYHOUR=7;BYMINUTE=20",
        ),
        (
            {"cadence": "monthly", "cadence_days": ["MO"], "cadence_nth": "-1", "cadence_at": "06:00"},
            "FREQ=MONTHLY;BYDAY=-1MO;BYHOUR=6;BYMINUTE=0",
        ),
        ({"cadence": "daily", "cadence_at": "06:00"}, "FREQ=DAILY;BYHOUR=6;BYMINUTE=0"),
        ({"cadence": "rule", "update_rule": "freq=monthly;bymonthday=1"}, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ({"cadence": ""}, ""),
    ],
)
def test_a_preset_writes_the_rule_and_shows_itself_again(desk, sent, rule):
    show = ShowFactory(update_rule="FREQ=WEEKLY;BYDAY=WE")
    assert save(desk, show, **sent).status_code == 302
    show.refresh_from_db()
    assert show.update_rule.upper() == rule
    shown = fields(desk, show)
    assert shown.get("cadence", "") == sent["cadence"]
    assert save(desk, show).status_code == 302
    assert Show.objects.get(pk=show.pk).update_rule.upper() == rule


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({**WEEKLY, "cadence_days": []}, "Choose at least one day of the week."),
        ({**WEEKLY, "cadence": "fortnightly"}, "Say from which day every second week counts"),
        ({**WEEKLY, "cadence_off": [str(month) for month in range(1, 13)]}, "Leave at least one month."),
        ({"cadence": "rule", "update_rule": ""}, "Write the rule, or choose how often above."),
        ({"cadence": "rule", "update_rule": "FREQ=HOURLY"}, "by the day, the week, the month or the year"),
    ],
)
def test_half_a_cadence_is_refused_with_a_sentence(desk, sent, sentence):
    show = ShowFactory()
    answer = save(desk, show, **sent)
    assert sentence in answer.content.decode()
    assert Show.objects.get().update_rule == ""


def test_the_form_says_the_cadence_and_the_next_free_slot(desk):
    show = ShowFactory(time_zone="Europe/Berlin", update_rule="FREQ=WEEKLY;BYDAY=TU")
    page = desk.get(reverse("admin:episodes_show_change", args=[show.pk])).content.decode()
    assert "Every Tuesday, 06:00. The next free slot is Tue 2 Feb 2027, 06:00 Europe/Berlin (UTC+1)." in page


# --- The clock --------------------------------------------------------------------------------


@pytest.fixture
def show(db):
    """With something public, scheduled, planned, and a plan in an hour that Berlin does not have."""
    show = ShowFactory(time_zone="Europe/Lisbon")
    for title, state, at in [
        ("public", "approved", NOW - DAY),
        ("withdrawn", "withdrawn", NOW + DAY),
        ("scheduled", "approved", dt.datetime(2027, 2, 9, 6, tzinfo=dt.UTC)),
        ("planned", "draft", dt.datetime(2027, 2, 16, 6, tzinfo=dt.UTC)),
        ("odd", "draft", dt.datetime(2027, 3, 28, 2, 30, tzinfo=dt.UTC) - dt.timedelta(hours=1)),
    ]:
        EpisodeFactory(show=show, title=title, state=state, publish_at=at)
    return show


def moments(show):
    return {episode.title: episode.publish_at.isoformat() for episode in show.episodes.all()}


def test_another_clock_asks_first_what_is_kept(desk, show):
    before = moments(show)
    asked = save(desk, show, time_zone="Europe/Berlin", tagline="Typed meanwhile")
    said = asked.content.decode()
    assert "Episodes are still to come. Say what they keep, then save again." in said
    assert "Typed meanwhile" in said
    for words in (
        "Tue 9 Feb 2027, 06:00 Europe/Lisbon (UTC+0)",
        "Tue 9 Feb 2027, 06:00 Europe/Berlin (UTC+1)",
        "Tue 9 Feb 2027, 07:00 Europe/Berlin (UTC+1)",
    ):
        assert words in said
    assert (Show.objects.get().time_zone, moments(show)) == ("Europe/Lisbon", before)


def test_keeping_the_instant_moves_nothing(desk, show):
    before = moments(show)
    assert save(desk, show, time_zone="Europe/Berlin", zone_keeps="instant").status_code == 302
    assert (Show.objects.get().time_zone, moments(show)) == ("Europe/Berlin", before)
    assert not StateChange.objects.exists()


def test_keeping_the_hour_moves_what_is_still_to_come_and_records_it(desk, show, editor):
    before = moments(show)
    assert save(desk, show, time_zone="Europe/Berlin", zone_keeps="wall").status_code == 302
    assert moments(show) == {
        **before,
        "scheduled": "2027-02-09T05:00:00+00:00",
        "planned": "2027-02-16T05:00:00+00:00",
        "odd": "2027-03-28T01:30:00+00:00",
    }
    record = StateChange.objects.values_list("episode__title", "by", "note")
    assert {(title, by) for title, by, _note in record} == {("scheduled", editor.pk), ("planned", editor.pk)}
    assert "The show's clock hangs in Europe/Berlin from now on." in {note for _title, _by, note in record}


def test_a_show_with_nothing_to_come_changes_its_clock_at_once(desk):
    show = ShowFactory(time_zone="Europe/Lisbon")
    EpisodeFactory(show=show, publish_at=NOW - DAY)
    assert save(desk, show, time_zone="Europe/Berlin").status_code == 302
    assert Show.objects.get().time_zone == "Europe/Berlin"


def test_an_hour_that_would_be_past_keeps_its_instant(desk):
    show = ShowFactory(time_zone="Europe/Lisbon")
    soon = NOW + dt.timedelta(minutes=30)
    episode = EpisodeFactory(show=show, publish_at=soon)
    said = save(desk, show, time_zone="Asia/Kathmandu").content.decode()
    assert "That would be in the past: it keeps its instant." in said
    assert save(desk, show, time_zone="Asia/Kathmandu", zone_keeps="wall").status_code == 302
    episode.refresh_from_db()
    assert episode.publish_at == soon

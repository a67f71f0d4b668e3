"""Those of a show are told what listeners ask, if they want."""

import datetime as dt

import pytest
import time_machine
from django.core import mail as outgoing_mail

from episodes import mail
from episodes.models import Question
from tests.factories import EpisodeFactory, MembershipFactory, ShowFactory, UserFactory

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.SITE_URL = "https://podcasts.example"
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def show(db):
    return ShowFactory(title="Slack Water")


@pytest.fixture
def team(show):
    users = [UserFactory(username=name, email=f"{name}@radio.example") for name in ("petra", "emil", "gone", "elsa")]
    for user, role in zip(users[:3], ("producer", "editor", "editor"), strict=True):
        MembershipFactory(user=user, show=show, role=role)
    users[2].is_active = False
    users[2].save()
    MembershipFactory(user=UserFactory(username="silent"), show=show)
    return users


def ask(show, text, **fields):
    return Question.objects.create(show=show, text=text, ticket=text, email="ada@example.com", **fields)


def sent(clock, minutes=2):
    clock.shift(dt.timedelta(minutes=minutes))
    before = len(outgoing_mail.outbox)
    list(mail.write_about_questions())
    list(mail.send())
    assert list(mail.write_about_questions()) == []
    return [(message.to[0].partition("@")[0], message.subject) for message in outgoing_mail.outbox[before:]]


def test_what_is_asked_within_minutes_is_one_mail_to_each(clock, show, team):
    first = ask(show, "Why?", name="Ada", episode=EpisodeFactory(show=show, title="On tides"))
    assert sent(clock, minutes=1) == []
    ask(show, "And when?")
    assert sent(clock) == [
        ("petra", "2 questions to “Slack Water”"),
        ("emil", "2 questions to “Slack Water”"),
    ]
    body = outgoing_mail.outbox[0].body
    assert body.startswith(
        f"About “On tides”:\n\n    Why?\n\n    – Ada\n\nhttps://podcasts.example/admin/episodes/question/{first.pk}/change/\n\n"
        "About the show:\n\n    And when?\n\n"
    )
    assert "ada@example.com" not in body  # it goes with the question
    assert sent(clock) == []


def test_nobody_waits_for_ever_while_more_is_asked(clock, show, team):
    for minute in range(11):
        ask(show, f"{minute}?")
        clock.shift(dt.timedelta(minutes=1))
    assert len(sent(clock, minutes=0)) == 2


def test_who_wants_none_gets_none_and_spam_is_not_told(clock, show, team):
    petra, _emil, *_ = team
    mail.mute(user=petra, kinds=["question"])
    ask(show, "Why?")
    ask(show, "Cheap!", state="spam")
    assert sent(clock) == [("emil", "A question to “Slack Water”")]

"""Who is told what, once, and not of what they did themselves."""

import datetime as dt
import smtplib

import pytest
import time_machine
from django.core import mail as outgoing_mail

from episodes import comments, mail, publishing
from episodes.mail import writing
from episodes.models import Episode, Letter
from tests.factories import EpisodeFactory, MembershipFactory, ShowFactory, UserFactory

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.SITE_URL = "https://podcasts.example"
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def show(db):
    return ShowFactory(title="Slack Water", slug="slack-water", time_zone="Asia/Kathmandu", must_have=[])


def member(show, name, role):
    user = UserFactory(username=name, email=f"{name}@radio.example")
    MembershipFactory(user=user, show=show, role=role)
    return user


@pytest.fixture
def petra(show):
    return member(show, "petra", "producer")


@pytest.fixture
def emil(show):
    return member(show, "emil", "editor")


@pytest.fixture
def episode(show, petra):
    episode = EpisodeFactory(show=show, title="On tides", slug="on-tides", draft=True)
    episode.versions.create(by=petra, content={})
    return episode


@pytest.fixture
def others(show, episode):
    """Who hears nothing: a producer with no hand in it, an editor elsewhere, one without address, one who is gone."""
    member(show, "paul", "producer")
    member(ShowFactory(), "elsa", "editor")
    UserFactory(username="mute")
    MembershipFactory(user=UserFactory(username="silent"), show=show, role="editor")
    gone = member(show, "gone", "editor")
    gone.is_active = False
    gone.save()


def sent(clock, wait=2 * MINUTE):
    """The mails of a tick after `wait`: to whom, and about what."""
    clock.shift(wait)
    before = len(outgoing_mail.outbox)
    said = [*mail.write(), *mail.send()]
    assert [*mail.write(), *mail.send()] == [], said
    return [(message.to[0].partition("@")[0], message.subject) for message in outgoing_mail.outbox[before:]]


def test_each_step_is_told_to_those_concerned_but_not_to_who_took_it(clock, episode, petra, emil, others):
    publishing.submit(episode=episode, by=petra)
    assert sent(clock) == [("emil", "“On tides” is handed in for review")]
    publishing.ask_for_changes(episode=episode, by=emil, note="The ending,\nplease.")
    assert sent(clock) == [("petra", "Changes are asked for in “On tides”")]
    assert "    The ending,\n    please.\n" in outgoing_mail.outbox[-1].body
    comments.add(episode=episode, by=petra, text="Done.")
    assert sent(clock) == [("emil", "A comment on “On tides”")]
    publishing.submit(episode=episode, by=petra)
    publishing.return_to_draft(episode=episode, by=petra)
    assert sent(clock) == [("emil", "“On tides”: 2 things")]
    publishing.submit(episode=episode, by=petra)
    sent(clock)
    publishing.approve(episode=episode, by=emil, publish_at=NOW + 60 * MINUTE)
    assert sent(clock) == [("petra", "“On tides” is approved")]
    assert "It is approved for Tue 2 Mar 2027, 18:45 Asia/Kathmandu (UTC+5:45)." in outgoing_mail.outbox[-1].body
    publishing.approve(episode=episode, by=emil, publish_at=NOW + 90 * MINUTE)
    assert sent(clock) == [("petra", "“On tides” has another moment")]
    publishing.withdraw(episode=episode, by=emil)
    assert sent(clock) == [("petra", "“On tides” is withdrawn")]
    publishing.return_to_draft(episode=episode, by=emil)
    assert sent(clock) == [("petra", "“On tides” is a draft again")]


def test_what_has_become_public_is_told_to_all_once_however_late_the_tick_comes(clock, episode, petra, emil, others):
    Episode.objects.update(state="in_review")
    episode.refresh_from_db()
    publishing.approve(episode=episode, by=emil, publish_at=NOW + 60 * MINUTE)
    sent(clock)
    assert sent(clock, 57 * MINUTE) == []
    assert sent(clock, 3 * 24 * 60 * MINUTE) == [("petra", "“On tides” is public"), ("emil", "“On tides” is public")]
    assert "https://podcasts.example/slack-water/on-tides/" in outgoing_mail.outbox[-1].body
    assert sent(clock, 60 * MINUTE) == []


def test_what_is_public_at_once_is_told_with_its_approval(clock, episode, petra, emil):
    Episode.objects.update(state="in_review")
    episode.refresh_from_db()
    publishing.approve(episode=episode, by=emil, publish_at=NOW)
    assert sent(clock) == [("petra", "“On tides” is approved")]
    assert "It is approved and public." in outgoing_mail.outbox[-1].body


@pytest.mark.parametrize("then", ["withdraw", "put off"])
def test_what_did_not_come_out_is_not_said_to_be_public(clock, episode, petra, emil, then):
    Episode.objects.update(state="in_review")
    episode.refresh_from_db()
    publishing.approve(episode=episode, by=emil, publish_at=NOW + 60 * MINUTE)
    if then == "withdraw":
        publishing.withdraw(episode=episode, by=emil)
    else:
        publishing.approve(episode=episode, by=emil, publish_at=NOW + 600 * MINUTE)
    sent(clock)
    assert sent(clock, 120 * MINUTE) == []


def test_a_must_have_that_was_lost_is_told_to_all(clock, episode, petra, emil):
    Episode.objects.update(state="approved", publish_at=NOW + 60 * MINUTE)
    episode.refresh_from_db()
    publishing.hold(episode=episode, by=None, reasons=["Write the notes, or paste them."])
    line = "“On tides” is out of the schedule"
    assert sent(clock) == [("petra", line), ("emil", line)]
    assert "    Write the notes, or paste them." in outgoing_mail.outbox[-1].body


def test_what_happens_within_minutes_is_one_mail_and_is_not_waited_for_endlessly(clock, episode, petra, emil):
    for _ in range(3):
        comments.add(episode=episode, by=petra, text="And another thing.")
        assert sent(clock, MINUTE) == []
    assert sent(clock, MINUTE) == [("emil", "“On tides”: 3 things")]
    for _ in range(9):
        comments.add(episode=episode, by=petra, text="And another thing.")
        assert sent(clock, MINUTE) == []
    comments.add(episode=episode, by=petra, text="And another thing.")
    assert sent(clock, MINUTE) == [("emil", "“On tides”: 10 things")]


def test_what_is_switched_off_is_not_sent(clock, episode, petra, emil):
    mail.mute(user=emil, kinds=["comment"])
    comments.add(episode=episode, by=petra, text="Hello")
    publishing.submit(episode=episode, by=petra)
    assert sent(clock) == [("emil", "“On tides” is handed in for review")]
    assert "Hello" not in outgoing_mail.outbox[-1].body
    mail.mute(user=emil, kinds=[])
    comments.add(episode=episode, by=petra, text="Hello")
    assert sent(clock) == [("emil", "A comment on “On tides”")]


def test_a_mail_says_where_what_and_how_to_get_no_more(clock, client, episode, petra, emil):
    publishing.submit(episode=episode, by=petra, note="Ready.")
    sent(clock)
    message = outgoing_mail.outbox[-1]
    token = mail.token(user=emil, kind="submitted")
    assert message.body == (
        "“On tides”, an episode of “Slack Water”\n\n"
        "It is handed in for review.\npetra, Tue 2 Mar 2027, 17:45 Asia/Kathmandu (UTC+5:45)\n\n    Ready.\n\n"
        f"https://podcasts.example/admin/episodes/episode/{episode.pk}/change/\n\n"
        "-- \nYou work on this show, or had a hand in the episode. What you get is chosen on the desk, under My mail.\n"
        "https://podcasts.example/admin/my-mail/\n"
        "No more mails of this kind (An episode is handed in for review, or taken back):\n"
        f"https://podcasts.example/admin/my-mail/off/{token}/\n"
    )
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("https://podcasts.example")
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert len(mail.muted_by(user=emil)) == 8


def test_without_an_address_of_the_site_a_mail_names_none(clock, settings, episode, petra, emil):
    settings.SITE_URL = ""
    publishing.submit(episode=episode, by=petra)
    sent(clock)
    message = outgoing_mail.outbox[-1]
    assert ("http" in message.body, "List-Unsubscribe" in message.extra_headers) == (False, False)


def test_a_title_of_two_lines_breaks_no_header(clock, episode, petra, emil):
    Episode.objects.update(title="On tides\nBcc: everybody@radio.example")
    episode.refresh_from_db()
    publishing.submit(episode=episode, by=petra)
    assert sent(clock) == [("emil", "“On tides Bcc: everybody@radio.example” is handed in for review")]


def test_where_the_server_of_mail_is_away_it_is_tried_again(clock, episode, petra, emil, monkeypatch):
    publishing.submit(episode=episode, by=petra)
    clock.shift(2 * MINUTE)
    with monkeypatch.context() as broken:

        def refuse(self, messages):
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        list(mail.write())
        assert list(mail.send()) == ["A mail to emil was not sent: Connection unexpectedly closed"]
        assert list(mail.send()) == []
    clock.shift(MINUTE)
    assert list(mail.send()) == ["A mail was sent to emil."]
    assert not Letter.objects.exists()


def test_who_has_left_meanwhile_gets_nothing(clock, episode, petra, emil):
    publishing.submit(episode=episode, by=petra)
    clock.shift(2 * MINUTE)
    list(mail.write())
    emil.is_active = False
    emil.save()
    assert list(mail.send()) == []
    assert (outgoing_mail.outbox, Letter.objects.count()) == ([], 0)


def test_a_comment_that_was_taken_back_in_time_is_told_to_nobody(clock, episode, petra, emil):
    comments.remove(comment=comments.add(episode=episode, by=petra, text="Oh"), by=petra)
    assert sent(clock) == []


def test_two_at_once_tell_once(clock, episode, petra, emil, monkeypatch):
    publishing.submit(episode=episode, by=petra)
    clock.shift(2 * MINUTE)
    concerned = writing.concerned

    def slowly(episode):
        """While the first looks for those concerned, what it tells of is marked already."""
        assert list(mail.write()) == []
        return concerned(episode)

    monkeypatch.setattr(writing, "concerned", slowly)
    assert list(mail.write()) == ["Mails written about On tides: 1."]
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("token", ["", "x", "WzEsICJjb21tZW50Il0:1:x"])
def test_a_token_that_is_none_is_refused(db, token):
    with pytest.raises(LookupError):
        mail.kind_of_token(token)

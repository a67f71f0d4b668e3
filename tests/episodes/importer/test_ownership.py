import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from episodes.importer import Refused, ownership
from episodes.models import OwnershipCode

pytestmark = pytest.mark.django_db

FEED = {"address": "https://rope.example/feed.xml", "owner": "ida@rope.example"}


@pytest.fixture(autouse=True)
def mail_is_sent(settings):
    settings.MAIL_IS_SENT = True


def send(**other):
    """The code that was mailed."""
    ownership.send(**{**FEED, "title": "Rope\nand knots", "by": "boss", **other})
    return re.search(r"\d{4} \d{4}", mail.outbox[-1].body)[0]


def test_the_letter_says_who_wants_what_and_where(settings):
    send()
    letter = mail.outbox[0]
    assert letter.subject == f"A code for “Rope and knots” at {settings.SITE_NAME}"
    assert letter.to == ["ida@rope.example"]
    assert "boss wants to bring the podcast “Rope and knots”" in letter.body
    assert "https://rope.example/feed.xml" in letter.body


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{0[0]}{0[1]}-{0[2]}{0[3]} {0[5]}{0[6]}{0[7]}{0[8]}"])
def test_the_code_counts_as_it_is_typed_and_more_than_once(typed):
    code = send()
    for _time in range(ownership.MOST_ATTEMPTS + 1):
        assert ownership.confirm(**FEED, code=typed.format(code)).startswith("ida@rope.example confirmed it")


def test_the_code_is_nowhere_to_be_read():
    code = send().replace(" ", "")
    row = OwnershipCode.objects.values().get()
    assert code not in str(row)
    assert len(row["digest"]) == 64


@pytest.mark.parametrize(
    "other",
    [
        {"address": "https://other.example/feed.xml"},
        {"owner": "bo@rope.example"},
    ],
)
def test_it_counts_for_nothing_else(other):
    code = send()
    with pytest.raises(Refused, match="No code counts any more"):
        ownership.confirm(**{**FEED, **other}, code=code)


def test_few_attempts_and_then_none_even_with_the_right_one():
    code = send()
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(Refused, match=f"i…@rope.example; attempts left: {left}"):
            ownership.confirm(**FEED, code="00000000" if code != "0000 0000" else "1")
    with pytest.raises(Refused, match="No code counts any more"):
        ownership.confirm(**FEED, code=code)


def test_it_ends_and_a_new_one_ends_the_one_before():
    first = send()
    second = send()
    if first != second:
        with pytest.raises(Refused, match="not the code"):
            ownership.confirm(**FEED, code=first)
    with time_machine.travel(timezone.now() + ownership.LASTS), pytest.raises(Refused, match="No code counts"):
        ownership.confirm(**FEED, code=second)


def test_nobody_is_mailed_more_often_than_bearable():
    for _time in range(ownership.MOST_AN_HOUR):
        send()
    with pytest.raises(Refused, match="Enough codes"):
        send(address="https://else.example/", owner="IDA@rope.example")
    for number in range(ownership.MOST_AN_HOUR_IN_ALL - ownership.MOST_AN_HOUR):
        send(owner=f"n{number}@rope.example")
    with pytest.raises(Refused, match="Enough codes"):
        send(owner="one-more@rope.example")
    with time_machine.travel(timezone.now() + dt.timedelta(hours=2, seconds=1)):
        send()
        assert ownership.forget() == ownership.MOST_AN_HOUR_IN_ALL


@pytest.mark.parametrize("owner", ["", "nobody", "a@b\nc@d.example"])
def test_what_is_no_address_gets_no_mail(owner):
    with pytest.raises(Refused, match="No code can be mailed"):
        send(owner=owner)
    assert mail.outbox == []


def test_a_site_without_mail_says_so(settings):
    settings.MAIL_IS_SENT = False
    with pytest.raises(Refused, match="this site sends no mail"):
        send()


def test_a_server_of_mail_that_is_away_is_said_and_counts_for_nothing(settings):
    nobody = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}}
    settings.MAILERS = {"default": nobody}
    with pytest.raises(Refused, match="could not be mailed"):
        send()
    assert not OwnershipCode.objects.exists()

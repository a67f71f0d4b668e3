"""By network over all accounts, and by account over all networks, without locking an owner out from elsewhere."""

import pytest

from podcast_site import audit
from podcast_site.account import brake
from podcast_site.models import AuditEntry
from tests.podcast_site.account.conftest import PASSWORD

pytestmark = pytest.mark.django_db

Event = AuditEntry.Event


def wrong(rf, *, count, account="ines", address="192.0.2.{number}", event=Event.SIGN_IN_FAILED):
    for number in range(count):
        at = address.format(number=number)
        audit.record(event=event, account=account.format(number=number), request=rf.get("/", REMOTE_ADDR=at))


def sign_in(client, *, name="ines", address="198.51.100.1"):
    return client.post("/admin/login/", {"username": name, "password": PASSWORD}, REMOTE_ADDR=address).status_code


def test_one_network_that_tries_many_names_is_stopped_for_all_of_them(client, rf, ines):
    wrong(rf, count=brake.FROM_ONE_NETWORK - 1, account="name-{number}", address="192.0.2.1")
    assert sign_in(client, address="192.0.2.1") == 302
    wrong(rf, count=1, account="another", address="192.0.2.1")
    client.logout()
    assert sign_in(client, address="192.0.2.1") == 429
    assert sign_in(client, address="192.0.2.2") == 302


def test_a_line_with_many_ipv6_addresses_is_one_network(client, rf, ines):
    wrong(rf, count=brake.FROM_ONE_NETWORK, account="name-{number}", address="2001:db8:0:1::{number}")
    assert sign_in(client, address="2001:db8:0:1:abcd::1") == 429
    assert sign_in(client, address="2001:db8:0:2::1") == 302


@pytest.mark.parametrize(
    ("event", "limit"),
    [(Event.SIGN_IN_FAILED, brake.FOR_ONE_ACCOUNT), (Event.FACTOR_FAILED, brake.CODES_FOR_ONE_ACCOUNT)],
)
def test_an_account_that_many_networks_try_is_closed_to_new_ones_and_open_to_its_owner(client, rf, ines, event, limit):
    at_home = "203.0.113.5"
    assert sign_in(client, address=at_home) == 302
    client.logout()
    wrong(rf, count=limit, event=event)
    assert sign_in(client, address="198.51.100.1") == 429
    assert sign_in(client, address=at_home) == 302


def test_being_locked_out_is_written_once_and_not_for_each_knock(client, rf, ines):
    wrong(rf, count=brake.FROM_ONE_NETWORK, address="192.0.2.1")
    for _time in range(3):
        sign_in(client, address="192.0.2.1")
    assert AuditEntry.objects.filter(event=Event.LOCKED_OUT).count() == 1
    assert AuditEntry.objects.filter(event=Event.SIGN_IN_FAILED).count() == brake.FROM_ONE_NETWORK

import pytest
from django.test import RequestFactory

from guests.network import client_address, client_network


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "expected"),
    [
        (False, "203.0.113.7", "192.0.2.1"),
        (True, "203.0.113.7", "203.0.113.7"),
        (True, "10.1.1.1, 203.0.113.7", "203.0.113.7"),
        (True, "10.1.1.1, 2001:db8::7", "2001:db8::7"),
        (True, "", "192.0.2.1"),
        (True, "203.0.113.7, not an address", "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxy_wrote_counts_as_the_address(settings, behind_proxy, forwarded, expected):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [("192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("unknown", None)],
)
def test_one_place_is_an_address_or_one_customers_part_of_the_newer_ones(address, expected):
    assert client_network(RequestFactory().get("/", REMOTE_ADDR=address)) == expected

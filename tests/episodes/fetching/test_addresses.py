import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.fetching.addresses import Forbidden, check_reachable, target


@pytest.mark.parametrize(
    "ip",
    [
        *("0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.9.1", "169.254.169.254"),
        *("172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1"),
        *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:10.0.0.1", "64:ff9b::10.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::"),
        *("3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "4000::1"),
    ],
)
def test_what_is_not_public_is_not_asked(ip):
    with pytest.raises(Forbidden, match=r"“lamp\.example” is in a network that is not public"):
        check_reachable(ipaddress.ip_address(ip), host="lamp.example", trusted=())


@pytest.mark.parametrize(
    "ip",
    ["93.184.215.14", "8.8.8.8", "100.63.0.1", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"],
)
def test_the_public_internet_is_asked(ip):
    check_reachable(ipaddress.ip_address(ip), host="lamp.example", trusted=())


def test_trust_goes_no_further_than_its_network():
    trusted = [ipaddress.ip_network("10.0.0.0/30"), ipaddress.ip_network("fd00::/64")]
    check_reachable(ipaddress.ip_address("10.0.0.3"), host="lamp", trusted=trusted)
    check_reachable(ipaddress.ip_address("fd00::3"), host="lamp", trusted=trusted)
    for other in ("10.0.0.4", "fd00:0:0:1::", "127.0.0.1"):
        with pytest.raises(Forbidden):
            check_reachable(ipaddress.ip_address(other), host="lamp", trusted=trusted)


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_when_ipv6_carries_it(ip):
    def public(ip):
        try:
            check_reachable(ip, host="lamp", trusted=())
        except Forbidden:
            return False
        return True

    for network in ("::ffff:0:0", "64:ff9b::"):
        carried = ipaddress.IPv6Address(int(ipaddress.IPv6Address(network)) + int(ip))
        assert public(carried) == public(ip)
    assert not public(ipaddress.IPv6Address(int(ip)))


@pytest.mark.parametrize(
    ("address", "host", "port", "path"),
    [
        ("https://Lamp.Example", "lamp.example", 443, "/"),
        ("HTTP://lamp.example./a?b=c#d", "lamp.example", 80, "/a?b=c"),
        ("https://lamp.example:8443/%7Ea%2Fb/é?q=ü", "lamp.example", 8443, "/%7Ea%2Fb/%C3%A9?q=%C3%BC"),
        ("https://bücher.example/", "xn--bcher-kva.example", 443, "/"),
        ("http://[2606:4700::1111]:8080/", "2606:4700::1111", 8080, "/"),
        ("http://a_b.example/", "a_b.example", 80, "/"),
    ],
)
def test_an_address_is_taken_apart(address, host, port, path):
    found = target(address)
    assert (found.host, found.port, found.path) == (host, port, path)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Give a whole web address"),
        ("lamp.example", "Give a whole web address"),
        ("//lamp.example/", "Give a whole web address"),
        ("https:///page", "Give a whole web address"),
        ("ftp://lamp.example/", "Give a whole web address"),
        ("file:///etc/passwd", "Give a whole web address"),
        ("data:text/html,x", "Give a whole web address"),
        ("http://[::1", "Give a whole web address"),
        ("http://lamp.example:99999/", "Give a whole web address"),
        ("http://lamp.example:port/", "Give a whole web address"),
        ("http://user@lamp.example/", "user name or password"),
        ("http://:word@lamp.example/", "user name or password"),
        ("http://lamp.example\\@10.0.0.1/", "a space or another character"),
        ("http://lamp.example/a b", "a space or another character"),
        ("http://lamp.example/\r\nHost: other", "a space or another character"),
        ("http://lamp.example/\ud800", "a space or another character"),
        ("http://lamp.example/" + "x" * 2000, "more than 2000 characters"),
        ("http://lamp.example:25/", "not at port 25"),
        ("http://lamp.example:6/", "not at port 6"),
        ("http://la<mp.example/", "cannot be the name of a server"),
        ("http://127.0.0.1%2f.example/", "cannot be the name of a server"),
        ("http://" + "x" * 70 + ".example/", "cannot be the name of a server"),
        ("http://lamp..example/", "cannot be the name of a server"),
        ("http://*/", "cannot be the name of a server"),
    ],
)
def test_an_address_that_is_none_is_refused_with_a_sentence(address, said):
    with pytest.raises(Forbidden, match=said):
        target(address)


@given(st.text())
def test_whatever_is_typed_is_an_address_or_refused(text):
    for address in (text, f"http://{text}", f"https://lamp.example/{text}"):
        try:
            assert str(target(address)).isascii()
        except Forbidden:
            continue

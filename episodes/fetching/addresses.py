"""Which addresses may be asked, by how they are written and by where their names lead."""

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from django.utils.translation import gettext as _

from episodes.fetching.values import Forbidden

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
IP = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 2000
_PORTS = {"http": 80, "https": 443}
# White space, controls, and the backslash that some programs take for a slash.
_UNFIT = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_IP6 = re.compile(r"[0-9a-f:.]*:[0-9a-f:.]*")
_KEPT = "/:?#[]@!$&'()*+,;=%-._~"

_UNICAST = ipaddress.ip_network("2000::/3")
# Ways in which an IPv6 address carries an IPv4 one that a gateway would connect to.
_MAPPED = ipaddress.ip_network("::ffff:0:0/96")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Nobody publishes behind these: 6to4, its relays and Teredo, each of which hides an IPv4 address; examples in books.
_NOBODY = tuple(map(ipaddress.ip_network, ("2002::/16", "192.88.99.0/24", "2001::/32", "3fff::/20")))


@dataclass(frozen=True, kw_only=True)
class Target:
    """An address, taken apart: `host` is ASCII, `path` is what an HTTP request asks for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def secure(self) -> bool:
        return self.scheme == "https"

    @property
    def authority(self) -> str:
        """The value of the Host field."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def target(address: str) -> Target:
    """Return `address` taken apart. Raises Forbidden, in a sentence, for what we never ask."""
    if len(address) > LONGEST:
        raise Forbidden(_("The address has more than %(most)d characters.") % {"most": LONGEST})
    if _UNFIT.search(address):
        raise Forbidden(_("The address has a space or another character that none can have. Copy it once more."))
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Forbidden(_not_whole()) from error
    if parts.scheme not in _PORTS or not host:
        raise Forbidden(_not_whole())
    if parts.username is not None or parts.password is not None:
        raise Forbidden(_("The address has a user name or password in it. Give it without."))
    return Target(scheme=parts.scheme, host=_ascii(host), port=_checked_port(port, parts.scheme), path=_path(parts))


def _not_whole() -> str:
    return _("Give a whole web address, as in https://example.com/page.")


def _ascii(host: str) -> str:
    if _IP6.fullmatch(host):
        return host
    try:
        name = host.encode("idna").decode("ascii").rstrip(".").lower()
    except UnicodeError:
        name = ""
    if not _NAME.fullmatch(name):
        raise Forbidden(_("“%(host)s” cannot be the name of a server.") % {"host": host[:100]})
    return name


def _checked_port(port: int | None, scheme: str) -> int:
    # Below 1024 other services live, some of which understand a request that was meant for nobody.
    if port is None or port in _PORTS.values() or port >= 1024:
        return port or _PORTS[scheme]
    raise Forbidden(_("Web pages are not at port %(port)d. Give the address without it.") % {"port": port})


def _path(parts: SplitResult) -> str:
    path = quote(parts.path, safe=_KEPT) or "/"
    return f"{path}?{quote(parts.query, safe=_KEPT)}" if parts.query else path


def check_reachable(ip: IP, *, host: str, trusted: Collection[Network]) -> None:
    """Raise Forbidden unless `ip` is an address of the public Internet, or in one of the `trusted` networks."""
    if any(ip.version == network.version and ip in network for network in trusted):
        return
    if not _is_public(ip):
        raise Forbidden(_not_public(host))


def _not_public(host: str) -> str:
    return _("“%(host)s” is in a network that is not public. Only pages that everybody can open are asked.") % {
        "host": host[:100]
    }


def _is_public(ip: IP) -> bool:
    if any(ip.version == network.version and ip in network for network in _NOBODY):
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _MAPPED or ip in _NAT64:
            return _is_public(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
        if ip not in _UNICAST:
            return False
    return ip.is_global and not ip.is_multicast

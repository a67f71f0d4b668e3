"""The one way out: `fetch` brings what is at an address that somebody gave, and nothing from where it must not.

An address from a person is hostile until it is checked. So: http and https alone, no password in it, no port of
another service; every IP address behind its name has to be public, the connection goes to exactly those that were
checked, and each redirect is a new address. Time, bytes and redirects are counted, decompressed bytes too.
No proxy is used, whatever the environment says: it would choose where a name leads.
"""

from episodes.fetching.addresses import Network
from episodes.fetching.connecting import Resolve, resolve
from episodes.fetching.exchange import fetch
from episodes.fetching.pages import Found, look_up
from episodes.fetching.values import (
    Broken,
    Fetched,
    FetchError,
    Forbidden,
    Limits,
    Offline,
    TooLarge,
    Unreachable,
    WrongType,
)

__all__ = [
    "Broken",
    "FetchError",
    "Fetched",
    "Forbidden",
    "Found",
    "Limits",
    "Network",
    "Offline",
    "Resolve",
    "TooLarge",
    "Unreachable",
    "WrongType",
    "fetch",
    "look_up",
    "resolve",
]

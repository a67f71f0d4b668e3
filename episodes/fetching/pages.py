"""What an editor wants to know of an address: does a page answer, and what is it called."""

import ssl
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from episodes.fetching import connecting
from episodes.fetching.addresses import Network
from episodes.fetching.connecting import Resolve
from episodes.fetching.exchange import fetch
from episodes.fetching.values import Broken, Forbidden, Limits, Offline, Unreachable, WrongType
from episodes.formats import pages

# The head of a page is in its first bytes. What is no page has no title, and is not read.
LIMITS = Limits(seconds=8, max_bytes=256_000, media_types=pages.PAGE_TYPES, cut=True)
# Answers of servers that are there and do not like a program that asks.
_SAYS_NO = frozenset({401, 402, 403, 405, 406, 429, 451, 503, 999})


@dataclass(frozen=True, kw_only=True)
class Found:
    """`alive` is None where nobody can tell: the server answers, but not to us, or (`offline`) nobody could be asked.

    `note` is a sentence, or empty.
    """

    alive: bool | None
    title: str = ""
    note: str = ""
    offline: bool = False


def look_up(
    *,
    address: str,
    limits: Limits = LIMITS,
    trusted: Collection[Network] = (),
    resolve: Resolve = connecting.resolve,
    tls: ssl.SSLContext | None = None,
) -> Found:
    """Ask for `address`; never raises. The other arguments are those of `fetch`."""
    try:
        fetched = fetch(address, limits=limits, trusted=trusted, resolve=resolve, tls=tls)
    except Forbidden as error:
        return Found(alive=None, note=str(error))
    except Offline as error:
        return Found(alive=None, note=str(error), offline=True)
    except (Unreachable, Broken) as error:
        return Found(alive=False, note=str(error))
    except WrongType:
        return Found(alive=True)
    if fetched.status in _SAYS_NO:
        return Found(
            alive=None, note=_("The server does not show us the page (%d). Open it yourself.") % fetched.status
        )
    if not fetched.ok:
        return Found(alive=False, note=_dead(fetched.status))
    return Found(alive=True, title=pages.title(fetched.body, media_type=fetched.media_type, charset=fetched.charset))


def _dead(status: int) -> str:
    if status in (404, 410):
        return _("There is no page at this address (%d).") % status
    return _("The server answers with a mistake of its own (%d).") % status

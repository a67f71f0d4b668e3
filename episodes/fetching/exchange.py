"""One request after the other until there is an answer, each as guarded as the first."""

import errno
import http.client
import ssl
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from email.message import Message
from functools import cache
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from episodes.fetching import connecting
from episodes.fetching.addresses import Network, Target, target
from episodes.fetching.connecting import Deadline, Resolve, connect, offline
from episodes.fetching.values import Broken, Fetched, FetchError, Limits, Offline, TooLarge, Unreachable, WrongType

_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Not a word about the other side: there is no way out of this machine.
_NO_NETWORK = frozenset({errno.ENETDOWN, errno.ENETUNREACH})
_FIELDS = {
    # Some servers turn away who does not say what it is.
    "User-Agent": "podcast-site (looks up addresses that editors give)",
    "Accept": "*/*",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


def fetch(
    address: str,
    *,
    limits: Limits,
    write: Callable[[bytes], Any] | None = None,
    began: Callable[[Fetched], Any] | None = None,
    headers: Mapping[str, str] | None = None,
    trusted: Collection[Network] = (),
    resolve: Resolve = connecting.resolve,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """Return the answer at `address`, after at most `limits.redirects` redirects.

    The body goes to `write` in pieces as it comes, or is held in memory without it; `began` gets the answer before its
    body, and may raise to have none of it. `headers` are asked with, such as Range or If-None-Match. `trusted`
    networks are asked although they are not public, `resolve` says where a name leads, `tls` whom to believe.
    Raises FetchError.
    """
    deadline = Deadline(limits.seconds)
    asked, redirects = target(address), list[int]()
    try:
        for _step in range(limits.redirects + 1):
            connection = connect(
                asked,
                deadline=deadline,
                trusted=trusted,
                resolve=resolve,
                tls=tls or _trust(),
            )
            with closing(connection):
                connection.request("GET", asked.path, headers={"Host": asked.authority, **_FIELDS, **(headers or {})})
                with closing(connection.getresponse()) as response:
                    there = _redirect(asked, response)
                    if there is None:
                        taken = _taken(asked, response, limits=limits, write=write, began=began)
                        return replace(taken, redirects=tuple(redirects))
                    redirects.append(response.status)
            asked = target(there)
    except (FetchError, OSError, http.client.HTTPException) as error:
        raise _as_sentence(error, host=asked.host) from error
    raise Broken(_("The address leads from one to another and to no page."))


@cache
def _trust() -> ssl.SSLContext:
    """Whom this machine believes; reading that takes longer than many an answer."""
    return ssl.create_default_context()


def _as_sentence(error: Exception, *, host: str) -> FetchError:
    if isinstance(error, FetchError):
        return error
    shown = {"host": host[:100]}
    if isinstance(error, TimeoutError):
        return Unreachable(_("“%(host)s” did not answer in time.") % shown)
    if isinstance(error, ssl.SSLCertVerificationError):
        return Unreachable(_("“%(host)s” cannot prove that it is that server: its certificate is not valid.") % shown)
    if isinstance(error, http.client.IncompleteRead):
        return Broken(_breaks_off())
    if isinstance(error, http.client.HTTPException):
        return Broken(_("“%(host)s” does not answer as a web server does.") % shown)
    if isinstance(error, OSError) and error.errno in _NO_NETWORK:
        return Offline(offline())
    return Unreachable(_("No connection to “%(host)s” could be made.") % shown)


def _breaks_off() -> str:
    return _("The answer breaks off in the middle.")


def _redirect(asked: Target, response: http.client.HTTPResponse) -> str | None:
    """Where the answer sends us, if it does."""
    there = response.headers.get("Location")
    if response.status not in _REDIRECTS or not there:
        return None
    # The field is Latin-1 by the book and UTF-8 in practice.
    there = there.encode("latin-1", errors="replace").decode("utf-8", errors="replace").strip()
    try:
        return urljoin(str(asked), there)
    except ValueError as error:
        raise Broken(_("The address leads on to one that cannot be read.")) from error


def _taken(
    asked: Target,
    response: http.client.HTTPResponse,
    *,
    limits: Limits,
    write: Callable[[bytes], Any] | None,
    began: Callable[[Fetched], Any] | None,
) -> Fetched:
    media_type, charset = _type(response.headers)
    headers = {name.lower(): value for name, value in response.headers.items()}
    answer = Fetched(
        address=str(asked), status=response.status, media_type=media_type, charset=charset, size=0, headers=headers
    )
    ok = answer.ok
    pieces: list[bytes] = []
    size = 0
    if ok:
        if not limits.wants(media_type):
            raise WrongType(
                _("There is something else at this address: %(type)s.") % {"type": media_type[:60] or _("no type said")}
            )
        if began is not None:
            began(answer)
        for piece in _capped(response, limits):
            size += len(piece)
            (write or pieces.append)(piece)
    return replace(answer, size=size, body=b"".join(pieces))


def _type(headers: Message) -> tuple[str, str]:
    """The media type and the charset of an answer, each empty where none is said."""
    media_type, _semicolon, parameters = headers.get("Content-Type", "").partition(";")
    charset = ""
    for parameter in parameters.split(";"):
        name, _equals, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip(" \t'\"").lower()
    return media_type.strip().lower(), charset


def _capped(response: http.client.HTTPResponse, limits: Limits) -> Iterator[bytes]:
    """The body as it was before compression, no more than may be."""
    too_large = TooLarge(
        _("There is more at this address than the %(most)d kB that are read.") % {"most": limits.max_bytes // 1000}
    )
    if (response.length or 0) > limits.max_bytes and not limits.cut:
        raise too_large
    left = limits.max_bytes
    for piece in _decoded(response, left):
        if len(piece) > left:
            if limits.cut:
                yield piece[:left]
                return
            raise too_large
        left -= len(piece)
        yield piece


def _decoded(response: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return _raw(response)
    if encoding in ("gzip", "x-gzip"):
        return _unzipped(_raw(response), most)
    raise WrongType(_("The answer is packed in a way that was not asked for: %(way)s.") % {"way": encoding[:40]})


def _raw(response: http.client.HTTPResponse) -> Iterator[bytes]:
    # http.client counts `length` down; what is left of it at the end was promised and never came.
    while piece := response.read(_CHUNK):
        yield piece
    if response.length:
        raise Broken(_breaks_off())


def _unzipped(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Pieces of at most `most` + 1 bytes, however much the compressed ones would swell to."""
    unzip = zlib.decompressobj(wbits=31)
    for packed in pieces:
        rest = packed
        while not unzip.eof:
            try:
                piece = unzip.decompress(rest, min(_CHUNK, most + 1))
            except zlib.error as error:
                raise Broken(_breaks_off()) from error
            # Without a rest there may still be some of it inside, and only the next call would say.
            rest = unzip.unconsumed_tail
            if not piece:
                break
            yield piece
    if not unzip.eof:
        raise Broken(_breaks_off())

"""Stored files over HTTP: HEAD, byte ranges, conditional requests (RFC 9110 sections 13 and 14).

Django's own FileResponse knows no ranges, and without them no player can jump to a chapter. A file in a storage that
is not a folder of this machine is left to that storage: the answer is a redirect.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.core.files.storage import FileSystemStorage, Storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.utils.http import content_disposition_header, http_date, parse_etags, parse_http_date_safe

_CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class _Unsatisfiable(Exception):
    pass


def serve(
    request: HttpRequest, storage: Storage, name: str, *, content_type: str, filename: str = ""
) -> HttpResponseBase:
    """Answer GET or HEAD with the stored file `name`, whole or the one range asked for; Http404 if there is none.

    A browser that keeps the file calls it `filename`, without one as it is stored.
    Several ranges at once are answered with the whole file, as RFC 9110 14.2 allows.
    """
    if not isinstance(storage, FileSystemStorage):
        return redirect(storage.url(name))
    try:
        stat = Path(storage.path(name)).stat()
    except FileNotFoundError as error:
        raise Http404 from error
    etag = _etag(name, stat.st_size, stat.st_mtime_ns)
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Last-Modified": http_date(int(stat.st_mtime)),
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": content_disposition_header(False, filename or Path(name).name) or "inline",
    }
    if _not_modified(request, etag, int(stat.st_mtime)):
        return HttpResponse(status=304, headers=headers)
    try:
        wanted = _range(request, etag, int(stat.st_mtime), stat.st_size)
    except _Unsatisfiable:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{stat.st_size}"})
    first, last = wanted or (0, stat.st_size - 1)
    headers["Content-Length"] = str(last - first + 1)
    if wanted:
        headers["Content-Range"] = f"bytes {first}-{last}/{stat.st_size}"
    status = 206 if wanted else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, content_type=content_type, headers=headers)
    file = storage.open(name)
    if not wanted:
        response = FileResponse(file, content_type=content_type, headers=headers)
        response["Content-Disposition"] = headers["Content-Disposition"]  # it has put in a name of its own
        return response
    return StreamingHttpResponse(_Part(file, first, last), status=206, content_type=content_type, headers=headers)


def _etag(name: str, size: int, modified_ns: int) -> str:
    digest = hashlib.sha256(f"{name} {size} {modified_ns}".encode()).hexdigest()
    return f'"{digest[:32]}"'


def _not_modified(request: HttpRequest, etag: str, modified: int) -> bool:
    if none_match := request.headers.get("If-None-Match"):
        return "*" in none_match or etag in [tag.removeprefix("W/") for tag in parse_etags(none_match)]
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and modified <= since


def _range(request: HttpRequest, etag: str, modified: int, size: int) -> tuple[int, int] | None:
    """Return the first and last byte wanted, or None for the whole file."""
    header = _RANGE.fullmatch(request.headers.get("Range", "").strip().replace(" ", ""))
    if not header or header.groups() == ("", "") or not _condition_holds(request, etag, modified):
        return None
    start, end = header.groups()
    if start == "":
        first, last = max(size - int(end), 0), size - 1
        if int(end) == 0:
            raise _Unsatisfiable
    else:
        first, last = int(start), min(int(end), size - 1) if end else size - 1
        if end and int(end) < int(start):
            return None  # not a range at all: RFC 9110 14.1.1 calls it invalid, to be ignored
    if first >= size:
        raise _Unsatisfiable
    return first, last


def _condition_holds(request: HttpRequest, etag: str, modified: int) -> bool:
    """Whether `If-Range` still speaks of this file; a stale one gets the whole file."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition:
        return True
    if condition.startswith(('"', "W/")):
        return condition == etag
    return parse_http_date_safe(condition) == modified


class _Part:
    """The bytes `first` to `last` of an open file, in chunks. Closes the file even if nobody ever reads."""

    def __init__(self, file: IO[bytes], first: int, last: int) -> None:
        self._file = file
        self._left = last - first + 1
        file.seek(first)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        chunk = self._file.read(min(_CHUNK, self._left))
        if not chunk:
            raise StopIteration
        self._left -= len(chunk)
        return chunk

    def close(self) -> None:
        self._file.close()

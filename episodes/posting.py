"""Telling a service that the operator has named that something has changed: one POST, no redirect, no file."""

from http.client import HTTPException
from urllib import request as http
from urllib.error import HTTPError

ANSWER_SECONDS = 10.0


class NotAccepted(Exception):
    """What the service answered, or did not, in a sentence."""


def post(address: str, *, body: bytes, content_type: str) -> None:
    """Send `body`; raise NotAccepted unless the answer is a success."""
    request = http.Request(address, data=body, headers={"Content-Type": content_type})  # noqa: S310 - see _opener
    try:
        with _opener().open(request, timeout=ANSWER_SECONDS):
            return
    except HTTPError as error:
        error.close()
        raise NotAccepted(f"It answered {error.code}.") from error
    except TimeoutError as error:
        raise NotAccepted(f"It did not answer within {ANSWER_SECONDS:g} seconds.") from error
    except (OSError, HTTPException) as error:
        raise NotAccepted(f"It cannot be reached ({getattr(error, 'reason', None) or error}).") from error


def _opener() -> http.OpenerDirector:
    """Follows no redirect, opens no file."""
    opener = http.OpenerDirector()
    for handler in (http.ProxyHandler, http.HTTPHandler, http.HTTPSHandler, http.HTTPDefaultErrorHandler):
        opener.add_handler(handler())
    opener.add_handler(http.HTTPErrorProcessor())
    return opener

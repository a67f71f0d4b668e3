"""A page about a show, or about something of one, speaks the language of that show."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from guests.languages import speaking

type Page = Callable[..., HttpResponse]


def in_its_language(page: Page) -> Page:
    """Let a function answer in the language of its first argument after the request: a show, or what has a `show`.

    It has to render before it returns; words that are put together earlier are in the language of the site.
    """

    @wraps(page)
    def wrapped(request: HttpRequest, about: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        with speaking(getattr(about, "show", about).language):
            return page(request, about, *args, **kwargs)

    return wrapped

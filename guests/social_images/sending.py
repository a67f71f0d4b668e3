"""The picture of a card over HTTP."""

from collections.abc import Callable

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response

from guests.social_images.cards import GROUND, Card, SocialImage, drawn


def answer(
    request: HttpRequest, card: Card, *, digest: str, today: SocialImage, ground: Callable[[], str] = lambda: GROUND
) -> HttpResponse:
    """The picture of the card, where it has that digest; otherwise the way to the one of `today`.

    The caller has seen to it that everybody may see what is on the card.
    """
    if card.digest != digest:
        return redirect(today.path)
    etag = f'"{digest}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        with default_storage.open(drawn(default_storage, card, ground=ground)) as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")
        response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"  # kept, but asked for again: it may be withdrawn
    return response

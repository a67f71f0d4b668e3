"""How to follow a show: a page of ways for people, and its picture for the phone beside the screen."""

from io import BytesIO

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from episodes.finding import find_heard_show, lead_home
from episodes.formats.apps import app_links
from episodes.models import Show
from episodes.views.language import in_its_language
from guests.addresses import origin_of, whole
from guests.keeping import kept
from guests.moves import follows_moves


@require_safe
@follows_moves
@kept()
def subscribe(request: HttpRequest, show: str) -> HttpResponse:
    """The apps that take the show at a press, the address for all others, and what a feed is."""
    found = find_heard_show(request, show)
    lead_home(request, found)
    return _ways(request, found)


@in_its_language
def _ways(request: HttpRequest, found: Show) -> HttpResponse:
    feed = found.new_feed_url if found.redirect_feed else whole(found.get_feed_url(), at=origin_of(request))
    links = app_links(feed, title=found.title, apple_id=found.apple_id, spotify_url=found.spotify_url)
    context = {"show": found, "feed": feed, "apps": links, "listings": found.listings.all()}
    return render(request, "episodes/show_subscribe.html", context)


@require_safe
@follows_moves
@kept()
def subscribe_code(request: HttpRequest, show: str) -> HttpResponse:
    """The address of the page above as a QR code: whoever reads at a desk opens it on the phone by the camera."""
    found = find_heard_show(request, show)
    code = segno.make_qr(whole(found.get_subscribe_url(), at=origin_of(request)), error="m")
    picture = BytesIO()
    # Light and dark in the picture itself, with the quiet zone that cameras need, so it reads on any ground.
    code.save(picture, kind="svg", border=4, dark="#161512", light="#fff", xmldecl=False, svgclass=None, lineclass=None)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")

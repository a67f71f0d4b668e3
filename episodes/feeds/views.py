"""The feed over HTTP."""

import re
from collections.abc import Iterator
from io import BytesIO

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from episodes.feeds.document import MEDIA_TYPE, document
from episodes.feeds.kept import written_items
from episodes.feeds.opml import MEDIA_TYPE as OPML_MEDIA_TYPE
from episodes.feeds.opml import Outline, opml
from episodes.feeds.reading import FeedPage, NoSuchPage
from episodes.finding import find_show, lead_home
from episodes.models import Show
from guests.addresses import origin_of, whole
from guests.keeping import kept
from guests.moves import follows_moves

# Apps that ask more often than that get what they have.
KEPT_SECONDS = 60

_PAGE = re.compile(r"[1-9][0-9]{0,5}")


# Browsers show what comes by the feed's own type as bare source, or save it.
@require_safe
@follows_moves
@kept("page", browsers=KEPT_SECONDS, shared=KEPT_SECONDS, read_as="text/xml; charset=utf-8")
def feed(request: HttpRequest, show: str) -> HttpResponse:
    """A page of the show's feed. Of the query only `page` counts; anything else in it changes nothing."""
    found = _find(request, show)
    lead_home(request, found)
    here = whole(found.get_feed_url(), at=origin_of(request))
    if found.redirect_feed and found.new_feed_url != here:  # never in a circle
        return _open(HttpResponsePermanentRedirect(found.new_feed_url))
    number = _page_number(request)
    if number == 1 and "page" in request.GET:
        return _open(HttpResponsePermanentRedirect(found.get_feed_url()))
    page = FeedPage(show=found, number=number, site=origin_of(request))
    try:
        body = whole_document(page)
    except NoSuchPage as error:
        raise Http404 from error
    response = HttpResponse(body, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Link"] = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in _links(page))
    return _open(response)


@require_safe
@kept(browsers=KEPT_SECONDS, shared=KEPT_SECONDS)
def shows_opml(request: HttpRequest) -> HttpResponse:
    """All public shows as one file, which podcast apps bring in."""
    outlines = (
        Outline(
            title=show.title,
            feed=whole(show.get_feed_url(), at=origin_of(request)),
            page=whole(show.get_absolute_url(), at=origin_of(request)),
            description=show.tagline,
            language=show.language,
        )
        for show in Show.objects.public()
    )
    body = opml(settings.SITE_NAME, outlines)
    response = HttpResponse(body, content_type=f"{OPML_MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="shows.opml"'
    return _open(response)


def whole_document(page: FeedPage) -> bytes:
    """The document in one piece; more memory than it takes itself is not needed. Raises NoSuchPage."""
    whole = BytesIO()  # not `join`, which would hold all the pieces as well
    channel = page.channel(hub=_hub(page), stylesheet=static("css/feed.css"))
    whole.writelines(document(channel, written_items(page)))
    return whole.getvalue()


def _find(request: HttpRequest, slug: str) -> Show:
    """The show. One query, unless it is not there."""
    found = Show.objects.public().filter(slug=slug).first()
    if found is None:
        find_show(request, slug)  # leads on from a former slug
        raise Http404  # somebody may preview the show, but there is no feed before there is an episode
    return found


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    if not _PAGE.fullmatch(number):
        raise Http404
    return int(number)


def _hub(page: FeedPage) -> str:
    """Who tells of changes: only for the first page, since that is where new episodes are."""
    return settings.WEBSUB_HUB if page.number == 1 else ""


def _links(page: FeedPage) -> Iterator[tuple[str, str]]:
    if hub := _hub(page):
        yield "hub", hub
    yield "self", page._page_address(page.number)


def _open(response: HttpResponse) -> HttpResponse:
    """Let players on other sites read it."""
    response["Access-Control-Allow-Origin"] = "*"
    return response

"""The feed over HTTP: what has not changed is said so after one small query, before anything is built."""

import re
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from episodes.feeds import kept
from episodes.feeds.document import MEDIA_TYPE, document
from episodes.feeds.reading import FeedPage, NoSuchPage
from episodes.finding import find_show
from episodes.models import Episode, Revision, Show
from guests.moves import follows_moves

# A change reaches everybody within that time; a scheduled moment is met to the second.
LONGEST_KEPT_SECONDS = 60

_PAGE = re.compile(r"[1-9][0-9]{0,5}")
_GZIP = re.compile(r"(?:^|[\s,])gzip(?!\s*;\s*q=0(?:\.0*)?(?:\s|,|$))", re.IGNORECASE)


@require_safe
@follows_moves
def feed(request: HttpRequest, show: str) -> HttpResponse:
    """A page of the show's feed. Of the query only `page` counts; anything else in it changes nothing."""
    found = _find(request, show)
    if found.redirect_feed and found.new_feed_url:
        return _open(HttpResponsePermanentRedirect(found.new_feed_url))
    number = _page_number(request)
    if number == 1 and "page" in request.GET:
        return _open(HttpResponsePermanentRedirect(found.get_feed_url()))
    page = FeedPage(show=found, number=number, site=f"{request.scheme}://{request.get_host()}")
    try:
        head = _head(page)
    except NoSuchPage as error:
        raise Http404 from error
    return _answer(request, page, head)


def _find(request: HttpRequest, slug: str) -> Any:
    """The show with the state that all its content is in. One query, unless the show is not there."""
    latest = Episode.objects.published().filter(show=OuterRef("pk")).newest_first().values("publish_at")[:1]
    upcoming = Episode.objects.scheduled().filter(show=OuterRef("pk")).values("publish_at")[:1]
    revision = Revision.objects.order_by()
    shows = Show.objects.public().annotate(
        latest_at=Subquery(latest),
        upcoming_at=Subquery(upcoming),
        revision=Subquery(revision.values("token")[:1]),
        changed_at=Subquery(revision.values("changed_at")[:1]),
    )
    found = shows.filter(slug=slug).first()
    if found is None:
        find_show(request, slug)  # leads on from a former slug
        raise Http404  # somebody may preview the show, but there is no feed before there is an episode
    return found


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    if not _PAGE.fullmatch(number):
        raise Http404
    return int(number)


def _head(page: FeedPage) -> kept.Head:
    show: Any = page.show
    stylesheet = static("css/feed.css")

    def build() -> bytes:
        return b"".join(document(page.channel(stylesheet=stylesheet), page.items()))

    name = kept.key(show.pk, page.number, page.site)
    key = kept.key(show.pk, page.number, page.site, show.revision, show.latest_at, stylesheet)
    return kept.head(key, name=name, build=build)


def _answer(request: HttpRequest, page: FeedPage, head: kept.Head) -> HttpResponse:
    show: Any = page.show
    now = timezone.now()
    in_gzip = bool(_GZIP.search(request.headers.get("Accept-Encoding", "")))
    etag = f'"{head.gzip_etag if in_gzip else head.etag}"'
    changed = int(max(show.changed_at, show.latest_at).timestamp())
    response: Any = get_conditional_response(request, etag=etag, last_modified=changed)
    if response is None:
        body = kept.zipped(head) if in_gzip else kept.plain(head)
        if body is None:  # dropped between the two looks into the cache
            return _answer(request, page, _head(page))
        response = HttpResponse(body, content_type=f"{_media_type(request)}; charset=utf-8")
        if in_gzip:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    if changed < int(now.timestamp()):  # in the second of a change another one may follow
        response["Last-Modified"] = http_date(changed)
    seconds = kept.seconds_until(show.upcoming_at, now=now, longest=LONGEST_KEPT_SECONDS)
    response["Cache-Control"] = f"public, max-age={seconds if head.is_current else 0}"
    response["Vary"] = "Accept, Accept-Encoding"
    response["Link"] = f'<{page._page_address(page.number)}>; rel="self"'
    return _open(response)


def _media_type(request: HttpRequest) -> str:
    """The type for apps; for browsers that of any XML, since they show the other one as bare source."""
    return "text/xml" if "text/html" in request.headers.get("Accept", "") else MEDIA_TYPE


def _open(response: HttpResponse) -> HttpResponse:
    """Let players on other sites read it."""
    response["Access-Control-Allow-Origin"] = "*"
    return response

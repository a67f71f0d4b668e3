"""Pages that belong to no app, and the pictures that people uploaded."""

import hashlib
import json
import mimetypes
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import is_valid_path, reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from episodes.finding import Gone, hides
from episodes.formats import colours
from episodes.models import Show
from episodes.views.ranges import serve
from guests import pictures, redirects
from guests.addresses import is_shows_domain, origin_of, whole
from guests.keeping import kept, version_key
from guests.languages import speaking
from guests.paging import NotInList

_YEAR = 31_536_000
_LEAST_ICON = 144  # with none as large browsers do not offer to install


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("episodes:sitemap"))
    rules = f"User-agent: *\nDisallow: /admin/\nDisallow: /search/\n\nSitemap: {sitemap}\n"
    return HttpResponse(rules, content_type="text/plain")


@require_safe
def indexnow_key(request: HttpRequest, key: str) -> HttpResponse:
    """The key by which search engines know that what they are told comes from here."""
    if not settings.INDEXNOW_KEY or key != settings.INDEXNOW_KEY:
        raise Http404
    return HttpResponse(key, content_type="text/plain")


@require_safe
@kept("show")
def manifest(request: HttpRequest) -> HttpResponse:
    """What a browser needs to put the site beside the apps of a device, or one show of it: the public one at `?show=`.

    As W3C's Web Application Manifest has it. People, topics and search are within reach of both.
    """
    slug = request.GET.get("show")
    show = Show.objects.public().filter(slug=slug).first() if slug else None
    if slug and show is None:
        raise Http404
    home = reverse("episodes:home")
    start = urlsplit(show.get_absolute_url()).path if show else home
    said = {
        "id": start,
        "name": show.title if show else settings.SITE_NAME,
        "start_url": start,
        "scope": home,
        "lang": show.language if show else get_language(),
        "display": "minimal-ui",
        "background_color": colours.LIGHT_GROUND,
        "theme_color": colours.LIGHT_GROUND,
        "icons": _covers(show) if show and show.cover else _icons(),
    }
    return HttpResponse(json.dumps(said), content_type="application/manifest+json")


def _icons() -> list[dict[str, str]]:
    """The site's own."""
    return [
        _icon(static("img/icon-192.png"), "image/png", 192),
        _icon(static("img/icon-512.png"), "image/png", 512),
        _icon(static("img/icon-512-maskable.png"), "image/png", 512) | {"purpose": "maskable"},
    ]


def _covers(show: Show) -> list[dict[str, str]]:
    """The show's cover; devices that cut icons round do so within what they have made smaller."""
    cover: Any = show.cover  # a file of ours, which has renditions
    return [_icon(cover.rendition_url(side), "image/webp", side) for side in pictures.WIDTHS if side >= _LEAST_ICON]


def _icon(address: str, content_type: str, side: int) -> dict[str, str]:
    return {"src": address, "type": content_type, "sizes": f"{side}x{side}"}


@require_safe
@kept()
def offline(request: HttpRequest) -> HttpResponse:
    """The page that `worker` shows where there is no connection."""
    return render(request, "offline.html")


@require_safe
@kept()
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root since it may speak for no more than what is below its own address."""
    said = {
        "offline": reverse("offline"),
        "desk": reverse("admin:index"),
        "version": hashlib.sha256(version_key().encode()).hexdigest()[:12],
    }
    return render(request, "worker.js", said, content_type="text/javascript; charset=utf-8")


@require_safe
def image(request: HttpRequest, name: str) -> HttpResponseBase:
    """An uploaded picture as it is kept. Audio is not reachable so: it has its episode's address only."""
    content_type, _encoding = mimetypes.guess_type(name)
    return _for_ever(serve(request, default_storage, f"images/{name}", content_type=content_type or "image/jpeg"))


@require_safe
def rendition(request: HttpRequest, token: str, width: int, focus: str = "") -> HttpResponseBase:
    """A square crop of an uploaded picture, made when first asked for."""
    name = pictures.rendition(default_storage, token, width, signed_focus=focus)
    if name is None:
        raise Http404
    return _for_ever(serve(request, default_storage, name, content_type="image/webp"))


def _for_ever(response: HttpResponseBase) -> HttpResponseBase:
    # A name is never used for another picture, so a copy is good for ever.
    patch_cache_control(response, public=True, max_age=_YEAR, immutable=True)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Access-Control-Allow-Origin"] = "*"  # players on other sites take their colours from a cover
    return response


def _is_without_slash(request: HttpRequest) -> bool:
    """Whether the address lacks only its last slash, to which `CommonMiddleware` leads."""
    path = request.path_info
    return not path.endswith("/") and not is_valid_path(path) and bool(is_valid_path(f"{path}/"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Where editors lead from here, or the same page for what never was and what is not public yet.

    What was public once has a page of its own.
    """
    if not _is_without_slash(request):
        if led := redirects.answer(request) or _of_another_show(request):
            return led
        if request.method == "GET" and not isinstance(exception, NotInList):
            redirects.note(request.path_info, unless=hides)
    with speaking(_language_of(request)):
        if isinstance(exception, Gone):
            response = render(request, "410.html", {"show": exception.show}, status=410)
        else:
            response = render(request, "404.html", status=404)
    response["Cache-Control"] = "no-store, private"  # it may be there in a second
    return response


def _of_another_show(request: HttpRequest) -> HttpResponse | None:
    """From the domain of a show to the page of another one, to which people and topics lead by its path on the site."""
    if not is_shows_domain(request):
        return None
    show = Show.objects.public().filter(slug=request.path.strip("/").partition("/")[0]).first()
    if show is None:
        return None
    return HttpResponseRedirect(whole(show.public_address(request.get_full_path()), at=origin_of(request)))


def _language_of(request: HttpRequest) -> str:
    """That of the show in whose addresses something is missing, where the show is public; else the site's."""
    slug = request.resolver_match.kwargs.get("show") if request.resolver_match else None
    show = Show.objects.public().filter(slug=slug).only("language").first() if slug else None
    return show.language if show else settings.LANGUAGE_CODE

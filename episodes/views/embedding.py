"""The player alone, for other people's pages, and what tells them how to put it there (https://oembed.com/)."""

import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control
from django.utils.csp import build_policy
from django.views.decorators.http import require_safe

from episodes import domains
from episodes.finding import find_episode, lead_home
from episodes.formats import timestamps
from episodes.models import Episode
from episodes.navigator import chapter_marks
from episodes.views.language import in_its_language
from episodes.views.pages import start_in
from guests.addresses import origin_of, whole
from guests.keeping import kept
from guests.linked_data import picture
from guests.moves import Moved, follows_moves
from guests.pictures import WIDTHS

WIDTH, HEIGHT = 640, 420
NARROWEST, LOWEST = 260, 220
_EMBEDDED = frozenset({"episodes:episode_detail", "episodes:episode_embed"})
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIXELS = re.compile(r"[1-9][0-9]{0,4}")


@require_safe
@follows_moves
@kept("t", "theme", is_framed=True)
def episode_embed(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    """The player of a public episode with its chapters, for any page to frame; `?theme=` may be `light` or `dark`."""
    found = _public(request, show, episode)
    lead_home(request, found.show)
    return _embed(request, found)


@in_its_language
def _embed(request: HttpRequest, found: Episode) -> HttpResponse:
    theme = request.GET.get("theme", "")
    context = {
        "show": found.show,
        "episode": found,
        "start_ms": start_in(request.GET),
        "chapters": chapter_marks(found, found.chapters.all()),
        "theme": theme if theme in ("light", "dark") else "",
    }
    response = render(request, "episodes/episode_embed.html", context)
    response["Content-Security-Policy"] = build_policy({**settings.SECURE_CSP, "frame-ancestors": ["*"]})
    response["X-Robots-Tag"] = "noindex"
    return response


def _public(request: HttpRequest, show: str, episode: str) -> Episode:
    """An episode that everybody can see; other people's pages preview nothing."""
    found = find_episode(request, show=show, slug=episode)
    if not found.is_public:
        raise Http404
    return found


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """How to put the episode at `?url=` on another page, within `maxwidth` and `maxheight`; JSON, or `format=xml`."""
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        return HttpResponse("Formats are json and xml.\n", status=501, content_type="text/plain")
    url = request.GET.get("url", "")
    said = _oembed(request, _meant(request, url), start_in(QueryDict(urlsplit(url).query)))
    response = (
        JsonResponse(said) if form == "json" else HttpResponse(_xml(said), content_type="text/xml; charset=utf-8")
    )
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, no_cache=True)  # it may be withdrawn
    return response


def _meant(request: HttpRequest, url: str) -> Episode:
    """The public episode whose page or player is at `url`, an address of this site or on the domain of a show."""
    try:
        parts = urlsplit(url)
        its = domains.show_at(parts.hostname or "")
        match = resolve(domains.path_on_site(parts.path, show=its) if its else parts.path)
    except (ValueError, Resolver404):
        raise Http404 from None
    is_ours = its is not None or parts.netloc == urlsplit(origin_of(request)).netloc
    if not is_ours or match.view_name not in _EMBEDDED:
        raise Http404
    slugs = dict(match.kwargs)
    for _ in range(3):  # a former address of the show, then one of the episode
        try:
            return _public(request, slugs["show"], slugs["episode"])
        except Moved as moved:
            slugs |= moved.slugs
    raise Http404


def _oembed(request: HttpRequest, episode: Episode, start_ms: int | None) -> dict[str, Any]:
    width = _at_most(request.GET.get("maxwidth", ""), WIDTH, NARROWEST)
    height = _at_most(request.GET.get("maxheight", ""), HEIGHT, LOWEST)
    address = whole(episode.get_embed_url(), at=origin_of(request))
    if start_ms:
        address += f"?t={timestamps.format_seconds(start_ms)}"
    frame = {"address": address, "title": episode.title, "width": width, "height": height}
    said: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": episode.title,
        "author_name": episode.show.title,
        "author_url": whole(episode.show.get_absolute_url(), at=origin_of(request)),
        "provider_name": settings.SITE_NAME,
        "provider_url": f"{origin_of(request)}/",
        "html": render_to_string("episodes/_embed_code.html", frame).strip(),
        "width": width,
        "height": height,
    }
    if address := picture(origin_of(request), episode.picture):
        said |= {"thumbnail_url": address, "thumbnail_width": WIDTHS[-1], "thumbnail_height": WIDTHS[-1]}
    return said


def _at_most(asked: str, usual: int, least: int) -> int:
    """The usual size in pixels, or a smaller one that was asked for and is still of use."""
    return max(least, min(usual, int(asked))) if _PIXELS.fullmatch(asked) else usual


def _xml(said: dict[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in said.items():
        ElementTree.SubElement(root, name).text = _NOT_XML.sub("", str(value))
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written

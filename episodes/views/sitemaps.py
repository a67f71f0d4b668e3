"""Everything that a search engine may list, as https://www.sitemaps.org/ has it, with the pictures of episodes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, Max, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from episodes.models import Episode, ResourceLink, Show, Topic
from guests.addresses import origin_of, whole
from guests.keeping import kept
from guests.models import Person

MOST_PAGES = 50_000
"""In one sitemap, by its protocol."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """An address of the site, and when what it says changed last, where that is known."""

    path: str
    changed_at: dt.datetime | None = None
    picture: str = ""

    @property
    def last_modified(self) -> str:
        """As W3C's profile of ISO 8601 has it: `2026-03-01T06:00:00+00:00`."""
        return self.changed_at.isoformat(timespec="seconds") if self.changed_at else ""


@require_safe
@kept("page")
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages on this host; where there are more than one sitemap may list, the sitemaps: `?page=1` and so on."""
    pages = list(_pages(request))
    number = request.GET.get("page", "")
    sitemaps = [pages[start : start + MOST_PAGES] for start in range(0, len(pages), MOST_PAGES)]
    if not number and len(sitemaps) > 1:
        return _answer(request, "episodes/sitemap_index.xml", numbers=range(1, len(sitemaps) + 1))
    listed = {str(place): part for place, part in enumerate(sitemaps, start=1)}.get(number or "1")
    if listed is None:
        raise Http404
    return _answer(request, "episodes/sitemap.xml", pages=listed)


def _answer(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    context["here"] = _here(request)
    return render(request, template, context, content_type="application/xml; charset=utf-8")


def _here(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _pages(request: HttpRequest) -> Iterator[Page]:
    """Those on this host: the site's own, or those of the show whose domain it is, which the site leaves out."""
    origin = origin_of(request)
    for page in _everywhere():
        address = whole(page.path, at=origin)
        if address.startswith(f"{_here(request)}/"):
            yield replace(page, path=address, picture=page.picture and whole(page.picture, at=origin))


def _everywhere() -> Iterator[Page]:
    """Five queries, whatever there is."""
    yield Page(path=reverse("episodes:home"))
    newest = dict(Episode.objects.published().order_by().values_list("show").annotate(Max("publish_at")))
    given = ResourceLink.objects.filter(episode__in=Episode.objects.published(), episode__show=OuterRef("pk"))
    shows: Any = Show.objects.public().annotate(has_links=Exists(given)).order_by("pk")
    for show in shows:
        yield Page(path=show.get_absolute_url(), changed_at=newest.get(show.pk), picture=_picture(show.cover))
        yield Page(path=show.get_subscribe_url())
        if show.has_links:
            yield Page(path=show.get_links_url())
    yield Page(path=reverse("guests:person_list"))
    for person in Person.objects.with_public_appearances().only("slug", "updated_at", "portrait").order_by("pk"):
        yield Page(path=person.get_absolute_url(), changed_at=person.updated_at, picture=_picture(person.portrait))
    yield Page(path=reverse("episodes:topic_list"))
    for topic in Topic.objects.public().only("slug").order_by("pk"):
        yield Page(path=topic.get_absolute_url())
    shown = ("slug", "updated_at", "publish_at", "cover", "show__slug", "show__domain", "show__cover")
    for episode in Episode.objects.published().select_related("show").only(*shown).order_by("pk"):
        changed_at = max(episode.updated_at, episode.publish_at or episode.updated_at)
        yield Page(path=episode.get_absolute_url(), changed_at=changed_at, picture=_picture(episode.picture))


def _picture(file: Any) -> str:
    return str(file.url) if file else ""

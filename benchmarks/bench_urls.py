"""The site, and the floors: what nothing in the same process model, behind the same middleware, beats."""

import os
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, resolve

from episodes.formats.words import stem
from episodes.models import Credit, Episode, Revision, Show

_BODIES: dict[str, bytes] = {}


def from_memory(request: HttpRequest, name: str) -> HttpResponse:
    """The bytes that the benchmark has put into its folder under `name`."""
    if name not in _BODIES:
        _BODIES[name] = (Path(os.environ["BENCHMARK_FOLDER"]) / "bodies" / name).read_bytes()
    return HttpResponse(_BODIES[name])


def not_modified(request: HttpRequest) -> HttpResponse:
    """Nothing new, after one small query."""
    token = Revision.objects.values_list("token", flat=True).first()
    return HttpResponseNotModified(headers={"ETag": f'"{token}"'})


# 20 kB, a fifth of it variable: rows as a listing has them, looped over, escaped, asked for what they have.
_TEMPLATE = engines["django"].from_string(
    """<!doctype html><html lang="en"><head><title>{{ show.title }}</title></head><body><h1>{{ show.title }}</h1>
<p>{{ show.tagline }}</p><ul>
{% for credit in credits %}<li>{{ credit.person.name }} {{ credit.role }}</li>{% endfor %}</ul>
{% for episode in episodes %}<article class="listing" lang="en"><p class="kicker">Episode {{ episode.number }}</p>
<h2 class="listing__title"><a href="/show/{{ episode.slug }}/" dir="auto">{{ episode.title }}</a></h2>
{% if episode.summary %}<p class="listing__summary" dir="auto">{{ episode.summary }}</p>{% endif %}
<p class="listing__more">
<a class="button button--quiet" href="/show/{{ episode.slug }}/#player" rel="bookmark">Listen</a></p></article>
{% endfor %}</body></html>"""
)
_ROWS = 36


def three_queries(request: HttpRequest, show: str) -> HttpResponse:
    """Three queries and a template of 20 kB."""
    found: Any = Show.objects.get(slug=show)
    episodes = list(Episode.objects.filter(show=found).order_by("-publish_at")[:_ROWS])
    credits = list(Credit.objects.filter(episode=episodes[0]).select_related("person"))
    return HttpResponse(_TEMPLATE.render({"show": found, "episodes": episodes, "credits": credits}, request))


# The database's own index of the same episodes, in its own order.
_LEAN = {
    "sqlite": "SELECT rowid FROM episodes_searchdocument_fts WHERE episodes_searchdocument_fts MATCH %s ORDER BY rank",
    "postgresql": "SELECT episode_id FROM episodes_searchdocument, to_tsquery('simple', %s) AS asked"
    " WHERE vector @@ asked ORDER BY ts_rank(vector, asked) DESC",
}


def lean_search(request: HttpRequest) -> HttpResponse:
    """The words as they are typed, asked of the database itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_LEAN[connection.vendor]} LIMIT 20", [_typed(request.GET["q"], connection.vendor)])
        keys = [key for (key,) in cursor.fetchall()]
    found = Episode.objects.in_bulk(keys)
    episodes = [found[key] for key in keys]
    show = Show.objects.get()
    credits = list(Credit.objects.filter(episode__in=keys).select_related("person"))
    return HttpResponse(_TEMPLATE.render({"show": show, "episodes": episodes, "credits": credits}, request))


def _typed(question: str, vendor: str) -> str:
    """Stems, as the words of the index are; a beginning where the question is one."""
    if question.startswith('"'):
        return question if vendor == "sqlite" else " <-> ".join(question.strip('"').split())
    beginning, both = ("*", " AND ") if vendor == "sqlite" else (":*", " & ")
    words = question.split()
    return both.join(f"{word}{beginning}" if len(word) == 4 else stem(word, language="en") for word in words)


def afresh(request: HttpRequest, rest: str) -> HttpResponse:
    """A page as after an edit elsewhere: not kept whole, but its parts are. The look into the state is included."""
    match = resolve(f"/{rest}")
    request.path = f"/{rest}"
    counted: Any = CaptureQueriesContext(connection) if "count" in request.GET else nullcontext([])
    with counted as queries:
        Episode.objects.public_state()
        response: HttpResponse = _unkept(match.func)(request, **match.kwargs)
    response["X-Queries"] = str(len(queries))
    return response


def first_time(request: HttpRequest, rest: str) -> HttpResponse:
    """The same where no part of the page is kept either."""
    cache.clear()
    return afresh(request, rest)


def _unkept(view: Any) -> Any:
    """The view below `@kept` and all that is above it."""
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return view


urlpatterns = [
    path("floor/afresh/<path:rest>", afresh),
    path("floor/first/<path:rest>", first_time),
    path("floor/memory/<str:name>", from_memory),
    path("floor/not-modified", not_modified),
    path("floor/search", lean_search),
    path("floor/three-queries/<slug:show>", three_queries),
    path("", include("podcast_site.urls")),
]

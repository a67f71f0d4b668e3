"""An episode's stored chapters as files, in every format that they can come back in."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from episodes.formats import chapters, timestamps
from episodes.models import Episode

Write = Callable[[Sequence[chapters.Chapter], Episode], str | bytes]


def _json(listed: Sequence[chapters.Chapter], episode: Episode) -> bytes:
    return chapters.to_json(listed, title=episode.title, podcast_name=episode.show.title, author=episode.show.author)


def _webvtt(listed: Sequence[chapters.Chapter], episode: Episode) -> str:
    return chapters.to_webvtt(listed, duration_ms=episode.duration_ms or timestamps.LONGEST_MS)


# What follows the slug in the file's name, its media type, and who writes it.
_FORMS: dict[str, tuple[str, str, Write]] = {
    "txt": (".txt", "text/plain; charset=utf-8", lambda listed, _episode: chapters.print_text(listed)),
    "json": (".json", "application/json+chapters", _json),
    "psc": (".psc.xml", "application/xml", lambda listed, _episode: chapters.to_psc(listed)),
    "vtt": (".vtt", "text/vtt; charset=utf-8", _webvtt),
    "labels": (".labels.txt", "text/plain; charset=utf-8", lambda listed, _episode: chapters.to_audacity(listed)),
}


@require_safe
@never_cache
def chapter_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The chapters as they are stored, to take along; for those who may look at the episode."""
    user: Any = request.user
    if form not in _FORMS or not user.is_staff:
        raise Http404
    episode = get_object_or_404(Episode.objects.open_to(user).select_related("show"), pk=pk)
    ending, media_type, write = _FORMS[form]
    listed = [row.as_value(whole=request.build_absolute_uri) for row in episode.chapters.all()]
    name = f"{episode.slug}-chapters{ending}"
    return HttpResponse(
        write(listed, episode),
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

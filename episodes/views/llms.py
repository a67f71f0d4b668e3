"""What programs that read with language models are told, as https://llmstxt.org/ has it."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from episodes.models import Episode, Show, Transcript
from guests.addresses import origin_of, whole
from guests.keeping import kept


@require_safe
@kept()
def llms_txt(request: HttpRequest) -> HttpResponse:
    """The episodes of the shows that allow it, with the addresses of their transcripts; 404 where none does.

    Two queries, whatever there is.
    """
    written = Exists(Transcript.objects.filter(episode=OuterRef("pk")))
    columns = ("title", "slug", "summary", "show", "publish_at")
    episodes = Episode.objects.published().only(*columns).annotate(is_written=written).newest_first()
    allowed = Show.objects.public().filter(in_llms_txt=True).order_by("title", "pk")
    shows = list(allowed.prefetch_related(Prefetch("episodes", episodes, to_attr="listed")))
    if not shows:
        raise Http404
    text = "\n".join(_lines(shows, origin_of(request)))
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")


def _lines(shows: list[Any], origin: str) -> Iterator[str]:
    yield f"# {_words(settings.SITE_NAME)}"
    yield ""
    yield "> " + _("Episodes of podcasts, with what is said in them where it is written down.")
    for show in shows:
        yield from ("", f"## {_words(show.title)}", "")
        if show.tagline:
            yield from (_words(show.tagline), "")
        for episode in show.listed:
            page = f"{whole(show.get_absolute_url(), at=origin)}{episode.slug}/"
            transcript = f" ([{_('transcript')}]({page}transcript.txt))" if episode.is_written else ""
            summary = f": {_words(episode.summary)}" if episode.summary else ""
            yield f"- [{_words(episode.title)}]({page}){transcript}{summary}"


def _words(text: str) -> str:
    """In one line, and nothing in it that Markdown would read otherwise."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", " ".join(text.split()))

"""Notes as HTML, made once for a source and a version of the renderer: a page of notes takes milliseconds.

Whoever needs it first makes it, and keeps it in the cache. For episodes that are public, or will be, the tick makes it
ahead and keeps it in the database, so that a new process, or another version, need not turn thousands of notes into
HTML before the first feed is sent.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from itertools import batched
from pathlib import Path

from django.core.cache import cache

from episodes.formats import markdown
from episodes.models import Episode, NotesHtml, Sweep

_BATCH = 50
_SWEEP = "notes"


@lru_cache(maxsize=1)
def renderer() -> str:
    """What makes the HTML: another one may make it otherwise."""
    packages = " ".join(f"{name} {version(name)}" for name in ("markdown", "nh3"))
    return hashlib.sha256(packages.encode() + Path(markdown.__file__).read_bytes()).hexdigest()


def key_of(source: str) -> str:
    """What the HTML of `source` is found by."""
    return hashlib.sha256((renderer() + source).encode(errors="backslashreplace")).hexdigest()


def html_of(source: str) -> str:
    """Markdown as sanitised HTML, made now or before."""
    key = f"html:{key_of(source)}"
    html: str | None = cache.get(key)
    if html is None:
        html = markdown.render(source)
        cache.set(key, html, timeout=None)
    return html


def render_ahead() -> Iterator[str]:
    """Store the HTML of the notes of approved episodes where it is missing or old; a sentence for each portion."""
    public = Episode.objects.public_state()
    state = f"{renderer()[:31]} {public.token}"
    if Sweep.objects.has_seen(_SWEEP, state=state):
        return
    stored = dict(NotesHtml.objects.values_list("episode_id", "key"))
    approved = Episode.objects.filter(state="approved").order_by("-publish_at").values_list("pk", "notes")
    wanted = ((pk, key, notes) for pk, notes in approved.iterator() if stored.get(pk) != (key := key_of(notes)))
    for batch in batched(wanted, _BATCH, strict=False):
        _store(batch)
        yield f"Notes that were turned into HTML: {len(batch)}."
    Sweep.objects.note(_SWEEP, state=state, at=public.now)


def _store(batch: tuple[tuple[int, str, str], ...]) -> None:
    rows = [NotesHtml(episode_id=pk, key=key, html=markdown.render(notes)) for pk, key, notes in batch]
    NotesHtml.objects.bulk_create(rows, update_conflicts=True, unique_fields=["episode"], update_fields=["key", "html"])

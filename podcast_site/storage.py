from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from podcast_site.joining import joined

# The scripts that public pages name; all other modules of theirs are part of these.
JOINED = ("js/listener.js", "js/episode.js")

type Sources = Mapping[str, tuple[Storage, str]]


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed static files: the public pages' modules as one script, and the desk's with their imports rewritten."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: Sources, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        yield from super().post_process({**paths, **_joined(paths)}, dry_run, **options)


def _joined(paths: Sources) -> Sources:
    """Where the joined scripts are to be read, in place of the files that they begin with."""
    made = InMemoryStorage()

    def read(path: str) -> str:
        storage, name = paths[path]
        with storage.open(name) as file:
            return bytes(file.read()).decode()

    for entry in filter(paths.__contains__, JOINED):
        made.save(entry, ContentFile(joined(entry, read).encode()))
    return {entry: (made, entry) for entry in JOINED if entry in paths}

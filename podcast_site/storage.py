from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from podcast_site.joining import joined_script, joined_sheet

# The scripts that public pages name; all other modules of theirs are part of these.
SCRIPTS = ("js/listener.js", "js/episode.js")
# The style sheets that are put together of parts, each in a folder of its name.
SHEETS = ("css/site.css", "css/player.css", "css/desk.css", "css/calendar.css")

type Sources = Mapping[str, tuple[Storage, str]]


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed static files: the public pages' modules as one script, the desk's with their imports rewritten; and sheets
    whole."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: Sources, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        yield from super().post_process({**paths, **_joined(paths)}, dry_run, **options)


def _joined(paths: Sources) -> Sources:
    """Where the joined scripts and sheets are to be read, in place of the files that they begin with."""
    made = InMemoryStorage()

    def read(path: str) -> str:
        storage, name = paths[path]
        with storage.open(name) as file:
            return bytes(file.read()).decode()

    ways = dict.fromkeys(SCRIPTS, joined_script) | dict.fromkeys(SHEETS, joined_sheet)
    there = {entry: join for entry, join in ways.items() if entry in paths}
    for entry, join in there.items():
        made.save(entry, ContentFile(join(entry, read).encode()))
    return {entry: (made, entry) for entry in there}

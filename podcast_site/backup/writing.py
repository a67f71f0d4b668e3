"""From the site, while it is in use, to a file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.utils import timezone

from podcast_site.appearing import appearing
from podcast_site.backup import files, rows
from podcast_site.backup.archive import MANIFEST, MEDIA, ROWS, BackupError, Writer
from podcast_site.backup.snapshot import snapshot

FORMAT = "podcast-site-backup"
VERSION = 1

type Progress = Callable[[int, int], None]
"""Is told how many bytes of files of how many are done."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is in a backup. `missing` are files that rows speak of and the storage has not."""

    rows: int
    files: int
    bytes: int
    missing: tuple[str, ...]


def write(target: Path, *, progress: Progress = lambda done, whole: None) -> Written:
    """Make a backup of everything at `target`, which appears there when it is whole.

    Raises BackupError, and NotWritten where the file cannot be.

    Rows are those of one moment. Files are copied after it: each keeps its name and its content for ever, so all
    that the rows speak of are there, but for those that were removed for good meanwhile.
    """
    stored = [(name, default_storage.size(name)) for name in files.names()]
    needed = sum(size for _, size in stored)
    with appearing(target) as out:
        if needed > (free := files.free_at(target.parent)):
            raise BackupError(f"The files alone have {needed:,} bytes, and {target.parent} has room for {free:,}.")
        archive = Writer(out)
        with snapshot() as using:
            written = _write_rows(archive, using)
            named = set(files.named_in_rows(using=using))
        copied = _write_files(archive, needed, progress)
        archive.close()
        size_of_all = out.tell()
    return Written(rows=written, files=len(copied), bytes=size_of_all, missing=tuple(sorted(named - copied)))


def _write_rows(archive: Writer, using: str) -> int:
    models = rows.kept_models()
    archive.add(MANIFEST, json.dumps(_manifest(models, using), indent=1).encode())
    written = 0
    for model in models:
        for number, (part, count) in enumerate(rows.parts(model, using=using), start=1):
            archive.add(f"{ROWS}{model._meta.label}/{number:06}.jsonl.gz", part)
            written += count
    return written


def _manifest(models: list[type[Any]], using: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": timezone.now().isoformat(),
        "migrations": rows.migrations(using),
        "models": {
            model._meta.label: {
                "fields": [field.attname for field in rows.fields_of(model)],
                "rows": model._base_manager.using(using).count(),
            }
            for model in models
        },
    }


def _write_files(archive: Writer, whole: int, progress: Progress) -> set[str]:
    """The names of what was copied."""
    copied: set[str] = set()
    done = 0
    for name in files.names():
        try:
            size = default_storage.size(name)
            with default_storage.open(name) as file:
                archive.add_file(f"{MEDIA}{name}", file, size)
        except FileNotFoundError:  # removed for good since it was listed
            continue
        copied.add(name)
        done += size
        progress(done, max(done, whole))
    return copied

"""From a backup to the site: read whole and compared first, then all of it or nothing."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor

from episodes.models import Show
from guests.models import Person
from podcast_site.backup import files, rows
from podcast_site.backup.archive import MANIFEST, MEDIA, ROWS, BackupError, Member, members
from podcast_site.backup.writing import FORMAT, VERSION, Progress

_USING = DEFAULT_DB_ALIAS
# Of rows as text, what is compressed of it, and what the database makes of it with its indexes.
_ROWS_GROW = 12


@dataclass(kw_only=True)
class Checked:
    """A backup that has been read whole and fits this installation.

    `row_bytes` are those of the compressed rows; `sizes` and `sums` those and the SHA-256 of each file, by its name.
    """

    made_at: str = ""
    rows: int = 0
    row_bytes: int = 0
    sizes: dict[str, int] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)


def check(path: Path, *, progress: Progress = lambda done, whole: None) -> Checked:
    """Read the whole backup and see that it could be restored here; nothing is touched. Raises BackupError."""
    _refuse_unmigrated()
    found = Checked()
    manifest: Mapping[str, Any] = {}
    counted = Counter[str]()
    done = 0
    for member in members(path):
        if not manifest:
            manifest = _manifest(member, path)
        elif member.name.startswith(ROWS):
            table = _table(member)
            for _ in table.read(member.file):
                counted[table.model._meta.label] += 1
            found.row_bytes += member.size
        else:
            name = _name_of_file(member)
            for _ in member.file.blocks():
                pass
            found.sizes[name], found.sums[name] = member.size, member.file.sha256
        done += member.size
        progress(done, path.stat().st_size)
    _compare_counts(manifest, counted, path)
    found.made_at, found.rows = manifest["made_at"], counted.total()
    return found


def restore(path: Path, *, replace: bool = False, progress: Progress = lambda done, whole: None) -> Checked:
    """Make the site what it was when the backup was made: everything, or after a BackupError nothing.

    With `replace` also where there is a site already, of which nothing is left then.
    """
    _refuse_unmigrated()
    if not replace:
        _refuse_inhabited()
    checked = check(path, progress=progress)
    _refuse_without_room(checked)
    new: list[str] = []
    try:
        with transaction.atomic(using=_USING):
            _empty_tables()
            _read_in(path, checked, new, progress)
            _settle()
    except BaseException:
        for name in new:
            default_storage.delete(name)
        raise
    ContentType.objects.clear_cache()
    if replace:
        _remove_others(checked)
    return checked


# --- Refusing ---------------------------------------------------------------------------------


def _refuse_unmigrated() -> None:
    executor = MigrationExecutor(connections[_USING])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BackupError("The database here is not ready. Run “manage.py migrate” first.")


def _refuse_inhabited() -> None:
    there = {
        "shows": Show.objects.count(),
        "people": Person.objects.count(),
        "accounts": User.objects.count(),
    }
    if any(there.values()):
        found = ", ".join(f"{count} {what}" for what, count in there.items() if count)
        raise BackupError(f"There is a site here already: {found}. With --replace nothing is left of it.")


def _refuse_without_room(checked: Checked) -> None:
    needed = sum(size for name, size in checked.sizes.items() if not default_storage.exists(name))
    free = files.free_bytes()
    if free is not None and needed > free:
        raise BackupError(f"The files need {needed:,} bytes more, and the media folder has room for {free:,}.")
    connection = connections[_USING]
    if connection.vendor == "sqlite":
        folder = Path(connection.settings_dict["NAME"]).parent
        if (rows_need := checked.row_bytes * _ROWS_GROW) > (free := files.free_at(folder)):
            raise BackupError(f"The database needs up to {rows_need:,} bytes, and {folder} has room for {free:,}.")


def _manifest(member: Member, path: Path) -> Mapping[str, Any]:
    """What the backup says of itself. Raises BackupError where it does not fit what is installed here."""
    found = json.loads(member.file.read()) if member.name == MANIFEST else {}
    if found.get("format") != FORMAT:
        raise BackupError(f"{path} is no backup of a site like this.")
    if found["version"] != VERSION:
        raise BackupError(f"{path} was written in version {found['version']} of the format; this is {VERSION}.")
    _compare_migrations(found["migrations"])
    here = {model._meta.label: [one.attname for one in rows.fields_of(model)] for model in rows.kept_models()}
    there = {label: facts["fields"] for label, facts in found["models"].items()}
    for label in {**here, **there}:
        if here.get(label) != there.get(label):
            raise BackupError(f"{label} has other columns in the backup than here. {_ADVICE}")
    return found


_ADVICE = "Install the version of the program that made the backup, restore, and upgrade then."


def _compare_migrations(theirs: Mapping[str, list[str]]) -> None:
    ours = rows.migrations(_USING)
    for app in {**ours, **theirs}:
        only_here = sorted({*ours.get(app, ())} - {*theirs.get(app, ())})
        only_there = sorted({*theirs.get(app, ())} - {*ours.get(app, ())})
        if only_there:
            raise BackupError(f"The backup is of a newer version: it has {app}.{only_there[0]}. {_ADVICE}")
        if only_here:
            raise BackupError(f"The backup is of an older version: it has no {app}.{only_here[0]}. {_ADVICE}")


def _compare_counts(manifest: Mapping[str, Any], counted: Counter[str], path: Path) -> None:
    if not manifest:
        raise BackupError(f"{path} is no backup of a site like this.")
    for label, facts in manifest["models"].items():
        if counted[label] != facts["rows"]:
            raise BackupError(f"{path} has {counted[label]} rows of {label} in it and speaks of {facts['rows']}.")


def _table(member: Member) -> rows.Table:
    label = member.name.removeprefix(ROWS).partition("/")[0]
    try:
        model: type[models.Model] = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise BackupError(f"The backup has rows of “{label}” in it, which is not known here.") from error
    return rows.Table(model=model, using=_USING)


def _name_of_file(member: Member) -> str:
    name = member.name.removeprefix(MEDIA)
    if not member.name.startswith(MEDIA) or not files.is_kept(name):
        raise BackupError(f"The backup has “{member.name}” in it as no backup has.")
    return name


# --- Restoring --------------------------------------------------------------------------------


def _empty_tables() -> None:
    """Foreign keys are looked at when all is in; the revision writes itself."""
    connection = connections[_USING]
    with connection.cursor() as cursor:
        for model in rows.stored_models():
            if model._meta.label != "episodes.Revision":
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def _read_in(path: Path, checked: Checked, new: list[str], progress: Progress) -> None:
    """Write rows and files. The names of files that were not there before are added to `new`."""
    done = 0
    for member in members(path):
        if member.name.startswith(ROWS):
            _table(member).insert(member.file)
        elif member.name.startswith(MEDIA):
            name = _name_of_file(member)
            # A file is never changed under its name: one that differs here has been damaged.
            if not files.is_there(name, size=member.size, sha256=checked.sums[name]):
                if not default_storage.exists(name):
                    new.append(name)
                files.put(name, member.file, member.size)
        done += member.size
        progress(done, path.stat().st_size)


def _settle() -> None:
    """Let new rows get new keys, and see that every row refers to one that is there."""
    connection = connections[_USING]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), rows.stored_models()):
            cursor.execute(statement)
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise BackupError(f"The rows of the backup do not fit together: {error}") from error


def _remove_others(checked: Checked) -> None:
    """Remove the files of the site that was here before, and what was derived of it."""
    for folder in files.FOLDERS | files.DERIVED:
        for name in files.all_names(f"{folder}/"):
            if name not in checked.sizes:
                default_storage.delete(name)

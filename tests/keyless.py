"""What a site holds, told without the keys of rows and the names of files: two sites that hold the same say the same.

Keys have gaps on one engine and none on the other, and nobody can guess the names of files.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

# What is of the run and not of the show: when something was written, by whom, and how often that was tried; and keys.
# Which of the files came first, and so which episode was approved first, is nobody's to say.
_OF_THE_RUN = re.compile(r"(?!publish_at).*_at|at|claim|worker|attempts|key|id|episode_id")
# What was remembered of these fields goes by names of files and keys of people.
_DIGEST = re.compile(r'("(?:audio|cover|people|pictures)": \["\w{20}", )"\w{20}"')
_FILE = re.compile(r"(audio|images)/[\w./-]+")


def held():
    """All rows by their table, files that no row names, and parts of files."""
    media, named = _files(Path(settings.MEDIA_ROOT)), set()

    def summed(found):
        named.add(found[0])
        return media.get(found[0], "is not there")

    @cache
    def said(model, key):
        """A row as text, with what it refers to in place of the keys of that."""
        row = model._base_manager.values().get(pk=key)
        return "\n".join(f"{field.name}: {_said(field, row[field.attname])}" for field in model._meta.concrete_fields)

    def _said(field, value):
        if field.is_relation and value is not None:
            model = field.remote_field.model
            return f"{model.__name__} {hashlib.sha256(said(model, value).encode()).hexdigest()}"
        if _OF_THE_RUN.fullmatch(field.name) or field.model.__name__.endswith("Revision"):
            return "…"
        written = json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else str(value)
        return _DIGEST.sub(r"\1", _FILE.sub(summed, written))

    models = [model for app in ("episodes", "guests") for model in apps.get_app_config(app).get_models(True)]
    keys = {model: model._base_manager.values_list("pk", flat=True) for model in models if model._meta.managed}
    rows = {model._meta.db_table: sorted(said(model, key) for key in its) for model, its in keys.items()}
    return {
        "rows": rows,
        "orphans": sorted(set(media) - named),
        "parts": sorted(_files(Path(settings.UPLOAD_ROOT))),
    }


def _files(folder):
    """The sums of the files in a folder, by their names in it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }

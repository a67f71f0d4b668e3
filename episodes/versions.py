"""An episode as it stood: kept after each save, compared field by field, taken back to with one call.

The content of a version is `{"fields": {name: value}, "topics": [key], "rows": {relation: [{name: value}]},
"transcripts": […], "names": {"person": {key: name}, "topic": …, "season": …}}`; `transcript_history` has the shape of
transcripts, which versions of former days lack. Publication is no part of it: state, moment and GUID belong to
`publishing`, and nothing here writes them, nor what the public is told ahead.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.translation import gettext as _

from episodes import readiness, transcript_history
from episodes.formats import timestamps
from episodes.models import Episode, EpisodeVersion, Topic
from guests.models import MergedPerson, Person
from guests.moves import leave_address

_NEVER = frozenset(
    {
        *("id", "show", "guid", "guid_is_permalink", "kept_xml", "state", "publish_at", "announced", "was_public"),
        *("deleted_at", "deleted_by", "created_at", "updated_at"),
    }
)
# The last two are derived: `link_checks` finds the one, the database the other.
_NEVER_OF_ROWS = frozenset({"id", "episode", "is_dead", "site"})
RELATIONS = ("chapters", "credits", "resource_links", "soundbites")
_FILES = frozenset({"audio_file", "cover", "image"})
# What is said of an audio is true of that one alone.
_AUDIO = frozenset({"audio_file", "audio_url", "audio_type", "audio_size", "duration_ms"})
Cause = EpisodeVersion.Cause


class Refused(Exception):
    """A version that cannot be taken back to; `reasons` are sentences."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, kw_only=True)
class Change:
    """What is different in one field or one kind of rows: lines that went, lines that came."""

    label: str
    before: Sequence[str]
    after: Sequence[str]


# --- Keeping ----------------------------------------------------------------------------------


def keep(*, episode: Episode, by: User | None, cause: str = Cause.SAVED) -> EpisodeVersion | None:
    """Keep how the episode stands, unless the last version says the same. Constant queries."""
    content = content_of(episode)
    last = episode.versions.first()
    if last and last.content == content:
        return None
    transcript_history.keep(episode=episode, content=content["transcripts"])
    return EpisodeVersion.objects.create(episode=episode, by=by, cause=cause, content=content)


def keep_before(*, episode: Episode) -> None:
    """Of an episode that was made elsewhere, keep how it stands before it is written to."""
    if episode.pk and not episode.versions.exists():
        keep(episode=episode, by=None, cause=Cause.BEFORE)


def content_of(episode: Episode) -> dict[str, Any]:
    """How the stored episode stands; seven queries."""
    stored = Episode.everything.select_related("season").get(pk=episode.pk)
    topics = list(stored.topics.order_by("pk"))
    credits = list(stored.credits.select_related("person"))
    names: dict[str, dict[str, str]] = {
        "topic": {str(topic.pk): topic.name for topic in topics},
        "person": {str(credit.person_id): credit.person.name for credit in credits},
        "season": {str(stored.season_id): str(stored.season)} if stored.season else {},
    }
    rows = {
        name: [_values(row) for row in (credits if name == "credits" else getattr(stored, name).all())]
        for name in RELATIONS
    }
    fields = _values(stored)
    return {
        "fields": fields,
        "topics": [topic.pk for topic in topics],
        "rows": rows,
        "transcripts": transcript_history.content_of(stored),
        "names": names,
    }


def _values(row: models.Model) -> dict[str, Any]:
    return {field.name: _plain(field, row) for field in _fields_of(type(row))}


def _fields_of(model: type[models.Model]) -> Iterator[Any]:
    never = _NEVER if model is Episode else _NEVER_OF_ROWS
    return (field for field in model._meta.concrete_fields if field.name not in never)


def field_of(model: type[models.Model], name: str) -> Any:
    """The field of an episode or of one of its rows that versions keep under `name`; None where there is none now."""
    return next((field for field in _fields_of(model) if field.name == name), None)


def _plain(field: Any, row: models.Model) -> Any:
    value = getattr(row, field.attname)
    return (value.name or "") if isinstance(field, models.FileField) else value


# --- Comparing --------------------------------------------------------------------------------


def changes(
    *, before: dict[str, Any] | None, after: dict[str, Any], texts: Mapping[str, str] | None = None
) -> list[Change]:
    """Return what is different, in the order of the form; of a first version nothing is.

    `texts` are those of transcripts, by digest.
    """
    if before is None:
        return []
    old, new = dict(_lines(before)), dict(_lines(after))
    found = [
        change
        for label in dict.fromkeys([*new, *old])
        if (change := _change(label, old.get(label, []), new.get(label, [])))
    ]
    if "transcripts" in before and "transcripts" in after and before["transcripts"] != after["transcripts"]:
        went, came = transcript_history.differences(before["transcripts"], after["transcripts"], texts or {})
        found.append(Change(label=str(_("Transcripts")), before=went, after=came))
    return found


def texts_of(*, episode: Episode, contents: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The texts of the transcripts in which `contents`, one version after the other, differ. At most one query."""
    kept = [content.get("transcripts", []) for content in contents]
    if all(each == kept[0] for each in kept):
        return {}
    return transcript_history.texts_of(episode=episode, contents=kept)


def _change(label: str, old: list[str], new: list[str]) -> Change | None:
    if old == new:
        return None
    compared = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    went = [line[1:] for line in compared if line.startswith("-")]
    came = [line[1:] for line in compared if line.startswith("+")]
    return Change(label=label, before=went, after=came)


def _lines(content: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Each field and each kind of rows as its label and the lines that a person compares."""
    names = content["names"]
    known = {field.name: field for field in _fields_of(Episode)}
    for name, value in content["fields"].items():
        if name in known:
            yield str(known[name].verbose_name).capitalize(), _said(known[name], value, names)
    yield str(Topic._meta.verbose_name_plural).capitalize(), sorted(names["topic"].values())
    for relation in RELATIONS:
        model: Any = Episode._meta.get_field(relation).related_model
        fields = {field.name: field for field in _fields_of(model)}
        label = str(model._meta.verbose_name_plural).capitalize()
        yield label, [_row_line(fields, row, names) for row in content["rows"].get(relation, [])]


def _row_line(fields: dict[str, Any], row: dict[str, Any], names: Any) -> str:
    said = (
        _said(fields[name], value, names)
        for name, value in row.items()
        if name in fields and name != "position" and not (value is None or value is False or value == "")
    )
    return " · ".join(part for parts in said for part in parts)


def _said(field: Any, value: Any, names: dict[str, dict[str, str]]) -> list[str]:
    if value in (None, ""):
        return []
    if field.name in names:
        return [names[field.name].get(str(value), f"№ {value}")]
    if isinstance(value, bool):
        return [str(field.verbose_name)] if value else []
    if field.choices:
        return [str(dict(field.flatchoices).get(value, value))]
    if field.name.endswith("_ms"):
        return [timestamps.format_exact(int(value))]
    return str(value).splitlines()


# --- Taking back ------------------------------------------------------------------------------


@transaction.atomic
def restore(*, version: EpisodeVersion, by: User) -> list[str]:
    """Let the episode stand as in `version`, itself as a new version; return sentences about what is gone meanwhile.

    Raises Refused, and changes nothing, where a rule of today forbids it.
    """
    if not by.has_perm("episodes.change_episode", version):
        raise PermissionDenied
    episode = Episode.objects.select_for_update(of=("self",)).select_related("show").get(pk=version.episode_id)
    keep(episode=episode, by=None, cause=Cause.BEFORE)
    content, gone = version.content, list[str]()
    _restore_fields(episode, content, gone)
    _restore_topics(episode, content, gone)
    for relation in RELATIONS:
        _restore_rows(episode, relation, content, gone)
    if "transcripts" in content:
        gone += transcript_history.restore(episode=episode, content=content["transcripts"])
    if episode.state == Episode.State.APPROVED and (reasons := readiness.blocking(episode=episode)):
        raise Refused(*reasons)
    EpisodeVersion.objects.create(episode=episode, by=by, cause=Cause.RESTORED, content=content_of(episode))
    return gone


def _restore_fields(episode: Episode, content: dict[str, Any], gone: list[str]) -> None:
    former_slug, saved = episode.slug, []
    kept = _without_lost_files(content["fields"], gone)
    for field in _fields_of(Episode):
        if field.name not in kept:
            continue
        value = kept[field.name]
        setattr(episode, field.attname, field.to_python(value) if not field.is_relation else value)
        saved.append(field.name)
    if episode.season_id and not episode.show.seasons.filter(pk=episode.season_id).exists():
        gone.append(_("The season is gone."))
        episode.season = None
    try:
        episode.full_clean()
    except ValidationError as error:
        raise Refused(*error.messages) from error
    episode.save(update_fields=[*saved, "updated_at"])
    if former_slug != episode.slug:
        leave_address(episode.former_addresses, old=former_slug, new=episode.slug, show=episode.show)


def _without_lost_files(fields: dict[str, Any], gone: list[str]) -> dict[str, Any]:
    """The fields but for files that are gone, and for all that was said of an audio that is."""
    lost: set[str] = set()
    for name in sorted(_FILES & set(fields)):
        if fields[name] and not default_storage.exists(fields[name]):
            gone.append(
                _("The file “%(name)s” is not kept any more; what is there now stays.") % {"name": fields[name]}
            )
            lost |= _AUDIO if name in _AUDIO else {name}
    return {name: value for name, value in fields.items() if name not in lost}


def files_of(*, episode: Episode) -> set[str]:
    """The names of all files that the episode has, or had in any version, with those of its rows."""
    found: set[str] = set()
    for content in (content_of(episode), *episode.versions.values_list("content", flat=True)):
        for values in (content["fields"], *(row for rows in content["rows"].values() for row in rows)):
            found.update(values[name] for name in _FILES & set(values) if values[name])
    return found


def _restore_topics(episode: Episode, content: dict[str, Any], gone: list[str]) -> None:
    topics = list(Topic.objects.filter(pk__in=content["topics"]))
    missing = set(content["topics"]) - {topic.pk for topic in topics}
    gone.extend(_("The topic “%(name)s” is gone.") % {"name": content["names"]["topic"][str(key)]} for key in missing)
    episode.topics.set(topics)


def _restore_rows(episode: Episode, relation: str, content: dict[str, Any], gone: list[str]) -> None:
    manager = getattr(episode, relation)
    model, stored = manager.model, content["rows"].get(relation, [])
    if [_values(row) for row in manager.all()] == stored:
        return
    fields = {field.name: field for field in _fields_of(model)}
    people = _people(stored, fields)
    rows: list[Any] = []
    for values in stored:
        if "person" in fields and values["person"] not in people:
            gone.append(_("“%(name)s” is gone.") % {"name": content["names"]["person"].get(str(values["person"]), "")})
            continue
        if "person" in fields:
            values = values | {"person": people[values["person"]]}
            if any(_is_same_credit(row, values) for row in rows):  # two profiles of then are one today
                continue
        rows.append(model(episode=episode, **{fields[n].attname: value for n, value in values.items() if n in fields}))
    manager.all().delete()
    model.objects.bulk_create(rows)


def _is_same_credit(row: Any, values: dict[str, Any]) -> bool:
    same: bool = (row.person_id, row.role) == (values["person"], values["role"])
    return same


def _people(stored: list[dict[str, Any]], fields: dict[str, Any]) -> dict[Any, Any]:
    """By the keys of then, those of today: a profile may have been merged into another one."""
    if "person" not in fields:
        return {}
    keys = {row["person"] for row in stored}
    there = dict(Person.objects.filter(pk__in=keys).values_list("pk", "pk"))
    merged = MergedPerson.objects.filter(key__in=keys - set(there)).values_list("key", "person")
    return there | dict(merged)

"""What stands in the episodes' form → the database, for as long as a preview needs it there.

The forms are the desk's own, so what is shown is what saving would make of them. New pictures and audio are left out:
to show them they would have to be stored. Where something is wrong, the rest is shown all the same.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, transaction
from django.forms import Field
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from episodes import slugs
from episodes.admin.episode import EpisodeAdmin
from episodes.models import Episode

# Files that are read and not stored: lists of chapters, transcripts.
_TEXTS = re.compile(r"chapter_list-file|transcripts-[0-9]{1,9}-file")

# Fields of which the database asks something together.
_TOGETHER = (
    *("kind", "season", "number", "social_url", "social_protocol"),
    *("audio_file", "audio_url", "audio_type", "audio_size", "duration_ms"),
)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """The episode with what was typed; None where it can be no episode yet. `mistakes` say what is shown as it was."""

    episode: Episode | None
    mistakes: tuple[str, ...] = ()
    files_left_out: bool = False


def put_down(*, desk: EpisodeAdmin, request: HttpRequest, episode: Episode | None) -> Typed:
    """Write what `request` posts into the database, within a transaction that the caller takes back."""
    data, files = request.POST.copy(), _texts(request)
    data.pop("seen", None)  # whether somebody else has saved meanwhile counts when this is saved
    form = desk.get_form(request, episode, change=episode is not None)(data, files, instance=episode)
    complete = form.is_valid()
    mistakes = [] if complete else list(_in_fields(form))
    left_out = len(request.FILES) > len(files)
    stored = _stored(form, as_it_was=_as_it_was(episode, form.instance))
    if stored is None:
        return Typed(episode=episode and Episode.objects.get(pk=episode.pk), mistakes=tuple(mistakes))
    for formset, label in _formsets(desk, request, stored, data, files):
        mistakes += _rows(formset, label)
    return Typed(episode=stored, mistakes=tuple(mistakes), files_left_out=left_out)


def _texts(request: HttpRequest) -> "MultiValueDict[str, UploadedFile[bytes]]":
    return MultiValueDict({name: request.FILES.getlist(name) for name in request.FILES if _TEXTS.fullmatch(name)})


def _as_it_was(episode: Episode | None, typed: Episode) -> Episode:
    return Episode.objects.get(pk=episode.pk) if episode else Episode(show=typed.show)


def _stored(form: Any, *, as_it_was: Episode) -> Episode | None:
    """The episode of the form in the database; what is wrong in it stays `as_it_was`. None where it can be none."""
    episode: Episode = form.instance
    _take_back(episode, {field.name for field in Episode._meta.concrete_fields} & set(form.errors), as_it_was)
    episode.slug = episode.slug or slugs.free(episode.title or "preview", show=episode.show)
    if _saved(form):
        return episode
    # Each may be right and the two together wrong, which the form has said.
    _take_back(episode, _TOGETHER, as_it_was)
    return episode if _saved(form) else None


def _take_back(episode: Episode, names: Iterable[str], as_it_was: Episode) -> None:
    for name in names:
        setattr(episode, name, getattr(as_it_was, name))


def _saved(form: Any) -> bool:
    try:
        with transaction.atomic():
            form.instance.save()
            form._save_m2m()
    except DatabaseError:
        return False
    return True


def _in_fields(form: Any) -> Iterator[str]:
    for name, errors in form.errors.items():
        field: Field | None = form.fields.get(name)
        label = str(field.label or name).capitalize() if field else ""
        for error in errors:
            yield f"{label}: {error}" if label else str(error)


def _formsets(
    desk: EpisodeAdmin, request: HttpRequest, episode: Episode, data: QueryDict, files: Any
) -> Iterator[tuple[Any, str]]:
    """The rows that came with the form and may be changed, each with the name of its tab."""
    labels = dict(desk.panels)
    for formset_class, inline in desk.get_formsets_with_inlines(request, episode):
        prefix = formset_class.get_default_prefix()
        if f"{prefix}-TOTAL_FORMS" in data and inline.has_change_permission(request, episode):
            kwargs = desk.get_formset_kwargs(request, episode, inline, prefix)
            yield formset_class(**{**kwargs, "data": data, "files": files}), str(labels[inline.panel])


def _rows(formset: Any, label: str) -> Iterator[str]:
    """Save the rows if all of them are right; else leave those that are stored, and say what is wrong."""
    if formset.is_valid():
        try:
            with transaction.atomic():
                formset.save()
            return
        except DatabaseError:
            yield _("%(tab)s: shown as last saved.") % {"tab": label}
            return
    for number, errors in enumerate(formset.errors, start=1):
        for error in (error for found in errors.values() for error in found):
            yield _("%(tab)s, row %(number)d: %(error)s") % {"tab": label, "number": number, "error": error}
    for error in formset.non_form_errors():
        yield f"{label}: {error}"

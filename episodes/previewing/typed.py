"""What stands in the episodes' form → the database, for as long as a preview needs it there.

The forms are the desk's own, so what is shown is what saving would make of them. New pictures are `chosen`, and not
stored; audio is, as an upload of whoever looks, which scripts do while the form is filled in. Where something is
wrong, the rest is shown all the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.forms import Field
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from episodes import slugs, uploads
from episodes.admin.episode import EpisodeAdmin
from episodes.models import Episode, Upload
from episodes.previewing.chosen import Chosen, only_looked_at

_AUDIO = "audio_file"
# Fields of which the database asks something together.
_TOGETHER = (
    *("kind", "season", "number", "social_url", "social_protocol"),
    *("audio_file", "audio_url", "audio_type", "audio_size", "duration_ms"),
)


@dataclass(frozen=True, kw_only=True)
class Typed:
    """The episode with what was typed; None where it can be no episode yet. `mistakes` say what is shown as it was.

    `audio_address` is where its audio is heard meanwhile, empty where there is none yet.
    """

    episode: Episode | None
    mistakes: tuple[str, ...] = ()
    chosen: Chosen = field(default_factory=Chosen)
    audio_address: str = ""


@dataclass(frozen=True, kw_only=True)
class Audio:
    """Audio that came whole with the form: the token of its upload, or the sentence that says why it is refused."""

    token: str = ""
    refused: str = ""


def keep_audio(*, request: HttpRequest) -> Audio:
    """Store the audio that came with the form, if some did, to be heard by who sent it until it expires."""
    file = request.FILES.get(_AUDIO)
    if file is None:
        return Audio()
    try:
        kept = uploads.keep(file=file, title=file.name or "", owner=cast(User, request.user))
    except uploads.Refused as refused:
        return Audio(refused=str(refused))
    return Audio(token=kept.token)


def put_down(*, desk: EpisodeAdmin, request: HttpRequest, episode: Episode | None, audio: Audio) -> Typed:
    """Write what `request` posts into the database, within a transaction that the caller takes back.

    `audio` is what `keep_audio` made of it outside of that.
    """
    data, files, chosen = request.POST.copy(), request.FILES.copy(), Chosen()
    files.pop(_AUDIO, None)
    if audio.token:
        data["audio_kept"] = audio.token
    data.pop("seen", None)  # whether somebody else has saved meanwhile counts when this is saved
    form = desk.get_form(request, episode, change=episode is not None)(data, files, instance=episode)
    only_looked_at(form)
    complete = form.is_valid()
    mistakes = [] if complete else list(_in_fields(form))
    mistakes += [f"{form.fields[_AUDIO].label}: {audio.refused}"] if audio.refused else []
    as_it_was = _as_it_was(episode, form.instance)
    stored = _stored(form, as_it_was=as_it_was, chosen=chosen)
    if stored is None:
        return Typed(episode=episode and Episode.objects.get(pk=episode.pk), mistakes=tuple(mistakes))
    for formset, label in _formsets(desk, request, stored, data, files):
        mistakes += _rows(formset, label, chosen)
    return Typed(
        episode=stored,
        mistakes=tuple(mistakes),
        chosen=chosen,
        audio_address=_heard_at(stored, as_it_was=as_it_was, upload=form.upload),
    )


def _heard_at(episode: Episode, *, as_it_was: Episode, upload: Upload | None) -> str:
    """Where the audio is while the episode is only looked at: its own address may be one that was just typed."""
    if upload:
        return reverse("uploaded_audio", args=[upload.token])
    if episode.audio_url != as_it_was.audio_url:
        return episode.audio_url
    return as_it_was.get_audio_url() if as_it_was.has_audio else ""


def _as_it_was(episode: Episode | None, typed: Episode) -> Episode:
    return Episode.objects.get(pk=episode.pk) if episode else Episode(show=typed.show)


def _stored(form: Any, *, as_it_was: Episode, chosen: Chosen) -> Episode | None:
    """The episode of the form in the database; what is wrong in it stays `as_it_was`. None where it can be none."""
    episode: Episode = form.instance
    _take_back(episode, {field.name for field in Episode._meta.concrete_fields} & set(form.errors), as_it_was)
    episode.slug = episode.slug or slugs.free(episode.title or "preview", show=episode.show)
    chosen.hold(episode)
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


def _rows(formset: Any, label: str, chosen: Chosen) -> Iterator[str]:
    """Save the rows if all of them are right; else leave those that are stored, and say what is wrong."""
    for form in formset.forms:
        only_looked_at(form)
    if formset.is_valid():
        for form in formset.forms:
            chosen.hold(form.instance)
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

"""What two people gave to one episode as files at the same time: its cover, its audio, its transcripts.

Each yields a `Both` where the other's save has changed it and what came with the form would change it again.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from episodes import transcript_history, uploads
from episodes.admin import showing
from episodes.admin.both import Both
from episodes.admin.uploads import facts
from episodes.forms import sent
from episodes.models import Episode, EpisodeVersion
from guests.pictures import PictureField

AUDIO = "audio_file"
# An episode has one audio, whichever of these say what it is.
AUDIO_FIELDS = ("audio_file", "audio_url", "audio_type", "audio_size", "duration_ms")
TRANSCRIPTS = "transcripts"
_CLEAR, _KEPT = "-clear", "-kept"


def of_picture(
    name: str, *, form: Any, bound: Any, request: HttpRequest, episode: Episode, base: EpisodeVersion | None
) -> Iterator[Both]:
    """The picture field `name`; `bound` is the form that came, once it has been looked through."""
    stored = getattr(episode, name)
    if not _is_brought(name, request) or not _has_changed(name, base, stored):
        return
    kept = getattr(bound.fields[name].widget, "kept", None) if bound else None
    taken_away = bool(request.POST.get(name + _CLEAR))
    yield Both(
        name=name,
        label=str(capfirst(form.fields[name].label or name)),
        theirs=[_("A picture")] if stored else [],
        mine=[] if taken_away else [_("The picture that you chose")],
        theirs_pictures=[stored.rendition_url(192)] if stored else [],
        mine_pictures=[kept.preview] if kept else [],
        take_theirs=False,
    )


def both_gave_pictures(formset: Any, mine: Sequence[sent.Row], base: EpisodeVersion | None) -> bool:
    """Whether pictures came with the rows of `formset`, and the other has changed some there too."""
    names = _pictures_of(formset)
    if not any(_changes_picture(row, name, _with_picture(formset, name)) for row in mine for name in names):
        return False
    before = base.content["rows"].get(formset.prefix, []) if base else None
    stored = [getattr(form.instance, name).name or "" for form in formset.initial_forms for name in names]
    return before is None or sorted(stored) != sorted(row.get(name, "") for row in before for name in names)


def name_pictures(formset: Any, theirs: Sequence[sent.Row], mine: Sequence[sent.Row]) -> None:
    """Put words into the rows of `formset` where they have a picture, or one came or goes."""
    for name in _pictures_of(formset):
        there = _with_picture(formset, name)
        for row in theirs:
            row[name] = [_("a picture")] if row["id"][0] in there else []
        for row in mine:
            stays = [_("a picture")] if row.get("id", [""])[0] in there else []
            row[name] = {"came": [_("the picture that you chose")], "goes": []}.get(_said_of_picture(row, name), stays)


def pictures_of_rows(formset: Any, bound: Any) -> tuple[list[str], list[str]]:
    """What is stored in rows for which a picture was chosen, and what was chosen; `bound` are the rows that came."""
    stored = {form.instance.pk: form.instance for form in formset.initial_forms}
    came = [
        (kept.preview, getattr(stored.get(form.instance.pk), name, None))
        for form in (bound.forms if bound else ())
        for name in _pictures_of(formset)
        if (kept := form.fields[name].widget.kept)
    ]
    return [picture.rendition_url(192) for _preview, picture in came if picture], [
        preview for preview, _picture in came
    ]


def of_audio(
    *,
    request: HttpRequest,
    episode: Episode,
    base: EpisodeVersion | None,
    saved: sent.Reading,
    came: sent.Reading,
    before: sent.Reading | None,
) -> Iterator[Both]:
    """The audio as one thing: a file, or an address with what is said of it."""
    brought = _is_brought(AUDIO, request)
    typed, stored = (_audio_of(reading) for reading in (came, saved))
    if not any(_has_changed(name, base, getattr(episode, name)) for name in AUDIO_FIELDS):
        return
    if not brought and typed == stored:
        return
    yield Both(
        name=AUDIO,
        label=_("Audio"),
        theirs=_audio_said(episode),
        mine=_audio_that_came(request, came),
        take_theirs=not brought and before is not None and typed == _audio_of(before),
    )


def of_transcripts(
    formset: Any, *, request: HttpRequest, episode: Episode, base: EpisodeVersion | None
) -> Iterator[Both]:
    stored = transcript_history.content_of(episode)
    kept = base.content.get("transcripts") if base else None
    theirs = sent.typed(sent.rows_of_formset(formset))
    mine = sent.typed(sent.rows_of_data(request.POST, TRANSCRIPTS, request.FILES), files=True)
    if mine == theirs or (kept is not None and _texts(kept) == _texts(stored)):
        return
    yield Both(
        name=TRANSCRIPTS,
        label=str(capfirst(formset.model._meta.verbose_name_plural)),
        theirs=[" · ".join(filter(None, (form.instance.language, form.facts))) for form in formset.initial_forms],
        mine=[_transcript_said(row, request) for row in mine],
        take_theirs=kept is not None and mine == [{"language": [each["language"]]} for each in kept],
    )


def let_go(name: str, *, request: HttpRequest, data: QueryDict, saved: sent.Reading) -> None:
    """What is saved was chosen: what came for the field `name` counts no more."""
    request.FILES.pop(name, None)
    for ending in (_CLEAR, _KEPT):
        data.pop(name + ending, None)
    if name == AUDIO:
        data.pop("audio_kept", None)
        data.pop("audio_offers", None)
        for each in AUDIO_FIELDS:
            data.setlist(each, list(saved.get(each, [])))


# --- What came, and what has changed ---------------------------------------------------------------


def _is_brought(name: str, request: HttpRequest) -> bool:
    """Whether a file came, one is kept from an earlier try, or the stored one is to be taken away."""
    kept = "audio_kept" if name == AUDIO else name + _KEPT
    return name in request.FILES or bool(request.POST.get(kept) or request.POST.get(name + _CLEAR))


def _has_changed(name: str, base: EpisodeVersion | None, stored: Any) -> bool:
    """Whether the stored value is another than when the form was opened, as far as anybody knows."""
    value = (stored.name or "") if isinstance(stored, FieldFile) else stored
    return base is None or base.content["fields"].get(name) != value


def _texts(content: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    return sorted((each["language"], each["text"]) for each in content)


def _audio_of(reading: sent.Reading) -> dict[str, list[str]]:
    return {name: reading[name] for name in AUDIO_FIELDS if name in reading}


def _pictures_of(formset: Any) -> list[str]:
    return [field.name for field in formset.model._meta.concrete_fields if isinstance(field, PictureField)]


def _with_picture(formset: Any, name: str) -> set[str]:
    """The keys of the stored rows that have a picture."""
    return {str(form.instance.pk) for form in formset.initial_forms if getattr(form.instance, name)}


def _changes_picture(row: sent.Row, name: str, stored: Collection[str]) -> bool:
    said = _said_of_picture(row, name)
    return said == "came" or (said == "goes" and row.get("id", [""])[0] in stored)


def _said_of_picture(row: sent.Row, name: str) -> str:
    """Whether a picture for the field `name` `came` with a row, or is wanted away (`goes`); empty for neither."""
    if sent.FILES in row or row.get(name + _KEPT):
        return "came"
    return "goes" if row.get(name + _CLEAR) else ""


# --- In words ---------------------------------------------------------------------------------------


def _audio_said(episode: Episode) -> list[str]:
    """`MP3 · 45:00 · 43.2 MB`, or the address; nothing without audio."""
    if episode.audio_file:
        upload = uploads.of_file(name=str(episode.audio_file.name))
        return [facts(upload)] if upload else [_("A file"), str(showing.duration(episode))]
    return [episode.audio_url] if episode.audio_url else []


def _audio_that_came(request: HttpRequest, came: sent.Reading) -> list[str]:
    upload = uploads.finished(token=request.POST.get("audio_kept", ""), owner=request.user)  # type: ignore[arg-type]
    if upload:
        return [facts(upload), upload.title]
    given = request.FILES.get(AUDIO)
    if given:
        return [str(given.name)]
    return (
        [] if request.POST.get(AUDIO + _CLEAR) else [value for values in _audio_of(came).values() for value in values]
    )


def _transcript_said(row: sent.Row, request: HttpRequest) -> str:
    """`en · talk.srt`, `en · 812 lines`, or the language alone for what is left as it was."""
    text, language = "".join(row.get("text", [])), "".join(row.get("language", []))
    file = request.FILES.get(f"{TRANSCRIPTS}-{''.join(row.get(sent.FILES, []))}-file")
    name = str(file.name) if file else "".join(row.get("file_name", []))
    counted = _("%(n)d lines") % {"n": len(text.splitlines())} if text else ""
    return " · ".join(filter(None, (language, name, counted)))

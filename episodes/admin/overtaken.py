"""A form that somebody else's save has overtaken: both versions side by side, and a choice for each field.

Nothing is saved before the choice. What only the other has changed is chosen as saved, the rest as typed; a kind of
rows (chapters, people, links …) is one field, and so is the audio. Files are in `versions_of_files`.
"""

import copy
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.db import IntegrityError, router, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import capfirst

from episodes import versions
from episodes.admin import versions_of_files
from episodes.admin.both import Both
from episodes.admin.history import HistoryAdmin
from episodes.admin.safety import when
from episodes.forms import sent
from episodes.models import Episode, EpisodeVersion

# What nobody chooses between: what a step is given on its way, and what the page carries.
_CARRIED = frozenset({"seen", "base", "step_note", "audio_kept", "audio_offers"})
# What is no field of its own to choose between.
_APART = _CARRIED | frozenset(versions_of_files.AUDIO_FIELDS)
_CHOICE = "both-"


class OvertakenAdmin(HistoryAdmin):
    """The part of the episodes' admin that lets no save silently undo another."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            return self._changeform(request, object_id, form_url, extra_context)
        except IntegrityError:
            if request.method != "POST":
                raise
            # Somebody else has saved the number or address since it was found free. Now the form sees it, and says so.
            return self._changeform(request, object_id, form_url, extra_context)

    def _changeform(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        response: HttpResponse
        if request.method != "POST" or object_id is None:
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response
        with transaction.atomic(using=router.db_for_write(Episode)):
            self._settle(request, unquote(object_id))
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response

    def _settle(self, request: HttpRequest, key: str) -> None:
        """Put what is saved in place of what came where that was chosen, and let no row refer to one that is gone."""
        episode = _held(key)
        if episode is None or not self.has_change_permission(request, episode):
            return
        theirs = [name for name, value in request.POST.items() if value == "theirs"]
        chosen = {name.removeprefix(_CHOICE) for name in theirs if name.startswith(_CHOICE)}
        if not chosen and request.POST.get("seen", "") in ("", episode.updated_at.isoformat()):
            return
        data, form = request.POST.copy(), self._form(request, episode)
        saved = sent.of_form(form)
        for name in chosen & set(form.fields):
            if isinstance(form.fields[name], forms.FileField):
                versions_of_files.let_go(name, request=request, data=data, saved=saved)
            else:
                data.setlist(name, saved.get(name, []))
        if not any(self._both(request, episode, _base(episode, data))):
            data["seen"] = episode.updated_at.isoformat()  # both can be had
        for prefix, formset in self._formsets(request, episode):
            rows = stored = sent.rows_of_formset(formset)
            if prefix not in chosen:
                rows = sent.rows_of_data(data, prefix, request.FILES)
            there = {row["id"][0] for row in stored}
            if prefix == versions_of_files.TRANSCRIPTS:
                rows = [row for row in rows if _is_whole(row, there)]
            sent.put_rows(data, prefix, rows, stored=there, files=request.FILES)
        request.POST = data  # type: ignore[assignment]

    def _form(self, request: HttpRequest, episode: Episode) -> Any:
        return self.get_form(request, episode, change=True)(instance=episode)

    def _formsets(self, request: HttpRequest, episode: Episode) -> Iterator[tuple[str, Any]]:
        for formset, inline in self.get_formsets_with_inlines(request, episode):
            prefix = formset.get_default_prefix()
            yield prefix, formset(instance=episode, prefix=prefix, queryset=inline.get_queryset(request))

    # --- For the template ---------------------------------------------------------------------

    def overtaken_context(self, request: HttpRequest, form: Any, rows: Mapping[str, Any]) -> dict[str, Any]:
        """Both versions of every field in which the other's save differs, where there was one; `rows` by prefix."""
        if not getattr(form, "overtaken", False):
            return {}
        episode = Episode.objects.select_related("show").get(pk=form.instance.pk)
        last = episode.versions.select_related("by").first()
        both = list(self._both(request, episode, _base(episode, request.POST), bound=form, bound_rows=rows))
        return {
            "both": both,
            "both_values": {each.name: each.sent for each in both},
            "both_by": (last.by.get_full_name() or last.by.get_username()) if last and last.by else "",
            "both_when": when(episode.updated_at, episode.show),
        }

    def _both(
        self,
        request: HttpRequest,
        episode: Episode,
        base: EpisodeVersion | None,
        *,
        bound: Any = None,
        bound_rows: Mapping[str, Any] | None = None,
    ) -> Iterator[Both]:
        """`bound` is the form that came, `bound_rows` its rows by prefix, once they have been looked through."""
        form, came = self._form(request, episode), sent.of_data(request.POST)
        saved, before = sent.of_form(form), self._fields_before(request, episode, base)
        for name, field in form.fields.items():
            theirs, mine = saved.get(name, []), came.get(name, [])
            given: dict[str, Any] = {"request": request, "episode": episode, "base": base}
            if name == versions_of_files.AUDIO:
                yield from versions_of_files.of_audio(**given, saved=saved, came=came, before=before)
            elif isinstance(field, forms.FileField):
                yield from versions_of_files.of_picture(name, form=form, bound=bound, **given)
            if name in _APART or isinstance(field, forms.FileField) or not _differ(theirs, mine, before, name):
                continue
            words = sent.words_of(field, {*theirs, *mine})
            yield Both(
                name=name,
                label=str(capfirst(field.label or name)),
                theirs=_lines(theirs, words),
                mine=_lines(mine, words),
                take_theirs=before is not None and before.get(name, []) == mine,
                sent={"theirs": theirs, "mine": mine},
            )
        for prefix, formset in self._formsets(request, episode):
            if prefix == versions_of_files.TRANSCRIPTS:
                yield from versions_of_files.of_transcripts(formset, request=request, episode=episode, base=base)
            if prefix not in versions.RELATIONS:
                continue
            yield from self._both_rows(formset, request=request, base=base, bound=(bound_rows or {}).get(prefix))

    def _both_rows(
        self, formset: Any, *, request: HttpRequest, base: EpisodeVersion | None, bound: Any
    ) -> Iterator[Both]:
        theirs, prefix = sent.rows_of_formset(formset), formset.prefix
        mine = sent.rows_of_data(request.POST, prefix, request.FILES)
        before = _rows_before(formset, prefix, base)
        as_typed = sent.typed(mine, files=True)
        if sent.typed(theirs) in (as_typed, before) and not versions_of_files.both_gave_pictures(formset, mine, base):
            return
        versions_of_files.name_pictures(formset, theirs, mine)
        theirs_pictures, mine_pictures = versions_of_files.pictures_of_rows(formset, bound)
        yield Both(
            name=prefix,
            label=str(capfirst(formset.model._meta.verbose_name_plural)),
            theirs=sent.row_lines(formset, sent.typed(theirs)),
            mine=sent.row_lines(formset, sent.typed(mine)),
            take_theirs=before == as_typed,
            theirs_pictures=theirs_pictures,
            mine_pictures=mine_pictures,
        )

    def _fields_before(
        self, request: HttpRequest, episode: Episode, base: EpisodeVersion | None
    ) -> sent.Reading | None:
        """The fields as they stood when the form was opened; None where nobody knows."""
        if base is None:
            return None
        before = copy.copy(episode)
        for name, value in base.content["fields"].items():
            if (field := versions.field_of(Episode, name)) is not None:
                setattr(before, field.attname, field.to_python(value) if not field.is_relation else value)
        return sent.of_form(self._form(request, before)) | {"topics": [str(key) for key in base.content["topics"]]}


def _held(key: str) -> Episode | None:
    """The episode, which nobody else saves until this request is over."""
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    found: Episode | None = (
        Episode.objects.select_for_update(of=("self",)).select_related("show").filter(pk=key).first()
    )
    return found


def _is_whole(row: sent.Row, stored: Collection[str]) -> bool:
    """Whether the row of a transcript holds one: of one that somebody has deleted only the language is left."""
    return row.get("id", [""])[0] in stored or bool({"text", sent.FILES} & set(row))


def _base(episode: Episode, data: QueryDict) -> EpisodeVersion | None:
    """The version that the form was opened with; where there was none yet, the one kept before the other's save."""
    key = data.get("base", "")
    if key.isascii() and key.isdecimal() and len(key) < 19:
        return episode.versions.filter(pk=key).first()
    return episode.versions.filter(cause=EpisodeVersion.Cause.BEFORE).last()


def _differ(theirs: list[str], mine: list[str], before: sent.Reading | None, name: str) -> bool:
    """Whether there is something to choose: what the other left alone is as it was typed."""
    return theirs != mine and (before is None or before.get(name, []) != theirs)


def _rows_before(formset: Any, relation: str, base: EpisodeVersion | None) -> list[sent.Row] | None:
    if base is None:
        return None
    model, rows = formset.model, []
    for values in base.content["rows"].get(relation, []):
        known = {field.attname: value for name, value in values.items() if (field := versions.field_of(model, name))}
        rows.append(sent.of_form(formset.form(instance=model(**known))))
    return sent.typed(rows)


def _lines(values: Sequence[str], words: dict[str, str]) -> list[str]:
    return [line for value in values for line in words.get(value, value).splitlines()]

"""Audio that is sent while the form is filled in: an address for each upload, as tus 1.0 does it.

`POST` with name, size and fingerprint → an address; `HEAD` → how much has come (`Upload-Offset`); `PATCH` with
`Upload-Offset` → a piece more; `GET` → what is known; `DELETE` → forget it. Each is for who opened the upload, as long
as they may add or change episodes. Mistakes are answered with `{"sentence": …}`.
"""

import re
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from episodes import uploads
from episodes.admin.paste import PasteAdmin
from episodes.formats import timestamps
from episodes.importer import media
from episodes.models import Episode, Upload
from guests.pictures import rendition_name

_PIECE = "application/offset+octet-stream"
# Where a script has put the chapters into the form, their pictures alone are asked for.
_OF_CHAPTERS = frozenset({"chapters", "pictures"})


class UploadsAdmin(PasteAdmin):
    """The part of the episodes' admin that takes audio in pieces, and shows what it says of itself."""

    def get_urls(self) -> list[URLPattern]:
        return [
            path("uploads/", self._for_uploaders(self._uploads), name="episodes_episode_uploads"),
            path("uploads/<slug:token>/", self._for_uploaders(self._upload), name="episodes_episode_upload"),
            *super().get_urls(),
        ]

    def _for_uploaders(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """Answer a script in its own words, where a page would lead to the sign-in."""

        @never_cache
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not self.admin_site.has_permission(request):
                return _said(401, _("You are signed out. Sign in in another tab; the upload then goes on by itself."))
            if not (self.has_add_permission(request) or self.has_change_permission(request)):
                return _said(403, _("You may not upload audio. Ask an administrator for a role in a show."))
            return view(request, **kwargs)

        return guarded

    # --- Addresses ----------------------------------------------------------------------------

    def _uploads(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET":
            mine = Upload.objects.filter(owner=_user(request), finished_at=None)
            return JsonResponse({"unfinished": [self._known(request, upload) for upload in mine[:20]]})
        if request.method != "POST":
            return _not_allowed("GET, POST")
        size = request.POST.get("size", "")
        if not (size.isascii() and size.isdecimal() and len(size) < 16):
            return _said(400, _("The size of the file is missing."))
        try:
            upload = uploads.open_upload(
                owner=_user(request),
                title=request.POST.get("name", ""),
                size=int(size),
                fingerprint=_fingerprint(request),
                episode=self._episode(request),
            )
        except PermissionDenied:
            return _said(403, _("You may not change this episode, or it is gone."))
        except uploads.Refused as refused:
            return _said(422, str(refused))
        known = self._known(request, upload)
        return JsonResponse(known, status=201, headers={"Location": known["address"]})

    def _episode(self, request: HttpRequest) -> Episode | None:
        key = request.POST.get("episode", "")
        if not (key.isascii() and key.isdecimal()):
            return None
        episode: Episode | None = (
            Episode.objects.open_to(request.user, "episodes.change_episode").filter(pk=key).first()
        )
        if episode is None:
            raise PermissionDenied
        return episode

    def _upload(self, request: HttpRequest, token: str) -> HttpResponse:
        upload = Upload.objects.filter(token=token, owner=_user(request)).first()
        if upload is None:
            return _said(404, _("This upload is over: it was cancelled, or waited too long. Choose the file again."))
        match request.method:
            case "HEAD" | "GET":
                return self._answer(request, upload)
            case "PATCH":
                return self._piece(request, upload)
            case "DELETE":
                uploads.discard(upload=upload)
                return HttpResponse(status=204)
        return _not_allowed("DELETE, GET, HEAD, PATCH")

    def _answer(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        return JsonResponse(self._known(request, upload), headers=_progress(upload))

    def _piece(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        """Take a piece; with the last one, or an empty one after it, the file is inspected and stored."""
        offset = request.headers.get("Upload-Offset", "")
        if request.content_type not in (_PIECE, ""):  # nothing, where nothing is sent
            return _said(415, f"Content-Type: {_PIECE}")
        if not (offset.isascii() and offset.isdecimal() and len(offset) < 16):
            return _said(400, "Upload-Offset: 0")
        try:
            if not upload.finished_at and (int(offset) < upload.size or uploads.offset_of(upload=upload) < upload.size):
                uploads.append(upload=upload, offset=int(offset), read=_reader(request))
            if uploads.offset_of(upload=upload) == upload.size:
                uploads.finish(upload=upload)
        except uploads.WrongOffset as wrong:
            answer = {"sentence": _("The piece does not begin where the last one ended."), "offset": wrong.offset}
            return JsonResponse(answer, status=409, headers=_progress(upload))
        except uploads.Busy:
            return _said(423, _("The file is being looked through."))
        except uploads.Refused as refused:
            return _said(422, str(refused))
        return self._answer(request, upload)

    # --- What is said of one ------------------------------------------------------------------

    def _known(self, request: HttpRequest, upload: Upload) -> dict[str, Any]:
        return {
            "address": reverse("admin:episodes_episode_upload", args=[upload.token]),
            "name": upload.title,
            "size": upload.size,
            "offset": uploads.offset_of(upload=upload),
            "result": self._result(request, upload) if upload.finished_at else None,
        }

    def _result(self, request: HttpRequest, upload: Upload) -> dict[str, Any]:
        return {
            "kept": upload.token,
            "facts": facts(upload),
            "duration_ms": upload.duration_ms,
            "offers": offers(upload),
            "twins": [str(sentence) for sentence in self.twin_sentences(request, upload)],
        }

    def twin_sentences(self, request: HttpRequest, upload: Upload) -> list[SafeString | str]:
        """Say where the same audio already is, as far as who asks may see it."""
        seen = Episode.objects.visible_to(request.user)
        return [self._twin_sentence(upload, twin) for twin in uploads.twins(upload=upload, among=seen)]

    @staticmethod
    def _twin_sentence(upload: Upload, twin: Episode) -> SafeString | str:
        if twin.pk == upload.episode_id:
            return _("The episode has this very file already.")
        words = _("“%(title)s” (%(show)s) has the same audio already.")
        return words % {"title": twin.title, "show": twin.show.title}

    def kept_context(self, request: HttpRequest, form: Any) -> dict[str, Any]:
        """The audio that waits while the rest of the form is mended, for the template and for its script."""
        upload = form.waiting_upload
        original = form.instance if form.instance.pk else None
        return {
            "audio_kept": upload,
            "audio_kept_result": self._known(request, upload) if upload else None,
            "audio_offers": "" if upload else self.offers_shown(original),
        }

    @staticmethod
    def offers_shown(episode: Episode | None) -> SafeString | str:
        """What the stored file says that the episode does not say yet: boxes to tick where no script runs."""
        upload = uploads.of_file(name=episode.audio_file.name or "") if episode else None
        found = _not_said_yet(episode, offers(upload)) if episode and upload else {}
        return render_to_string("admin/audio_offers.html", {"offers": found}) if found else ""

    # --- Saving -------------------------------------------------------------------------------

    def take_upload(self, request: HttpRequest, form: Any) -> None:
        """Note that the saved episode has the file, and give it the chapters that were asked for."""
        episode, upload = form.instance, getattr(form, "upload", None)
        if upload:
            uploads.take(upload=upload, episode=episode)
            for sentence in self.twin_sentences(request, upload):
                messages.warning(request, sentence)
        asked = set(form.cleaned_data.get("audio_offers", ()))
        source = uploads.of_file(name=episode.audio_file.name or "") if asked & _OF_CHAPTERS else None
        if source and "chapters" in asked:
            self._take_chapters(request, source, episode)
        if source:
            self._want_pictures(request, source, episode)

    def _take_chapters(self, request: HttpRequest, source: Upload, episode: Episode) -> None:
        if count := uploads.taken_chapters(upload=source, episode=episode):
            words = ngettext("%(count)d chapter taken from the file.", "%(count)d chapters taken from the file.", count)
            messages.success(request, words % {"count": count})

    def _want_pictures(self, request: HttpRequest, source: Upload, episode: Episode) -> None:
        """Want the pictures that the file has for the chapters as they are saved: the tick takes them out of it."""
        if count := media.want_pictures_in_audio(episode=episode, starts=source.offers.get("pictures", [])):
            words = ngettext(
                "The picture of %(count)d chapter comes out of the file within a few minutes.",
                "The pictures of %(count)d chapters come out of the file within a few minutes.",
                count,
            )
            messages.success(request, words % {"count": count})


def megabytes(size: int) -> str:
    return f"{formats.localize(round(size / 1_000_000, 1))} MB"


def facts(upload: Upload) -> str:
    """`MP3 · 45:00 · 43.2 MB`."""
    kind = {"audio/mpeg": "MP3", "audio/x-m4a": "M4A"}.get(upload.media_type, "")
    return " · ".join([kind, timestamps.format_clock(upload.duration_ms or 0), megabytes(upload.size)])


def offers(upload: Upload) -> dict[str, Any]:
    """What the file says of itself, as the form takes it: `title`, `number`, `cover` (an address), `chapters`, and
    `pictures`, the starts of those that have one."""
    found = dict(upload.offers)
    if cover := found.get("cover"):
        found["cover"] = f"{settings.MEDIA_URL}{rendition_name(cover, 192)}"
    if chapters := found.get("chapters"):
        found["chapters"] = [
            {
                "start": timestamps.format_exact(chapter["start_ms"]),
                "end": timestamps.format_exact(chapter["end_ms"]) if chapter["end_ms"] else "",
                "title": chapter["title"],
                "url": chapter["url"],
                "hidden": chapter["hidden"],
            }
            for chapter in chapters
        ]
    return found


def _not_said_yet(episode: Episode, found: dict[str, Any]) -> dict[str, Any]:
    said = {
        "title": episode.title == found.get("title"),
        "number": episode.number == found.get("number"),
        "cover": bool(episode.cover),
        "chapters": (has_chapters := episode.chapters.exists()),
        "pictures": has_chapters,
    }
    return {name: value for name, value in found.items() if not said[name]}


def _progress(upload: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(uploads.offset_of(upload=upload)), "Upload-Length": str(upload.size)}


def _reader(request: HttpRequest) -> Callable[[int], bytes]:
    """Read the body until it ends, however it ends: what came before a broken line counts."""

    def read(length: int) -> bytes:
        try:
            return bytes(request.read(length))
        except (UnreadablePostError, OSError):
            return b""

    return read


def _fingerprint(request: HttpRequest) -> str:
    given = request.POST.get("fingerprint", "")
    return given if re.fullmatch(r"[0-9a-z-]{1,100}", given) else ""


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)  # `_for_uploaders` has sent everybody else away


def _said(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


def _not_allowed(methods: str) -> HttpResponse:
    return HttpResponse(status=405, headers={"Allow": methods})

"""What the notes editor asks the server for: a preview, and a place for a picture. For those who may write."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from episodes.formats import markdown
from guests.pictures import Unguessable, clean_picture

_RIGHTS = ("episodes.change_episode", "guests.change_person")
_place = Unguessable("images")


def _for_writers[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Answer 403, as JSON since a script asks, to everybody who may not change what notes belong to."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = args[0]
        user = request.user  # type: ignore[attr-defined]
        if not (user.is_active and user.is_staff and any(user.has_perm(right) for right in _RIGHTS)):
            return JsonResponse({"error": _("Sign in as somebody who may change episodes.")}, status=403)
        return view(*args, **kwargs)

    return wrapped


@require_POST
@_for_writers
def upload(request: HttpRequest) -> HttpResponse:
    """Keep the picture that was pasted or dropped, made anew; answer with the Markdown that shows it."""
    image: Any = request.FILES.get("image")
    if image is None:
        return JsonResponse({"image": [_("No picture arrived. Try again.")]}, status=400)
    try:
        picture = clean_picture(image)
    except ValidationError as error:
        return JsonResponse({"image": error.messages}, status=400)
    name = default_storage.save(_place(None, picture.name or ""), picture)
    return JsonResponse({"image_code": f"![]({default_storage.url(name)})"})


@require_POST
@_for_writers
def preview(request: HttpRequest) -> HttpResponse:
    """The notes as their page will show them."""
    return HttpResponse(markdown.render(request.POST.get("content", "")))

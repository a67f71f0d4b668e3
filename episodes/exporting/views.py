"""The page of the desk from which somebody takes a show away, and the archive as a download."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from episodes.exporting.archive import Contents, pieces
from episodes.models import Show
from guests.addresses import origin_of

_CHOICE = "with_unpublished"


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be in the archive, and the choice whether unpublished episodes are."""
    response: HttpResponse = admin.site.admin_view(_page)(request, pk=pk)
    return response


def archive(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The archive of the show, sent as it is written; with `with_unpublished` all that is not in the bin."""
    response: HttpResponseBase = admin.site.admin_view(_archive)(request, pk=pk)
    return response


@never_cache
@require_safe
def _page(request: HttpRequest, pk: int) -> HttpResponse:
    show = _show(request, pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Take this show away"),
        "subtitle": show.title,
        "opts": Show._meta,
        "original": show,
        "choice": _CHOICE,
        "public": _amount(show, with_unpublished=False),
        "every": _amount(show, with_unpublished=True),
    }
    return render(request, "admin/episodes/show/take_away.html", context)


@never_cache
@require_safe
def _archive(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    show = _show(request, pk)
    site = origin_of(request)
    contents = Contents(show=show, site=site, with_unpublished=bool(request.GET.get(_CHOICE)))
    response = StreamingHttpResponse(pieces(contents), content_type="application/zip")
    day = timezone.localdate(timezone=show.zone)
    response["Content-Disposition"] = f'attachment; filename="{show.slug}-{day:%Y-%m-%d}.zip"'
    response["X-Accel-Buffering"] = "no"  # a proxy passes it on as it comes
    return response


def _show(request: HttpRequest, pk: int) -> Show:
    """The show, for those who may change it: the archive has what only they see of it."""
    show: Show = get_object_or_404(Show.objects.open_to(request.user), pk=pk)
    if not request.user.has_perm("episodes.change_show", show):
        raise PermissionDenied
    return show


def _amount(show: Show, *, with_unpublished: bool) -> dict[str, int]:
    """How many episodes, and of how many bytes their uploaded audio is."""
    contents = Contents(show=show, site="", with_unpublished=with_unpublished)
    uploaded = Sum("audio_size", filter=~Q(audio_file=""), default=0)
    found: dict[str, int] = contents.episodes.aggregate(episodes=Count("pk"), size=uploaded)
    return found

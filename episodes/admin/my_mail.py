"""Which mails somebody gets: a page of the desk, and the address in each mail that switches a kind off."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from episodes import mail
from episodes.models.letter import MailKind


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """A box for each kind of mail; everybody chooses for themselves alone."""
    user = cast(User, request.user)
    if request.method == "POST":
        wanted = request.POST.getlist("kind")
        mail.mute(user=user, kinds=[kind for kind in MailKind.values if kind not in wanted])
        messages.success(request, _("From now on you get what is ticked."))
        return HttpResponseRedirect(reverse("my_mail"))
    muted = mail.muted_by(user=user)
    kinds = [{"value": kind.value, "label": kind.label, "wanted": kind not in muted} for kind in MailKind]
    context = {**admin.site.each_context(request), "title": _("My mail"), "kinds": kinds, "address": user.email}
    return render(request, "admin/mail/my_mail.html", context)


@csrf_exempt  # mail programs press the button, with no cookie of ours; the address is what is secret
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Switch a kind off for whoever got the mail, without signing in. To look alone changes nothing."""
    try:
        user, kind = mail.kind_of_token(token)
    except LookupError as error:
        raise Http404 from error
    done = request.method == "POST"
    if done:
        mail.mute(user=user, kinds=[*mail.muted_by(user=user), *([kind] if kind else MailKind.values)])
    label = MailKind(kind).label if kind else ""
    response = render(request, "admin/mail/off.html", {"done": done, "label": label})
    response["X-Robots-Tag"], response["Referrer-Policy"] = "noindex", "no-referrer"
    return response

"""The desk's page on which two profiles of one person become one: choose the other, see what will happen, do it."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from episodes import merging
from guests.models import Person

_MOST_FOUND = 20
_LEAST_OF_NAME = 3


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The profile `pk` is the one that stays; `?with=` is the key of the other one, `?q=` looks for it."""
    user = cast(User, request.user)
    kept = get_object_or_404(Person, pk=pk)
    if not (user.has_perm("guests.change_person", kept) and user.has_perm("guests.delete_person", kept)):
        raise PermissionDenied
    gone = _other(request, kept)
    if gone is None:
        return _choose(request, kept)
    if request.method == "POST":
        return _merge(request, kept, gone)
    return _confirm(request, kept, gone)


def _other(request: HttpRequest, kept: Person) -> Person | None:
    key = request.POST.get("with") or request.GET.get("with", "")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    return Person.objects.filter(pk=key).exclude(pk=kept.pk).first()


def _choose(request: HttpRequest, kept: Person) -> HttpResponse:
    asked = request.GET.get("q", "").replace("\0", " ").strip()[:200]
    context = {"title": _("Merge with another profile"), "person": kept, "asked": asked}
    context["found"] = list(_similar(kept, asked)[:_MOST_FOUND])
    if request.method == "POST" or request.GET.get("with"):
        messages.error(request, _("That profile is not there any more. Choose another one."))
    return _show(request, "admin/merge_choose.html", context)


def _similar(kept: Person, asked: str) -> Any:
    """People whose name has all words that were asked for or, where none were, a word of the name of `kept`."""
    others = Person.objects.exclude(pk=kept.pk)
    if asked:
        for word in asked.split()[:8]:
            others = others.filter(name__icontains=word)
        return others
    shares = Q(pk__in=())
    for word in kept.name.split():
        if len(word) >= _LEAST_OF_NAME:
            shares |= Q(name__icontains=word)
    return others.filter(shares)


def _confirm(request: HttpRequest, kept: Person, gone: Person) -> HttpResponse:
    user = cast(User, request.user)
    refused = merging.elsewhere(gone) if merging.is_elsewhere(person=gone, by=user) else ""
    # Of episodes that somebody may not change they are told nothing either.
    plan = None if refused else merging.plan(kept=kept, gone=gone)
    context = {"title": _("Merge two profiles"), "person": kept, "gone": gone, "plan": plan, "refused": refused}
    return _show(request, "admin/merge_confirm.html", context)


def _merge(request: HttpRequest, kept: Person, gone: Person) -> HttpResponse:
    name, address = gone.name, gone.get_absolute_url()
    try:
        merging.merge(kept=kept, gone=gone, by=cast(User, request.user))
    except merging.Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("person_merge", args=[kept.pk]))
    said = _("Merged with the profile of “%(name)s”. %(address)s leads here now.") % {"name": name, "address": address}
    _admin().log_change(request, kept, said)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:guests_person_change", args=[kept.pk]))


def _admin() -> Any:
    return admin.site.get_model_admin(Person)


def _show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), "opts": Person._meta, **context})

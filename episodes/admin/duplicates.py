"""A new draft like an episode that there is: a button on the form, an action on the list."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from episodes import starting
from episodes.models import Episode
from guests.desk import DeskAdmin

BUTTON = "_duplicate"


class DuplicatesAdmin(DeskAdmin):
    """The part of the episodes' admin that duplicates; the button saves first, so that nothing typed is lost."""

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if BUTTON not in request.POST or not request.user.has_perm("episodes.add_episode", obj):
            response: HttpResponse = super().response_change(request, obj)
            return response
        copy = self._duplicate(request, obj)
        return HttpResponseRedirect(reverse("admin:episodes_episode_change", args=[copy.pk]))

    @admin.action(description=gettext_lazy("Duplicate as drafts"), permissions=["add"])
    def duplicate_chosen(self, request: HttpRequest, queryset: QuerySet[Episode]) -> None:
        for episode in queryset.select_related("show", "season").order_by("pk"):
            self._duplicate(request, episode)

    def _duplicate(self, request: HttpRequest, episode: Episode) -> Episode:
        copy = starting.duplicate(episode=episode, by=request.user)  # type: ignore[arg-type]
        self.log_addition(request, copy, [{"added": {}}])
        words = _("“%(title)s” is a new draft like “%(like)s”. Audio, chapters and transcripts stayed behind.")
        messages.success(request, words % {"title": copy.title, "like": episode.title})
        return copy

"""What the list of episodes can be narrowed to."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from episodes.admin.showing import LABELS
from episodes.models import Episode, Season, Show


class StateFilter(admin.SimpleListFilter):
    """By what a person would call the state: an approved episode is scheduled or public."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(key, label) for key, (label, _icon) in LABELS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value == "public":
            return queryset.published()  # type: ignore[attr-defined, no-any-return]
        if value == "scheduled":
            return queryset.filter(pk__in=Episode.objects.scheduled().order_by().values("pk"))
        if value in LABELS:
            return queryset.filter(state=value)
        return queryset


class ShowFilter(admin.SimpleListFilter):
    title = _("show")
    parameter_name = "show"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(pk), title) for pk, title in Show.objects.open_to(request.user).values_list("pk", "title")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(show=value) if value.isdecimal() else queryset


class SeasonFilter(admin.SimpleListFilter):
    """The seasons of the show that the list is narrowed to."""

    title = _("season")
    parameter_name = "season"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        show = request.GET.get("show", "")
        if not show.isdecimal():
            return []
        seasons = Season.objects.filter(show__in=Show.objects.open_to(request.user).filter(pk=show))
        return [(str(season.pk), str(season)) for season in seasons]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(season=value) if value.isdecimal() else queryset

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from episodes.models import Episode, Topic
from guests.desk import DeskAdmin, SlugForm


class TopicForm(SlugForm):
    slug_fallback = "topic"


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    form = TopicForm
    panels = (("topic", _("Topic")),)
    fieldsets: ClassVar = [(None, {"classes": ["panel-topic"], "fields": ["name", "slug", "description"]})]
    list_display = ("name", "description", "episode_count")
    search_fields = ("name",)
    ordering = ("name", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        topics: QuerySet[Topic] = super().get_queryset(request)
        seen = Episode.objects.visible_to(request.user).values("pk")
        return topics.annotate(episode_count=Count("episodes", filter=Q(episodes__in=seen), distinct=True))

    def has_delete_permission(self, request: HttpRequest, obj: Topic | None = None) -> bool:
        """Shows share topics: one that is in use goes only by somebody who decides about every show that uses it."""
        if not super().has_delete_permission(request, obj):
            return False
        theirs = Episode.objects.open_to(request.user, "episodes.approve_episode")
        return obj is None or not obj.episodes.exclude(pk__in=theirs.values("pk")).exists()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        """The topics alone: on which episodes they are is not for everybody."""
        _nested, _counts, lacking, protected = super().get_deleted_objects(objs, request)
        shown = [str(topic) for topic in objs]
        return shown, {self.opts.verbose_name_plural: len(shown)}, lacking, protected

    @admin.display(description=_("episodes"), ordering="episode_count")
    def episode_count(self, topic: Any) -> int:
        return int(topic.episode_count)

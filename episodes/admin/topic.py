from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from episodes.models import Topic
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
        return topics.annotate(episode_count=Count("episodes", filter=Q(episodes__deleted_at=None), distinct=True))

    @admin.display(description=_("episodes"), ordering="episode_count")
    def episode_count(self, topic: Any) -> int:
        return int(topic.episode_count)

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from guests.desk import DeskAdmin, OrderedRowsInline, SlugForm
from guests.models import Person, PersonLink


class PersonForm(SlugForm):
    slug_fallback = "person"


class PersonLinkInline(OrderedRowsInline):
    model = PersonLink
    panel = "links"
    fields = ("label", "url", "position")
    add_label = _("Add a link")
    lead = _("Where this person can be found: a home page, a company, Mastodon.")


@admin.register(Person)
class PersonAdmin(DeskAdmin):
    form = PersonForm
    inlines = (PersonLinkInline,)
    panels = (("person", _("Person")), ("bio", _("Bio")), ("links", _("Links")))
    fieldsets: ClassVar = [
        (
            None,
            {
                "classes": ["panel-person"],
                "fields": ["name", "headline", "slug", "portrait_shown", "portrait", "portrait_alt"],
            },
        ),
        (None, {"classes": ["panel-bio"], "fields": ["bio"]}),
    ]
    readonly_fields = ("portrait_shown",)
    list_display = ("portrait_and_name", "headline", "episode_count")
    list_display_links = ("portrait_and_name",)
    search_fields = ("name", "headline")
    ordering = ("name", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        people: QuerySet[Person] = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "guests_person_changelist":
            return people.annotate(episode_count=Count("credits__episode", distinct=True)).defer("bio")
        return people

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj and obj.portrait:
            return fieldsets
        (name, first), *others = fieldsets
        shown = [field for field in first["fields"] if field != "portrait_shown"]
        return [(name, {**first, "fields": shown}), *others]

    @admin.display(description=_("portrait"))
    def portrait_shown(self, person: Person) -> str:
        return _portrait(person, 192, 128)

    @admin.display(description=_("name"), ordering="name")
    def portrait_and_name(self, person: Person) -> str:
        picture = _portrait(person, 96, 40) if person.portrait else ""
        return format_html('<span class="desk-person">{}<span>{}</span></span>', picture, person.name)

    @admin.display(description=_("episodes"), ordering="episode_count")
    def episode_count(self, person: Any) -> int:
        return int(person.episode_count)


def _portrait(person: Person, width: int, shown: int) -> str:
    if not person.portrait:
        return ""
    return format_html(
        '<img class="desk-portrait" src="{}" width="{}" height="{}" alt="">',
        person.portrait.rendition_url(width),  # type: ignore[attr-defined]
        shown,
        shown,
    )

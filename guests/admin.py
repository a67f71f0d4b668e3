from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from guests import redirect_desk as redirect_desk  # registers itself
from guests.desk import DeskAdmin, OrderedRowsInline, SlugForm
from guests.models import Person, PersonLink
from guests.pictures import MIDDLE

FOCUS = frozenset({"portrait_x", "portrait_y"})


class PersonForm(SlugForm):
    slug_fallback = "person"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FOCUS & set(self.fields):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """A focus that nobody gave is the middle."""
        cleaned = super().clean()
        return cleaned | {name: MIDDLE[0] for name in FOCUS if name in cleaned and cleaned[name] is None}


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
                "fields": ["name", "headline", "slug", "portrait", ("portrait_x", "portrait_y"), "portrait_alt"],
            },
        ),
        (None, {"classes": ["panel-bio"], "fields": ["bio"]}),
    ]
    list_display = ("portrait_and_name", "headline", "episode_count")
    list_display_links = ("portrait_and_name",)
    search_fields = ("name", "headline")
    ordering = ("name", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        people: QuerySet[Person] = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "guests_person_changelist":
            episode: Any = Person.episodes.rel.related_model
            seen = episode.objects.visible_to(request.user).values("pk")
            return people.annotate(
                episode_count=Count("credits__episode", filter=Q(credits__episode__in=seen), distinct=True)
            ).defer("bio")
        return people

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, ...]:
        """What stands in the way is not listed: it may be on episodes that who asks may not see."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, lacking, [_("the people of shows or episodes")] if protected else []

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

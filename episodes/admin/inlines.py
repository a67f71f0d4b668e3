"""The rows of a show and of an episode."""

from typing import Any, ClassVar

from django.contrib.admin.widgets import AutocompleteSelect
from django.forms import Script
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from episodes.forms.chapters import ChapterForm, ChapterFormSet
from episodes.forms.feed import SoundbiteForm
from episodes.forms.links import LinkForm, LinkFormSet
from episodes.models import (
    ON_AIR,
    Chapter,
    Credit,
    FeedText,
    FundingLink,
    Listing,
    RecommendedFeed,
    ResourceLink,
    Role,
    Soundbite,
    StandingCredit,
    StandingLink,
)
from guests.desk import OrderedRowForm, OrderedRowsInline, RowsInline
from guests.models import Person


def role_choices() -> list[tuple[Any, Any]]:
    """The roles as a person looks for them: those heard first, then everybody else by name."""
    on_air = [(role.value, role.label) for role in ON_AIR]
    others = sorted(((role.value, role.label) for role in Role if role not in ON_AIR), key=lambda role: str(role[1]))
    return [(_("On air"), on_air), (_("Behind it"), others)]


class PersonSelect(AutocompleteSelect):
    """The choice of somebody; who is chosen already is `known`, and need not be asked for in each row."""

    known: Person | None = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        if self.known is None or [str(each) for each in value] != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.known.pk, str(self.known), True, len(options)))
        return [(None, options, 0)]


class PersonRowForm(OrderedRowForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "person" in self.fields and self.instance.pk:
            wrapper: Any = self.fields["person"].widget
            getattr(wrapper, "widget", wrapper).known = self.instance.person


class PeopleInline(OrderedRowsInline):
    """Somebody in a role. One query for the people of all rows."""

    form = PersonRowForm
    fields = ("person", "role", "position")
    autocomplete_fields = ("person",)
    add_label = _("Add a person")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("person")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "person":
            kwargs["widget"] = PersonSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "role":
            kwargs["choices"] = role_choices()
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class StandingCreditInline(PeopleInline):
    model = StandingCredit
    panel = "hosts"
    lead = _("A new episode starts with these people.")


class CreditInline(PeopleInline):
    model = Credit
    panel = "people"
    lead = _("Who is heard on the episode, or made it. The order here is the order on the page.")


class LinkInline(OrderedRowsInline):
    """A label and an address, which the page behind it can name."""

    form = LinkForm
    formset = LinkFormSet
    template = "admin/links.html"
    add_label = _("Add a link")

    class Media:
        css: ClassVar = {"all": ["css/desk-links.css"]}
        js = (Script("js/desk/links.js", type="module"),)


class ResourceLinkInline(LinkInline):
    model = ResourceLink
    panel = "links"
    fields = ("label", "url", "archived_url", "sponsored", "position")
    lead = _("Everything the episode speaks of. An address may be looked up later.")


class StandingLinkInline(LinkInline):
    model = StandingLink
    panel = "template"
    fields = ("label", "url", "sponsored", "position")
    lead = _("Links that a new episode starts with: a sponsor's, marked once here; where to write to.")


class ChapterInline(RowsInline):
    model = Chapter
    form = ChapterForm
    formset = ChapterFormSet
    template = "admin/chapters.html"
    panel = "chapters"
    fields = ("start_ms", "title", "url", "end_ms", "hidden", ("image", "image_url"))
    ordering = ("start_ms",)
    add_label = _("Add a chapter")

    class Media:
        css: ClassVar = {"all": ["css/desk-links.css", "css/desk-ear.css"]}
        js = (Script("js/desk/ear/start.js", type="module"),)


class FundingLinkInline(OrderedRowsInline):
    model = FundingLink
    panel = "feed"
    fields = ("label", "url", "position")
    add_label = _("Add a way to give")
    lead = _("Where listeners can give money. Apps show a button for each.")


class RecommendedFeedInline(OrderedRowsInline):
    model = RecommendedFeed
    panel = "feed"
    fields = ("title", "guid", "url", "position")
    add_label = _("Recommend a podcast")
    lead = _("Podcasts that you would tell a friend about. Apps offer them to listeners of the show.")


class FeedTextInline(OrderedRowsInline):
    model = FeedText
    panel = "feed"
    fields = ("purpose", "value", "position")
    add_label = _("Add a text")
    lead = _("Codes by which a directory sees that the show is yours. Nobody else reads them.")


class ListingInline(OrderedRowsInline):
    model = Listing
    panel = "listings"
    fields = ("label", "url", "position")
    add_label = _("Add a place")
    lead = _("Further directories and apps that have the show. The page “Subscribe” leads to each.")


class SoundbiteInline(RowsInline):
    model = Soundbite
    form = SoundbiteForm
    panel = "feed"
    fields = ("start_ms", "duration_ms", "title")
    ordering = ("start_ms",)
    add_label = _("Add a soundbite")
    lead = _("Stretches of 15 to 120 seconds that apps may play to make people curious.")

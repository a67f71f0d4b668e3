"""The rows of a show and of an episode."""

from typing import Any, ClassVar

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
from guests.desk import OrderedRowsInline, RowsInline


def role_choices() -> list[tuple[Any, Any]]:
    """The roles as a person looks for them: those heard first, then everybody else by name."""
    on_air = [(role.value, role.label) for role in ON_AIR]
    others = sorted(((role.value, role.label) for role in Role if role not in ON_AIR), key=lambda role: str(role[1]))
    return [(_("On air"), on_air), (_("Behind it"), others)]


class PeopleInline(OrderedRowsInline):
    """Somebody in a role."""

    fields = ("person", "role", "position")
    autocomplete_fields = ("person",)
    add_label = _("Add a person")

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
    fields = ("label", "url", "sponsored", "position")
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
    fields = ("start_ms", "title", "url", "end_ms", "hidden", "image")
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

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from episodes import publishing, schedule
from episodes.admin.inlines import (
    FeedTextInline,
    FundingLinkInline,
    ListingInline,
    RecommendedFeedInline,
    StandingCreditInline,
    StandingLinkInline,
)
from episodes.admin.team import GivesRoles, TeamInline
from episodes.clocks import with_zone
from episodes.forms.cadence import CadenceForm, cadence_in_words
from episodes.forms.clock_change import ClockChangeForm
from episodes.forms.domain import DomainForm
from episodes.forms.looks import LooksForm
from episodes.models import Check, Season, Show
from guests.desk import DeskAdmin, RowsInline, SlugForm


class ShowForm(DomainForm, LooksForm, CadenceForm, ClockChangeForm, SlugForm):
    slug_source = "title"
    slug_fallback = "show"

    must_have = forms.MultipleChoiceField(
        label=_("Must-haves"),
        choices=Check.choices,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=_("An episode without one of these is not approved. The others only warn. Audio is always needed."),
    )


class SeasonInline(RowsInline):
    model = Season
    panel = "seasons"
    fields = ("number", "name")
    ordering = ("number",)
    add_label = _("Add a season")


@admin.register(Show)
class ShowAdmin(DeskAdmin, GivesRoles):
    form = ShowForm
    cover_fields = ("cover",)
    logo_fields = ("logo",)
    inlines = (
        StandingCreditInline,
        StandingLinkInline,
        SeasonInline,
        ListingInline,
        FundingLinkInline,
        RecommendedFeedInline,
        FeedTextInline,
        TeamInline,
    )
    panels = (
        ("show", _("Show")),
        ("description", _("Description")),
        ("cover", _("Cover")),
        ("looks", _("Looks")),
        ("cadence", _("Cadence")),
        ("checks", _("Before approval")),
        ("hosts", _("Hosts")),
        ("template", _("New episodes")),
        ("seasons", _("Seasons")),
        ("listings", _("Where to subscribe")),
        ("questions", _("Questions")),
        ("feed", _("Feed")),
        ("team", _("Team")),
    )
    fieldsets: ClassVar = [
        (
            None,
            {
                "classes": ["panel-show"],
                "fields": [
                    "title",
                    "tagline",
                    "slug",
                    "domain",
                    "author",
                    "language",
                    "time_zone",
                    "kind",
                    "explicit",
                    "in_llms_txt",
                ],
            },
        ),
        (None, {"classes": ["panel-description"], "fields": ["description"]}),
        (None, {"classes": ["panel-cover"], "fields": ["cover", "cover_alt"]}),
        (
            None,
            {
                "classes": ["panel-looks"],
                "fields": ["accent", "scheme", "logo", "header_text", "footer_links"],
            },
        ),
        (_("For those who write CSS"), {"classes": ["panel-looks"], "fields": ["own_css", "own_css_file"]}),
        (None, {"classes": ["panel-template"], "fields": ["title_pattern", "notes_template"]}),
        (None, {"classes": ["panel-listings"], "fields": ["apple_id", "spotify_url"]}),
        (None, {"classes": ["panel-questions"], "fields": ["takes_questions"]}),
        (
            None,
            {
                "classes": ["panel-cadence"],
                "fields": [
                    "cadence_shown",
                    *("cadence", "cadence_days", "cadence_nth", "cadence_at", "cadence_off", "update_from"),
                ],
            },
        ),
        (
            _("The rule, and how apps say it"),
            {"classes": ["panel-cadence"], "fields": ["update_rule", "update_frequency"]},
        ),
        (None, {"classes": ["panel-checks"], "fields": ["must_have"]}),
        (
            _("What directories ask for"),
            {
                "classes": ["panel-feed"],
                "fields": [
                    *("category_1", "category_2", "category_3", "owner_name", "owner_email", "copyright"),
                    *(
                        "license",
                        "license_url",
                        "medium",
                        "location_name",
                        "location_geo",
                    ),
                    *("complete", "block", "blocked_services"),
                ],
            },
        ),
        (
            _("The feed itself"),
            {
                "classes": ["panel-feed"],
                "fields": [
                    *("feed_shown", "podcast_guid", "feed_size", "audio_prefix"),
                    *("locked", "new_feed_url", "redirect_feed"),
                ],
            },
        ),
    ]
    change_form_template = "admin/episodes/show/change_form.html"
    change_list_template = "admin/episodes/show/change_list.html"
    readonly_fields = ("feed_shown", "podcast_guid", "cadence_shown")
    list_display = ("cover_and_title", "time_zone", "language", "episode_count")
    list_display_links = ("cover_and_title",)
    search_fields = ("title",)
    ordering = ("title", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Show]:
        found: Any = super().get_queryset(request)
        shows = found.open_to(request.user).select_related("imported")  # the page offers what comes after a move
        counted = Count("episodes", filter=Q(episodes__deleted_at=None), distinct=True)
        return shows.annotate(episode_count=counted)  # type: ignore[no-any-return]

    @admin.display(description=_("title"), ordering="title")
    def cover_and_title(self, show: Show) -> str:
        picture: Any = show.cover
        image = (
            format_html('<img class="desk-cover" src="{}" width="40" height="40" alt="">', picture.rendition_url(96))
            if picture
            else ""
        )
        return format_html('<span class="desk-person">{}<span>{}</span></span>', image, show.title)

    @admin.display(description=_("episodes"), ordering="episode_count")
    def episode_count(self, show: Any) -> int:
        return int(show.episode_count)

    @admin.display(description=_("address of the feed"))
    def feed_shown(self, show: Show) -> str:
        return show.get_feed_url() if show.pk else "–"

    @admin.display(description=_("now"))
    def cadence_shown(self, show: Show) -> str:
        """The cadence in words, with the next free slot."""
        if not show.pk or not show.update_rule:
            return str(_("No cadence: the calendar marks no gaps and offers no slots."))
        words, slot = cadence_in_words(show.update_rule), schedule.free_slots(shows=[show]).get(show.pk)
        if slot is None:
            return words
        told = with_zone(slot, show.zone)
        return str(_("%(cadence)s. The next free slot is %(slot)s.")) % {"cadence": words, "slot": told}

    def save_model(self, request: HttpRequest, obj: Show, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        for sentence in schedule.rezone(show=obj, moments=form.kept_moments(), by=cast(User, request.user)):
            messages.warning(request, sentence)
        here = request.build_absolute_uri(obj.get_feed_url())
        publishing.identify(show=obj, feed_address=here)
        if obj.redirect_feed and obj.new_feed_url == here:
            messages.warning(
                request, _("The new address of the feed is the one it has here, so nobody is sent anywhere.")
            )

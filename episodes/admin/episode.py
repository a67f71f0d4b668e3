from collections.abc import Callable
from typing import Any, ClassVar, cast
from urllib.parse import parse_qs

from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.views import ChangeList

from episodes import bin as episode_bin
from episodes import publishing, search, starting, versions
from episodes.admin import showing, steps
from episodes.admin.duplicates import DuplicatesAdmin
from episodes.admin.embargoing import EmbargoAdmin
from episodes.admin.filters import SeasonFilter, ShowFilter, StateFilter
from episodes.admin.inlines import ChapterInline, CreditInline, ResourceLinkInline, SoundbiteInline
from episodes.admin.overtaken import OvertakenAdmin
from episodes.admin.safety import facts_once
from episodes.admin.talking import TalkingAdmin
from episodes.admin.transcripts import TranscriptInline, TranscriptsAdmin
from episodes.forms.episode import EpisodeForm
from episodes.models import Credit, Episode, Show

State = Episode.State

# What `publishing` alone may write.
_STATE_FIELDS = frozenset({"id", "state", "was_public", "deleted_at", "deleted_by"})


class EpisodeChangeList(ChangeList):
    """Rows without the long texts that the list does not show, with their people."""

    def get_queryset(self, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        episodes: QuerySet[Any] = super().get_queryset(*args, **kwargs)
        credits = Prefetch("credits", Credit.objects.select_related("person"))
        return episodes.defer("notes", "summary").prefetch_related(credits)


_FEED_FIELDS = (
    *("number_label", "location_name", "location_geo"),
    *("social_url", "social_protocol", "social_account"),
    *("license", "license_url", "funding_url", "funding_label", "block"),
)


@admin.register(Episode)
class EpisodeAdmin(DuplicatesAdmin, TranscriptsAdmin, OvertakenAdmin, TalkingAdmin, EmbargoAdmin):
    form = EpisodeForm
    cover_fields = ("cover",)
    change_form_template = "admin/episodes/episode/change_form.html"
    inlines = (ChapterInline, TranscriptInline, CreditInline, ResourceLinkInline, SoundbiteInline)
    panels = (
        ("basics", gettext_lazy("Basics")),
        ("audio", gettext_lazy("Audio")),
        ("notes", gettext_lazy("Notes")),
        ("chapters", gettext_lazy("Chapters")),
        ("transcript", gettext_lazy("Transcript")),
        ("people", gettext_lazy("People")),
        ("links", gettext_lazy("Links")),
        ("feed", gettext_lazy("Feed")),
        ("publication", gettext_lazy("Publication")),
    )
    fieldsets: ClassVar = [
        (
            None,
            {
                "classes": ["panel-basics"],
                "fields": [
                    "show_shown",
                    "title",
                    ("kind", "season", "number"),
                    "summary",
                    "topics",
                    "slug",
                    "cover",
                    "cover_alt",
                    "explicit",
                ],
            },
        ),
        (None, {"classes": ["panel-audio"], "fields": ["audio_shown", "outgoing_shown", "audio_file"]}),
        (
            gettext_lazy("Or audio that is kept elsewhere"),
            {"classes": ["panel-audio"], "fields": ["audio_url", "audio_type", "audio_size", "duration_ms"]},
        ),
        (None, {"classes": ["panel-notes"], "fields": ["notes"]}),
        (None, {"classes": ["panel-feed"], "fields": [*_FEED_FIELDS]}),
        (
            None,
            {
                "classes": ["panel-publication"],
                "fields": ["state_shown", "publish_at", "zone_shown", "announced", "missing"],
            },
        ),
        (gettext_lazy("Record"), {"classes": ["panel-publication"], "fields": ["record"]}),
    ]
    readonly_fields = (
        "show_shown",
        "audio_shown",
        "outgoing_shown",
        "state_shown",
        "moment",
        "zone_shown",
        "slot_shown",
        "missing",
        "record",
    )
    autocomplete_fields = ("topics",)

    list_display = ("title", "state_shown", "show", "number", "moment", "people_shown", "duration_shown")
    list_select_related = ("show", "season")
    list_filter = (StateFilter, ShowFilter, SeasonFilter, ("topics", admin.RelatedOnlyFieldListFilter))
    search_fields = ("title",)  # what `get_search_results` looks in is more; the desk asks whether there is anything
    search_help_text = gettext_lazy("Words of title, notes, people, chapters or transcript; or a GUID")
    actions = ("submit_chosen", "approve_chosen", "withdraw_chosen", "duplicate_chosen")

    class Media:
        css: ClassVar = {"all": ["css/desk-overtaken.css"]}
        js = (
            "js/desk/moment.js",
            "js/desk/slot.js",
            Script("js/desk/upload/start.js", type="module"),
            Script("js/desk/unsaved/start.js", type="module"),
            Script("js/desk/talk.js", type="module"),
            Script("js/desk/preview/form.js", type="module"),
        )

    def view_on_site(self, obj: Episode) -> str:
        """What everybody sees; as long as nobody does, how it will look."""
        return obj.get_absolute_url() if obj.is_public else reverse("episode_preview", args=[obj.pk])

    # --- Which show ---------------------------------------------------------------------------

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """A new episode belongs to a show from the start: its zone, seasons and hosts depend on it."""
        if self.has_add_permission(request) and _show_wanted(request) is None:
            refused = bool(request.POST.get("show") or request.GET.get("show"))
            if refused:
                messages.error(request, _("You have no role in the show that was asked for. Nothing is saved."))
            context = {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": _("Which show is the episode for?"),
                "shows": Show.objects.open_to(request.user, "episodes.add_episode"),
                "may_add_show": request.user.has_perm("episodes.add_show"),
            }
            return render(request, "admin/episodes/episode/choose_show.html", context, status=403 if refused else None)
        response: HttpResponse = super().add_view(request, form_url, extra_context)
        return response

    def _show_of(self, request: HttpRequest, obj: Episode | None) -> Show:
        show = obj.show if obj else _show_wanted(request)
        if show is None:
            raise PermissionDenied
        return show

    def _row(self, request: HttpRequest, obj: Episode | None) -> Episode:
        """What is asked about: the stored episode, or the new one in its show."""
        return obj or Episode(show=self._show_of(request, obj))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        show = self._show_of(request, None)
        return {**starting.values(show=show), **super().get_changeform_initial_data(request)}

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if type(inline) in _STANDING and request.method == "GET" and obj.pk is None:
            kwargs["initial"] = _standing(inline, self._show_of(request, None))
        return kwargs

    # --- The form -----------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.show = self._show_of(request, obj)
        form.owner = request.user
        step = self._step(request, obj)
        form.approving, form.asking = step is steps.APPROVE, step is steps.ASK_FOR_CHANGES
        return form

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        inlines: list[Any] = super().get_inline_instances(request, obj)
        if obj is None:
            for inline in inlines:
                if type(inline) in _STANDING:
                    inline.empty_rows = len(_standing(inline, self._show_of(request, None))) + 1
        return inlines

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = [(name, dict(options)) for name, options in super().get_fieldsets(request, obj)]
        for _name, options in fieldsets:
            if "publish_at" in options["fields"]:
                options["fields"] = self._publication_fields(request, obj)
        return fieldsets if obj else fieldsets[:-1]

    def _publication_fields(self, request: HttpRequest, obj: Episode | None) -> list[str]:
        moment = (
            ["publish_at", "zone_shown", "slot_shown", "announced"]
            if self.has_approve_permission(request, self._row(request, obj))
            else ["moment"]
        )
        note = ["step_note"] if steps.offered(request.user, self._row(request, obj)) else []
        return ["state_shown", *moment, "missing", *note]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        # No field at all for a producer: what is forged into the form is not even read.
        return (
            fields
            if self.has_approve_permission(request, self._row(request, obj))
            else (*fields, "publish_at", "announced")
        )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "summary":
            field.widget.attrs["rows"] = 3
        if db_field.name == "season":
            field.widget.can_delete_related = field.widget.can_change_related = field.widget.can_add_related = False
        return field

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        original = context.get("original")
        row = self._row(request, original)
        context.update(
            show=self._show_of(request, original),
            steps=steps.offered(request.user, row) if self.has_change_permission(request, row) else [],
            badge=showing.badge(original or Episode()),
            moment=showing.moment(original) if original else "",
            **self.safety_context(request, self._show_of(request, original), original),
            **self.talking_context(request, original),
            **self.embargo_context(request, original),
            **self.kept_context(request, context["adminform"].form),
            **self.overtaken_context(request, context["adminform"].form, _rows_in(context)),
            show_save_and_add_another=False,
        )
        return super().render_change_form(request, context, *args, **kwargs)

    # --- What the form shows but nobody types -------------------------------------------------

    @admin.display(description=gettext_lazy("show"))
    def show_shown(self, episode: Episode) -> str:
        return episode.show.title

    @admin.display(description=gettext_lazy("audio"))
    def audio_shown(self, episode: Episode) -> SafeString:
        return showing.audio(episode)

    @admin.display(description=gettext_lazy("in the file"), empty_value="")
    def outgoing_shown(self, episode: Episode) -> SafeString:
        return showing.outgoing(episode)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, episode: Episode) -> SafeString:
        return showing.badge(episode)

    @admin.display(description=gettext_lazy("zone"))
    def zone_shown(self, episode: Episode) -> SafeString:
        return showing.zone(episode)

    @admin.display(description=gettext_lazy("next free slot"))
    def slot_shown(self, episode: Episode) -> SafeString:
        return showing.slot(episode)

    @admin.display(description=gettext_lazy("still missing"))
    def missing(self, episode: Episode) -> SafeString:
        return showing.missing(episode, facts_once(episode))

    @admin.display(description=gettext_lazy("steps"))
    def record(self, episode: Episode) -> SafeString:
        return showing.record(episode)

    @admin.display(description=gettext_lazy("moment"), ordering="publish_at")
    def moment(self, episode: Episode) -> SafeString:
        return showing.moment(episode)

    @admin.display(description=gettext_lazy("people"))
    def people_shown(self, episode: Episode) -> str:
        return showing.people(episode)

    @admin.display(description=gettext_lazy("length"), ordering="duration_ms")
    def duration_shown(self, episode: Episode) -> SafeString:
        return showing.duration(episode)

    # --- Saving -------------------------------------------------------------------------------

    def write(self, obj: Episode, *, change: bool) -> None:
        versions.keep_before(episode=obj)
        if not change:
            obj.save()
            return
        # Not what `publishing` writes: somebody may be taking a step at this moment. An approved
        # episode gets another moment by being approved for it.
        held = _STATE_FIELDS | ({"publish_at"} if obj.state == State.APPROVED else frozenset())
        obj.save(update_fields=[field.name for field in obj._meta.concrete_fields if field.name not in held])

    def address_scope(self, obj: Episode) -> dict[str, Any]:
        return {"show": obj.show}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.take_upload(request, form)
        for formset in formsets:
            if summary := getattr(formset, "summary", ""):
                messages.success(request, summary)
            self.tell_of_transcripts(request, formset)
        self.remember(request, form.instance)
        self.close_unsaved(request, form.instance, added=not change)
        step = self._step(request, form.instance)
        if step:
            self._take(request, form.instance, step, note=form.cleaned_data.get("step_note", ""))
        elif lost := publishing.hold_if_lost(episode=form.instance, by=request.user):  # type: ignore[arg-type]
            words = _("“%(title)s” is out of the schedule and in review again. %(reasons)s")
            messages.warning(request, words % {"title": form.instance.title, "reasons": " ".join(lost)})
        elif form.instance.state == State.APPROVED and "publish_at" in form.changed_data:
            self._reschedule(request, form.instance)

    def _step(self, request: HttpRequest, obj: Episode | None) -> steps.Step | None:
        """Return the step whose button was pressed; one that was not offered is refused."""
        step = steps.pressed(request.POST) if request.method == "POST" else None
        if step and not request.user.has_perm(step.permission, self._row(request, obj)):
            raise PermissionDenied
        return step

    def _take(self, request: HttpRequest, episode: Episode, step: steps.Step, *, note: str) -> None:
        try:
            step.take(episode=episode, by=request.user, note=note)
        except publishing.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, self._moved(episode) if step is steps.APPROVE else step.done % episode.title)

    def _reschedule(self, request: HttpRequest, episode: Episode) -> None:
        try:
            publishing.approve(episode=episode, by=request.user, publish_at=episode.publish_at)  # type: ignore[arg-type]
        except publishing.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, self._moved(episode))

    def _moved(self, episode: Episode) -> SafeString:
        """Say when an approved episode goes out; one whose moment is past is out already, which may be a slip."""
        words = _("“{}” is public from now on: its moment, {}, is past.")
        if episode.is_scheduled:
            words = _("“{}” is approved for {}.")
        return format_html(words, episode.title, showing.moment(episode))

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return self._stay(obj) if steps.pressed(request.POST) else super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return self._stay(obj) if steps.pressed(request.POST) else super().response_change(request, obj)

    def _stay(self, obj: Episode) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:episodes_episode_change", args=[obj.pk]))

    # --- Deleting -----------------------------------------------------------------------------

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is approved is withdrawn first; a producer takes back nothing but a draft."""
        if obj is None:
            return bool(super().has_delete_permission(request))
        return episode_bin.may_discard(episode=obj, by=cast(User, request.user))

    # --- The list -----------------------------------------------------------------------------

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """What the site's search finds and in its order, with all that is not public and that the list may show.

        A GUID finds its episode; a column that was chosen to sort by is sorted by.
        """
        search.catch_up()
        question = search.ask(search_term)
        own = queryset.filter(guid=search_term.strip())
        if not question or own.exists():
            return own if question else queryset, False
        found = search.ranked(question, among=queryset)
        if found.exists() and not search.matching(question, among=queryset).exists():
            messages.info(request, _("No episode has all of these words; these have some."))
        if ORDER_VAR in request.GET:
            found = found.order_by(*queryset.query.order_by)
        return found, False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return EpisodeChangeList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Episode]:
        """What who asks may open: nothing that the desk lists, finds, counts or offers is more than that."""
        episodes: QuerySet[Episode] = super().get_queryset(request).open_to(request.user)
        return episodes

    def has_submit_permission(self, request: HttpRequest, obj: Episode | None = None) -> bool:
        return bool(request.user.has_perm("episodes.submit_episode", obj))

    def has_approve_permission(self, request: HttpRequest, obj: Episode | None = None) -> bool:
        return bool(request.user.has_perm("episodes.approve_episode", obj))

    @admin.action(description=gettext_lazy("Submit for review"), permissions=["submit"])
    def submit_chosen(self, request: HttpRequest, queryset: QuerySet[Episode]) -> None:
        self._take_all(request, queryset, steps.SUBMIT)

    @admin.action(description=gettext_lazy("Approve for the moment that is set"), permissions=["approve"])
    def approve_chosen(self, request: HttpRequest, queryset: QuerySet[Episode]) -> None:
        self._take_all(request, queryset, steps.APPROVE)

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["approve"])
    def withdraw_chosen(self, request: HttpRequest, queryset: QuerySet[Episode]) -> None:
        self._take_all(request, queryset, steps.WITHDRAW)

    def _take_all(self, request: HttpRequest, queryset: QuerySet[Episode], step: steps.Step) -> None:
        for episode in queryset.select_related("show"):
            if not request.user.has_perm(step.permission, episode):
                words = _("“%(title)s” stays as it is: in “%(show)s” this is for its editors.")
                messages.error(request, words % {"title": episode.title, "show": episode.show.title})
                continue
            try:
                step.take(episode=episode, by=request.user, note="")
            except publishing.Refused as refused:
                messages.error(request, f"{episode.title}: {refused}")
            else:
                messages.success(request, self._moved(episode) if step is steps.APPROVE else step.done % episode.title)


def _show_wanted(request: HttpRequest) -> Show | None:
    """Return the show that a new episode is for: the one asked for, or the only one to which who asks may add."""
    among = Show.objects.open_to(request.user, "episodes.add_episode")
    wanted = request.POST.get("show") or request.GET.get("show") or _show_of_list(request)
    if wanted:
        return among.filter(pk=wanted).first() if wanted.isdecimal() else None
    shows = among[:2]
    return shows[0] if len(shows) == 1 else None


def _show_of_list(request: HttpRequest) -> str:
    """The show to which the list was narrowed that the producer comes from."""
    filters = parse_qs(request.GET.get("_changelist_filters", ""))
    return filters.get("show", [""])[0]


# The rows that a show has ready for its new episodes.
_STANDING: dict[type[Any], Callable[..., list[dict[str, Any]]]] = {
    CreditInline: starting.credits,
    ResourceLinkInline: starting.links,
}


def _rows_in(context: dict[str, Any]) -> dict[str, Any]:
    """The formsets of the page, by prefix."""
    return {inline.formset.prefix: inline.formset for inline in context["inline_admin_formsets"]}


def _standing(inline: Any, show: Show) -> list[dict[str, Any]]:
    return _STANDING[type(inline)](show=show)

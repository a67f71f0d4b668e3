"""Pasted notes on the desk: one box, then what was recognised beside its lines, then the draft."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from episodes import intake, starting, versions
from episodes.formats.chapters import print_text
from episodes.formats.notes import Kind, Notes, from_html, parse
from episodes.forms.paste import LONGEST_SOURCE, NEW, LinkRows, PasteForm, PersonRows, ReviewForm
from episodes.models import Episode, Show
from guests.desk import DeskAdmin

KIND_LABELS = {
    Kind.TITLE: gettext_lazy("title"),
    Kind.SUMMARY: gettext_lazy("summary"),
    Kind.PERSON: gettext_lazy("person"),
    Kind.SECTION: gettext_lazy("section"),
    Kind.LINK: gettext_lazy("link"),
    Kind.SPONSOR: gettext_lazy("sponsor"),
    Kind.CONTACT: gettext_lazy("contact"),
    Kind.CHAPTER: gettext_lazy("chapter"),
    Kind.BODY: gettext_lazy("stays"),
    Kind.BLANK: "",
}


class PasteAdmin(DeskAdmin):
    """The part of the episodes' admin that reads a page of notes."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("paste/", view(never_cache(self._paste)), name="episodes_episode_paste"),
            path("paste/text/", view(self._text_of_html), name="episodes_episode_paste_text"),
            path("<int:key>/notes/", view(never_cache(self._paste)), name="episodes_episode_notes"),
            *super().get_urls(),
        ]

    def _text_of_html(self, request: HttpRequest) -> HttpResponse:
        """Rich text from a clipboard as Markdown, for the script of the box."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        return HttpResponse(from_html(request.POST.get("html", "")[:LONGEST_SOURCE]), content_type="text/plain")

    def _paste(self, request: HttpRequest, key: int | None = None) -> HttpResponse:
        episode = (
            get_object_or_404(Episode.objects.open_to(request.user).select_related("show"), pk=key) if key else None
        )
        allowed = self.has_change_permission(request, episode) if episode else self.has_add_permission(request)
        if not allowed:
            raise PermissionDenied
        if episode and episode.state == Episode.State.APPROVED:
            messages.error(request, _("The episode is approved. Withdraw it first, or change it in its form."))
            return HttpResponseRedirect(reverse("admin:episodes_episode_change", args=[episode.pk]))
        box = self._box(request, episode)
        if request.method != "POST" or "_again" in request.POST or not box.is_valid():
            return self._page(request, "box", episode, box=box)
        show, notes = box.cleaned_data["show"], parse(box.cleaned_data["source"])
        if "_make" in request.POST:
            return self._make(request, box, notes, show, episode)
        return self._review(request, box, notes, episode, **_proposals(notes, show, episode))

    def _box(self, request: HttpRequest, episode: Episode | None) -> PasteForm:
        shows = _shows(request, episode)
        if request.method == "POST":
            data = request.POST.copy()
            if episode:
                data["show"] = str(episode.show_id)
            return PasteForm(data, shows=shows)
        wanted = request.GET.get("show", "")
        return PasteForm(initial={"show": wanted if wanted.isdecimal() else shows.first()}, shows=shows)

    def _make(
        self, request: HttpRequest, box: PasteForm, notes: Notes, show: Show, episode: Episode | None
    ) -> HttpResponse:
        directory = intake.Directory()
        form = ReviewForm(request.POST, episode=episode)
        people = PersonRows(request.POST, prefix="people", form_kwargs={"directory": directory})
        links = LinkRows(request.POST, prefix="links")
        if all([form.is_valid(), people.is_valid(), links.is_valid()]):
            start = starting.values(show=show)
            if episode:
                versions.keep_before(episode=episode)
            try:
                made = intake.fill(
                    filling=form.filling(people, links),
                    show=show,
                    by=cast(User, request.user),
                    episode=episode,
                    season=start["season"],
                    number=start["number"],
                )
            except intake.Refused as refused:
                form.add_error(None, list(refused.sentences))
            else:
                versions.keep(episode=made, by=cast(User, request.user))
                words = _("“%s” is filled in from the notes.") if episode else _("“%s” is a draft now.")
                self.log_addition(request, made, "") if episode is None else self.log_change(request, made, "")
                messages.success(request, words % made.title)
                return HttpResponseRedirect(reverse("admin:episodes_episode_change", args=[made.pk]))
        return self._review(request, box, notes, episode, form=form, people=people, links=links)

    def _review(
        self, request: HttpRequest, box: PasteForm, notes: Notes, episode: Episode | None, **forms: Any
    ) -> HttpResponse:
        lines = [
            {"number": number, "text": text, "kind": kind, "label": KIND_LABELS[kind]}
            for number, (text, kind) in enumerate(zip(notes.source, notes.kinds, strict=True), start=1)
        ]
        forms["form"].fields["chapters"].widget.attrs["rows"] = max(2, len(notes.chapters) + 1)
        forms["form"].fields["notes"].widget.attrs["rows"] = min(20, 3 + len(notes.body) // 60)
        wrong = any(form.errors for form in (forms["form"], *forms["people"], *forms["links"]) if form.is_bound)
        return self._page(request, "review", episode, box=box, lines=lines, found=notes, wrong=wrong, **forms)

    def _page(self, request: HttpRequest, which: str, episode: Episode | None, **context: Any) -> HttpResponse:
        title = _("Notes for “%s”") % episode.title if episode else _("Paste notes")
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "crumb": _("Paste notes"),
            "original": episode,
            "episode": episode,
            "only_show": _shows(request, episode).count() == 1,
        }
        return render(request, f"admin/episodes/episode/paste_{which}.html", context)


def _shows(request: HttpRequest, episode: Episode | None) -> Any:
    """The shows that notes may be for: that of the episode, or those to which who asks may add one."""
    if episode:
        return Show.objects.filter(pk=episode.show_id)
    return Show.objects.open_to(request.user, "episodes.add_episode")


def _proposals(notes: Notes, show: Show, episode: Episode | None) -> dict[str, Any]:
    """The forms of what was recognised. What an episode has already keeps its place unless it is chosen otherwise."""
    directory = intake.Directory()
    have = {
        "title": bool(episode and episode.title),
        "summary": bool(episode and episode.summary),
        "notes": bool(episode and episode.notes),
        "chapters": bool(episode and episode.chapters.exists()),
    }
    found = {
        "title": notes.title,
        "summary": notes.summary,
        "notes": notes.body,
        "chapters": print_text(notes.chapters),
    }
    initial: dict[str, Any] = {**found, **{f"take_{name}": bool(found[name]) and not have[name] for name in found}}
    if episode is None:
        initial |= {"take_title": True, "title": f"{starting.values(show=show)['title']}{notes.title}"[:255]}
    form = ReviewForm(initial=initial, episode=episode)
    links = [
        {"take": True, "label": link.label[:255], "url": link.url, "sponsored": link.sponsored} for link in notes.links
    ]
    if episode is None:
        known = {link["label"] for link in links}
        links += [{"take": True, **link} for link in starting.links(show=show) if link["label"] not in known]
    return {
        "form": form,
        "people": PersonRows(
            initial=_people(notes, show, episode, directory), prefix="people", form_kwargs={"directory": directory}
        ),
        "links": LinkRows(initial=links, prefix="links"),
    }


def _people(notes: Notes, show: Show, episode: Episode | None, directory: intake.Directory) -> list[dict[str, Any]]:
    """Whom the notes name; a new episode also has the standing people of its show."""
    rows = []
    for person in notes.people:
        matches = directory.matches(person.name)
        meant = str(matches[0].pk) if len(matches) == 1 else "" if matches else NEW
        rows.append(
            {"take": True, "name": person.name, "headline": person.headline, "role": person.role, "person": meant}
        )
    if episode is None:
        named = {row["person"] for row in rows}
        for credit in starting.credits(show=show):
            known = directory.people[credit["person"]]
            if str(known.pk) not in named:
                standing = {"take": True, "standing": "1", "name": known.name, "headline": known.headline}
                rows.append({**standing, "role": credit["role"], "person": str(known.pk)})
    return rows

"""The desk's pages on which somebody brings a show in: what is wanted, the plan, and how far it is."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from episodes import import_runs, importer
from episodes.forms.bringing import BringForm, CodeForm, OwnershipForm
from episodes.importer import Verdict, media, reporting
from episodes.importer import ownership as codes
from episodes.models import Episode, ImportRun, ImportRunItem, Show
from episodes.models.errand import MOST_ATTEMPTS
from episodes.uploads import parts
from guests.paging import page_of

PAGE_SIZE = 50
_RUNS = 20
_MOST_TOLD = 20
_MOST_LOST = 6
# Whoever has waited for so long wonders whether anything runs at all.
_PATIENCE_SECONDS = 150

State = ImportRun.State
# What somebody has to look at comes first, after what has been edited here.
_ORDER = (Verdict.REFUSED, Verdict.CHANGED, Verdict.NEW)


# --- What is wanted ---------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """`GET`: the form, with earlier runs below it. `POST`: the feed is wanted, and is read by the tick."""
    user = cast(User, request.user)
    may_make_one, shows = importer.may_bring(user, into=None), import_runs.shows_for(user)
    if not (may_make_one or shows.exists()):
        raise PermissionDenied
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    asked = {"show": request.GET.get("show", ""), "address": request.GET.get("address", "")}
    form = BringForm(*given, shows=shows, may_make_one=may_make_one, initial=asked)
    if form.is_valid():
        run = _wanted(user, form.cleaned_data, is_archive=form.is_archive)
        return HttpResponseRedirect(reverse("import_run", args=[run.pk]))
    context = {
        **admin.site.each_context(request),
        "title": _("Bring a show"),
        "form": form,
        "page": page_of(request, import_runs.open_to(user), size=_RUNS),
    }
    return render(request, "admin/bringing/new.html", context)


def _wanted(user: User, given: Mapping[str, Any], *, is_archive: bool) -> ImportRun:
    file = given["file"]
    if is_archive:
        return import_runs.ask(by=user, show=None, file_name=file.name, archive=parts.keep(file))
    return import_runs.ask(
        by=user,
        show=given["show"],
        address=given["address"],
        file_name=file.name if file else "",
        feed=file.read() if file else b"",
        with_media=given["bring_media"] == "here",
        ownership=given["ownership"].strip(),
    )


# --- One run ----------------------------------------------------------------------------------


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """`GET`: the plan, or how far it is. `POST`: the step that was pressed."""
    user = cast(User, request.user)
    if not user.has_perm("episodes.change_show") and not importer.may_bring(user, into=None):
        raise PermissionDenied
    found: ImportRun = get_object_or_404(import_runs.open_to(user), pk=pk)
    if request.method == "POST":
        return _act(request, found, user)
    return _shown(request, found)


def _act(request: HttpRequest, found: ImportRun, by: User) -> HttpResponse:
    step = request.POST.get("step", "")
    if step == "own":
        form = OwnershipForm(request.POST)
        if not form.is_valid():
            return _shown(request, found, ownership=form)
        return _done(request, found, lambda: import_runs.state_ownership(run=found, by=by, **form.cleaned_data))
    if step == "code":
        return _confirm(request, found, by)
    if step == "throw-away":
        return _done(request, found, lambda: import_runs.throw_away(run=found, by=by), to=reverse("show_import"))
    if step in _STEPS:
        return _done(request, found, lambda: _STEPS[step](run=found, by=by))
    messages.error(request, _("Press one of the buttons."))
    return HttpResponseRedirect(reverse("import_run", args=[found.pk]))


def _confirm(request: HttpRequest, found: ImportRun, by: User) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            import_runs.confirm(run=found, by=by, **form.cleaned_data)
        except import_runs.Refused as refused:
            form.add_error("code", str(refused))
        else:
            return HttpResponseRedirect(reverse("import_run", args=[found.pk]))
    return _shown(request, found, code=form)


_STEPS: Mapping[str, Callable[..., None]] = {
    "apply": import_runs.apply,
    "stop": import_runs.stop,
    "go-on": import_runs.go_on,
    "again": import_runs.again,
    "send-code": import_runs.send_code,
}


def _done(request: HttpRequest, found: ImportRun, step: Callable[[], None], *, to: str = "") -> HttpResponse:
    try:
        step()
    except import_runs.Refused as refused:
        messages.error(request, str(refused))
        to = ""
    return HttpResponseRedirect(to or reverse("import_run", args=[found.pk]))


def _shown(
    request: HttpRequest, found: ImportRun, *, ownership: OwnershipForm | None = None, code: CodeForm | None = None
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": str(found),
        "opts": Show._meta,
        "run": found,
        "waits": found.state in (State.READING, State.WRITING),
        "waits_long": _waits_long(found),
        "given_up": found.due_at is not None and found.attempts >= MOST_ATTEMPTS,
        "ownership": ownership or OwnershipForm(),
        "looking": import_runs.looking_of(found),
    }
    if found.state == State.LOCKED:
        context |= _code(found, code or CodeForm())
    if found.archive:
        context |= _archive(found)
    elif found.state not in (State.READING, State.LOCKED, State.REFUSED):
        context |= _plan(request, found)
    if found.begun_at and not found.archive:
        context |= _outcome(found)
    return render(request, "admin/bringing/run.html", context)


def _archive(found: ImportRun) -> dict[str, Any]:
    """What is in the archive, what was other than in it, and how many bytes of how many are done."""
    facts = found.facts
    counts = facts.get("archive", {}).get("states", {})
    done, whole, *_seconds = facts.get("bytes", [0, 0])
    return {
        "archive": facts.get("archive"),
        "states": [(_STATES.get(state, state), count) for state, count in counts.items()],
        "is_needed": found.state == State.PLANNED,
        "remarks": facts.get("remarks", []),
        "bytes": {"done": done, "whole": whole},
    }


_STATES: Mapping[str, Any] = dict(Episode.State.choices)


def _code(found: ImportRun, form: CodeForm) -> dict[str, Any]:
    """Whether a code can be mailed, and whether one was; one query."""
    return {
        "may_be_mailed": codes.is_sendable(found.owner),
        "masked": codes.masked(found.owner),
        "sent": codes.sent(address=found.address, owner=found.owner),
        "code": form,
    }


def _waits_long(found: ImportRun) -> bool:
    """Whether nobody has begun what was due a while ago: then the tick does not run."""
    if found.due_at is None or found.claim:
        return False
    return (timezone.now() - found.due_at).total_seconds() > _PATIENCE_SECONDS


# --- The plan ---------------------------------------------------------------------------------


def _plan(request: HttpRequest, found: ImportRun) -> dict[str, Any]:
    """Numbers, the show, and a page of items; one query."""
    facts = found.facts
    # An episode of which one field changes and another one stays as it was edited counts among both.
    counts = {**facts.get("counts", {}), Verdict.KEPT.value: facts.get("conflicts", 0)}
    wanted = request.GET.get("verdict", "")
    verdict = wanted if counts.get(wanted) else ""
    items: QuerySet[ImportRunItem] = found.items.order_by("-has_conflict", _rank(), "number")
    if verdict:
        items = items.filter(has_conflict=True) if verdict == Verdict.KEPT else items.filter(verdict=verdict)
    page = page_of(request, items, size=PAGE_SIZE)
    return {
        "verdict": verdict,
        "numbers": [(each.value, reporting.verdict_label(each), counts.get(each.value, 0)) for each in Verdict],
        "page": page,
        "rows": [_row(item) for item in page],
        "show_fields": [_field(one) for one in facts.get("fields", [])],
        "guesses": facts.get("guesses", [])[:_MOST_TOLD],
        "remarks": facts.get("remarks", [])[:_MOST_TOLD],
        "gone": facts.get("gone", []),
        "audio": facts.get("audio", [0, 0]),
        "is_needed": facts.get("is_needed") or counts.get("new") or counts.get("changed"),
    }


def _rank() -> Case:
    places = [When(verdict=verdict.value, then=Value(place)) for place, verdict in enumerate(_ORDER)]
    return Case(*places, default=Value(len(_ORDER)), output_field=IntegerField())


def _row(item: ImportRunItem) -> dict[str, Any]:
    facts = item.facts
    return {
        "item": item,
        "verdict": reporting.verdict_label(Verdict(item.verdict)),
        "reasons": facts.get("reasons", []),
        "remarks": facts.get("remarks", []),
        "fields": [_field(one) for one in facts.get("fields", [])],
        "brings": [reporting.label(name) for name in facts.get("brings", [])],
        "chapters_from": _CHAPTERS_FROM.get(facts.get("chapters_from", "")),
    }


def _field(one: list[str]) -> dict[str, Any]:
    name, verdict, here, there, reason = one
    is_kept = verdict == Verdict.KEPT
    return {"label": reporting.label(name), "here": here, "there": there, "reason": reason, "is_kept": is_kept}


_CHAPTERS_FROM = {
    "file": gettext_lazy("Chapters from a file of their own"),
    "feed": gettext_lazy("Chapters from the feed"),
    "notes": gettext_lazy("Chapters from the times in the notes"),
    "audio": gettext_lazy("Chapters from the audio"),
}


# --- How far it is ----------------------------------------------------------------------------


def _outcome(found: ImportRun) -> dict[str, Any]:
    """Three queries; what failed is told, the first of it."""
    files = import_runs.files_of(found)
    lost = media.waiting(run=found).exclude(error="").filter(claim="")
    return {
        "progress": import_runs.progress_of(found),
        "files": files,
        "files_move": bool(files and files.waiting > files.held),
        "failed": list(found.items.filter(outcome=ImportRunItem.Outcome.FAILED).order_by("number")[:_MOST_TOLD]),
        "lost": list(lost.select_related("episode", "person")[:_MOST_LOST]) if files and files.failed else [],
    }

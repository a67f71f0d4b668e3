"""The form in which listeners ask a show something. It sets no cookie and needs no script.

So there is no CSRF cookie either, nor anything that one would protect: the form does nothing in the name of whoever is
signed in, and a stranger's page could have nobody send what it could not send itself, apart from the place it comes
from, which counts against asking too often. Hence browsers that say that another site sent the form are refused.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from episodes import questions
from episodes.finding import find_episode, find_show, lead_home
from episodes.forms.question import QuestionForm
from episodes.models import Episode, Show
from episodes.questions import Ticket
from episodes.views.language import in_its_language
from guests.moves import follows_moves
from guests.network import client_network

type View = Callable[..., HttpResponse]


def _a_form(view: View) -> Callable[..., HttpResponseBase]:
    """What both addresses have in common: sent without a cookie, never kept, in no index."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @follows_moves
    @wraps(view)
    def wrapped(request: HttpRequest, **slugs: Any) -> HttpResponse:
        response = view(request, **slugs)
        add_never_cache_headers(response)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


@_a_form
def show_ask(request: HttpRequest, show: str) -> HttpResponse:
    found = find_show(request, show)
    if not found.is_public:
        raise Http404
    lead_home(request, found)
    return _answer(request, found, None)


@_a_form
def episode_ask(request: HttpRequest, show: str, episode: str) -> HttpResponse:
    found = find_episode(request, show=show, slug=episode)
    if not found.is_public:
        raise Http404
    lead_home(request, found.show)
    return _answer(request, found.show, found)


@in_its_language
def _answer(request: HttpRequest, show: Show, episode: Episode | None) -> HttpResponse:
    if not show.takes_questions:
        raise Http404
    if request.method != "POST":
        form = QuestionForm(initial={"ticket": Ticket.new(show=show, episode=episode).signed})
        return _page(request, show, episode, form, is_sent="sent" in request.GET)
    return _take(request, show, episode)


def _take(request: HttpRequest, show: Show, episode: Episode | None) -> HttpResponse:
    form = QuestionForm(request.POST)
    if _is_of_another_site(request):
        refused = _("Another website sent this form. If it is your question, send it from here.")
        return _page(request, show, episode, form, refused=refused, status=403)
    is_right = form.is_valid()
    try:
        ticket = Ticket.read(form["ticket"].value() or "", show=show, episode=episode)
        if not is_right:
            return _page(request, show, episode, form, status=422)
        questions.ask(
            show=show,
            episode=episode,
            **{name: form.cleaned_data[name] for name in ("text", "name", "email")},
            ticket=ticket,
            source=questions.source_of(client_network(request)),
            is_trapped=form.is_trapped,
        )
    except questions.NotNow as reason:
        status = 429 if reason.is_too_many else 422
        return _page(request, show, episode, form, refused=str(reason), status=status)
    return HttpResponseRedirect(f"{(episode or show).get_ask_url()}?sent=1")


def _is_of_another_site(request: HttpRequest) -> bool:
    """Whether the browser says so; what says nothing is no browser of these days, and comes from no other page."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin", "")
    return origin not in ("", "null") and urlsplit(origin).netloc != request.get_host()


def _page(
    request: HttpRequest,
    show: Show,
    episode: Episode | None,
    form: QuestionForm,
    *,
    refused: str = "",
    is_sent: bool = False,
    status: int = 200,
) -> HttpResponse:
    ticket = form["ticket"].value()
    try:
        Ticket.read(ticket or "", show=show, episode=episode)
    except questions.NotNow:
        ticket = Ticket.new(show=show, episode=episode).signed
    context = {
        "show": show,
        "episode": episode,
        "form": form,
        "ticket": ticket,
        "refused": refused,
        "is_sent": is_sent,
        "kept_days": questions.kept_days(),
    }
    return render(request, "episodes/question_form.html", context, status=status)

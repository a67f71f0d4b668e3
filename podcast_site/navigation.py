"""The desk's navigation. Named in the settings, and so loaded once the desk stands."""

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Count, Exists, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from episodes.models import Episode, Question, Show


class Waiting(NamedTuple):
    """What waits for somebody: how many episodes and questions, and whether a show of theirs takes questions at all."""

    in_review: int = 0
    questions: int = 0
    takes_questions: bool = False


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The one navigation, in the users' words; somebody sees what they have a right to. One query."""
    user = request.user
    waiting = _waiting(user)
    episodes = reverse("admin:episodes_episode_changelist")
    sees = user.has_perm
    groups = [
        (
            _("Schedule"),
            sees("episodes.view_episode"),
            [
                _item(request, _("To do"), "task_alt", reverse("admin:index")),
                _item(request, _("Calendar"), "calendar_month", reverse("desk_calendar")),
                _item(request, _("Episodes"), "graphic_eq", episodes),
                _item(request, _("In review"), "rate_review", f"{episodes}?state=in_review", badge=waiting.in_review),
                _item(request, _("Scheduled"), "schedule", f"{episodes}?state=scheduled"),
                *_questions(request, waiting),
                *_bin(request),
                _item(request, _("My mail"), "mail", reverse("my_mail")),
            ],
        ),
        (
            _("Catalogue"),
            sees("guests.view_person"),
            [
                _item(request, _("People"), "group", reverse("admin:guests_person_changelist")),
                _item(request, _("Topics"), "sell", reverse("admin:episodes_topic_changelist")),
                _item(request, _("Shows"), "podcasts", reverse("admin:episodes_show_changelist")),
                *_old_addresses(request),
                *_dead_links(request),
            ],
        ),
        (
            _("Accounts"),
            sees("auth.view_user"),
            [
                _item(request, _("Accounts"), "badge", reverse("admin:auth_user_changelist")),
                _item(request, _("Groups"), "groups", reverse("admin:auth_group_changelist")),
                *_audit_log(request),
            ],
        ),
    ]
    site = _item(request, _("View site"), "open_in_new", settings.UNFOLD["SITE_URL"])
    shown = [{"title": title, "items": items} for title, allowed, items in groups if allowed]
    return [*shown, {"separator": True, "items": [site]}]


def _waiting(user: Any) -> Waiting:
    """All of it in one query of the one row of whoever looks: every page of the desk asks it."""
    episodes = Episode.objects.open_to(user).filter(state=Episode.State.IN_REVIEW)
    shows = Show.objects.open_to(user, "episodes.view_question")
    questions = Question.objects.filter(show__in=shows.order_by().values("pk"))
    asked = _count(questions.filter(state=Question.State.NEW))
    taking = Exists(shows.filter(takes_questions=True))
    found = User.objects.filter(pk=user.pk).values_list(_count(episodes), asked, taking, Exists(questions))
    for in_review, new, takes, took in found:
        return Waiting(in_review=in_review, questions=new, takes_questions=takes or took)
    return Waiting()


def _count(rows: "QuerySet[Any]") -> Coalesce:
    counted = rows.order_by().annotate(alike=Value(1)).values("alike").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _bin(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.has_perm("episodes.delete_episode"):
        return []
    return [_item(request, _("Bin"), "delete", reverse("admin:episodes_episode_bin"))]


def _old_addresses(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.has_perm("guests.view_redirect"):
        return []
    return [_item(request, _("Old addresses"), "alt_route", reverse("admin:guests_redirect_changelist"))]


def _questions(request: HttpRequest, waiting: Waiting) -> list[dict[str, Any]]:
    """Only where a show of somebody takes questions, or took some."""
    if not waiting.takes_questions:
        return []
    questions = reverse("admin:episodes_question_changelist")
    return [_item(request, _("Questions"), "forum", f"{questions}?state__exact=new", badge=waiting.questions)]


def _dead_links(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.has_perm("episodes.change_episode"):
        return []
    return [_item(request, _("Dead links"), "link_off", reverse("dead_links"))]


def _audit_log(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.has_perm("podcast_site.view_auditentry"):
        return []
    return [_item(request, _("Audit log"), "fact_check", reverse("admin:podcast_site_auditentry_changelist"))]


def _item(request: HttpRequest, title: Any, icon: str, link: str, *, badge: int = 0) -> dict[str, Any]:
    path, _mark, query = link.partition("?")
    item: dict[str, Any] = {"title": title, "icon": icon, "link": link, "active": _is_here(request, path, query)}
    return {**item, "badge": badge} if badge else item


def _is_here(request: HttpRequest, path: str, query: str) -> bool:
    if path in ("/", reverse("admin:index")):
        return request.path == path
    if query:
        return request.path == path and query in request.META["QUERY_STRING"].split("&")
    return request.path.startswith(path) and not request.GET.get("state")

"""What listeners ask: a list for those of the show, and a page on which a question is answered, used or put aside."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import quote

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from episodes import questions, versions
from episodes.admin.filters import ShowFilter
from episodes.admin.showing import name_of
from episodes.clocks import with_zone
from episodes.models import Question, Show
from episodes.models.question import LONGEST_ANSWER
from guests.desk import AsksWithRow, BaseAdmin
from guests.languages import speaking

_SIGNS = {"new": "mark_unread_chat_alt", "answered": "mark_chat_read", "spam": "block"}
MOST_TAKERS = 50


@admin.register(Question)
class QuestionAdmin(AsksWithRow, BaseAdmin):
    list_display = ("question_shown", "state_shown", "about_shown", "name", "at_shown")
    list_display_links = ("question_shown",)
    list_filter = ("state", ShowFilter)
    list_select_related = ("show", "episode")
    list_filter_sheet = True
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("text", "name")
    ordering = ("-at", "-pk")
    actions = ("set_aside",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Listeners ask; what the desk has to say to itself are comments."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        found: QuerySet[Question] = super().get_queryset(request)
        return found.filter(show__in=Show.objects.open_to(request.user, "episodes.view_question"))

    # --- The list -----------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("question"))
    def question_shown(self, question: Question) -> SafeString:
        return format_html('<span dir="auto">{}</span>', str(question))

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_shown(self, question: Question) -> SafeString:
        return badge(question)

    @admin.display(description=gettext_lazy("about"), ordering="show__title")
    def about_shown(self, question: Question) -> SafeString:
        if question.episode is None:
            return format_html('<span dir="auto">{}</span>', question.show.title)
        parts = (question.episode.title, question.show.title)
        return format_html('<span dir="auto">{}</span> <span class="desk-zone" dir="auto">{}</span>', *parts)

    @admin.display(description=gettext_lazy("asked"), ordering="at")
    def at_shown(self, question: Question) -> str:
        return _told(question)

    @admin.action(description=gettext_lazy("Put aside as spam"), permissions=["change"])
    def set_aside(self, request: HttpRequest, chosen: QuerySet[Question]) -> None:
        """One by one, with the right asked for each."""
        for question in chosen:
            questions.settle(question=question, by=cast(User, request.user), state=Question.State.SPAM)
        messages.success(request, _("Put aside as spam: %d.") % len(chosen))

    # --- One question -------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The question, and a form for each thing that can be done with it."""
        question: Question | None = self.get_object(request, object_id)
        if question is None:
            answer: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return answer
        if not self.has_view_permission(request, question):
            raise PermissionDenied
        if request.method != "POST":
            return self._page(request, question)
        steps: dict[str, Callable[[HttpRequest, Question], str]] = {
            "answer": self._answer,
            "take": self._take,
            **dict.fromkeys(Question.State.values, self._settle),
        }
        step = steps.get(request.POST.get("step", ""))
        if step is None:
            return self._page(
                request, question, refused=_("Nothing was chosen, so nothing is changed: press a button.")
            )
        try:
            said = step(request, question)
        except questions.Refused as refused:
            return self._page(request, question, refused=str(refused))
        self.log_change(request, question, said)
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:episodes_question_change", args=[question.pk]))

    def _answer(self, request: HttpRequest, question: Question) -> str:
        questions.answer(question=question, by=cast(User, request.user), text=request.POST.get("text", ""))
        return _("The answer is on its way.")

    def _take(self, request: HttpRequest, question: Question) -> str:
        user, key = cast(User, request.user), request.POST.get("episode", "")
        episode = questions.takers(question=question, user=user).filter(pk=key).first() if key.isdecimal() else None
        if episode is None:
            raise questions.Refused(_("Choose the episode first: one that is a draft or in review."))
        versions.keep_before(episode=episode)
        taken = questions.take_into(question=question, episode=episode, by=user)
        versions.keep(episode=taken, by=user)
        return _("The question stands at the end of the notes of “%s”.") % taken.title

    def _settle(self, request: HttpRequest, question: Question) -> str:
        state = request.POST["step"]
        questions.settle(question=question, by=cast(User, request.user), state=state)
        return _("The question is kept as: %s.") % question.get_state_display()

    def _page(self, request: HttpRequest, question: Question, *, refused: str = "") -> HttpResponse:
        user = cast(User, request.user)
        zone = question.show.zone
        settled = with_zone(question.settled_at, zone) if question.settled_at else ""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Question to “%s”") % question.show.title,
            "original": question,
            "question": question,
            "badge": badge(question),
            "at": _told(question),
            "settled": settled,
            "settled_by": name_of(question.settled_by),
            "may_change": self.has_change_permission(request, question),
            "may_delete": self.has_delete_permission(request, question),
            "mail_is_sent": settings.MAIL_IS_SENT,
            "mailto": mailto(question),
            "takers": questions.takers(question=question, user=user).only("pk", "title")[:MOST_TAKERS],
            "refused": refused,
            "typed": request.POST.get("text", ""),
            "chosen": request.POST.get("episode", ""),
            "longest": LONGEST_ANSWER,
            "kept_days": questions.kept_days(),
        }
        return render(request, "admin/episodes/question/page.html", context, status=422 if refused else None)


def badge(question: Question) -> SafeString:
    """The state as a sign and a word."""
    return format_html(
        '<span class="desk-state desk-question-{}"><span class="material-symbols-outlined" aria-hidden="true">{}</span>'
        "{}</span>",
        question.state,
        _SIGNS[question.state],
        question.get_state_display(),
    )


def mailto(question: Question) -> str:
    """An answer as the mail program of whoever reads it begins one; empty where no address was left."""
    if not question.email:
        return ""
    with speaking(question.show.language):
        subject = questions.subject_of(question)
    quoted = "\r\n".join(f"> {line}" for line in question.text.splitlines())
    return f"mailto:{quote(question.email)}?subject={quote(subject)}&body={quote('\r\n\r\n' + quoted)}"


def _told(question: Question) -> str:
    zone = question.show.zone
    return with_zone(question.at, zone)

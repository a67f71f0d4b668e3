"""What listeners asked, told to those of the show: a letter for each, with all that came within minutes."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from episodes.mail import choices
from episodes.mail.events import Taken
from episodes.mail.writing import LONGEST, QUIET, at, footer
from episodes.models import Letter, Question, Show
from episodes.models.letter import MailKind


def write_about_questions() -> Iterator[str]:
    """Write what nobody has been told of; a sentence for each show. One query where there is nothing."""
    untold = Question.objects.filter(told_at=None, state=Question.State.NEW)
    shows = set(untold.order_by().values_list("show", flat=True))
    for show in Show.objects.filter(pk__in=shows).order_by("pk"):
        asked = list(untold.filter(show=show).select_related("episode").order_by("at", "pk"))
        now = timezone.now()
        if not asked or (now - asked[-1].at < QUIET and now - asked[0].at < LONGEST):
            continue
        try:
            with transaction.atomic(), translation.override(settings.DESK_LANGUAGE):
                written = _write(show, asked)
        except Taken:
            continue
        if written:
            yield f"Mails written about questions to {show.title}: {written}."


def _write(show: Show, asked: list[Question]) -> int:
    free = Question.objects.filter(pk__in=[question.pk for question in asked], told_at=None)
    if free.update(told_at=timezone.now()) != len(asked):
        raise Taken
    users = [user for user in concerned(show) if MailKind.QUESTION not in choices.muted_by(user=user)]
    Letter.objects.bulk_create(_letter(show, user, asked) for user in users)
    return len(users)


def concerned(show: Show) -> list[User]:
    """All who have a role in the show, and an address."""
    team = show.memberships.values("user")
    return list(User.objects.filter(pk__in=team, is_active=True).exclude(email="").order_by("pk"))


def _letter(show: Show, user: User, asked: list[Question]) -> Letter:
    line = ngettext("A question to “%(show)s”", "%(n)d questions to “%(show)s”", len(asked)) % {
        "show": " ".join(show.title.split()),
        "n": len(asked),
    }
    body = "\n\n".join([*(_said(question) for question in asked), footer(user, {MailKind.QUESTION: None})]) + "\n"
    return Letter(wanted="sent", subject_line=line[:300], body=body, recipient=user)


def _said(question: Question) -> str:
    """The words, about what, and where it is read. No mail address: it is to go when the question is erased."""
    about = _("About “%s”:") % question.episode.title if question.episode else _("About the show:")
    words = "\n".join(f"    {line}".rstrip() for line in question.text.splitlines())
    parts = [about, words, question.name and f"    – {question.name}"]
    if settings.SITE_URL:
        parts.append(at(reverse("admin:episodes_question_change", args=[question.pk])))
    return "\n\n".join(part for part in parts if part)

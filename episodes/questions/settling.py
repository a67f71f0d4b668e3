"""What those of a show do with a question: answer it, take it into an episode, put it aside."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes.formats import markdown
from episodes.models import Episode, Letter, Question
from episodes.models.question import LONGEST_ANSWER
from episodes.querysets import EpisodeQuerySet
from episodes.questions.letters import quoted, subject_of
from guests.languages import speaking

State = Question.State
_OPEN = (Episode.State.DRAFT, Episode.State.IN_REVIEW)


class Refused(Exception):
    """Something that cannot be done with a question; the message is a sentence that says what would be right."""


def settle(*, question: Question, by: User, state: str) -> None:
    """Say that the question is answered, spam, or new again."""
    _require(question, by)
    question.state = State(state)
    question.settled_at, question.settled_by = (None, None) if state == State.NEW else (timezone.now(), by)
    question.save(update_fields=["state", "settled_at", "settled_by"])


@transaction.atomic
def answer(*, question: Question, by: User, text: str) -> None:
    """Send `text` to who asked, in the language of the show; their reply goes to `by`."""
    _require(question, by)
    text = text.strip()
    if not settings.MAIL_IS_SENT:
        raise Refused(_("This site sends no mail: answer from your own mail program, by the link."))
    if not question.email:
        raise Refused(_("Who asked left no mail address: answer in an episode."))
    if not text:
        raise Refused(_("Write the answer first."))
    if len(text) > LONGEST_ANSWER:
        words = _("The answer has %(length)d characters, and %(most)d at most can be sent: make it shorter.")
        raise Refused(words % {"length": len(text), "most": LONGEST_ANSWER})
    with speaking(question.show.language):
        subject, body = subject_of(question), f"{text}\n\n{quoted(question)}\n"
    Letter.objects.create(
        wanted="sent",
        subject_line=subject[:300],
        body=body,
        address=question.email,
        reply_to=by.email,
        question=question,
    )
    question.answer = text
    question.save(update_fields=["answer"])
    settle(question=question, by=by, state=State.ANSWERED)


def takers(*, question: Question, user: User) -> EpisodeQuerySet:
    """The episodes that the question can be taken into: those of its show that are still worked on."""
    mine: EpisodeQuerySet = Episode.objects.open_to(user, "episodes.change_episode")
    return mine.filter(show=question.show_id, state__in=_OPEN).order_by("-updated_at", "-pk")


@transaction.atomic
def take_into(*, question: Question, episode: Episode, by: User) -> Episode:
    """Put the question at the end of the notes, as a quotation; return the episode as it is then. Keeps no version."""
    _require(question, by)
    found = takers(question=question, user=by).select_for_update().filter(pk=episode.pk).first()
    if found is None:
        raise Refused(_("This episode takes no question any more: choose one that is a draft or in review."))
    found.notes = f"{found.notes.rstrip()}\n\n{as_markdown(question)}\n".lstrip()
    found.save(update_fields=["notes", "updated_at"])
    Question.objects.filter(pk=question.pk).update(taken_into=found)
    question.taken_into = found
    settle(question=question, by=by, state=State.ANSWERED)
    return found


def as_markdown(question: Question) -> str:
    """The question as a quotation whose words are nothing but words, with the name where one was given."""
    lines = [f"> {markdown.escaped(line)}".rstrip() for line in question.text.strip().splitlines()]
    if question.name:
        lines += [">", f"> – {markdown.escaped(question.name)}"]
    return "\n".join(lines)


def _require(question: Question, user: User) -> None:
    if not user.has_perm("episodes.change_question", question):
        raise PermissionDenied

"""The words of the site around an answer by mail: a listener reads them, in the language in force."""

from django.utils.translation import gettext as _

from episodes.models import Question
from guests.languages import day


def subject_of(question: Question) -> str:
    """The subject of an answer."""
    about = question.episode.title if question.episode else question.show.title
    return _("Your question about “%(title)s”") % {"title": " ".join(about.split())}


def quoted(question: Question) -> str:
    """What was asked, as mail programs quote it."""
    asked = question.at.astimezone(question.show.zone)
    head = _("On %(day)s you asked “%(show)s”:") % {"day": day(asked), "show": question.show.title}
    return "\n".join([head, *(f"> {line}".rstrip() for line in question.text.splitlines())])

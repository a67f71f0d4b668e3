"""What those who work on an episode say to each other about it."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from episodes.models import Comment, Episode

LONGEST = 5000


class Refused(Exception):
    """A comment that cannot be kept; the message is a sentence for who wrote it."""


def add(*, episode: Episode, by: User, text: str) -> Comment:
    """Say something about the episode to all who work on it."""
    if not may_write(episode=episode, user=by):
        raise PermissionDenied
    text = text.strip()
    if not text:
        raise Refused(_("Write the comment first."))
    if len(text) > LONGEST:
        words = _("The comment has %(length)d characters, and %(most)d at most can be kept: make it shorter.")
        raise Refused(words % {"length": len(text), "most": LONGEST})
    return Comment.objects.create(episode=episode, by=by, text=text)


def remove(*, comment: Comment, by: User) -> None:
    """Take back what one has said oneself; nobody takes back the words of others."""
    if not may_remove(comment=comment, user=by):
        raise PermissionDenied
    comment.delete()


def may_write(*, episode: Episode, user: User) -> bool:
    return user.has_perm("episodes.change_episode", episode)


def may_remove(*, comment: Comment, user: User) -> bool:
    return comment.by_id == user.pk and may_write(episode=comment.episode, user=user)

"""Showing an episode to guests and the press before everybody sees it: secret links that end."""

import datetime as dt

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from episodes.models import Episode, PreviewLink

LONGEST = dt.timedelta(days=366)
USUAL = dt.timedelta(days=14)
MOST = 100


class Refused(Exception):
    """A link that cannot be made; `field` is what has to be mended, the message says how."""

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class Ended(Exception):
    """A link that was good once: its time is over, somebody revoked it, or the episode was withdrawn."""


def make(*, episode: Episode, by: User, label: str, ends_at: dt.datetime) -> PreviewLink:
    """Return a new link for `label` ("For Le Monde") that shows the episode until `ends_at`."""
    _require(by, episode)
    now = timezone.now()
    if ends_at <= now:
        raise Refused(_("This end is past: choose one that is still to come."), field="ends_at")
    if ends_at > now + LONGEST:
        raise Refused(_("A link ends within a year: choose an earlier end."), field="ends_at")
    if episode.preview_links.count() >= MOST:
        words = _("The episode has %(n)d links already: revoke those nobody needs, and send one of the others.")
        raise Refused(words % {"n": MOST}, field="label")
    return PreviewLink.objects.create(episode=episode, by=by, label=label.strip(), ends_at=ends_at)


def revoke(*, link: PreviewLink, by: User) -> None:
    """End a link now; one that has ended already stays as it is."""
    _require(by, link.episode)
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def find(*, token: str) -> PreviewLink:
    """Return the open link of `token` with its episode. Raises Ended, or LookupError where there never was one."""
    nonce = PreviewLink.nonce_in(token)
    links = PreviewLink.objects.select_related("episode__show", "episode__season", "episode__outgoing")
    link = links.filter(nonce=nonce).first() if nonce else None
    if link is None:
        raise LookupError
    if not link.is_open:
        raise Ended
    return link


def count(*, link: PreviewLink) -> None:
    """Somebody has opened the page of the link."""
    PreviewLink.objects.filter(pk=link.pk).update(openings=F("openings") + 1, opened_at=timezone.now())


def usual_end(episode: Episode) -> dt.datetime:
    """What the form offers: the moment of the episode where that is to come, or in two weeks."""
    now = timezone.now()
    planned = episode.publish_at if episode.publish_at and now < episode.publish_at <= now + LONGEST else None
    return planned or (now + USUAL).replace(second=0, microsecond=0)


def may_make(*, episode: Episode, user: User) -> bool:
    """Whoever decides what goes out decides who sees it before."""
    return user.has_perm("episodes.approve_episode", episode)


def _require(user: User, episode: Episode) -> None:
    if not may_make(episode=episode, user=user):
        raise PermissionDenied

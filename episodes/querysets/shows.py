"""The vocabulary of what has episodes: shows, seasons, topics."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from episodes import rights
from episodes.querysets.locking import LockedInOrder
from episodes.querysets.public import Moment, has_public_episode, public
from guests.prepared import Slot

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from episodes.models import Season, Show, Topic  # noqa: F401


class ShowQuerySet(LockedInOrder["Show"]):
    def public(self, *, now: Moment = None) -> Self:
        """Shows with something to hear; one that is still being prepared is nobody's business."""
        return self.filter(has_public_episode("show", self.model, now))

    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        """Public shows, and those whose unpublished episodes `user` may see."""
        shows = rights.shows_where(user, "episodes.view_episode")
        if shows is None:
            return self.all()
        return (
            self.filter(Q(pk__in=shows) | Q(has_public_episode("show", self.model, None))) if shows else self.public()
        )

    def open_to(self, user: "AbstractBaseUser | AnonymousUser", permission: str = "episodes.view_show") -> Self:
        """Shows in which `user` may do that: those for which `user.has_perm(permission, show)` is true."""
        shows = rights.shows_where(user, permission)
        return self.all() if shows is None else self.filter(pk__in=shows)


class SeasonQuerySet(models.QuerySet["Season"]):
    def public(self, *, now: Moment = None) -> Self:
        """Seasons of which an episode is public."""
        return self.filter(has_public_episode("season", self.model, now))


class TopicQuerySet(models.QuerySet["Topic"]):
    def public(self, *, show: "Show | Slot | None" = None, now: Moment = None) -> Self:
        """Topics of which an episode is public; with `show`, an episode of that show."""
        tagged = self.model.episodes.through.objects.filter(public("episode__", now), topic=OuterRef("pk"))
        return self.filter(Exists(tagged.filter(episode__show=show) if show else tagged))

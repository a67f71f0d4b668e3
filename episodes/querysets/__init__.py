"""The vocabulary of questions about shows, episodes and what belongs to them."""

from episodes.querysets.chapters import ChapterQuerySet
from episodes.querysets.credits import CreditQuerySet
from episodes.querysets.episodes import EpisodeQuerySet, PresentEpisodes, ShownCredits
from episodes.querysets.roles import GUEST_ROLES, ON_AIR_ROLES
from episodes.querysets.shows import SeasonQuerySet, ShowQuerySet, TopicQuerySet

__all__ = [
    "GUEST_ROLES",
    "ON_AIR_ROLES",
    "ChapterQuerySet",
    "CreditQuerySet",
    "EpisodeQuerySet",
    "PresentEpisodes",
    "SeasonQuerySet",
    "ShowQuerySet",
    "ShownCredits",
    "TopicQuerySet",
]

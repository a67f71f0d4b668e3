"""Shows, seasons, episodes and what belongs to an episode, a module a subject."""

from episodes.models.chapter import Chapter
from episodes.models.credit import Credit
from episodes.models.episode import Episode, EpisodeAddress
from episodes.models.resource_link import ResourceLink
from episodes.models.roles import ON_AIR, Role
from episodes.models.season import Season
from episodes.models.show import Show, ShowAddress, StandingCredit
from episodes.models.state_change import StateChange
from episodes.models.topic import Topic, TopicAddress
from episodes.models.transcript import Transcript

__all__ = [
    "ON_AIR",
    "Chapter",
    "Credit",
    "Episode",
    "EpisodeAddress",
    "ResourceLink",
    "Role",
    "Season",
    "Show",
    "ShowAddress",
    "StandingCredit",
    "StateChange",
    "Topic",
    "TopicAddress",
    "Transcript",
]

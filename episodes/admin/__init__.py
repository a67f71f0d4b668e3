"""The desk of producers and editors: shows, episodes and topics."""

from episodes.admin.episode import EpisodeAdmin
from episodes.admin.show import ShowAdmin
from episodes.admin.topic import TopicAdmin

__all__ = ["EpisodeAdmin", "ShowAdmin", "TopicAdmin"]

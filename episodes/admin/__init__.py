"""The desk of producers and editors: shows, episodes, topics and questions."""

from episodes.admin.episode import EpisodeAdmin
from episodes.admin.question import QuestionAdmin
from episodes.admin.show import ShowAdmin
from episodes.admin.topic import TopicAdmin

__all__ = ["EpisodeAdmin", "QuestionAdmin", "ShowAdmin", "TopicAdmin"]

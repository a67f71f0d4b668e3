"""Every episode of the demo, newest first within a show."""

from podcast_site.demo.episodes.lost_property import LOST_PROPERTY
from podcast_site.demo.episodes.slack_water import SLACK_WATER
from podcast_site.demo.episodes.wetterwarte import WETTERWARTE

EPISODES = (*SLACK_WATER, *LOST_PROPERTY, *WETTERWARTE)

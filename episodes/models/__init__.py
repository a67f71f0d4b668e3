"""Shows, seasons, episodes and what belongs to an episode, a module a subject."""

from episodes.models.address_check import AddressCheck
from episodes.models.chapter import Chapter
from episodes.models.check import Check
from episodes.models.comment import Comment
from episodes.models.credit import Credit
from episodes.models.episode import Episode, EpisodeAddress
from episodes.models.errand import Sweep
from episodes.models.feed_rows import FeedText, FundingLink, RecommendedFeed
from episodes.models.followed import FollowedShow
from episodes.models.hub_ping import HubPing
from episodes.models.import_run import ImportRun, ImportRunItem, ImportRunPage
from episodes.models.imported import ImportedEpisode, ImportedShow, MediaErrand
from episodes.models.index_ping import IndexPing
from episodes.models.letter import Letter, MailChoice
from episodes.models.listing import Listing
from episodes.models.membership import Membership
from episodes.models.notes_html import NotesHtml
from episodes.models.open_form import OpenForm
from episodes.models.outgoing_audio import OutgoingAudio, OutgoingErrand, OutgoingFile
from episodes.models.ownership_code import OwnershipCode
from episodes.models.planning import CalendarAddress, DeskVisit, Holiday
from episodes.models.preview_link import PreviewLink
from episodes.models.question import Asking, Question
from episodes.models.resource_link import ResourceLink
from episodes.models.retired import RetiredAddress
from episodes.models.revision import EpisodeRevision, Revision
from episodes.models.roles import GROUPS, ON_AIR, Role
from episodes.models.search import SearchDocument, SearchPassage, Unindexed
from episodes.models.season import Season
from episodes.models.show import Show, ShowAddress, StandingCredit, StandingLink
from episodes.models.soundbite import Soundbite
from episodes.models.start_here import StartHere
from episodes.models.state_change import StateChange
from episodes.models.topic import Topic, TopicAddress
from episodes.models.transcript import Transcript
from episodes.models.transcript_text import TranscriptText
from episodes.models.upload import Upload
from episodes.models.version import EpisodeVersion
from episodes.models.written_item import WrittenItem

__all__ = [
    "GROUPS",
    "ON_AIR",
    "AddressCheck",
    "Asking",
    "CalendarAddress",
    "Chapter",
    "Check",
    "Comment",
    "Credit",
    "DeskVisit",
    "Episode",
    "EpisodeAddress",
    "EpisodeRevision",
    "EpisodeVersion",
    "FeedText",
    "FollowedShow",
    "FundingLink",
    "Holiday",
    "HubPing",
    "ImportRun",
    "ImportRunItem",
    "ImportRunPage",
    "ImportedEpisode",
    "ImportedShow",
    "IndexPing",
    "Letter",
    "Listing",
    "MailChoice",
    "MediaErrand",
    "Membership",
    "NotesHtml",
    "OpenForm",
    "OutgoingAudio",
    "OutgoingErrand",
    "OutgoingFile",
    "OwnershipCode",
    "PreviewLink",
    "Question",
    "RecommendedFeed",
    "ResourceLink",
    "RetiredAddress",
    "Revision",
    "Role",
    "SearchDocument",
    "SearchPassage",
    "Season",
    "Show",
    "ShowAddress",
    "Soundbite",
    "StandingCredit",
    "StandingLink",
    "StartHere",
    "StateChange",
    "Sweep",
    "Topic",
    "TopicAddress",
    "Transcript",
    "TranscriptText",
    "Unindexed",
    "Upload",
    "WrittenItem",
]

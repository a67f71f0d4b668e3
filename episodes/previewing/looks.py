"""An episode in the database → everything that a preview shows of it, and what of that will be cut or lacks."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.csp import build_policy
from django.utils.html import format_html
from django.utils.translation import gettext as _

from episodes.belongings import credits_of
from episodes.feeds.notes import LONGEST_DESCRIPTION
from episodes.models import Episode
from episodes.previewing import cards
from episodes.previewing.items import FeedItem, feed_item
from episodes.previewing.typed import Typed
from episodes.social_images import looked_at
from episodes.views.pages import episode_page
from guests.addresses import origin_of

# Frames cannot be told in a page who may frame it; this one is not fetched, so nobody else can.
_NOT_IN_A_PAGE = "frame-ancestors"
_PICTURES = "img-src"
_STAND_IN_TYPE = "audio/mpeg"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A sentence about what will be cut or lacks, and the tab of the form where that is mended."""

    sentence: str
    panel: str


@dataclass(frozen=True, kw_only=True)
class Looks:
    """`page` is the whole document; `remarks` are by what they are about: `page`, `app`, `search`, `social`."""

    page: str
    head: cards.Head
    feed: FeedItem
    remarks: dict[str, list[Remark]]


def looks(*, typed: Typed, episode: Episode, request: HttpRequest) -> Looks:
    """All looks of `episode`, the one of `typed`, as if it were public.

    Writes what it lacks for that; the caller takes it back.
    """
    lacks_moment, lacks_audio = episode.publish_at is None, not episode.has_audio
    _give_stand_ins(episode)
    page = episode_page(request, episode, is_preview=False, audio_address=typed.audio_address)
    html = page.content.decode()
    # What is not public has no social image at an address.
    drawn = looked_at(episode, credits_of(episode), storage=typed.chosen)
    head = replace(cards.read_head(html), image=f"data:image/jpeg;base64,{base64.b64encode(drawn).decode()}")
    feed = feed_item(episode=episode, site=origin_of(request))
    remarks = {
        "page": list(_about_page(episode, lacks_moment=lacks_moment)),
        "app": list(_about_item(episode, feed, lacks_audio=lacks_audio)),
        "search": list(_about_search(head)),
        "social": list(_about_social(episode, head)),
    }
    return Looks(page=_with_policy(html, page), head=head, feed=feed, remarks=remarks)


def _give_stand_ins(episode: Episode) -> None:
    """A moment and a type of audio, without which there is no item."""
    episode.publish_at = episode.publish_at or timezone.now()
    stand_in_type = episode.audio_type or _STAND_IN_TYPE
    Episode.objects.filter(pk=episode.pk).update(publish_at=episode.publish_at, audio_type=stand_in_type)


def _with_policy(html: str, page: HttpResponse) -> str:
    """The page with the policy it is sent with, which a document within another does not have by itself."""
    policy: Any = page.headers.get("Content-Security-Policy") or build_policy(settings.SECURE_CSP)
    rules = "; ".join(
        f"{rule} data:" if rule.startswith(_PICTURES) else rule  # those that were just chosen are at no address
        for rule in policy.split("; ")
        if not rule.startswith(_NOT_IN_A_PAGE)
    )
    meta = format_html('<head><meta http-equiv="Content-Security-Policy" content="{}">', rules)
    return html.replace("<head>", meta, 1)


# --- What will be cut or lacks -------------------------------------------------------------------


def _about_page(episode: Episode, *, lacks_moment: bool) -> Iterator[Remark]:
    if lacks_moment:
        yield Remark(sentence=_("No moment of publication yet: today stands in for it."), panel="publication")
    if episode.picture and not episode.picture_alt:
        words = _("The cover is not described: who cannot see it does not know what it shows.")
        yield Remark(sentence=words, panel="basics")


def _about_item(episode: Episode, feed: FeedItem, *, lacks_audio: bool) -> Iterator[Remark]:
    if lacks_audio:
        words = _("No audio yet, so apps get no item: the address and size of the audio below only stand in for it.")
        yield Remark(sentence=words, panel="audio")
    elif episode.duration_ms is None:
        yield Remark(sentence=_("How long it lasts is not known: apps show no duration."), panel="audio")
    if not feed.item.description:
        yield Remark(sentence=_("Neither summary nor notes: apps show nothing but the title."), panel="basics")
    elif feed.description_is_cut:
        words = _("Summary and notes are longer than the %(n)d bytes that apps list: they are cut for the list.")
        yield Remark(sentence=words % {"n": LONGEST_DESCRIPTION}, panel="notes")
    if feed.item.block:
        yield Remark(sentence=_("Kept out of directories: apps that go by them do not list it."), panel="feed")


def _about_search(head: cards.Head) -> Iterator[Remark]:
    if cards.columns(head.social_title) > cards.SEARCH_TITLE:
        yield _cut(_("The title is cut after about %(n)d letters: put what matters first."), cards.SEARCH_TITLE)
    if not head.description:
        words = _("No summary: search engines pick words of the page by themselves.")
        yield Remark(sentence=words, panel="basics")
    elif cards.columns(head.description) > cards.SEARCH_DESCRIPTION:
        yield _cut(_("The summary is cut after about %(n)d letters."), cards.SEARCH_DESCRIPTION)


def _about_social(episode: Episode, head: cards.Head) -> Iterator[Remark]:
    if not episode.picture:
        words = _("Neither the episode nor its show has a cover: the picture is words on a plain ground.")
        yield Remark(sentence=words, panel="basics")
    if cards.columns(head.social_title) > cards.SOCIAL_TITLE:
        yield _cut(_("The title is cut after about %(n)d letters."), cards.SOCIAL_TITLE)
    if not head.social_description:
        yield Remark(sentence=_("No summary: the card has a title only."), panel="basics")
    elif cards.columns(head.social_description) > cards.SOCIAL_DESCRIPTION:
        yield _cut(_("The summary is cut after about %(n)d letters."), cards.SOCIAL_DESCRIPTION)


def _cut(words: str, longest: int) -> Remark:
    return Remark(sentence=words % {"n": longest}, panel="basics")

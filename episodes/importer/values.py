"""What an import works with: a source, a plan, and the steps in which a plan is carried out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, BinaryIO

from episodes.formats import rss


class Refused(Exception):
    """What is not brought in; the message is a sentence that says why, and what would be right."""


class Locked(Refused):
    """A show whose owner forbids bringing it elsewhere, as long as nobody knows that the owner wants it."""


class Verdict(StrEnum):
    """What becomes of an episode, or of a field of one. `KEPT` has been edited here, and stays although the feed
    says something else by now."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of a feed as it came, in a seekable file: `asked` is the address that was asked, `found_at` where it led.
    Both are empty for a file."""

    body: BinaryIO
    asked: str = ""
    found_at: str = ""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A feed with all its pages as one. `address` is where it is, empty where it came as a file; `missing` says in a
    sentence which of its pages could not be read, empty where it is whole."""

    feed: rss.Feed
    address: str = ""
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldPlan:
    """What becomes of one field: `here` is what is there now, `there` what the feed says, as it would be stored.

    `said` is the digest of what the feed says, by which it is known the next time; `is_known` if it is already.
    `reason` says in a sentence why the feed's is not taken, where it is not.
    """

    name: str
    verdict: Verdict
    here: Any
    there: Any
    said: str
    is_known: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ShowPlan:
    """What becomes of the show; `pk` is None for a new one."""

    pk: int | None
    title: str
    slug: str
    verdict: Verdict
    fields: tuple[FieldPlan, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EpisodePlan:
    """What becomes of one item. `reasons` say why it is refused or stays a draft; `remarks` what was guessed;
    `has_looked` that all files of chapters and transcripts that came before were looked at again."""

    item: rss.Item
    guid: str
    title: str
    verdict: Verdict
    pk: int | None = None
    fields: tuple[FieldPlan, ...] = ()
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    chapters_from: str = ""
    has_looked: bool = False

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to write, be it only by what the episode is known the next time."""
        if self.verdict == Verdict.REFUSED:
            return False
        return self.verdict == Verdict.NEW or any(
            one.verdict == Verdict.CHANGED or (one.verdict == Verdict.SAME and not one.is_known) for one in self.fields
        )

    @property
    def written(self) -> tuple[FieldPlan, ...]:
        """The fields that are to be written."""
        return tuple(one for one in self.fields if one.verdict in (Verdict.NEW, Verdict.CHANGED))


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All that would be done, before anything is written. `gone` are titles that were brought in once, and that the
    feed does not have any more: they stay. Of a feed that is not whole nobody can say which those are."""

    source: Source
    show: ShowPlan
    episodes: Sequence[EpisodePlan]
    remarks: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    with_media: bool = True
    ownership: str = ""

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many episodes there are of each verdict."""
        found = Counter(episode.verdict for episode in self.episodes)
        return {verdict: found[verdict] for verdict in Verdict}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One piece of an import that has been done: `done` of `total`, in a sentence; `failed` where it was not.

    `item` is the number of the item in the feed, 0 for the show; `show` is the key of the show, once there is one;
    `bytes` is how many have come.
    """

    done: int
    total: int
    sentence: str
    failed: bool = False
    item: int = 0
    show: int | None = None
    bytes: int = 0
    remarks: tuple[str, ...] = field(default=())

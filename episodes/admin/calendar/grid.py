"""What the schedule found → days, weeks and months as a page shows them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from episodes import accents
from episodes.admin import showing
from episodes.admin.calendar.place import Place, monday, next_month
from episodes.clocks import clock_and_day, offset_name
from episodes.formats import colours
from episodes.models import Show
from episodes.schedule import Entry, Remark

# Readiness: its words and its sign, which say the same as its colour.
READINESS: Mapping[str, tuple[Any, str]] = {
    "ready": (_("Complete"), "check_circle"),
    "nearly": (_("Could be better"), "info"),
    "lacking": (_("Not ready"), "error"),
}


@dataclass(frozen=True, kw_only=True)
class Card:
    """An episode on the page. `at` is its moment on the clock of the page, None in the tray."""

    entry: Entry
    at: dt.datetime | None
    clock: str
    colours: tuple[str, str]
    movable: bool
    clashes: tuple[Remark, ...] = ()
    slot: dt.datetime | None = None

    @property
    def episode(self) -> Any:
        return self.entry.episode

    @property
    def key(self) -> str:
        return showing.condition(self.episode)

    @property
    def state(self) -> Any:
        return showing.LABELS[self.key][0]

    @property
    def state_icon(self) -> str:
        return showing.LABELS[self.key][1]

    @property
    def planned(self) -> bool:
        return self.at is not None and self.key in {"draft", "in_review"}

    @property
    def asks(self) -> bool:
        """Whether its readiness is of interest: what is out is out."""
        return self.key in {"draft", "in_review", "scheduled"}

    @property
    def readiness(self) -> Any:
        return READINESS[self.entry.readiness][0]

    @property
    def readiness_icon(self) -> str:
        return READINESS[self.entry.readiness][1]

    @property
    def lacks(self) -> str:
        return " ".join((*self.entry.must, *self.entry.should))

    @property
    def lacks_first(self) -> str:
        """What keeps it from going out, or else the first thing that would make it better."""
        return " ".join(self.entry.must or self.entry.should[:1])

    @property
    def lacks_more(self) -> int:
        return len(self.entry.should) - (0 if self.entry.must else 1)

    @property
    def said(self) -> Any:
        return showing.moment(self.episode) if self.at is None else _said(self.at)

    @property
    def naive(self) -> str:
        """Where the card stands, or where it would go first, as the page's scripts count: `2026-12-01T06:00`."""
        at = self.at or self.slot
        return at.replace(tzinfo=None).isoformat(timespec="minutes") if at else ""

    @property
    def seen(self) -> str:
        return self.episode.publish_at.isoformat() if self.episode.publish_at else ""

    @property
    def zone(self) -> str:
        return _zone(self.at) if self.at else ""

    @property
    def hour(self) -> str:
        """As the clock of the page shows it; a template would tell it in UTC."""
        return f"{self.at:%H:%M}" if self.at else ""


def _zone(at: dt.datetime) -> str:
    return offset_name(at, at.tzinfo)  # type: ignore[arg-type]


def _said(at: dt.datetime) -> str:
    return f"{clock_and_day(at)} {_zone(at)}"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A slot of a cadence for which there is nothing yet."""

    remark: Remark
    at: dt.datetime
    colours: tuple[str, str]

    @property
    def said(self) -> str:
        return _said(self.at)

    @property
    def zone(self) -> str:
        return _zone(self.at)

    @property
    def hour(self) -> str:
        return f"{self.at:%H:%M}"

    @property
    def fill(self) -> str:
        show: Any = self.remark.show
        return f"{reverse('desk_calendar_lay_out')}?show={show.pk}&since={self.remark.day.isoformat()}"


@dataclass(kw_only=True)
class Day:
    date: dt.date
    inside: bool = True
    today: bool = False
    past: bool = False
    cards: list[Card] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    holidays: list[Remark] = field(default_factory=list)

    @property
    def items(self) -> list[Card | Gap]:
        """Cards and gaps in the order of their hours."""
        return sorted([*self.cards, *self.gaps], key=lambda item: (item.at.time(), isinstance(item, Gap)))  # type: ignore[union-attr]

    @property
    def hours(self) -> dict[int, list[Card | Gap]]:
        found = defaultdict[int, list[Card | Gap]](list)
        for item in self.items:
            found[item.at.hour].append(item)  # type: ignore[union-attr]
        return found

    @property
    def tally(self) -> list[tuple[str, tuple[str, str], int]]:
        """By show: its title, its colours, how many."""
        counted = Counter((card.episode.show.title, card.colours) for card in self.cards)
        return [(title, tints, n) for (title, tints), n in counted.items()]

    @property
    def clashes(self) -> list[Remark]:
        return list({id(remark): remark for card in self.cards for remark in card.clashes}.values())


def cards(
    place: Place, entries: Collection[Entry], remarks: Collection[Remark], may_move: Collection[int]
) -> list[Card]:
    clashes = defaultdict[tuple[int, dt.date], list[Remark]](list)
    for remark in remarks:
        if remark.kind == "clash" and remark.show:
            clashes[remark.show.pk, remark.day].append(remark)
    tints, found = palette(place.shows), []
    for entry in entries:
        episode = entry.episode
        own = episode.publish_at.astimezone(episode.show.zone) if episode.publish_at else None
        clock = place.clock(episode.show)
        found.append(
            Card(
                entry=entry,
                at=episode.publish_at.astimezone(clock) if episode.publish_at else None,
                clock=clock.key,
                colours=tints[episode.show_id],
                movable=episode.show_id in may_move and not episode.is_public and episode.state != "withdrawn",
                clashes=tuple(clashes[episode.show_id, own.date()]) if own and episode.kind == "full" else (),
            )
        )
    return found


def tray(
    place: Place, entries: Collection[Entry], slots: Mapping[int, dt.datetime], may_move: Collection[int]
) -> list[Card]:
    tints = palette(place.shows)
    found = []
    for entry in entries:
        show = entry.episode.show
        clock, slot = place.clock(show), slots.get(show.pk)
        found.append(
            Card(
                entry=entry,
                at=None,
                clock=clock.key,
                colours=tints[show.pk],
                movable=show.pk in may_move,
                slot=slot.astimezone(clock) if slot else None,
            )
        )
    return found


def palette(shows: Collection[Show]) -> dict[int, tuple[str, str]]:
    """By show its colour on light and on dark ground."""
    told_apart = colours.apart([accents.accent_of(show=show) for show in shows])
    return {show.pk: (colour.light, colour.dark) for show, colour in zip(shows, told_apart, strict=True)}


def days(place: Place, cards: Collection[Card], remarks: Collection[Remark]) -> list[Day]:
    """Every day of the view, with what is on it."""
    first, end = place.days
    today, month = place.today, place.day.month
    found = {
        day: Day(date=day, inside=place.view != "month" or day.month == month, today=day == today, past=day < today)
        for day in (first + dt.timedelta(days=n) for n in range((end - first).days))
    }
    for card in cards:
        if card.at and card.at.date() in found:
            found[card.at.date()].cards.append(card)
    tints = palette(place.shows)
    for remark in remarks:
        if remark.kind == "gap" and remark.at and remark.show:
            at = remark.at.astimezone(place.clock(remark.show))
            if at.date() in found:
                found[at.date()].gaps.append(Gap(remark=remark, at=at, colours=tints[remark.show.pk]))
        elif remark.kind == "holiday" and remark.day in found:
            found[remark.day].holidays.append(remark)
    return list(found.values())


def weeks(days: Sequence[Day]) -> list[Sequence[Day]]:
    return [days[n : n + 7] for n in range(0, len(days), 7)]


def months(days: Sequence[Day]) -> Iterator[tuple[dt.date, list[list[Day | None]]]]:
    """The twelve months of a year: the first day of each, and its weeks with None outside of it."""
    by_date = {day.date: day for day in days}
    first = days[0].date
    for _month in range(12):
        end, start, rows = next_month(first), monday(first), []
        while start < end:
            week = (start + dt.timedelta(days=n) for n in range(7))
            rows.append([by_date.get(day) if day.month == first.month else None for day in week])
            start += dt.timedelta(days=7)
        yield first, rows
        first = end

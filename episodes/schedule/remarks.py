"""What is wrong in a stretch of the schedule, in sentences: two of one show in a day, none when it is due, holidays."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from episodes.models import Episode, Show
from episodes.schedule.cadence import Calendar, calendar_of, open_slots
from episodes.schedule.reading import Entry


@dataclass(frozen=True, kw_only=True)
class Remark:
    """`kind` is `clash`, `gap` or `holiday`; `day` is of the show's clock, `at` the free slot of a gap.

    `show` is None for a holiday of all shows. `words` fit into a cell, `sentence` says it whole.
    """

    kind: str
    day: dt.date
    show: Show | None
    words: str
    sentence: str
    at: dt.datetime | None = None


def remarks(
    *, entries: Collection[Entry], shows: Collection[Show], since: dt.datetime, until: dt.datetime
) -> list[Remark]:
    """All that is wrong in what `between` found for `shows`, in the order of time. Two queries."""
    calendar = calendar_of(shows, since=since, until=until)
    found = [*_clashes(entries), *_gaps(shows, calendar, since, until), *_holidays(shows, calendar, since, until)]
    return sorted(found, key=lambda remark: (remark.day, remark.kind, remark.show.pk if remark.show else 0))


def _clashes(entries: Collection[Entry]) -> list[Remark]:
    by_day = defaultdict[tuple[int, dt.date], list[Episode]](list)
    for entry in entries:
        episode = entry.episode
        if episode.kind == Episode.Kind.FULL and episode.state != "withdrawn" and episode.publish_at:
            by_day[episode.show_id, episode.publish_at.astimezone(episode.show.zone).date()].append(episode)
    return [_clash(episodes, day) for (_key, day), episodes in by_day.items() if len(episodes) > 1]


def _clash(episodes: Sequence[Episode], day: dt.date) -> Remark:
    show = episodes[0].show
    sentence = _("%(n)d episodes of “%(show)s” on one day: %(titles)s.")
    titles = ", ".join(f"“{episode.title}”" for episode in episodes)
    return Remark(
        kind="clash",
        day=day,
        show=show,
        words=_("%(n)d in a day") % {"n": len(episodes)},
        sentence=sentence % {"n": len(episodes), "show": show.title, "titles": titles},
    )


def _gaps(shows: Collection[Show], calendar: Calendar, since: dt.datetime, until: dt.datetime) -> list[Remark]:
    """The free slots to come. What was not there in the past is nobody's to mend."""
    begin = max(since, timezone.now())
    return [
        Remark(
            kind="gap",
            day=slot.astimezone(show.zone).date(),
            show=show,
            words=_("none yet"),
            sentence=_("“%(show)s” is due, and no episode is planned.") % {"show": show.title},
            at=slot,
        )
        for show in shows
        for slot in open_slots(show, calendar, since=begin, until=until)
    ]


def _holidays(shows: Collection[Show], calendar: Calendar, since: dt.datetime, until: dt.datetime) -> list[Remark]:
    days = defaultdict[tuple[dt.date, str], list[Show]](list)
    for show in shows:
        for day, name in calendar.holidays[show.pk].items():
            if since.astimezone(show.zone).date() <= day <= until.astimezone(show.zone).date():
                days[day, name].append(show)
    return [
        Remark(kind="holiday", day=day, show=of[0] if len(of) == 1 < len(shows) else None, words=name, sentence=name)
        for (day, name), of in days.items()
    ]

"""Another time zone for a show: somebody says whether what is to come keeps the hour on the clock or the instant."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from episodes import publishing, schedule
from episodes.clocks import offset_name
from episodes.models import Episode, Show

WALL, INSTANT = "wall", "instant"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """An episode still to come: `kept` is its moment if the clock goes on to show the same, `note` what is odd then."""

    episode: Episode
    kept: dt.datetime
    was: str
    by_wall: str
    by_instant: str
    note: str = ""


class ClockChangeForm(forms.ModelForm):
    """The part of a show's form that notices another time zone. Without an answer nothing is saved, and all is kept."""

    zone_keeps = forms.ChoiceField(
        label=gettext_lazy("What is still to come keeps"),
        choices=[(WALL, gettext_lazy("the hour on the clock")), (INSTANT, gettext_lazy("the instant"))],
        required=False,
        widget=forms.RadioSelect,
    )
    waiting: Sequence[Waiting] = ()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        zone, before = cleaned.get("time_zone"), self.initial.get("time_zone")
        if self.instance.pk and zone and before and zone != before:
            self.waiting = _waiting(self.instance, ZoneInfo(before), ZoneInfo(zone))
        if self.waiting and not cleaned.get("zone_keeps"):
            self.add_error("time_zone", _("Episodes are still to come. Say what they keep, then save again."))
        return cleaned

    def kept_moments(self) -> list[tuple[Episode, dt.datetime]]:
        """The moments to write; none where the instants are kept, as they are stored."""
        if self.cleaned_data.get("zone_keeps") != WALL:
            return []
        return [(each.episode, each.kept) for each in self.waiting]


PAST = gettext_lazy("That would be in the past: it keeps its instant.")


def _waiting(show: Show, before: ZoneInfo, after: ZoneInfo) -> list[Waiting]:
    now = timezone.now()
    found = []
    for episode in schedule.waiting_in(show=show):
        assert episode.publish_at is not None  # noqa: S101 - it has a moment
        naive = episode.publish_at.astimezone(before).replace(tzinfo=None)
        kept, note = _read(naive, after)
        if kept <= now < episode.publish_at:
            kept, note = episode.publish_at, PAST
        found.append(
            Waiting(
                episode=episode,
                kept=kept,
                was=_told(episode.publish_at, before),
                by_wall=_told(kept, after),
                by_instant=_told(episode.publish_at, after),
                note=note,
            )
        )
    return found


def _read(naive: dt.datetime, zone: ZoneInfo) -> tuple[dt.datetime, Any]:
    """The moment of that hour; where there is none or there are two, the later one, with a word about it."""
    try:
        return publishing.moment(naive, zone), ""
    except publishing.ImpossibleHour as error:
        return error.readings[1], _("That hour does not exist once on that clock: this is the later reading.")


def _told(moment: dt.datetime, zone: ZoneInfo) -> str:
    shown = formats.date_format(moment.astimezone(zone), "D j M Y, H:i", use_l10n=False)
    return f"{shown} {offset_name(moment, zone)}"

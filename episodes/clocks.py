"""A moment in words, on the clock of a show: always with the zone and how far it is from UTC."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _


def with_zone(moment: dt.datetime, zone: ZoneInfo) -> str:
    """`Tue 24 Nov 2026, 06:00 Europe/Lisbon (UTC+0)`."""
    return f"{clock_and_day(moment.astimezone(zone))} {offset_name(moment, zone)}"


def clock_and_day(local: dt.datetime) -> str:
    """`Tue 24 Nov 2026, 06:00`."""
    return formats.date_format(local, "D j M Y, H:i", use_l10n=False)


def offset_name(moment: dt.datetime, zone: ZoneInfo) -> str:
    """`Europe/Lisbon (UTC+1)`: the zone as it is needed beside an hour."""
    offset = moment.astimezone(zone).utcoffset() or dt.timedelta()
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return zone_and_offset(zone, f"{sign}{hours}" + (f":{rest:02}" if rest else ""))


def zone_and_offset(zone: ZoneInfo, offset: str) -> str:
    return str(_("%(zone)s (UTC%(offset)s)")) % {"zone": zone.key, "offset": offset}

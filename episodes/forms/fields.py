"""Times as people type them: places in the audio, and moments on a show's clock."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from episodes import publishing
from episodes.clocks import offset_name
from episodes.formats import timestamps

# What somebody can mean: before and after lies what a slip of the finger makes, and in the end what no clock counts.
YEARS = range(1970, 2200)


class ClockInput(UnfoldAdminTextInputWidget):
    """A short input for `14:38`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "desk-clock", "placeholder": "0:00", "inputmode": "text", **(attrs or {})})


class ClockField(forms.CharField):
    """`14:38`, `1:02:03` or `877` ⇄ whole milliseconds; None when empty."""

    widget = ClockInput

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return timestamps.parse(text)
        except timestamps.TimestampError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return timestamps.format_exact(value) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True


class MomentField(forms.DateTimeField):
    """A moment typed on the clock of `zone`; the value is in UTC. The form sets `zone`, and `stored` if there is one.

    An hour that this clock never shows, or shows twice, is refused. What comes back as it was shown is the stored
    moment to its last microsecond, even in the hour that happens twice.
    """

    zone: ZoneInfo = ZoneInfo("UTC")
    stored: dt.datetime | None = None
    widget: "MomentInput"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=MomentInput(), **kwargs)

    def to_python(self, value: Any) -> Any:
        typed, _mark, reading = (value or "").partition(READING)
        if self.stored and typed == self.prepare_value(self.stored):
            return self.stored
        naive = _without_zone(super().to_python(typed))
        if naive is None:
            return None
        if naive.year not in YEARS:
            words = _("The year %(year)04d cannot be meant: write one from %(first)d to %(last)d.")
            raise ValidationError(words % {"year": naive.year, "first": YEARS[0], "last": YEARS[-1]})
        try:
            return publishing.moment(naive, self.zone)
        except publishing.ImpossibleHour as error:
            chosen = {moment.isoformat(): moment for moment in error.readings}.get(reading)
            self.widget.readings = [(moment, self._said(moment)) for moment in error.readings]
            if chosen:
                return chosen
            raise ValidationError(str(error)) from error

    def _said(self, moment: dt.datetime) -> str:
        """`02:30, Europe/Berlin (UTC+2)`: what the clock shows then, and how far it is from UTC."""
        return f"{moment.astimezone(self.zone):%H:%M}, {offset_name(moment, self.zone)}"

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dt.datetime):
            return value
        local = value.astimezone(self.zone).replace(tzinfo=None)
        return local.isoformat(timespec="seconds" if local.second else "minutes")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or "").partition(READING)[0])


def _without_zone(value: dt.datetime | None) -> dt.datetime | None:
    # Django reads what is typed as the time of its current zone; here it is only what a clock shows.
    return value and value.replace(tzinfo=None)


# Between what was typed and which of its two readings was chosen, in the value that the field gets.
READING = " means "


class MomentInput(UnfoldAdminTextInputWidget):
    """The browser's own picker of a day and an hour, and below it a choice where the hour can be read in two ways."""

    input_type = "datetime-local"
    template_name = "admin/moment_input.html"
    readings: Sequence[tuple[dt.datetime, str]] = ()

    def __init__(self) -> None:
        super().__init__({"class": "desk-moment"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed, reading = data.get(name), data.get(f"{name}_reading")
        return f"{typed}{READING}{reading}" if typed and reading else typed

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        typed, _mark, chosen = (value or "").partition(READING)
        context: dict[str, Any] = super().get_context(name, typed, attrs)
        context["readings"] = [
            {"value": moment.isoformat(), "said": said, "chosen": moment.isoformat() == chosen}
            for moment, said in self.readings
        ]
        return context

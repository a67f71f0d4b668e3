"""What is typed in the calendar: another moment, a row to lay out, a list of holidays."""

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from episodes.forms.fields import YEARS, MomentField
from episodes.models import Episode
from guests.sentences import speaking


@speaking
class MoveForm(forms.Form):
    """Another moment for `episode`, typed on the clock of `zone`. `seen` is the moment that the page showed."""

    moment = MomentField(label=gettext_lazy("New moment"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, episode: Episode, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["moment"]
        field.zone = zone

    def clean_seen(self) -> dt.datetime | None:
        text = self.cleaned_data["seen"]
        if not text:
            return None
        try:
            seen = dt.datetime.fromisoformat(text)
            return (seen if seen.tzinfo else seen.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(_("This page is too old: open the calendar again.")) from error


@speaking
class LayOutForm(forms.Form):
    """From which day on, for how many new drafts or for which that are there."""

    since = forms.DateField(
        label=gettext_lazy("From"),
        widget=UnfoldAdminTextInputWidget({"type": "date"}),
        help_text=gettext_lazy("The first free slot on this day or after it is the first."),
    )
    count = forms.IntegerField(
        label=gettext_lazy("New drafts"),
        min_value=0,
        max_value=52,
        initial=0,
        required=False,
        widget=UnfoldAdminTextInputWidget({"type": "number", "min": 0, "max": 52}),
        help_text=gettext_lazy("So many empty ones are made, with what the show has ready for new episodes."),
    )
    drafts = forms.MultipleChoiceField(label=gettext_lazy("Drafts that are there"), required=False)

    def __init__(self, data: Any = None, *, drafts: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["drafts"]
        field.choices = [(str(episode.pk), episode.title) for episode in drafts]

    def clean_since(self) -> dt.date:
        since: dt.date = self.cleaned_data["since"]
        if since.year not in YEARS:
            raise forms.ValidationError(_("This day is too far away: look at the year."))
        return since

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("count") and not cleaned.get("drafts"):
            raise forms.ValidationError(_("Choose drafts, or say how many new ones there are to be."))
        return cleaned


_DAY = re.compile(r"\s*(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}))[\s,;:–-]*(.*?)\s*\Z")


@speaking
class HolidaysForm(forms.Form):
    """A pasted list, a holiday a line: `2026-12-25 Christmas Day`."""

    show = forms.ChoiceField(label=gettext_lazy("For"), required=False)
    text = forms.CharField(
        label=gettext_lazy("One a line: the day, then its name"),
        widget=UnfoldAdminTextareaWidget({"rows": 6, "placeholder": "2026-12-25 Christmas Day\n2027-01-01 New Year"}),
    )

    def __init__(self, data: Any = None, *, shows: Any, for_all: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["show"]
        field.choices = [*([("", _("all shows"))] if for_all else []), *((str(show.pk), show.title) for show in shows)]
        field.required = not for_all

    def clean_text(self) -> list[tuple[dt.date, str]]:
        found, wrong = [], []
        for number, line in enumerate(self.cleaned_data["text"].splitlines(), start=1):
            if line.strip():
                try:
                    found.append(_holiday(line))
                except ValueError:
                    words = _("Line %(n)d, “%(line)s”: write the day and its name, as in “2026-12-25 Christmas Day”.")
                    wrong.append(words % {"n": number, "line": line.strip()[:60]})
        if wrong:
            raise forms.ValidationError(wrong)
        return found


def _holiday(line: str) -> tuple[dt.date, str]:
    read = _DAY.match(line)
    if read is None or not read[7]:
        raise ValueError
    year, month, day = (read[1], read[2], read[3]) if read[1] else (read[6], read[5], read[4])
    return dt.date(int(year), int(month), int(day)), read[7][:120]

"""How often a show comes, as people say it: presets that make the rule, or the rule itself."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from episodes import schedule
from episodes.formats import recurrence
from episodes.schedule.cadence import DAY_NAMES, NTH

NONE, RULE = "", "rule"
# Preset → how many weeks or months lie between two, by day, week or month.
PRESETS: dict[str, tuple[str, int]] = {
    "daily": ("DAILY", 1),
    "weekly": ("WEEKLY", 1),
    "fortnightly": ("WEEKLY", 2),
    "monthly": ("MONTHLY", 1),
}
CHOICES = [
    (NONE, gettext_lazy("no cadence")),
    ("weekly", gettext_lazy("every week")),
    ("fortnightly", gettext_lazy("every second week")),
    ("monthly", gettext_lazy("every month, on a day of the week")),
    ("daily", gettext_lazy("every day")),
    (RULE, gettext_lazy("by the rule below")),
]


class CadenceForm(forms.ModelForm):
    """The part of a show's form that says when an episode is due. Stored are `update_rule` and `update_from`."""

    cadence = forms.ChoiceField(
        label=gettext_lazy("Comes"), choices=CHOICES, required=False, widget=UnfoldAdminSelectWidget
    )
    cadence_days = forms.MultipleChoiceField(
        label=gettext_lazy("On"),
        choices=list(DAY_NAMES.items()),
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )
    cadence_nth = forms.TypedChoiceField(
        label=gettext_lazy("Which of the month"),
        choices=list(NTH.items()),
        coerce=int,
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text=gettext_lazy("Only for “every month”."),
    )
    cadence_at = forms.TimeField(
        label=gettext_lazy("At"),
        required=False,
        widget=UnfoldAdminTextInputWidget({"type": "time", "class": "desk-clock"}),
        help_text=gettext_lazy("On the clock of the show."),
    )
    cadence_off = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Not in"),
        choices=list(MONTHS.items()),
        coerce=int,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(_as_presets(self.instance.update_rule))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "cadence" in self.fields and "cadence" in self.data:
            self._compose(cleaned)
        return cleaned

    def _compose(self, cleaned: dict[str, Any]) -> None:
        preset = cleaned.get("cadence", NONE)
        if preset == RULE:
            if not cleaned.get("update_rule") and "update_rule" not in self.errors:
                self.add_error("update_rule", _("Write the rule, or choose how often above."))
        elif preset == NONE:
            cleaned["update_rule"] = ""
            self.errors.pop("update_rule", None)
        elif not {"cadence_days", "cadence_nth", "cadence_at", "cadence_off"} & set(self.errors):
            self.errors.pop("update_rule", None)
            cleaned["update_rule"] = self._rule(preset, cleaned)
            self._need_a_start(preset, cleaned)

    def _rule(self, preset: str, cleaned: dict[str, Any]) -> str:
        every, interval = PRESETS[preset]
        days = tuple(day for day in recurrence.DAYS if day in cleaned["cadence_days"])
        if every != "DAILY" and not days:
            self.add_error("cadence_days", _("Choose at least one day of the week."))
            return ""
        if len(cleaned["cadence_off"]) == 12:
            self.add_error("cadence_off", _("Leave at least one month."))
            return ""
        return recurrence.Pattern(
            every=every,
            interval=interval,
            days=() if every == "DAILY" else days,
            nth=(cleaned["cadence_nth"] or 1) if every == "MONTHLY" else 0,
            at=cleaned["cadence_at"] or recurrence.DEFAULT_AT,
            months_off=tuple(cleaned["cadence_off"]),
        ).rule()

    def _need_a_start(self, preset: str, cleaned: dict[str, Any]) -> None:
        if preset == "fortnightly" and not cleaned.get("update_from") and "update_from" not in self.errors:
            self.add_error("update_from", _("Say from which day every second week counts: the day of one of them."))


def _as_presets(rule: str) -> dict[str, Any]:
    """What the fields show for a stored rule."""
    said = recurrence.pattern(rule) if rule else None
    at = said.at if said else dt.time(6)
    preset = next((name for name, how in PRESETS.items() if said and how == (said.every, said.interval)), RULE)
    return {
        "cadence": preset if rule else NONE,
        "cadence_days": list(said.days) if said else [],
        "cadence_nth": said.nth or 1 if said else 1,
        "cadence_at": f"{at:%H:%M}",
        "cadence_off": [str(month) for month in said.months_off] if said else [],
    }


def cadence_in_words(rule: str) -> str:
    """`Every Tuesday, 06:00`, for the form."""
    words = schedule.in_words(rule=rule)
    return words[:1].upper() + words[1:]

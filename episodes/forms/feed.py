"""What only the feed says, as it is typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from episodes.forms.fields import ClockField
from episodes.models import Soundbite


class SoundbiteForm(forms.ModelForm):
    start_ms = ClockField(label=_("Start"), help_text=_("As “12:34”."))
    duration_ms = ClockField(label=_("Duration"), help_text=_("As “0:45”, or “45” for seconds."))

    class Meta:
        model = Soundbite
        fields = ("start_ms", "duration_ms", "title")

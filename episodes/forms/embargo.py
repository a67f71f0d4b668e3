"""A new preview link as an editor asks for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from episodes import embargo
from episodes.forms.fields import MomentField
from episodes.models import Episode
from guests.sentences import speaking


@speaking
class PreviewLinkForm(forms.Form):
    """For whom a link is, and until when, on the clock of the episode's show."""

    label = forms.CharField(
        label=_("For whom"),
        max_length=120,
        widget=UnfoldAdminTextInputWidget({"placeholder": _("For Le Monde"), "autocomplete": "off"}),
    )
    ends_at = MomentField(label=_("Until"))

    def __init__(self, data: Any = None, *, episode: Episode) -> None:
        super().__init__(data, auto_id="link-%s")
        moment: Any = self.fields["ends_at"]
        moment.zone = episode.show.zone
        self.initial["ends_at"] = embargo.usual_end(episode)

"""What a show may ask of an episode before it goes out, by name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Check(models.TextChoices):
    """The checks that a show may make must-haves. Audio and the moment always are, whatever the show says."""

    TITLE = "title", gettext_lazy("A title that no other episode of the show has")
    SUMMARY = "summary", gettext_lazy("A summary of the right length")
    NOTES = "notes", gettext_lazy("Notes")
    COVER = "cover", gettext_lazy("A cover")
    ALTERNATIVES = "alternatives", gettext_lazy("Pictures in words")
    CHAPTERS = "chapters", gettext_lazy("Chapters that apps can use")
    PEOPLE = "people", gettext_lazy("People with headline and portrait")
    LINKS = "links", gettext_lazy("An address for every link")
    ANSWERS = "answers", gettext_lazy("Links whose addresses answer")
    TRANSCRIPT = "transcript", gettext_lazy("A transcript")
    NUMBER = "number", gettext_lazy("A number, where the show is serial")


def default_must_haves() -> list[str]:
    """What nobody would send out on purpose: two episodes of one title, a serial without its place."""
    return [Check.TITLE, Check.NUMBER]


def known_checks(value: Any) -> None:
    """Raise ValidationError for what is no list of names of checks, each once."""
    if not isinstance(value, list) or not set(map(str, value)) <= set(Check.values) or len(set(value)) != len(value):
        raise ValidationError(
            _("Choose among %(names)s, each once.") % {"names": ", ".join(f"“{name}”" for name in Check.values)}
        )

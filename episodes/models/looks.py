"""How the public pages of a show look, where they are to look otherwise than by its cover."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.formats import links, stylesheets
from episodes.formats.colours import WRITTEN
from guests.pictures import PictureField, Unguessable

colour = RegexValidator(WRITTEN.pattern, _("Give the colour as “#” and six digits from 0 to f: “#9c2f16”."))


def named_links(value: str) -> None:
    """Refuse a list in which a link lacks its words or its address."""
    try:
        found = links.parse_links(value)
    except links.LinkErrors as error:
        raise ValidationError(str(error)) from error
    for link in found:
        if not link.label or not link.url:
            raise ValidationError(
                _("“%(link)s” has no words or no address. Write both in one line: “Imprint – https://example.org/”."),
                params={"link": link.label or link.url},
            )


def own_style(value: str) -> None:
    """Refuse a stylesheet that would not do what it says."""
    try:
        stylesheets.check(value)
    except stylesheets.StyleError as error:
        raise ValidationError([f"Line {item.line}: {item.message}" for item in error.items]) from error


class LooksFields(models.Model):
    """The part of `Show` that its public pages wear."""

    class Scheme(models.TextChoices):
        AUTO = "", _("As the listener's device is set")
        LIGHT = "light", _("Always light")
        DARK = "dark", _("Always dark")

    accent = models.CharField(
        _("accent"),
        max_length=7,
        blank=True,
        validators=[colour],
        help_text=_(
            "In place of the colour that is taken from the cover: “#9c2f16”. It is darkened on light pages, and"
            " lightened on dark ones, as far as it must be to be read."
        ),
    )
    logo = PictureField(
        _("logo"),
        upload_to=Unguessable("images"),
        width_field="logo_width",
        height_field="logo_height",
        blank=True,
        help_text=_(
            "In place of the site's name at the head of the show's pages. Wide rather than high; transparent, if it is"
            " to stand on light and dark pages. It is made at most 960 × 240 pixels."
        ),
    )
    logo_width = models.PositiveIntegerField(null=True, editable=False)
    logo_height = models.PositiveIntegerField(null=True, editable=False)
    scheme = models.CharField(_("light or dark"), max_length=5, choices=Scheme, default=Scheme.AUTO, blank=True)
    header_text = models.CharField(
        _("words at the head"),
        max_length=120,
        blank=True,
        help_text=_("A line beside the name at the head of the show's pages: “New every Thursday”."),
    )
    footer_links = models.TextField(
        _("links at the foot"),
        blank=True,
        validators=[named_links],
        help_text=_("One a line, words and address: “Imprint – https://example.org/imprint”."),
    )
    own_css = models.TextField(
        _("own stylesheet"),
        blank=True,
        validators=[own_style],
        help_text=_(
            "CSS for the pages of this show, after the site's own. It can fetch nothing but pictures uploaded here, and"
            " nothing checks whether its colours can be read. docs/themes.md lists the variables that it can set."
        ),
    )

    class Meta:
        abstract = True

    @property
    def footer(self) -> tuple[links.Link, ...]:
        """The links at the foot of its pages."""
        return links.parse_links(self.footer_links)

    @property
    def looks_version(self) -> str:
        """Names the state of all that its stylesheets are made of, so that one at an address with it is never old."""
        cover = getattr(self, "cover", None)
        stated = repr((cover and cover.name, self.accent, self.own_css))
        return hashlib.sha256(stated.encode(errors="backslashreplace")).hexdigest()[:12]

"""People heard on or behind a show. Nothing here knows of episodes; an episode credits people."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from guests.pictures import PictureField, Unguessable
from guests.querysets import PersonQuerySet
from guests.state import PublicState


class FormerAddress(models.Model):
    """A slug that something had once. It leads to where the thing is now, for ever."""

    slug = models.SlugField(_("former slug"), max_length=100)
    left_at = models.DateTimeField(_("left"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug


class Person(models.Model):
    """Somebody heard on or behind a show."""

    name = models.CharField(_("name"), max_length=128)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        help_text=_("The last part of the profile's address. A former slug keeps leading here."),
    )
    headline = models.CharField(
        _("headline"),
        max_length=160,
        blank=True,
        help_text=_("What this person is, in a line: “Hydrographer at the tide office”."),
    )
    bio = MarkdownxField(_("bio"), blank=True, help_text=_("Markdown."))
    portrait = PictureField(
        _("portrait"),
        upload_to=Unguessable("images"),
        focus=("portrait_x", "portrait_y"),
        blank=True,
        help_text=_("JPEG, PNG or WebP, best square and 800 pixels or more. Shown cropped to a square."),
    )
    portrait_alt = models.CharField(
        _("portrait in words"),
        max_length=250,
        blank=True,
        help_text=_("What a listener who cannot see the portrait should know of it."),
    )
    portrait_x = models.PositiveSmallIntegerField(
        _("focus from the left"), default=50, help_text=_("In percent of the width.")
    )
    portrait_y = models.PositiveSmallIntegerField(
        _("focus from the top"), default=50, help_text=_("In percent of the height.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(portrait_x__lte=100, portrait_y__lte=100),
                name="person_focus_in_portrait",
                violation_error_message=_("The focus lies in the portrait: 0 to 100 percent each way."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("guests:person_detail", kwargs={"person": self.slug})

    @classmethod
    def public_state(cls) -> PublicState:
        """In which state everything is that the public can see; see PublicState. One small query, seldom two."""
        episode: Any = cls.episodes.rel.related_model
        state: PublicState = episode.objects.public_state()
        return state

    def public_episodes(self) -> Any:
        """Return the public episodes this person is on, each once, as the episodes' own QuerySet."""
        return Person.objects.public_episodes_of(self)

    def clean(self) -> None:
        if PersonAddress.objects.filter(slug=self.slug).exclude(person=self.pk).exists():
            raise ValidationError(
                {"slug": _("This address led to somebody else once and still does. Choose another slug.")}
            )


class PersonLink(models.Model):
    """A place where a person can be found: home page, company, Mastodon."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="links", verbose_name=_("person"))
    label = models.CharField(_("label"), max_length=120)
    url = models.URLField(_("address"), max_length=2000)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.label


class PersonAddress(FormerAddress):
    person = models.ForeignKey(Person, models.CASCADE, related_name="former_addresses")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug"], name="person_address_slug_unique"),
        ]


class Redirect(models.Model):
    """An address at which nothing is, and the one of this site to which it leads; see `guests.redirects`."""

    old = models.CharField(
        _("old address"),
        max_length=500,
        unique=True,
        help_text=_("What was asked for and is not here, as in /blog/episode-12. A page that is here comes first."),
    )
    new = models.CharField(
        _("new address"),
        max_length=500,
        help_text=_("A page of this site, as in /show/episode/ or /show/episode/#t=90."),
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["old"]
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self) -> str:
        return self.old


class MissedAddress(models.Model):
    """A path that was asked for in vain, how often, and nothing about who asked."""

    path = models.CharField(_("address"), max_length=200, unique=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_at = models.DateTimeField(_("first"))
    last_at = models.DateTimeField(_("last"))

    class Meta:
        ordering: ClassVar = ["-times", "-last_at"]
        indexes: ClassVar = [models.Index(fields=["-times", "-last_at"], name="missed_most")]
        verbose_name = _("address asked for in vain")
        verbose_name_plural = _("asked for in vain")

    def __str__(self) -> str:
        return self.path


class MergedPerson(models.Model):
    """Who somebody is today whose profile became one with another; `key` was the primary key of the one that went."""

    key = models.BigIntegerField(unique=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="merged")
    merged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key} → {self.person_id}"

from collections.abc import Callable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from episodes.formats import chapters
from episodes.models.episode import Episode
from episodes.querysets import ChapterQuerySet
from guests.pictures import PictureField, Unguessable


class Chapter(models.Model):
    """A place in the audio with a name. `end_ms` only where the chapter ends before the next one starts."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="chapters", verbose_name=_("episode"))
    start_ms = models.PositiveBigIntegerField(_("start"), help_text=_("In milliseconds."))
    end_ms = models.PositiveBigIntegerField(_("end"), null=True, blank=True, help_text=_("In milliseconds."))
    title = models.CharField(_("title"), max_length=255)
    url = models.URLField(_("link"), max_length=2000, blank=True)
    image = PictureField(_("image"), upload_to=Unguessable("images"), blank=True)
    image_url = models.URLField(
        _("image elsewhere"),
        max_length=2000,
        blank=True,
        help_text=_(
            "The address of a picture on another site. Apps get it where there is no image here; pages show none from"
            " elsewhere."
        ),
    )
    hidden = models.BooleanField(_("hidden"), default=False, help_text=_("Not listed (“toc: false”)."))

    objects = ChapterQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["start_ms", "pk"]
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["episode", "start_ms"],
                name="chapter_start_unique",
                violation_error_message=_("Two chapters cannot start at the same time."),
            ),
            models.CheckConstraint(condition=Q(start_ms__gte=0), name="chapter_start_not_negative"),
            models.CheckConstraint(
                condition=Q(end_ms__isnull=True) | Q(end_ms__gt=F("start_ms")),
                name="chapter_end_after_start",
                violation_error_message=_("A chapter ends after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def as_value(self, *, whole: Callable[[str], str]) -> chapters.Chapter:
        """The chapter as files for others say it; `whole` turns an address of this site into a whole one."""
        return chapters.Chapter(
            start_ms=self.start_ms,
            title=self.title,
            url=self.url,
            image=whole(self.image.url) if self.image else self.image_url,
            hidden=self.hidden,
            end_ms=self.end_ms,
        )

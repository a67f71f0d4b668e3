"""What a show says in its feed any number of times."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.show import Show


class FundingLink(models.Model):
    """A place where listeners can give money."""

    show = models.ForeignKey(Show, models.CASCADE, related_name="funding_links", verbose_name=_("show"))
    label = models.CharField(
        _("words on the button"),
        max_length=128,
        help_text=_("What apps write on the button: “Support the show”."),
    )
    url = models.URLField(_("address"), max_length=2000)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("funding link")
        verbose_name_plural = _("funding")

    def __str__(self) -> str:
        return self.label


class FeedText(models.Model):
    """A text for machines, such as the code by which a directory knows the owner."""

    show = models.ForeignKey(Show, models.CASCADE, related_name="feed_texts", verbose_name=_("show"))
    purpose = models.CharField(
        _("purpose"),
        max_length=128,
        blank=True,
        help_text=_("As the one who asked for it calls it: “verify”, “applepodcastsverify”."),
    )
    value = models.CharField(_("text"), max_length=4000)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("text for machines")
        verbose_name_plural = _("texts for machines")

    def __str__(self) -> str:
        return self.purpose or self.value


class RecommendedFeed(models.Model):
    """Another podcast that the show recommends; apps offer it to listeners."""

    show = models.ForeignKey(Show, models.CASCADE, related_name="recommended_feeds", verbose_name=_("show"))
    title = models.CharField(_("title"), max_length=255)
    guid = models.UUIDField(_("podcast GUID"), help_text=_("The “podcast:guid” of its feed."))
    url = models.URLField(_("address of its feed"), max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("recommended podcast")
        verbose_name_plural = _("recommended podcasts")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["show", "guid"],
                name="recommended_feed_unique",
                violation_error_message=_("This podcast is recommended already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

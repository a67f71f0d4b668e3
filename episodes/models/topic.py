from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from episodes.querysets import TopicQuerySet
from guests.models import FormerAddress


class Topic(models.Model):
    """A subject that episodes share."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("episodes:topic_detail", kwargs={"topic": self.slug})

    def clean(self) -> None:
        if TopicAddress.objects.filter(slug=self.slug).exclude(topic=self.pk).exists():
            raise ValidationError(
                {"slug": _("This address led to another topic once and still does. Choose another slug.")}
            )


class TopicAddress(FormerAddress):
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="former_addresses")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug"], name="topic_address_slug_unique"),
        ]

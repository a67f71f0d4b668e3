from typing import Any, ClassVar

from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat, Left, Lower, Replace, StrIndex, Substr
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode


def _site() -> Any:
    """The host of `url` in small letters and without its "www."; nothing for a link that has no address yet."""
    rest: Any = Substr("url", StrIndex("url", Value("//")) + 2)
    for mark in "?#":  # either may end the host too
        rest = Replace(rest, Value(mark), Value("/"))
    host = Lower(Left(rest, StrIndex(Concat(rest, Value("/")), Value("/")) - 1))
    return Substr(Replace(Concat(Value("//"), host), Value("//www."), Value("//")), 3)


class ResourceLink(models.Model):
    """One of an episode's "Links & Notes"; an empty `url` is one still to be looked up."""

    episode = models.ForeignKey(Episode, models.CASCADE, related_name="resource_links", verbose_name=_("episode"))
    label = models.CharField(_("label"), max_length=255)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    sponsored = models.BooleanField(
        _("sponsored"),
        default=False,
        help_text=_("Paid for. The page says so, to people and to search engines."),
    )
    archived_url = models.URLField(
        _("archived copy"),
        max_length=2000,
        blank=True,
        help_text=_("Where a copy of the page is kept. Listeners get it beside the link once the page is gone."),
    )
    # Derived by `link_checks`, so that pages need not ask anybody: nothing else writes it.
    is_dead = models.BooleanField(default=False, editable=False)
    site = models.GeneratedField(
        expression=_site(), output_field=models.CharField(max_length=2000), db_persist=True, editable=False
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("resource link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.label

    @property
    def copy_url(self) -> str:
        """Where a listener reads the page all the same, once it is gone; else nothing."""
        return self.archived_url if self.is_dead else ""

"""What a show says in its feed and nowhere else."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.formats import recurrence, rss
from episodes.formats.categories import CATEGORIES

SMALLEST_FEED, DEFAULT_FEED, LARGEST_FEED = 1, 300, 10_000

_https = URLValidator(schemes=["https"])


def is_rule(value: str) -> None:
    """Refuse what is no rule of recurrence."""
    try:
        recurrence.plannable(value)
    except recurrence.RecurrenceError as error:
        raise ValidationError(str(error)) from error


def whole_xml(value: str) -> None:
    """Refuse what would break a feed that it stands in."""
    if not rss.is_whole(value):
        raise ValidationError(_("This is no XML that can stand in a feed by itself."))


services = RegexValidator(
    r"^[a-z0-9]+( [a-z0-9]+)*$",
    _("Give the short names of services with spaces between them, as in “amazon youtube”."),
)

geo = RegexValidator(
    r"^geo:-?[0-9]{1,2}(\.[0-9]+)?,-?[0-9]{1,3}(\.[0-9]+)?$",
    _("Give latitude and longitude as in “geo:38.7223,-9.1393”."),
)


def category_choices() -> list[tuple[str, str]]:
    """Choices for the categories of a show."""
    return [(name, name) for name in CATEGORIES]


class FeedFields(models.Model):
    """The part of `Show` that only apps and directories read."""

    class Medium(models.TextChoices):
        PODCAST = "podcast", _("Podcast: people talking")
        MUSIC = "music", _("Music: an album or a series of songs")
        AUDIOBOOK = "audiobook", _("Audiobook: a book in chapters")
        COURSE = "course", _("Course: lessons that build on each other")

    category_1 = models.CharField(
        _("category"),
        max_length=64,
        blank=True,
        choices=category_choices,
        help_text=_("Where directories list the show; none takes a show without. Apple looks at this one only."),
    )
    category_2 = models.CharField(_("second category"), max_length=64, blank=True, choices=category_choices)
    category_3 = models.CharField(_("third category"), max_length=64, blank=True, choices=category_choices)
    owner_name = models.CharField(
        _("owner"), max_length=255, blank=True, help_text=_("Whom directories may write to. Apps do not show it.")
    )
    owner_email = models.EmailField(
        _("owner's address"),
        blank=True,
        help_text=_(
            "Everybody can read it in the feed. Directories send a code to it when somebody claims the show;"
            " it can be taken away after that."
        ),
    )
    copyright = models.CharField(
        _("rights held by"),
        max_length=255,
        blank=True,
        help_text=_("The name alone: “Net Loft Radio”, without “Copyright”, © or a year."),
    )
    license = models.CharField(
        _("licence"),
        max_length=128,
        blank=True,
        help_text=_("What others may do with the show: an SPDX name such as “CC-BY-4.0”, or a name of your own."),
    )
    license_url = models.URLField(
        _("text of the licence"),
        max_length=2000,
        blank=True,
        help_text=_("Where it can be read; needed for a name of your own."),
    )
    medium = models.CharField(
        _("medium"),
        max_length=10,
        choices=Medium,
        default=Medium.PODCAST,
        help_text=_("Apps sort it onto another shelf, and play music without skipping silence."),
    )
    location_name = models.CharField(
        _("place"),
        max_length=128,
        blank=True,
        help_text=_("Only for a show about a place: “Lisbon, Portugal”. Apps find it on a map."),
    )
    location_geo = models.CharField(
        _("coordinates of the place"),
        max_length=64,
        blank=True,
        validators=[geo],
        help_text=_("Latitude and longitude: “geo:38.7223,-9.1393”."),
    )
    update_frequency = models.CharField(
        _("how often"),
        max_length=128,
        blank=True,
        help_text=_("In words: “Every second Tuesday”. Apps show it beside the title. Left empty, it is the cadence."),
    )
    update_rule = models.CharField(
        _("how often, as a rule"),
        max_length=255,
        blank=True,
        validators=[is_rule],
        help_text=_(
            "By RFC 5545: “FREQ=WEEKLY;BYDAY=TU;BYHOUR=6” is every Tuesday at 06:00. Choosing above writes it; for"
            " another one choose “by the rule below”. Apps get it too, and look for the next one then."
        ),
    )
    update_from = models.DateField(
        _("counted from"),
        null=True,
        blank=True,
        help_text=_("For “every second week”: the day of one of them."),
    )
    complete = models.BooleanField(
        _("complete"),
        default=False,
        help_text=_("There will never be another episode. Apps stop looking for new ones."),
    )
    block = models.BooleanField(
        _("keep out of directories"),
        default=False,
        help_text=_("Directories take the show off their pages. Who has the feed's address still hears it."),
    )
    blocked_services = models.CharField(
        _("keep out of single services"),
        max_length=1000,
        blank=True,
        validators=[services],
        help_text=_(
            "Their short names in the podcast namespace, with spaces between: “amazon youtube”."
            " Those take the show off their pages; all others keep it."
        ),
    )
    locked = models.BooleanField(
        _("locked"),
        default=False,
        help_text=_("Other hosts must refuse to bring the show in. Take it off to move away."),
    )
    feed_size = models.PositiveIntegerField(
        _("episodes in the feed"),
        default=DEFAULT_FEED,
        validators=[MinValueValidator(SMALLEST_FEED), MaxValueValidator(LARGEST_FEED)],
        help_text=_("The newest ones; the others follow on further pages, which few apps read."),
    )
    audio_prefix = models.URLField(
        _("prefix of audio addresses"),
        max_length=500,
        blank=True,
        validators=[_https, RegexValidator(r"/$", _("A prefix ends with a slash."))],
        help_text=_("Somebody else's counter, such as “https://op3.dev/e/”: every download then passes there first."),
    )
    new_feed_url = models.URLField(
        _("new address of the feed"),
        max_length=2000,
        blank=True,
        validators=[_https],
        help_text=_("Where the show has moved to, or has just come to. Apps subscribe there from then on."),
    )
    redirect_feed = models.BooleanField(
        _("send everybody there"),
        default=False,
        help_text=_(
            "Our feed answers with the new address and nothing else. Once the show has moved away; not after it came."
        ),
    )

    class Meta:
        abstract = True

    @property
    def categories(self) -> tuple[str, ...]:
        """The chosen categories, the most important one first, each once."""
        chosen = (self.category_1, self.category_2, self.category_3)
        return tuple(dict.fromkeys(name for name in chosen if name))

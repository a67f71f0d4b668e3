import zoneinfo
from functools import cached_property
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from episodes.formats import title_patterns
from episodes.models.check import default_must_haves, known_checks
from episodes.models.feed_fields import LARGEST_FEED, SMALLEST_FEED, FeedFields, whole_xml
from episodes.models.looks import LooksFields
from episodes.models.roles import Role, role_name
from episodes.querysets import ShowQuerySet
from guests.addresses import origin_on
from guests.models import FormerAddress, Person
from guests.pictures import PictureField, Unguessable

# First parts of addresses that are the site's own, or may become so.
RESERVED_SHOW_SLUGS = frozenset(
    {
        "about",
        "accounts",
        "admin",
        "api",
        "calendar",
        "embed",
        "favicon",
        "feed",
        "feeds",
        "guests",
        "healthz",
        "help",
        "i18n",
        "jsi18n",
        "links",
        "login",
        "logout",
        "manifest",
        "media",
        "oembed",
        "offline",
        "opml",
        "people",
        "preview",
        "robots",
        "search",
        "shows",
        "sitemap",
        "static",
        "subscribe",
        "theme",
        "topics",
    }
)


def time_zones() -> list[tuple[str, str]]:
    """Choices for `Show.time_zone`: the places of the tz database, not its aliases."""
    return [(name, name) for name in sorted(zoneinfo.available_timezones()) if _is_place(name)]


def _is_place(name: str) -> bool:
    return name == "UTC" or ("/" in name and not name.startswith(("Etc/", "SystemV/", "US/")))


language_tag = RegexValidator(
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
    _("Give the language as a BCP 47 tag such as “en”, “de” or “pt-BR”."),
)


domain_name = RegexValidator(
    r"^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$",
    _("Give the name of the host alone, in small letters: of “https://tides.example/” it is “tides.example”."),
)


def check_title_pattern(pattern: str) -> None:
    try:
        title_patterns.check(pattern)
    except title_patterns.PatternError as error:
        raise ValidationError(str(error)) from error


class Show(FeedFields, LooksFields):
    """One podcast."""

    class Kind(models.TextChoices):
        EPISODIC = "episodic", _("Episodic: newest first, hear any")
        SERIAL = "serial", _("Serial: in order, from the first")

    title = models.CharField(_("title"), max_length=255)
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        unique=True,
        help_text=_("The first part of every address of the show. A former slug keeps leading here."),
    )
    domain = models.CharField(
        _("domain of its own"),
        max_length=253,
        blank=True,
        validators=[domain_name],
        help_text=_(
            "The name of a host on which this show is at home: “tides.example”. From then on the addresses of its pages"
            " and its feed begin with it, and the former ones lead there. Whoever runs the site sets it up first."
        ),
    )
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    description = MarkdownxField(_("description"), blank=True, help_text=_("Markdown."))
    author = models.CharField(
        _("author"),
        max_length=255,
        blank=True,
        help_text=_("Who makes it, as podcast apps name them."),
    )
    language = models.CharField(
        _("language"),
        max_length=20,
        default="en",
        validators=[language_tag],
        help_text=_("BCP 47 tag of the language spoken: “en”, “de”, “pt-BR”."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        choices=time_zones,
        default="UTC",
        help_text=_("Where the editors' clock hangs: every hour of this show is typed and shown in it."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.EPISODIC)
    explicit = models.BooleanField(
        _("explicit"),
        default=False,
        help_text=_("Not for children. Apps show a mark beside the title."),
    )
    cover = PictureField(
        _("cover"),
        upload_to=Unguessable("images"),
        blank=True,
        help_text=_("Square, 1400 to 3000 pixels, JPEG or PNG. The show's colour is taken from it."),
    )
    cover_alt = models.CharField(_("cover in words"), max_length=250, blank=True)
    apple_id = models.CharField(
        _("number at Apple Podcasts"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[0-9]+$", _("Give the digits alone: of “…/id1234567890” it is 1234567890."))],
        help_text=_("The digits after “id” in the show's address there. The page “Subscribe” leads to it."),
    )
    spotify_url = models.URLField(
        _("address at Spotify"),
        max_length=500,
        blank=True,
        validators=[
            RegexValidator(
                r"^https://open\.spotify\.com/show/[A-Za-z0-9]+",
                _("Give the show's page, as in https://open.spotify.com/show/…."),
            )
        ],
        help_text=_("As in “https://open.spotify.com/show/…”. Spotify cannot be led there by a feed."),
    )
    title_pattern = models.CharField(
        _("titles begin with"),
        max_length=120,
        blank=True,
        validators=[check_title_pattern],
        help_text=_(
            "What a new episode is called before anybody types: “Season {season}, week {week}: ”."
            " {number}, {season}, {season_name}, {week}, {month}, {year} and {date} are filled in."
        ),
    )
    notes_template = MarkdownxField(
        _("notes begin with"), blank=True, help_text=_("Markdown. The headings and lines that every episode has.")
    )
    podcast_guid = models.UUIDField(
        _("podcast GUID"),
        null=True,
        blank=True,
        unique=True,
        editable=False,
        help_text=_("Follows the show for ever, through every move."),
    )
    # Elements of another host's feed for which there is no field; they go out again as they came.
    kept_xml = models.TextField(blank=True, editable=False, validators=[whole_xml])
    must_have = models.JSONField(
        _("must-haves"),
        default=default_must_haves,
        blank=True,
        validators=[known_checks],
        help_text=_("An episode without one of these is not approved. The others only warn. Audio is always needed."),
    )
    takes_questions = models.BooleanField(
        _("takes questions"),
        default=False,
        help_text=_("The pages of the show and its episodes lead to a form. What is asked comes to the desk."),
    )
    in_llms_txt = models.BooleanField(
        _("listed for language models"),
        default=False,
        help_text=_("/llms.txt lists the public episodes, with the addresses of their transcripts, for programs."),
    )
    hosts = models.ManyToManyField(Person, through="StandingCredit", related_name="shows")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ShowQuerySet.as_manager()

    # Whether an episode of it is public, once somebody has looked (`finding.find_show`).
    is_public = False

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        verbose_name = _("show")
        verbose_name_plural = _("shows")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(feed_size__gte=SMALLEST_FEED, feed_size__lte=LARGEST_FEED),
                name="show_feed_size_in_bounds",
                violation_error_message=_("A feed has at least one episode, and at most 10,000 to a page."),
            ),
            models.UniqueConstraint(
                fields=["domain"],
                condition=~Q(domain=""),
                name="show_domain_unique",
                violation_error_message=_("Another show has this domain."),
            ),
            models.CheckConstraint(
                condition=Q(redirect_feed=False) | ~Q(new_feed_url=""),
                name="show_redirect_has_address",
                violation_error_message=_("Give the new address of the feed before you send everybody there."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def site_path(self) -> str:
        """Where the site has everything of the show, on every host: `/slug/`."""
        return reverse("episodes:show_detail", kwargs={"show": self.slug})

    def public_address(self, path: str) -> str:
        """What the world knows `path`, one below `site_path`, by: the path, or a whole address on the show's domain."""
        if origin := origin_on(self.domain):
            return f"{origin}/{path.removeprefix(self.site_path)}"
        return path

    def get_absolute_url(self) -> str:
        return self.public_address(self.site_path)

    def get_feed_url(self) -> str:
        return self.public_address(reverse("episodes:feed", kwargs={"show": self.slug}))

    def get_ask_url(self) -> str:
        return self.public_address(reverse("episodes:show_ask", kwargs={"show": self.slug}))

    def get_subscribe_url(self) -> str:
        return self.public_address(reverse("episodes:subscribe", kwargs={"show": self.slug}))

    def get_links_url(self) -> str:
        return self.public_address(reverse("episodes:link_list", kwargs={"show": self.slug}))

    @cached_property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def clean(self) -> None:
        if self.slug in RESERVED_SHOW_SLUGS:
            raise ValidationError(
                {"slug": _("“%(slug)s” is an address of the site itself. Choose another slug.") % {"slug": self.slug}}
            )
        if ShowAddress.objects.filter(slug=self.slug).exclude(show=self.pk).exists():
            raise ValidationError(
                {"slug": _("This address led to another show once and still does. Choose another slug.")}
            )


class ShowAddress(FormerAddress):
    show = models.ForeignKey(Show, models.CASCADE, related_name="former_addresses")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug"], name="show_address_slug_unique"),
        ]


class StandingCredit(models.Model):
    """Somebody whom every new episode of a show is credited with from the start."""

    show = models.ForeignKey(Show, models.CASCADE, related_name="standing_credits", verbose_name=_("show"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="standing_credits", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=32, choices=Role, default=Role.HOST)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("standing credit")
        verbose_name_plural = _("standing credits")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["show", "person", "role"],
                name="standing_credit_unique",
                violation_error_message=_("This person has this role already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"

    def get_role_display(self) -> str:  # type: ignore[no-redef]
        """In place of Django's, which translates all 63 roles to find one."""
        return role_name(self.role)


class StandingLink(models.Model):
    """A link that every new episode of a show has from the start: a sponsor's, where to write to."""

    show = models.ForeignKey(Show, models.CASCADE, related_name="standing_links", verbose_name=_("show"))
    label = models.CharField(_("label"), max_length=255)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    sponsored = models.BooleanField(
        _("sponsored"),
        default=False,
        help_text=_("Paid for. Every new episode says so, to people and to search engines."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        verbose_name = _("standing link")
        verbose_name_plural = _("standing links")

    def __str__(self) -> str:
        return self.label

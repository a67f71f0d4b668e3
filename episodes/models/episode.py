import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from episodes.models.audio_address import AudioAddressField
from episodes.models.feed_fields import geo, whole_xml
from episodes.models.retired import RetiredAddress
from episodes.models.season import Season
from episodes.models.show import Show
from episodes.models.topic import Topic
from episodes.querysets import EpisodeQuerySet, PresentEpisodes, ShownCredits
from guests.models import FormerAddress, Person
from guests.pictures import PictureField, Unguessable

if TYPE_CHECKING:
    from episodes.models.credit import Credit
    from episodes.models.outgoing_audio import OutgoingAudio
    from episodes.models.transcript import Transcript

# Second parts of addresses that are a show's own, or may become so.
RESERVED_EPISODE_SLUGS = frozenset(
    [
        "about",
        "ask",
        "embed",
        "episodes",
        "feed",
        "links",
        "opml",
        "page",
        "search",
        "seasons",
        "subscribe",
        "theme",
        "topics",
    ]
)

# What is the site's own on a show's domain too, where the episodes' addresses have but one part.
RESERVED_ON_DOMAINS = frozenset(
    {"admin", "calendar", "guests", "media", "offline", "preview", "search", "static", "topics"}
)

AUDIO_EXTENSIONS = {"audio/mpeg": "mp3", "audio/x-m4a": "m4a"}


def new_guid() -> str:
    """Return an item GUID: made once, derived from nothing, never used again."""
    return str(uuid.uuid4())


class Episode(models.Model):
    """One episode of a show. `objects.published()` and `is_public` say whether everybody can see it."""

    class Kind(models.TextChoices):
        FULL = "full", _("Full episode")
        TRAILER = "trailer", _("Trailer")
        BONUS = "bonus", _("Bonus")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        APPROVED = "approved", _("Approved")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class SocialProtocol(models.TextChoices):
        ACTIVITYPUB = "activitypub", _("Mastodon and others (ActivityPub)")
        ATPROTO = "atproto", _("Bluesky (AT Protocol)")
        NOSTR = "nostr", _("Nostr")
        MATRIX = "matrix", _("Matrix")
        TWITTER = "twitter", _("X, formerly Twitter")
        DISABLED = "disabled", _("No comments")

    show = models.ForeignKey(Show, models.PROTECT, related_name="episodes", verbose_name=_("show"))
    season = models.ForeignKey(
        Season,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="episodes",
        verbose_name=_("season"),
    )
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.FULL)
    title = models.CharField(
        _("title"),
        max_length=255,
        help_text=_("Without the number and without the name of the show."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        blank=True,
        help_text=_(
            "The last part of the address. Left empty, it is made from the title. A former slug keeps leading here."
        ),
    )
    guid = models.CharField(
        _("GUID"),
        max_length=500,
        default=new_guid,
        editable=False,
        help_text=_("What podcast apps know the episode by; it never changes."),
    )
    # Whether apps may take the GUID for an address. Only of one that came from elsewhere.
    guid_is_permalink = models.BooleanField(default=False, editable=False)
    # Elements of another host's feed for which there is no field; they go out again as they came.
    kept_xml = models.TextField(blank=True, editable=False, validators=[whole_xml])
    summary = models.TextField(
        _("summary"),
        max_length=600,
        blank=True,
        help_text=_("Two or three sentences of plain text, for lists, search engines and apps."),
    )
    notes = MarkdownxField(_("notes"), blank=True, help_text=_("Markdown. Pictures can be pasted or dropped in."))
    cover = PictureField(
        _("cover"),
        upload_to=Unguessable("images"),
        blank=True,
        help_text=_("Only where the episode has a cover of its own. Square, 1400 to 3000 pixels."),
    )
    cover_alt = models.CharField(_("cover in words"), max_length=250, blank=True)
    explicit = models.BooleanField(_("explicit"), default=False)
    block = models.BooleanField(
        _("keep out of directories"),
        default=False,
        help_text=_("Directories and some apps leave the episode out. On this site it is public all the same."),
    )
    license = models.CharField(
        _("licence"),
        max_length=128,
        blank=True,
        help_text=_("Only where it is another than the show's: “CC-BY-4.0”. Apps say what others may do with it."),
    )
    license_url = models.URLField(
        _("text of the licence"),
        max_length=2000,
        blank=True,
        help_text=_("Where it can be read; needed for a name of your own."),
    )
    funding_url = models.URLField(
        _("where to give"),
        max_length=2000,
        blank=True,
        help_text=_("Only for a collection of this episode's own. Apps show a button that leads there."),
    )
    funding_label = models.CharField(
        _("what the button says"), max_length=128, blank=True, help_text=_("“Help us mend the boat”.")
    )
    social_url = models.URLField(
        _("where it is discussed"),
        max_length=2000,
        blank=True,
        help_text=_("The address of the post whose answers apps show as comments."),
    )
    social_account = models.CharField(
        _("account of the post"),
        max_length=255,
        blank=True,
        help_text=_("Who wrote it: “@radio@social.example”. Apps show the name beside the comments."),
    )
    social_protocol = models.CharField(
        _("kind of post"),
        max_length=12,
        blank=True,
        choices=SocialProtocol,
        help_text=_("“No comments” asks apps to show none at all, not even their own."),
    )

    location_name = models.CharField(
        _("place"),
        max_length=128,
        blank=True,
        help_text=_("Only for an episode about a place: “Dún Laoghaire, Ireland”. Apps find it on a map."),
    )
    location_geo = models.CharField(
        _("coordinates of the place"),
        max_length=64,
        blank=True,
        validators=[geo],
        help_text=_("Latitude and longitude: “geo:53.2945,-6.1336”."),
    )
    number_label = models.CharField(
        _("number in words"),
        max_length=32,
        blank=True,
        help_text=_("What apps show in place of the number: “Part three”."),
    )

    audio_file = models.FileField(
        _("audio file"),
        upload_to=Unguessable("audio"),
        max_length=255,
        blank=True,
        help_text=_("MP3 or M4A."),
    )
    audio_url = AudioAddressField(
        _("audio at another address"),
        max_length=2000,
        blank=True,
        help_text=_("Where the audio is kept elsewhere: its https address. Give its type and size as well."),
    )
    audio_type = models.CharField(
        _("audio type"),
        max_length=40,
        blank=True,
        choices=[("audio/mpeg", "MP3 (audio/mpeg)"), ("audio/x-m4a", "M4A (audio/x-m4a)")],
    )
    audio_size = models.PositiveBigIntegerField(_("audio size"), null=True, blank=True, help_text=_("In bytes."))
    duration_ms = models.PositiveBigIntegerField(_("duration"), null=True, blank=True, help_text=_("In milliseconds."))

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    publish_at = models.DateTimeField(
        _("publication"),
        null=True,
        blank=True,
        help_text=_("An approved episode is public from this moment on."),
    )

    announced = models.BooleanField(
        _("announce it"),
        default=False,
        help_text=_("Once it is scheduled, its show's page says its title and its day. Nothing else of it is public."),
    )

    # Whether it was public before it stopped being so; those who come by an old link are told.
    was_public = models.BooleanField(default=False, editable=False)

    people = models.ManyToManyField(Person, through="Credit", related_name="episodes", verbose_name=_("people"))
    topics = models.ManyToManyField(Topic, related_name="episodes", blank=True, verbose_name=_("topics"))
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    # In which state it and what belongs to it were read (`objects.with_token`).
    token: "str | None" = None
    # Those of the list that it is in (`objects.with_credits`).
    credits_of_list: ShownCredits

    # The bin's are in `everything` alone; what follows from an episode, a show or a person goes by `objects`.
    objects = PresentEpisodes()
    everything = EpisodeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = [F("publish_at").desc(nulls_first=True), "-pk"]
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        permissions: ClassVar = [
            ("submit_episode", _("Can submit episodes for review")),
            ("approve_episode", _("Can approve, schedule and withdraw episodes")),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "publish_at"], name="episode_publication"),
            models.Index(fields=["show", "state", "-publish_at", "-id"], name="episode_show_publication"),
            models.Index(fields=["season", "state", "publish_at"], name="episode_season_publication"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["show", "slug"],
                name="episode_slug_unique",
                violation_error_message=_("The show has an episode at this address already. Choose another slug."),
            ),
            models.UniqueConstraint(fields=["show", "guid"], name="episode_guid_unique"),
            models.UniqueConstraint(
                fields=["season", "number"],
                condition=Q(kind="full", season__isnull=False, number__isnull=False, deleted_at__isnull=True),
                name="episode_number_unique_in_season",
                violation_error_message=_("The season has an episode of this number already."),
            ),
            models.UniqueConstraint(
                fields=["show", "number"],
                condition=Q(kind="full", season__isnull=True, number__isnull=False, deleted_at__isnull=True),
                name="episode_number_unique_in_show",
                violation_error_message=_("The show has an episode of this number already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(publish_at__isnull=False),
                name="episode_approved_has_moment",
                violation_error_message=_("An approved episode needs the moment of its publication."),
            ),
            models.CheckConstraint(
                condition=Q(audio_file="") | Q(audio_url=""),
                name="episode_one_audio",
                violation_error_message=_("Give an audio file or an address elsewhere, not both."),
            ),
            models.CheckConstraint(
                condition=Q(audio_file="", audio_url="") | ~Q(audio_type=""),
                name="episode_audio_has_type",
                violation_error_message=_("Say which type the audio is."),
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True) | ~Q(state="approved"),
                name="episode_deleted_is_not_approved",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "approved", "withdrawn"]),
                name="episode_state_known",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gt=0),
                name="episode_number_positive",
                violation_error_message=_("Episodes are numbered from 1."),
            ),
            models.CheckConstraint(
                condition=Q(duration_ms__isnull=True) | Q(duration_ms__gt=0),
                name="episode_duration_positive",
            ),
            models.CheckConstraint(
                condition=Q(social_protocol__in=["", "disabled"], social_url="")
                | (~Q(social_protocol__in=["", "disabled"]) & ~Q(social_url="")),
                name="episode_social_whole",
                violation_error_message=_("Give both the address of the post and its kind, or neither."),
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="episode_slug_given"),
            models.CheckConstraint(condition=~Q(guid=""), name="episode_guid_given"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self._public("episode_detail")

    @property
    def shown_credits(self) -> "list[Credit]":
        """What a list shows of its credits."""
        return self.credits_of_list.by_episode[self.pk]

    def get_ask_url(self) -> str:
        return self._public("episode_ask")

    def get_embed_url(self) -> str:
        """Where the player is alone, for other people's pages."""
        return self._public("episode_embed")

    def _public(self, view: str) -> str:
        path = reverse(f"episodes:{view}", kwargs={"show": self.show.slug, "episode": self.slug})
        return self.show.public_address(path)

    def get_audio_url(self) -> str:
        """Return our own path of the audio, for player and download on whatever host; there must be audio."""
        extension = AUDIO_EXTENSIONS[self.audio_type]
        return reverse(
            "episodes:episode_audio",
            kwargs={"show": self.show.slug, "episode": self.slug, "extension": extension},
        )

    @property
    def public_audio_url(self) -> str:
        """The same as feeds and other sites name it: on the show's own domain, where it has one."""
        return self.show.public_address(self.get_audio_url())

    @property
    def transcript(self) -> "Transcript | None":
        """The transcript in the language of the show, or the first of those that there are. One query."""
        stored = sorted(self.transcripts.all(), key=lambda transcript: transcript.language != self.show.language)
        return stored[0] if stored else None

    @property
    def has_audio(self) -> bool:
        return bool(self.audio_file or self.audio_url)

    @property
    def _copy(self) -> "OutgoingAudio | None":
        copy = getattr(self, "outgoing", None) if self.audio_file else None
        return copy if copy and copy.source == self.audio_file.name else None

    @property
    def sent_file(self) -> str:
        """What goes out, by its name in the storage: the copy with title, cover and chapters in it, once there is one.

        Empty where the audio is at another address. Questions for lists select `outgoing` along with the episode.
        """
        return self._copy.file if self._copy else self.audio_file.name or ""

    @property
    def sent_size(self) -> int | None:
        """The true size, in bytes, of what listeners get."""
        return self._copy.size if self._copy else self.audio_size

    @property
    def is_public(self) -> bool:
        """The row twin of `objects.published()`; the two are tested over one table of cases."""
        return (
            self.deleted_at is None
            and self.state == self.State.APPROVED
            and self.has_audio
            and self.publish_at is not None
            and self.publish_at <= timezone.now()
        )

    @property
    def is_scheduled(self) -> bool:
        """Approved, for a moment still to come."""
        return self.state == self.State.APPROVED and self.publish_at is not None and self.publish_at > timezone.now()

    @property
    def local_publish_at(self) -> datetime | None:
        """The moment on the clock of the show."""
        return self.publish_at.astimezone(self.show.zone) if self.publish_at else None

    @property
    def picture(self) -> PictureField:
        """The cover to show: the episode's own or the show's; may be empty."""
        return self.cover or self.show.cover  # type: ignore[return-value]

    @property
    def picture_alt(self) -> str:
        return self.cover_alt if self.cover else self.show.cover_alt

    def clean(self) -> None:
        errors: dict[str, object] = {}
        if self.slug in RESERVED_EPISODE_SLUGS:
            errors["slug"] = _("“%(slug)s” is an address of the show itself. Choose another slug.") % {
                "slug": self.slug
            }
        elif self.show.domain and self.slug in RESERVED_ON_DOMAINS:
            errors["slug"] = _(
                "On the domain of the show, “/%(slug)s/” is a page of the site itself. Choose another slug."
            ) % {"slug": self.slug}
        elif EpisodeAddress.objects.filter(show=self.show_id, slug=self.slug).exclude(episode=self.pk).exists():
            errors["slug"] = _("This address led to another episode once and still does. Choose another slug.")
        elif Episode.everything.in_bin().filter(show=self.show_id, slug=self.slug).exclude(pk=self.pk).exists():
            errors["slug"] = _("An episode in the bin has this address. Put it back, or choose another slug.")
        elif RetiredAddress.objects.filter(show=self.show_id, slug=self.slug).exists():
            errors["slug"] = _("An episode that was deleted had this address. Choose another slug.")
        if self.season and self.season.show_id != self.show_id:
            errors["season"] = _("This season belongs to another show.")
        if errors:
            raise ValidationError(errors)


class EpisodeAddress(FormerAddress):
    show = models.ForeignKey(Show, models.CASCADE, related_name="+")
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="former_addresses")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "slug"], name="episode_address_slug_unique"),
        ]

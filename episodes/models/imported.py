"""What came from another host's feed, as far as it is needed to bring the feed in again without undoing anything."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode
from episodes.models.errand import Errand
from episodes.models.import_run import ImportRun
from episodes.models.show import Show
from guests.models import Person


class Imported(models.Model):
    """By field, what was last brought in: `{name: [digest of what the feed said, digest of what was written]}`.

    A feed that says the same again changes nothing, and what is not as it was written has been edited here.
    """

    fields: Any = models.JSONField(default=dict, blank=True)
    # Where it was to be seen at the old host; old links lead from there to here.
    link = models.CharField(_("former address"), max_length=2000, blank=True)
    first_at = models.DateTimeField(_("first brought in"), auto_now_add=True)
    last_at = models.DateTimeField(_("last brought in"), auto_now=True)

    class Meta:
        abstract = True


class ImportedShow(Imported):
    """A show that came from a feed. `ownership` says who stated or confirmed that they may bring it, empty unasked.

    `with_media` is whether audio and pictures were wanted here when it was brought in last; None where nobody has said.
    """

    show = models.OneToOneField(Show, models.CASCADE, related_name="imported")
    address = models.CharField(_("address of the feed"), max_length=2000, blank=True)
    ownership = models.TextField(_("ownership"), blank=True)
    with_media = models.BooleanField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("imported show")

    def __str__(self) -> str:
        return self.address or str(self.show)


class ImportedEpisode(Imported):
    """An episode that came from a feed. `publish_at` is set while it waits for its audio, to go out with it.

    `documents` says of its files of chapters and transcripts, by address, what was had from there: `{"etag",
    "modified", "sum"}`, the last one empty where nothing could be had. `documents_at` is when they were looked at
    last, None without any.
    """

    episode = models.OneToOneField(Episode, models.CASCADE, related_name="imported")
    audio_url = models.CharField(_("former address of the audio"), max_length=2000, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    # From where the chapters are: "file", "feed", "notes", "audio", or from nowhere.
    chapters_from = models.CharField(max_length=8, blank=True)
    # Sentences: what was guessed, mended or left out.
    remarks: Any = models.JSONField(default=list, blank=True)
    documents: Any = models.JSONField(default=dict, blank=True)
    documents_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("imported episode")
        indexes: ClassVar = [models.Index(fields=["publish_at"], name="imported_episode_waiting")]

    def __str__(self) -> str:
        return str(self.episode)


class MediaErrand(Errand):
    """A file that is to be brought from another host: the audio or the cover of an episode, of a show its cover, of a
    person the portrait, of the chapter that begins at `start_ms` its picture.

    `key` names what it is for, so that it is wanted once. `url` is an address, or for a chapter's picture that lies in
    the audio the name of that in the storage. `stored_name` is where it is going to be, written down before it is
    there. `worker` is the process that has it in hand, as `host:number`. `run` is the import at the desk that wants it.
    """

    subject = "pk"

    class Kind(models.TextChoices):
        AUDIO = "audio", _("audio")
        COVER = "cover", _("cover")
        PORTRAIT = "portrait", _("portrait")
        CHAPTER = "chapter", _("picture of a chapter")

    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="files")
    show = models.ForeignKey(Show, models.CASCADE, related_name="media_errands")
    episode = models.ForeignKey(Episode, models.CASCADE, null=True, related_name="media_errands")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="media_errands")
    start_ms = models.PositiveBigIntegerField(null=True)
    url = models.CharField(max_length=2000)
    length = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    stored_name = models.CharField(max_length=255, blank=True)
    worker = models.CharField(max_length=120, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("file to be brought")
        indexes: ClassVar = [models.Index(fields=["due_at"], name="media_errand_due")]

    def __str__(self) -> str:
        return self.url

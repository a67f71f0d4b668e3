from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode
from episodes.models.errand import Errand


class OutgoingAudio(models.Model):
    """A copy of an episode's uploaded audio, with title, cover and chapters in it. `Episode.sent_file` asks for it.

    `source` is the upload from which it was made: once there is another one, this copy goes out no more.
    `fingerprint` stands for everything that is in it.
    """

    episode = models.OneToOneField(Episode, models.CASCADE, related_name="outgoing", verbose_name=_("episode"))
    source = models.CharField(max_length=255)
    file = models.CharField(max_length=255, unique=True)
    size = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("audio that goes out")
        verbose_name_plural = _("audio that goes out")

    def __str__(self) -> str:
        return self.file


class OutgoingErrand(Errand):
    """That a copy is to be made, with what fingerprint, and how that went."""

    subject = "episode_id"

    episode = models.OneToOneField(Episode, models.CASCADE, related_name="outgoing_errand", verbose_name=_("episode"))

    class Meta:
        verbose_name = _("writing of audio that goes out")
        verbose_name_plural = _("writing of audio that goes out")
        indexes = [models.Index(fields=["due_at"], name="outgoing_errand_due")]  # noqa: RUF012

    def __str__(self) -> str:
        return f"{self.episode}: {self.error}" if self.error else str(self.episode)


class OutgoingFile(models.Model):
    """A copy in the storage, noted before it is written, so that one that was broken off is not forgotten there.

    It is deleted after `delete_after`, unless an `OutgoingAudio` names it.
    """

    name = models.CharField(max_length=255, unique=True)
    delete_after = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("copy of audio")
        verbose_name_plural = _("copies of audio")

    def __str__(self) -> str:
        return self.name

from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.models.episode import Episode


class Revision(models.Model):
    """One row that says which state all shows, episodes and people are in.

    The database itself writes a new `token` whenever a row of theirs is added, changed or taken away, however
    that came about (`episodes.triggers`). Two equal tokens mean equal content; different ones say nothing.
    """

    token = models.CharField(max_length=32)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("revision")

    def __str__(self) -> str:
        return self.token


class EpisodeRevision(models.Model):
    """The same for one episode: a new `token` with every change of its row, or of one that belongs to it.

    What belongs to it is in `episodes.triggers`. Its show does not, nor do those who are on every episode of the show.
    """

    # Without a constraint: the database takes the row away itself, after that of the episode.
    episode = models.OneToOneField(
        Episode, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="revision"
    )
    token = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.token

from typing import ClassVar

from django.db import models

from episodes.models.episode import Episode

# Passages of one episode follow each other in the index: their keys begin with the episode's.
PASSAGE_BITS = 20


class SearchDocument(models.Model):
    """The words of an episode as they are searched for: folded, stemmed, parted by spaces. Derived."""

    episode = models.OneToOneField(Episode, models.CASCADE, primary_key=True, related_name="search_document")
    title = models.TextField(blank=True)
    names = models.TextField(blank=True)
    """People, topics, chapters, season."""
    texts = models.TextField(blank=True)
    """Summary, notes, resource links."""
    speech = models.TextField(blank=True)
    """What is said in the transcripts."""
    chapters = models.JSONField(default=list)
    """`[start in milliseconds, title, its words as in names]` of each chapter that lists show, in order."""
    version = models.PositiveSmallIntegerField()
    """Of the rules by which the words were made."""

    def __str__(self) -> str:
        return f"words of episode {self.episode_id}"


class SearchPassage(models.Model):
    """Some half a minute of a transcript: where in an episode something is said. Derived."""

    id = models.BigIntegerField(primary_key=True)
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="search_passages")
    language = models.CharField(max_length=20)
    lines = models.JSONField()
    """`[start in milliseconds, speaker, text]` each."""
    counts = models.JSONField(default=list)
    """How many of the words are of each line, in order; the words after them are of the next passage."""
    words = models.TextField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"passage {self.pk % 2**PASSAGE_BITS} of episode {self.episode_id}"

    @staticmethod
    def keys_of(episode: int) -> tuple[int, int]:
        """The first and the last key that a passage of the episode can have."""
        first = episode << PASSAGE_BITS
        return first, first + 2**PASSAGE_BITS - 1


class Unindexed(models.Model):
    """An episode that has changed since its words were taken down. Triggers write here, so nothing is forgotten."""

    # No foreign key: a row that goes together with its episode would be written after it.
    episode_id = models.PositiveBigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return f"episode {self.episode_id}"

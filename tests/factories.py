"""Rows for tests: what is not given is plain and valid. `EpisodeFactory()` makes a public episode."""

import datetime as dt

import factory
from django.contrib.auth.models import Group, User
from django.utils import timezone
from factory.django import DjangoModelFactory

from episodes import models
from guests.models import Person, PersonLink


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")
    slug = factory.Sequence(lambda n: f"person-{n}")
    headline = "Lamp keeper"


class PersonLinkFactory(DjangoModelFactory):
    class Meta:
        model = PersonLink

    person = factory.SubFactory(PersonFactory)
    label = "Home page"
    url = "https://person.example/"


class ShowFactory(DjangoModelFactory):
    class Meta:
        model = models.Show
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Show {n}")
    slug = factory.Sequence(lambda n: f"show-{n}")
    time_zone = "Europe/Lisbon"

    @factory.post_generation
    def team(self: models.Show, create: bool, _given: None) -> None:
        """Those who are on every team are on that of a new show."""
        for role in models.Membership.Role.values if create else ():
            for user in User.objects.filter(groups__name=_everywhere(role)):
                MembershipFactory(user=user, show=self, role=role)


class SeasonFactory(DjangoModelFactory):
    class Meta:
        model = models.Season

    show = factory.SubFactory(ShowFactory)
    number = factory.Sequence(lambda n: n + 1)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = models.Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class EpisodeFactory(DjangoModelFactory):
    """A public episode, an hour old, with audio at another address; traits for every other condition."""

    class Meta:
        model = models.Episode

    class Params:
        draft = factory.Trait(state="draft", publish_at=None)
        in_review = factory.Trait(state="in_review")
        scheduled = factory.Trait(publish_at=factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=1)))
        withdrawn = factory.Trait(state="withdrawn")
        silent = factory.Trait(audio_url="", audio_type="", audio_size=None, duration_ms=None)

    show = factory.SubFactory(ShowFactory)
    title = factory.Sequence(lambda n: f"Episode {n}")
    slug = factory.Sequence(lambda n: f"episode-{n}")
    state = "approved"
    publish_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=1))
    audio_url = "https://audio.example/episode.mp3"
    audio_type = "audio/mpeg"
    audio_size = 16_200_000
    duration_ms = 45 * 60_000


class CreditFactory(DjangoModelFactory):
    class Meta:
        model = models.Credit

    person = factory.SubFactory(PersonFactory)
    episode = factory.SubFactory(EpisodeFactory)
    role = models.Role.GUEST


class StandingCreditFactory(DjangoModelFactory):
    class Meta:
        model = models.StandingCredit

    person = factory.SubFactory(PersonFactory)
    show = factory.SubFactory(ShowFactory)


class StandingLinkFactory(DjangoModelFactory):
    class Meta:
        model = models.StandingLink

    show = factory.SubFactory(ShowFactory)
    label = factory.Sequence(lambda n: f"Standing link {n}")
    url = "https://sponsor.example/"


class ChapterFactory(DjangoModelFactory):
    class Meta:
        model = models.Chapter

    episode = factory.SubFactory(EpisodeFactory)
    start_ms = factory.Sequence(lambda n: n * 60_000)
    title = factory.Sequence(lambda n: f"Chapter {n}")


class ResourceLinkFactory(DjangoModelFactory):
    class Meta:
        model = models.ResourceLink

    episode = factory.SubFactory(EpisodeFactory)
    label = factory.Sequence(lambda n: f"Link {n}")
    url = "https://link.example/"


class TranscriptFactory(DjangoModelFactory):
    class Meta:
        model = models.Transcript

    episode = factory.SubFactory(EpisodeFactory)
    webvtt = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ada>Good evening.\n"


class UserFactory(DjangoModelFactory):
    """Somebody who may sign in at the desk. With `role` they have it in every show there is or will be, which is what
    most tests want of a producer or an editor; in one show alone by a `MembershipFactory`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user-{n}")
    is_staff = True

    @factory.post_generation
    def role(self: User, create: bool, role: str | None) -> None:
        if role:
            self.groups.add(Group.objects.get_or_create(name=_everywhere(role))[0])
            for show in models.Show.objects.all():
                MembershipFactory(user=self, show=show, role=role)


def _everywhere(role: str) -> str:
    """The group by which tests remember who is on every team; it gives no rights itself."""
    return f"{role} of every show"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    user = factory.SubFactory(UserFactory)
    show = factory.SubFactory(ShowFactory)
    role = models.Membership.Role.PRODUCER

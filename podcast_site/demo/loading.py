"""The demo's content → rows and files, once: what stands already is never touched again."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.crypto import get_random_string

from episodes import models
from episodes.formats import categories
from episodes.publishing import identify, moment
from guests.models import Person, PersonLink
from podcast_site.demo import schedule, values
from podcast_site.demo.asked import QUESTIONS
from podcast_site.demo.episodes import EPISODES
from podcast_site.demo.people import PEOPLE
from podcast_site.demo.recordings import RECORDINGS
from podcast_site.demo.shows import SHOWS, TOPICS

HERE = Path(__file__).parent

STATES = {
    "published": models.Episode.State.APPROVED,
    "scheduled": models.Episode.State.APPROVED,
    "in_review": models.Episode.State.IN_REVIEW,
    "draft": models.Episode.State.DRAFT,
    "withdrawn": models.Episode.State.WITHDRAWN,
}

# Sign-in → the roles it has, by show; None for the administrator, who needs none. One of them makes episodes of one
# show and decides about those of another.
ACCOUNTS: dict[str, dict[str, str] | None] = {
    "producer": {"slack-water": "producer", "lost-property": "producer"},
    "editor": {"slack-water": "editor", "lost-property": "editor"},
    "reporter": {"slack-water": "producer", "wetterwarte": "editor"},
    "admin": None,
}


@transaction.atomic
def load_content(*, at: str) -> bool:
    """Fill an installation, to be found `at` an address, that has no show yet; return whether that was so.

    All of it or nothing.
    """
    if models.Show.objects.exists():
        return False
    people = {person.slug: _person(person) for person in PEOPLE}
    topics = {topic.slug: models.Topic.objects.create(name=topic.name, slug=topic.slug) for topic in TOPICS}
    shows = {show.slug: _show(show, people, at) for show in SHOWS}
    now = timezone.now()
    for episode in EPISODES:
        _episode(episode, shows[episode.show], people, topics, now)
    for show in SHOWS:
        _start_here(show, shows[show.slug])
    schedule.plan(shows)
    for number, question in enumerate(QUESTIONS):
        _question(question, number, shows, now)
    return True


def create_accounts() -> dict[str, str]:
    """Create the demo's accounts that are missing; return sign-in → password of those made now.

    The passwords are made here, and nothing but the caller's screen ever shows them.
    """
    made = {}
    for username, roles in ACCOUNTS.items():
        if User.objects.filter(username=username).exists():
            continue
        made[username] = get_random_string(16)
        user = User.objects.create_user(
            username,
            f"{username}@desk.example",  # mail to it is printed, nothing leaves the machine
            made[username],
            is_staff=True,
            is_superuser=roles is None,
        )
        models.Membership.objects.bulk_create(
            models.Membership(user=user, show=show, role=(roles or {})[show.slug])
            for show in models.Show.objects.filter(slug__in=roles or ())
        )
        if username == "producer":
            schedule.hand_in(by=user)
    return made


def new_passwords() -> dict[str, str]:
    """Give the demo's accounts new passwords; return them by sign-in."""
    made = {}
    for user in User.objects.filter(username__in=ACCOUNTS):
        made[user.username] = get_random_string(16)
        user.set_password(made[user.username])
        user.save(update_fields=["password"])
    return made


def _person(person: values.Person) -> Person:
    row = Person(
        slug=person.slug,
        name=person.name,
        headline=person.headline,
        bio=person.bio,
        portrait_alt=person.portrait.alt,
    )
    _store(row.portrait, "images", person.portrait.file)
    row.save()
    PersonLink.objects.bulk_create(
        PersonLink(person=row, label=link.label, url=link.url, position=position)
        for position, link in enumerate(person.links)
    )
    return row


def _show(show: values.Show, people: dict[str, Person], at: str) -> models.Show:
    row = models.Show(
        slug=show.slug,
        title=show.title,
        tagline=show.tagline,
        description=show.description,
        language=show.language,
        time_zone=show.time_zone,
        author=show.author,
        kind=show.kind,
        cover_alt=show.cover.alt,
        copyright=show.author,
        takes_questions=any(question.show == show.slug for question in QUESTIONS),
    )
    for place, category in enumerate(show.categories, start=1):
        setattr(row, f"category_{place}", categories.joined(*category))
    _store(row.cover, "images", show.cover.file)
    row.save()
    identify(show=row, feed_address=at + row.get_feed_url())
    models.StandingCredit.objects.bulk_create(
        models.StandingCredit(show=row, person=people[credit.person], role=credit.role, position=position)
        for position, credit in enumerate(show.credits)
    )
    models.Season.objects.bulk_create(
        models.Season(show=row, number=season.number, name=season.name) for season in show.seasons
    )
    return row


def _start_here(show: values.Show, row: models.Show) -> None:
    models.StartHere.objects.bulk_create(
        models.StartHere(episode=row.episodes.get(slug=slug), position=position)
        for position, slug in enumerate(show.start_here, start=1)
    )


def _question(question: values.Question, number: int, shows: dict[str, models.Show], now: dt.datetime) -> None:
    show = shows[question.show]
    at = now - dt.timedelta(days=question.days_ago, hours=number)
    models.Question.objects.create(
        show=show,
        episode=show.episodes.filter(slug=question.episode).first(),
        text=question.text,
        name=question.name,
        state=question.state,
        ticket=f"demo-{number}",
        at=at,
        told_at=at,
    )


def _episode(
    episode: values.Episode,
    show: models.Show,
    people: dict[str, Person],
    topics: dict[str, models.Topic],
    now: dt.datetime,
) -> None:
    row = models.Episode(
        show=show,
        season=show.seasons.get(number=episode.season) if episode.season else None,
        number=episode.number,
        kind=episode.kind,
        title=episode.title,
        slug=episode.slug,
        summary=episode.summary,
        notes=episode.notes,
        state=STATES[episode.state],
        publish_at=_moment(episode, show.zone, now),
        announced=episode.announced,
    )
    if episode.cover:
        row.cover_alt = episode.cover.alt
        _store(row.cover, "images", episode.cover.file)
    recording = RECORDINGS[episode.slug] if episode.has_audio else None
    if recording:
        row.audio_type = "audio/mpeg"
        row.audio_size = (HERE / "audio" / recording.file).stat().st_size
        row.duration_ms = recording.duration_ms
        _store(row.audio_file, "audio", recording.file)
    row.save()
    row.topics.set(topics[slug] for slug in episode.topics)
    _belongings(row, episode, recording, people)


def _belongings(
    row: models.Episode,
    episode: values.Episode,
    recording: values.Recording | None,
    people: dict[str, Person],
) -> None:
    models.Credit.objects.bulk_create(
        models.Credit(episode=row, person=people[credit.person], role=credit.role, position=position)
        for position, credit in enumerate(episode.credits)
    )
    models.ResourceLink.objects.bulk_create(
        models.ResourceLink(episode=row, label=link.label, url=link.url, sponsored=link.sponsored, position=position)
        for position, link in enumerate(episode.links)
    )
    models.Chapter.objects.bulk_create(
        models.Chapter(
            episode=row, start_ms=chapter.start_ms, title=chapter.title, url=chapter.url, hidden=chapter.hidden
        )
        for chapter in (recording.chapters if recording else ())
    )
    for title, file in episode.chapter_pictures:
        chapter = row.chapters.get(title=title)
        _store(chapter.image, "images", file)
        chapter.save()
    if episode.transcript:
        webvtt = (HERE / "transcripts" / episode.transcript).read_text("utf-8")
        models.Transcript.objects.create(episode=row, language=row.show.language, webvtt=webvtt)


def _moment(episode: values.Episode, zone: ZoneInfo, now: dt.datetime) -> dt.datetime | None:
    if episode.days_from_now is None:
        return None
    day = now.astimezone(zone).date() + dt.timedelta(days=episode.days_from_now)
    return moment(dt.datetime.combine(day, dt.time.fromisoformat(episode.at)), zone)


def _store(field: FieldFile, folder: str, name: str) -> None:
    with (HERE / folder / name).open("rb") as file:
        field.save(name, File(file), save=False)

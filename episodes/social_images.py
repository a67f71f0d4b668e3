"""The social image of an episode: what is on its card, and drawing ahead those of all that is public.

Its address has the digest of what is on the card, so a network that is shown another title asks for another picture. It
is drawn when first asked for, and only for what is public at that moment; the tick is mostly there before.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from django.core.files.storage import Storage, default_storage
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from episodes.accents import accent_of
from episodes.models import ON_AIR, Credit, Episode, Show, Sweep
from guests.models import Person
from guests.social_images.cards import (
    GROUND,
    Card,
    SocialImage,
    card_of_person,
    drawn,
    face_of,
    faces_of,
    folder,
    picture,
    sweep,
)

_SWEEP = "social images"
# A page that somebody looks at may name a picture that is old by now.
_KEPT = dt.timedelta(days=1)


def card_of(episode: Episode, credits: Sequence[Credit]) -> Card:
    """What is on the card: title and show, those who are heard, its cover or that of the show."""
    people = list(dict.fromkeys(credit.person for credit in credits if credit.role in ON_AIR))
    return Card(
        title=episode.title,
        above=episode.show.title,
        below=", ".join(person.name for person in people),
        cover=face_of(episode.picture),
        faces=faces_of(people),
        coloured_by=str(episode.show.cover.name or episode.show.accent),
    )


def of_episode(episode: Episode, credits: Sequence[Credit]) -> SocialImage:
    """As the head of its page names it. No query."""
    slugs = {"show": episode.show.slug, "episode": episode.slug}
    path = reverse("episodes:social_image", kwargs={**slugs, "digest": card_of(episode, credits).digest})
    return SocialImage(path=path, alt=f"{episode.title} – {episode.show.title}")


def looked_at(episode: Episode, credits: Sequence[Credit], *, storage: Storage = default_storage) -> bytes:
    """The picture as a JPEG, drawn of what is in `storage`, to be looked at and kept nowhere."""
    return picture(storage, card_of(episode, credits), ground=_band(episode.show))


def draw_ahead() -> Iterator[str]:
    """Draw what is public and not there, the newest first, and remove what is on no card any more; a sentence each.

    Two small queries where nothing has happened; otherwise all cards are looked through.
    """
    public = Episode.objects.public_state()
    state = f"{public.token} {public.latest_at}"[:64]
    if Sweep.objects.has_seen(_SWEEP, state=state):
        return
    wanted = set()
    for card, ground in _public_cards():
        wanted.add(card.digest)
        if not default_storage.exists(folder(card.digest)):
            drawn(default_storage, card, ground=ground)
            yield f"The social image of “{card.title}” was drawn."
    if gone := sweep(default_storage, wanted=wanted, before=timezone.now() - _KEPT):
        yield f"Social images that were removed: {gone}."
    Sweep.objects.note(_SWEEP, state=state, at=public.now)


def _public_cards() -> Iterator[tuple[Card, Callable[[], str]]]:
    """Each with what tells its colour. The covers of shows are read no more often than `accent_of` wants."""
    people = Prefetch("credits", Credit.objects.select_related("person"))
    episodes = Episode.objects.published().select_related("show").defer("notes").prefetch_related(people)
    for episode in episodes.order_by("-publish_at", "-pk").iterator(chunk_size=200):
        yield card_of(episode, list(episode.credits.all())), partial(_band, episode.show)
    for person in Person.objects.with_public_appearances().defer("bio").iterator(chunk_size=200):
        yield card_of_person(person), lambda: GROUND


def _band(show: Show) -> str:
    return accent_of(show=show).band

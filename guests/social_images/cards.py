"""What is on a card, where its picture is, and its file."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from django.core.files.storage import Storage
from django.urls import reverse

from guests import pictures
from guests.models import Person
from guests.pictures import MIDDLE, Focus
from guests.social_images.drawing import HEIGHT, WIDTH, draw

FOLDER = "social"
MOST_FACES = 4
# Raised whenever the same card would be drawn otherwise.
_DRAWING = 3
GROUND = "#2a2118"


@dataclass(frozen=True, kw_only=True)
class Face:
    """A stored picture and what squares of it are cropped around."""

    name: str
    focus: Focus = MIDDLE


@dataclass(frozen=True, kw_only=True)
class Card:
    """All that is on it. `cover` may be wanting; `coloured_by` is the name of the picture that gives the colour."""

    title: str
    above: str = ""
    below: str = ""
    cover: Face | None = None
    faces: tuple[Face, ...] = ()
    coloured_by: str = ""

    @property
    def digest(self) -> str:
        """Another one for another card: 16 hexadecimal digits."""
        return hashlib.sha256(repr((_DRAWING, astuple(self))).encode(errors="backslashreplace")).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class SocialImage:
    """As the head of a page names it."""

    path: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def folder(digest: str) -> str:
    """Where the picture of a card is in the storage."""
    return f"{FOLDER}/{digest}.jpg"


def drawn(storage: Storage, card: Card, *, ground: Callable[[], str] = lambda: GROUND) -> str:
    """The name of the card's picture in the storage, drawn now if it is not there. `ground` is asked for its colour."""
    name = folder(card.digest)
    if not storage.exists(name):
        pictures.keep(storage, name, picture(storage, card, ground=ground()))
    return name


def picture(storage: Storage, card: Card, *, ground: str = GROUND) -> bytes:
    """The card as a JPEG, drawn now. A picture that is not in the storage any more is left out."""
    faces = (pictures.square(storage, face.name, focus=face.focus) for face in card.faces)
    return draw(
        title=card.title,
        above=card.above,
        below=card.below,
        ground=ground,
        cover=pictures.square(storage, card.cover.name, focus=card.cover.focus) if card.cover else None,
        faces=[face for face in faces if face is not None],
    )


def face_of(file: Any) -> Face | None:
    """A `PictureFieldFile` as a card has it; None where there is no picture."""
    return Face(name=str(file.name), focus=file.focus) if file else None


def faces_of(people: Sequence[Person]) -> tuple[Face, ...]:
    """The portraits of the first few who have one."""
    shown = [face for person in people if (face := face_of(person.portrait))]
    return tuple(shown[:MOST_FACES])


def card_of_person(person: Person) -> Card:
    return Card(title=person.name, below=person.headline, cover=face_of(person.portrait))


def of_person(person: Person) -> SocialImage:
    digest = card_of_person(person).digest
    path = reverse("guests:social_image", kwargs={"person": person.slug, "digest": digest})
    return SocialImage(path=path, alt=f"{person.name}: {person.headline}" if person.headline else person.name)


def sweep(storage: Storage, *, wanted: Any, before: Any) -> int:
    """Remove the pictures of cards that are not wanted any more and were drawn before that moment; how many."""
    try:
        names = storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return 0
    left = [f"{FOLDER}/{name}" for name in names if name.removesuffix(".jpg") not in wanted]
    old = [name for name in left if storage.get_modified_time(name) < before]
    for name in old:
        storage.delete(name)
    return len(old)

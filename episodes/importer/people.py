"""The people whom a feed names → the profiles that there are, each once."""

from collections.abc import Iterable

from django.utils import translation

from episodes.formats import rss
from episodes.formats.chapters import is_web_address
from episodes.formats.links import readable
from episodes.intake import Directory
from episodes.models import Role
from guests.models import Person, PersonLink
from guests.slugs import free_slug, slugify

LONGEST_NAME = 128
_LONGEST_URL = 2000

_VIDEO = "video post-production"
with translation.override(None):  # the taxonomy is in English, whatever language the site speaks
    _ROLE_OF = {str(role.label).lower(): role.value for role in Role if role != Role.VIDEO_EDITOR}


class People:
    """Everybody there is, to be matched by address and by name; two queries, however many are asked for.

    `key` is what somebody is in a plan: the key of a profile as a number, or a name still without one.
    """

    def __init__(self) -> None:
        self._directory = Directory()
        self._made: set[int] = set()
        self._portraits: dict[int, str] = {}
        self._by_address = {
            _address(url): person for url, person in PersonLink.objects.order_by("-pk").values_list("url", "person")
        }

    def key_of(self, said: rss.Person) -> int | str:
        """The profile that is meant, where there is no doubt; else the name."""
        if said.href and (known := self._by_address.get(_address(said.href))):
            return known
        found = self._directory.matches(said.name)
        return found[0].pk if len(found) == 1 else said.name[:LONGEST_NAME]

    def wanted(self, persons: Iterable[rss.Person]) -> list[list[int | str]]:
        """Each with the slug of the role, no pair twice."""
        pairs = dict.fromkeys((self.key_of(person), role_of(person)) for person in persons)
        return [list(pair) for pair in pairs]

    def made(self, key: int | str, said: Iterable[rss.Person]) -> int:
        """The profile of somebody: the one there is, or a new one with the address that the feed gives."""
        if isinstance(key, int):
            return key
        about = next((person for person in said if person.name[:LONGEST_NAME] == key), rss.Person(name=key))
        found = self.key_of(about)
        if isinstance(found, str):
            person = Person.objects.create(name=key, slug=_free_slug(key))
            self._directory.add(person)
            self._made.add(person.pk)
            found = person.pk
        if found in self._made:
            self._link(found, about.href)
        return found

    def without_portrait(self, said: Iterable[rss.Person]) -> list[int]:
        """Those whom we made and to whom the feed gives a portrait, each once in an import."""
        found = []
        for person in said:
            key = self.key_of(person)
            if isinstance(key, int) and key in self._made and is_web_address(person.img) and key not in self._portraits:
                self._portraits[key] = person.img
                found.append(key)
        return found

    def portrait_of(self, key: int) -> str:
        """The address of a portrait that `without_portrait` found."""
        return self._portraits[key]

    def _link(self, person: int, url: str) -> None:
        """Give a profile that we made the address that a feed gives; others' are their editors' own."""
        if is_web_address(url) and len(url) <= _LONGEST_URL and _address(url) not in self._by_address:
            PersonLink.objects.create(person_id=person, label=readable(url)[:120], url=url)
            self._by_address[_address(url)] = person


def role_of(person: rss.Person) -> str:
    """The slug of a role; of one that the taxonomy does not have, that of a guest."""
    if person.role == "editor" and person.group == _VIDEO:
        return Role.VIDEO_EDITOR.value
    return _ROLE_OF.get(person.role) or _ROLE_OF.get(person.role.replace("-", " "), Role.GUEST.value)


def _free_slug(name: str) -> str:
    return free_slug(slugify(name, fallback="person"), taken=_is_taken)


def _is_taken(slug: str) -> bool:
    return Person.objects.filter(slug=slug).exists() or Person.objects.filter(former_addresses__slug=slug).exists()


def _address(url: str) -> str:
    """An address without what makes no difference."""
    return url.strip().lower().partition("://")[2].removeprefix("www.").rstrip("/")

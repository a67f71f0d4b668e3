"""Two profiles of one person become one: what would happen, and making it so.

Whoever was credited under the profile that goes is credited under the one that stays; its addresses lead there for
ever. Every episode that changes by it keeps a version that says so, and versions from before can still be taken back
to: `MergedPerson` knows who was meant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from episodes import versions
from episodes.models import Credit, Episode, EpisodeVersion, Show, StandingCredit
from episodes.querysets.locking import hold_revision
from guests.models import MergedPerson, Person, PersonAddress, PersonLink
from guests.moves import leave_address

Cause = EpisodeVersion.Cause
# What the profile that stays takes over where it has nothing itself; a portrait comes with its words and its focus.
_TEXTS = ("headline", "bio")
_PORTRAIT = ("portrait", "portrait_alt", "portrait_x", "portrait_y")


class Refused(Exception):
    """Why two profiles cannot be merged, in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What happens if `gone` is merged into `kept`.

    Credits and standing credits move, but for the doubles: there `kept` has the same role already. `addresses` are
    slugs that will lead to `kept`, `filled` the names of the fields that it takes over.
    """

    kept: Person
    gone: Person
    credits: list[Credit]
    doubles: list[Credit]
    standing: list[StandingCredit]
    standing_doubles: list[StandingCredit]
    links: list[PersonLink]
    addresses: list[str]
    filled: list[str]

    @property
    def filled_names(self) -> list[str]:
        return [_label(name) for name in self.filled]

    @property
    def lost(self) -> list[tuple[str, str]]:
        """What goes with `gone`, since `kept` has its own: the names of fields, with the text that was in each."""
        pairs = [(name, str(getattr(self.gone, name))) for name in ("name", *_TEXTS, "portrait")]
        own = [(name, text) for name, text in pairs if text and text != str(getattr(self.kept, name))]
        return [(_label(name), "" if name == "portrait" else text) for name, text in own if name not in self.filled]


def plan(*, kept: Person, gone: Person) -> Plan:
    """What would happen. Constant queries."""
    credits, doubles = _parted(Credit, kept, gone, by=("episode_id", "role"), related=("episode__show",))
    standing, standing_doubles = _parted(StandingCredit, kept, gone, by=("show_id", "role"), related=("show",))
    known = set(kept.links.values_list("url", flat=True))
    return Plan(
        kept=kept,
        gone=gone,
        credits=credits,
        doubles=doubles,
        standing=standing,
        standing_doubles=standing_doubles,
        links=[link for link in gone.links.all() if link.url not in known],
        addresses=[gone.slug, *gone.former_addresses.order_by("slug").values_list("slug", flat=True)],
        filled=_filled(kept, gone),
    )


def is_elsewhere(*, person: Person, by: User) -> bool:
    """Whether the person is on an episode, or on the team's list of a show, that `by` may not change."""
    credited = Episode.everything.filter(credits__person=person)
    standing = Show.objects.filter(standing_credits__person=person)
    mine = Episode.everything.open_to(by, "episodes.change_episode")
    my_shows = Show.objects.open_to(by, "episodes.change_standingcredit")
    return (
        credited.exclude(pk__in=mine.values("pk")).exists() or standing.exclude(pk__in=my_shows.values("pk")).exists()
    )


@transaction.atomic
def merge(*, kept: Person, gone: Person, by: User) -> Plan:
    """Let `gone` be `kept` from now on, and return what has happened. Some queries for each episode that changes.

    Raises PermissionDenied, or Refused in a sentence; then nothing has changed.
    """
    if not (by.has_perm("guests.change_person", kept) and by.has_perm("guests.delete_person", gone)):
        raise PermissionDenied
    if kept.pk == gone.pk:
        raise Refused(_("A profile cannot be merged with itself. Choose another one."))
    # People do not know of it; two who merge the same two wait for one another.
    hold_revision(using=DEFAULT_DB_ALIAS)
    locked = {one.pk: one for one in Person.objects.select_for_update().filter(pk__in=(kept.pk, gone.pk))}
    if len(locked) < 2:
        raise Refused(_("One of the two is not there any more."))
    kept, gone = locked[kept.pk], locked[gone.pk]
    if is_elsewhere(person=gone, by=by):
        raise Refused(elsewhere(gone))
    its = plan(kept=kept, gone=gone)
    touched = {credit.episode_id for credit in (*its.credits, *its.doubles)}
    episodes = list(Episode.everything.filter(pk__in=touched).order_by("pk"))
    for episode in episodes:
        versions.keep(episode=episode, by=None, cause=Cause.BEFORE)
    _move(its)
    for episode in episodes:
        versions.keep(episode=episode, by=by, cause=Cause.MERGED)
    return its


def elsewhere(gone: Person) -> str:
    """The sentence for somebody who may not change all that would change."""
    return _("“%(name)s” is credited in a show that you do not work on. Ask an administrator to merge the two.") % {
        "name": gone.name
    }


def _move(its: Plan) -> None:
    kept, gone = its.kept, its.gone
    Credit.objects.filter(pk__in=_keys(its.doubles)).delete()
    Credit.objects.filter(pk__in=_keys(its.credits)).update(person=kept)
    StandingCredit.objects.filter(pk__in=_keys(its.standing_doubles)).delete()
    StandingCredit.objects.filter(pk__in=_keys(its.standing)).update(person=kept)
    after = max(kept.links.values_list("position", flat=True), default=0) + 1
    PersonLink.objects.filter(pk__in=_keys(its.links)).update(person=kept, position=F("position") + after)
    for name in its.filled:
        setattr(kept, name, getattr(gone, name))
    kept.save()
    PersonAddress.objects.filter(person=gone).update(person=kept)
    MergedPerson.objects.filter(person=gone).update(person=kept)
    MergedPerson.objects.create(key=gone.pk, person=kept)
    slug = gone.slug
    gone.delete()
    leave_address(kept.former_addresses, old=slug, new=kept.slug)


def _keys(rows: Iterable[Any]) -> list[int]:
    return [row.pk for row in rows]


def _parted(
    model: Any, kept: Person, gone: Person, *, by: tuple[str, ...], related: tuple[str, ...]
) -> tuple[list[Any], list[Any]]:
    """The rows of `gone` that `kept` has not, and those that it has: the same in the fields `by`."""
    known = set(model.objects.filter(person=kept).values_list(*by))
    rows = list(model.objects.filter(person=gone).select_related(*related))
    is_double = [tuple(getattr(row, name) for name in by) in known for row in rows]
    moved = [row for row, double in zip(rows, is_double, strict=True) if not double]
    return moved, [row for row, double in zip(rows, is_double, strict=True) if double]


def _label(name: str) -> str:
    return str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _filled(kept: Person, gone: Person) -> list[str]:
    texts = [name for name in _TEXTS if getattr(gone, name) and not getattr(kept, name)]
    return texts + list(_PORTRAIT if gone.portrait and not kept.portrait else ())

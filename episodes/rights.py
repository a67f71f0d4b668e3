"""Who may do what: the one table of what each role may do, and the backend by which `user.has_perm` asks it.

    user.has_perm("episodes.approve_episode", episode)   in the show of `episode`
    user.has_perm("episodes.approve_episode")            in at least one show: may the button be there at all
    Episode.objects.open_to(user, "episodes.approve_episode")   the same question for a list

Somebody has a role in a show by a `Membership`. Administrators (superusers) may do everything; for what belongs to
neither shows nor people (accounts, groups) Django's own permissions count.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.auth.backends import ModelBackend
from django.db import models

APPS: Final = frozenset({"episodes", "guests"})

# What all shows have in common: to have a role in any of them is enough.
SHARED: Final = frozenset(
    {"episodes.topic", "guests.person", "guests.personlink", "guests.redirect", "guests.missedaddress"}
)


def _permissions(table: Mapping[str, str]) -> frozenset[str]:
    """`{"episodes.show": "view change"}` → `episodes.view_show`, `episodes.change_show`."""
    names: set[str] = set()
    for label, actions in table.items():
        app, _dot, model = label.partition(".")
        names.update(f"{app}.{action}_{model}" for action in actions.split())
    return frozenset(names)


_ALL = "view add change delete"

PRODUCER = _permissions(
    {
        "episodes.show": "view",
        "episodes.membership": "view",
        "episodes.season": "view",
        "episodes.standingcredit": "view",
        "episodes.standinglink": "view",
        "episodes.listing": "view",
        "episodes.fundinglink": "view",
        "episodes.recommendedfeed": "view",
        "episodes.feedtext": "view",
        "episodes.episode": f"{_ALL} submit",
        "episodes.chapter": _ALL,
        "episodes.credit": _ALL,
        "episodes.resourcelink": _ALL,
        "episodes.soundbite": _ALL,
        "episodes.transcript": _ALL,
        "episodes.topic": "view add change",
        "episodes.question": "view change delete",
        "guests.person": "view add change",
        "guests.personlink": _ALL,
    }
)
EDITOR = PRODUCER | _permissions(
    {
        "episodes.episode": "approve",
        "episodes.show": "change",
        "episodes.season": _ALL,
        "episodes.standingcredit": _ALL,
        "episodes.standinglink": _ALL,
        "episodes.listing": _ALL,
        "episodes.fundinglink": _ALL,
        "episodes.recommendedfeed": _ALL,
        "episodes.feedtext": _ALL,
        "episodes.topic": "delete",
        "guests.person": "delete",
        "guests.redirect": _ALL,
        "guests.missedaddress": "view delete",
    }
)

# By the role of a `Membership`. What is in neither is for administrators: to make and delete shows, to give roles.
ROLES: Final[Mapping[str, frozenset[str]]] = {"producer": PRODUCER, "editor": EDITOR}


def shows_where(user: Any, permission: str) -> frozenset[int] | None:
    """The keys of the shows in which `user` may do that; None is every show there is or will be. One query a user."""
    if not user.is_active:
        return frozenset()
    if user.is_superuser:
        return None
    return frozenset(show for show, role in _roles(user).items() if permission in ROLES[role])


def _roles(user: Any) -> dict[int, str]:
    """By the key of a show, the role of `user` there: read once and kept on the object, as Django keeps permissions."""
    if user.is_anonymous:
        return {}
    known: dict[int, str] | None = getattr(user, "_roles_by_show", None)
    if known is None:
        known = user._roles_by_show = dict(user.memberships.values_list("show", "role"))
    return known


def _show_of(row: models.Model) -> int | None:
    """The key of the show that `row` is, or belongs to by way of its episode; None for what belongs to no show."""
    if row._meta.label_lower == "episodes.show":
        return row.pk  # type: ignore[no-any-return]
    if hasattr(row, "show_id"):
        return row.show_id  # type: ignore[no-any-return]
    episode = getattr(row, "episode", None)
    return episode.show_id if episode else None


class RightsBackend(ModelBackend):
    """Signs in as Django does. What may be done with shows and people is asked of memberships, and of nothing else."""

    def get_all_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        others = {name for name in super().get_all_permissions(user_obj, obj) if _app(name) not in APPS}
        return others | self._by_roles(user_obj, obj)

    def has_perm(self, user_obj: Any, perm: str, obj: models.Model | None = None) -> bool:
        if _app(perm) not in APPS or user_obj.is_superuser:
            return super().has_perm(user_obj, perm, obj)
        return bool(user_obj.is_active) and perm in self._by_roles(user_obj, obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        if app_label not in APPS or user_obj.is_superuser:
            return super().has_module_perms(user_obj, app_label)
        return bool(user_obj.is_active and _roles(user_obj))

    @staticmethod
    def _by_roles(user: Any, obj: models.Model | None) -> frozenset[str]:
        roles = _roles(user)
        if obj is None or obj._meta.label_lower in SHARED:
            return frozenset().union(*(ROLES[role] for role in set(roles.values())))
        show = _show_of(obj)
        return ROLES[roles[show]] if show in roles else frozenset()


def _app(permission: str) -> str:
    return permission.partition(".")[0]

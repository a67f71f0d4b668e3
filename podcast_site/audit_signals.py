"""What is written to the audit log as it happens, wherever in the site it happens."""

from collections.abc import Iterable
from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.contrib.auth.models import Group, Permission, User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from episodes import import_runs
from episodes.models import ImportRun, Membership, Show
from podcast_site.account import brake, middleware, sessions
from podcast_site.audit import Event, record

# --- Signing in and out -----------------------------------------------------------------------


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    middleware.stamp(request)
    methods = request.session.get("account_authentication_methods", [])
    ways = [str(method.get("type") or method.get("method")) for method in methods]
    record(event=Event.SIGNED_IN, account=user.get_username(), by="", detail=", ".join(ways), request=request)


@receiver(user_login_failed)
def _failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if sender is brake.WrongFactor or getattr(request, "axes_locked_out", False):
        return
    record(event=Event.SIGN_IN_FAILED, account=str(credentials.get("username") or ""), request=request)


@receiver(user_locked_out)
def _locked_out(request: HttpRequest, username: str, **_: Any) -> None:
    brake.locked_out_now(request, account=username or "")


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        record(event=Event.SIGNED_OUT, account=user.get_username(), by=user.get_username(), request=request)


# --- Second factors ---------------------------------------------------------------------------


@receiver(authentication_step_completed)
def _confirmed(request: HttpRequest, user: User, method: str, **facts: Any) -> None:
    if facts.get("reauthenticated"):
        way = str(facts.get("type") or method)
        record(event=Event.CONFIRMED, account=user.get_username(), detail=way, request=request)


@receiver(factor_signals.authentication_failed)
def _wrong_factor(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    record(event=Event.FACTOR_FAILED, account=user.get_username(), detail=authenticator.type, request=request)
    brake.count_wrong_factor(request, account=user.get_username())


@receiver(factor_signals.authenticator_added)
def _factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    record(event=Event.FACTOR_ADDED, account=user.get_username(), detail=_factor(authenticator), request=request)
    # Other sessions were opened without it.
    sessions.end_others(user=user, this=request.session.session_key)


@receiver(factor_signals.authenticator_removed)
def _factor_removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    record(event=Event.FACTOR_REMOVED, account=user.get_username(), detail=_factor(authenticator), request=request)


@receiver(factor_signals.authenticator_reset)
def _codes_renewed(request: HttpRequest, user: User, **_: Any) -> None:
    record(event=Event.CODES_RENEWED, account=user.get_username(), request=request)


def _factor(authenticator: Authenticator) -> str:
    is_key = authenticator.type == Authenticator.Type.WEBAUTHN
    return f"{authenticator.type}: {authenticator.wrap().name}" if is_key else str(authenticator.type)


# --- Accounts and rights ----------------------------------------------------------------------

_FLAGS = {"is_superuser": "administrator", "is_staff": "may sign in", "is_active": "active"}


@receiver(pre_save, sender=User)
def _remember_account(instance: User, update_fields: Iterable[str] | None = None, **_: Any) -> None:
    told = {"username", "email", *_FLAGS}
    instance._was = None  # type: ignore[attr-defined]
    if instance.pk and (update_fields is None or told & set(update_fields)):
        instance._was = User.objects.filter(pk=instance.pk).values(*told).first()  # type: ignore[attr-defined]


@receiver(post_save, sender=User)
def _account_changed(instance: User, created: bool, **_: Any) -> None:
    name = instance.get_username()
    was = dict.fromkeys(_FLAGS, False) if created else getattr(instance, "_was", None)
    if created:
        record(event=Event.ACCOUNT_MADE, account=name)
    if was is None:
        return
    for field, said in _FLAGS.items():
        if was[field] != getattr(instance, field) and not (created and field == "is_active"):
            event = Event.RIGHT_GIVEN if getattr(instance, field) else Event.RIGHT_TAKEN
            record(event=event, account=name, detail=said)
    for field in ("username", "email"):
        if not created and was[field] != getattr(instance, field):
            record(
                event=Event.ACCOUNT_CHANGED, account=name, detail=f"{field}: {was[field]} → {getattr(instance, field)}"
            )


@receiver(post_delete, sender=User)
def _account_deleted(instance: User, **_: Any) -> None:
    record(event=Event.ACCOUNT_DELETED, account=instance.get_username())


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
@receiver(m2m_changed, sender=Group.permissions.through)
def _rights_changed(
    instance: Any, action: str, reverse: bool, model: Any, pk_set: set[int] | None, sender: Any, **_: Any
) -> None:
    """Groups and single permissions, from whichever side they are given; clearing is taking all."""
    if action == "pre_clear":
        pk_set = set(_related(instance, sender, reverse).values_list("pk", flat=True))
    event = {"post_add": Event.RIGHT_GIVEN, "post_remove": Event.RIGHT_TAKEN, "pre_clear": Event.RIGHT_TAKEN}.get(
        action
    )
    if event is None or not pk_set:
        return
    for other in model.objects.filter(pk__in=pk_set):
        holder, right = (other, instance) if reverse else (instance, other)
        record(event=event, account=_named(holder), detail=_named(right))


@receiver(pre_delete, sender=Group)
def _group_deleted(instance: Group, **_: Any) -> None:
    """Its members lose what it gave; their rows go without a word."""
    for user in instance.user_set.all():
        record(event=Event.RIGHT_TAKEN, account=user.get_username(), detail=_named(instance))


@receiver(pre_save, sender=Membership)
def _remember_membership(instance: Membership, **_: Any) -> None:
    instance._was = Membership.objects.filter(pk=instance.pk).first()  # type: ignore[attr-defined]


@receiver(post_save, sender=Membership)
def _role_given(instance: Membership, **_: Any) -> None:
    """A row of the form may have been led to another role, show or account."""
    was = getattr(instance, "_was", None)
    if was and all(getattr(was, name) == getattr(instance, name) for name in ("user_id", "show_id", "role")):
        return
    if was:
        _role_taken(was)
    record(event=Event.RIGHT_GIVEN, account=instance.user.get_username(), detail=_role(instance))


@receiver(post_delete, sender=Membership)
def _role_taken(instance: Membership, **_: Any) -> None:
    # With the account or the show it goes as well, and then either may be gone by now.
    user = User.objects.filter(pk=instance.user_id).first()
    record(event=Event.RIGHT_TAKEN, account=user.get_username() if user else "", detail=_role(instance))


def _role(membership: Membership) -> str:
    show = Show.objects.filter(pk=membership.show_id).values_list("title", flat=True).first()
    return f"{membership.role} of “{show or '?'}”"


# --- Shows that are brought in ----------------------------------------------------------------

_STEPS = {"begun": Event.IMPORT_BEGUN, "stopped": Event.IMPORT_STOPPED, "ownership": Event.OWNERSHIP}


@receiver(import_runs.acted)
def _brought(run: ImportRun, by: User, what: str, **_: Any) -> None:
    where = run.address or run.file_name
    said = run.ownership if what == "ownership" else f"“{run.title}”"
    name = by.get_username()
    record(event=_STEPS[what], account=name, by=name, detail=f"{said}: {where}")


def _related(instance: Any, sender: Any, reverse: bool) -> Any:
    if sender is User.groups.through:
        return instance.user_set if reverse else instance.groups
    if sender is User.user_permissions.through:
        return instance.user_set if reverse else instance.user_permissions
    return instance.group_set if reverse else instance.permissions


def _named(thing: Any) -> str:
    if isinstance(thing, User):
        return thing.get_username()
    if isinstance(thing, Permission):
        return f"{thing.content_type.app_label}.{thing.codename}"
    return f"group {thing.name}"

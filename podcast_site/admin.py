"""Accounts, for administrators."""

from typing import Any

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.http import HttpRequest
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from episodes import rights
from episodes.admin.team import GivesRoles, RolesInline
from guests.desk import BaseAdmin
from podcast_site.account.audit_desk import AuditEntryAdmin
from podcast_site.account.desk import LostFactor

__all__ = ["AuditEntryAdmin"]

# Those of django-allauth would show the secrets of factors and the keys of sessions.
for model in (User, Group, EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)


class _Permissions(admin.ModelAdmin):
    """Offers permissions that count: for shows, episodes and people roles do, and nothing else."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.related_model is Permission:
            kwargs["queryset"] = Permission.objects.exclude(content_type__app_label__in=rights.APPS)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(User)
class AccountAdmin(_Permissions, LostFactor, GivesRoles, UserAdmin, BaseAdmin):
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_filter = ("is_active", "memberships__show", "memberships__role")
    readonly_fields = ("last_login", "date_joined")
    inlines = (RolesInline,)

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        """Roles come once there is an account to have them."""
        return super().get_inlines(request, obj) if obj else ()


@admin.register(Group)
class AccountGroupAdmin(_Permissions, GroupAdmin, BaseAdmin):  # type: ignore[misc]
    pass

"""Accounts, for administrators."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from guests.desk import BaseAdmin
from podcast_site.account.audit_desk import AuditEntryAdmin
from podcast_site.account.desk import LostFactor

__all__ = ["AuditEntryAdmin"]

# Those of django-allauth would show the secrets of factors and the keys of sessions.
for model in (User, Group, EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)


@admin.register(User)
class AccountAdmin(LostFactor, UserAdmin, BaseAdmin):
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_filter = ("is_active", "groups")


@admin.register(Group)
class AccountGroupAdmin(GroupAdmin, BaseAdmin):
    pass

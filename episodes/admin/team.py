"""Who has which role in a show: given and taken by administrators, on the page of the show or of the account."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminSelectWidget

from episodes.admin.showing import name_of
from episodes.clocks import with_zone
from episodes.models import Membership
from guests.desk import AsksWithRow, BaseAdmin, RowsInline


class _Memberships(AsksWithRow):
    """Asked without the row that they are on: an account is of no show, and only administrators change either."""

    readonly_fields = ("given",)

    @admin.display(description=gettext_lazy("given"), empty_value="")
    def given(self, membership: Membership) -> str:
        if membership._state.adding:
            return ""
        zone = membership.show.zone
        at = with_zone(membership.given_at, zone)
        return _("%(at)s by %(who)s") % {"at": at, "who": name_of(membership.given_by)} if membership.given_by else at


class MemberForm(forms.ModelForm):
    """A role that was given stays with its account: only which one it is changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "user" in self.fields and not self.instance._state.adding:
            account = self.instance.user
            self.fields["user"].disabled = True
            # A choice among one: no query for each row.
            self.fields["user"].widget = UnfoldAdminSelectWidget(choices=[(account.pk, account.get_username())])


class TeamInline(_Memberships, RowsInline):
    """On the page of a show; those who work on it see it, and cannot change it."""

    model = Membership
    form = MemberForm
    panel = "team"
    fields = ("user", "role", "given")
    autocomplete_fields = ("user",)
    ordering = ("role", "user__username")
    add_label = gettext_lazy("Add somebody to the team")
    lead = gettext_lazy(
        "A producer makes episodes of this show, edits them and submits them for review. An editor also approves,"
        " schedules and withdraws them, and changes the show. Administrators give these roles, and need none."
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("user", "given_by", "show")


class RolesInline(_Memberships, TabularInline):
    """On the page of an account: its role in each show."""

    model = Membership
    fk_name = "user"
    fields = ("show", "role", "given")
    ordering = ("show__title",)
    extra = 1
    verbose_name = gettext_lazy("role in a show")
    verbose_name_plural = gettext_lazy("roles in shows")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("user", "given_by", "show")


class GivesRoles(BaseAdmin):
    """The part of an admin that keeps memberships: with who gave them when, and an entry in the log for each change."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is not Membership:
            super().save_formset(request, form, formset, change)
            return
        former = {row.instance.pk: row.initial.get("role") for row in formset.initial_forms}
        changed = formset.save(commit=False)
        gone = list(formset.deleted_objects)
        if gone:
            self.log_deletions(request, gone)
        for membership in gone:
            membership.delete()
        for membership in changed:
            self._give(request, membership, former.get(membership.pk, ""))

    def _give(self, request: HttpRequest, membership: Membership, former: str) -> None:
        membership.given_by, membership.given_at = cast(User, request.user), timezone.now()
        membership.save()
        if former:
            label = str(Membership.Role(former).label).lower()
            self.log_change(request, membership, _("Was %(role)s before.") % {"role": label})
        else:
            self.log_addition(request, membership, [{"added": {}}])
        if not membership.user.is_staff:
            membership.user.is_staff = True
            membership.user.save(update_fields=["is_staff"])
            words = _("%(who)s may sign in at the desk from now on.")
            messages.info(request, words % {"who": membership.user.get_username()})

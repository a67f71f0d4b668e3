"""The audit log on the desk: read, filtered and searched by administrators, changed by nobody."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guests.desk import BaseAdmin
from podcast_site.models import AuditEntry

_BAD = frozenset({AuditEntry.Event.SIGN_IN_FAILED, AuditEntry.Event.FACTOR_FAILED, AuditEntry.Event.LOCKED_OUT})


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"
    kinds: ClassVar[dict[str, tuple[Any, frozenset[str]]]] = {
        "wrong": (_("Refused sign-ins"), _BAD),
        "sign_ins": (_("Sign-ins and sign-outs"), frozenset({"signed_in", "signed_out", "session_ended", "confirmed"})),
        "factors": (
            _("Passwords and factors"),
            frozenset({"password_changed", "password_reset", "factor_added", "factor_removed", "codes_renewed"}),
        ),
        "rights": (
            _("Accounts and rights"),
            frozenset({"account_made", "account_changed", "account_deleted", "right_given", "right_taken"}),
        ),
        "imports": (_("Shows that were brought in"), frozenset({"import_begun", "import_stopped", "ownership"})),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(kind, label) for kind, (label, _events) in self.kinds.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in self.kinds:
            return queryset
        return queryset.filter(event__in=self.kinds[str(self.value())][1])


@admin.register(AuditEntry)
class AuditEntryAdmin(BaseAdmin):
    list_display = ("when", "what", "account", "by_whom", "place")
    list_display_links = None
    list_filter = (KindFilter, "event")
    search_fields = ("account", "by", "detail", "address")
    date_hierarchy = "at"
    list_per_page = 100
    show_full_result_count = False
    actions = None
    empty_value_display = ""

    @admin.display(description=_("when"), ordering="at")
    def when(self, entry: AuditEntry) -> SafeString:
        at = formats.date_format(entry.at.astimezone(dt.UTC), "D j M Y, H:i", use_l10n=False)
        return format_html('<span class="desk-nowrap">{}</span> <small>UTC</small>', at)

    @admin.display(description=_("what"), ordering="event")
    def what(self, entry: AuditEntry) -> SafeString:
        return format_html("<strong>{}</strong> <bdi>{}</bdi>", entry.get_event_display(), entry.detail)

    @admin.display(description=_("by"), ordering="by")
    def by_whom(self, entry: AuditEntry) -> str:
        """Somebody else than the account itself."""
        return gettext("by %(who)s") % {"who": entry.by} if entry.by and entry.by != entry.account else ""

    @admin.display(description=_("from"), ordering="address")
    def place(self, entry: AuditEntry) -> str:
        return ", ".join(filter(None, [entry.device, entry.address]))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

"""Old addresses on the desk: one by one, as a list, planned before it is written, and what was asked for in vain."""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from unfold.widgets import TEXTAREA_CLASSES

from guests import redirects
from guests.desk import AsksWithRow, BaseAdmin, DeskAdmin
from guests.models import MissedAddress, Redirect
from guests.redirects.addresses import doubts, read_new, read_old, refuse_loop
from guests.sentences import speaking

LARGEST_FILE = 2 * 1024 * 1024  # bytes


class RedirectForm(forms.ModelForm):
    hosts: ClassVar[Sequence[str]] = ()

    def clean_old(self) -> str:
        return read_old(self.cleaned_data["old"])

    def clean_new(self) -> str:
        return read_new(self.cleaned_data["new"], hosts=self.hosts)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "old" in cleaned and "new" in cleaned:
            others = Redirect.objects.exclude(pk=self.instance.pk).values_list("old", "new")
            try:
                refuse_loop(cleaned["old"], cleaned["new"], known=dict(others))
            except ValidationError as error:
                self.add_error("new", error)
        return cleaned


@speaking
class ListForm(forms.Form):
    """A list of addresses: a file, or what is pasted."""

    text = forms.CharField(
        label=gettext_lazy("The list"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 10, "class": " ".join(TEXTAREA_CLASSES), "spellcheck": "false", "dir": "ltr"}),
    )
    file = forms.FileField(label=gettext_lazy("Or a file"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if upload is None:
            return cleaned
        if upload.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 2 MB. Import it in parts."))
        try:
            cleaned["text"] = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(
                _("The file is no text in UTF-8. Save it as “CSV UTF-8” and choose it again.")
            ) from None
        return cleaned


@admin.register(Redirect)
class RedirectAdmin(DeskAdmin):
    form = RedirectForm
    panels = (("address", gettext_lazy("Address")),)
    fieldsets: ClassVar = [(None, {"classes": ["panel-address"], "fields": ["old", "new"]})]
    list_display = ("old", "new", "created_at")
    search_fields = ("old", "new")
    ordering = ("old",)
    change_list_template = "admin/guests/redirect/change_list.html"

    def view_on_site(self, obj: Any) -> str:
        return str(obj.new)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.hosts = (request.get_host().lower(),)
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        obj.save()
        MissedAddress.objects.filter(path=obj.old).delete()
        known = dict(Redirect.objects.values_list("old", "new"))
        for sentence in doubts([obj.new], known=known, without_page=self._without_page).values():
            messages.warning(request, sentence)

    def _without_page(self, addresses: Collection[str]) -> Collection[str]:
        desk: Any = self.admin_site  # which knows the pages of all apps
        found: Collection[str] = desk.without_page(addresses)
        return found

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(never_cache(self._import))
        return [path("import/", view, name="guests_redirect_import"), *super().get_urls()]

    def _import(self, request: HttpRequest) -> HttpResponse:
        """The list as it comes, then what it would do, then what it did. Nothing is written before that is said."""
        if not self.has_add_permission(request) or not self.has_change_permission(request):
            raise PermissionDenied
        form = ListForm(request.POST or None, request.FILES or None)
        planned = None
        if request.method == "POST" and form.is_valid():
            try:
                planned = redirects.plan(
                    form.cleaned_data["text"], hosts=(request.get_host().lower(),), without_page=self._without_page
                )
            except ValidationError as error:
                form.add_error(None, error)
        if planned and "_write" in request.POST:
            count = redirects.write(planned)
            MissedAddress.objects.filter(path__in=[line.old for line in planned.to_write]).delete()
            said = ngettext("%(count)d old address was written.", "%(count)d old addresses were written.", count)
            messages.success(request, said % {"count": count})
            return HttpResponseRedirect(reverse("admin:guests_redirect_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import old addresses"),
            "opts": self.opts,
            "form": form,
            "plan": planned,
            "text": form.cleaned_data["text"] if planned else "",
        }
        return render(request, "admin/guests/redirect/import.html", context)


@admin.register(MissedAddress)
class MissedAddressAdmin(AsksWithRow, BaseAdmin):
    """Read, led elsewhere, or forgotten; written by the site alone."""

    list_display = ("path", "times", "last_at", "lead")
    list_display_links = None
    search_fields = ("path",)
    list_per_page = 100
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: MissedAddress | None = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("what to do"))
    def lead(self, missed: MissedAddress) -> str:
        address = f"{reverse('admin:guests_redirect_add')}?{urlencode({'old': missed.path})}"
        return format_html('<a class="desk-add" href="{}">{}</a>', address, _("Lead it elsewhere"))

from django.apps import AppConfig
from django.core.signals import request_finished
from django.utils.translation import gettext_lazy as _


class GuestsConfig(AppConfig):
    name = "guests"
    verbose_name = _("People")

    def ready(self) -> None:
        from guests.redirects import missed  # noqa: PLC0415 - it knows models, which are there from now on

        request_finished.connect(missed.write_down, dispatch_uid="guests.redirects.missed")

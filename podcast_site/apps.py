from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.core import checks
from django.utils.translation import gettext_lazy as _

from podcast_site.checks import outside_addresses, themes


class PodcastSiteConfig(AppConfig):
    name = "podcast_site"
    verbose_name = _("Accounts")
    default = True

    def ready(self) -> None:
        checks.register(outside_addresses)
        checks.register(themes)
        import_module("podcast_site.audit_signals")  # its receivers need the models


class DeskConfig(admin_apps.AdminConfig):
    """Puts the desk (`podcast_site.desk.Desk`) in the place of Django's own admin site."""

    default_site = "podcast_site.desk.Desk"
    default = False

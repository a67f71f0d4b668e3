from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from episodes import triggers


class EpisodesConfig(AppConfig):
    name = "episodes"
    verbose_name = _("Shows and episodes")

    def ready(self) -> None:
        pre_migrate.connect(triggers.make_way, sender=self, dispatch_uid="episodes.triggers.make_way")
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="episodes.triggers")
        from episodes.search import tables  # noqa: PLC0415 - it knows models, which are there from now on

        post_migrate.connect(tables.install, sender=self, dispatch_uid="episodes.search")

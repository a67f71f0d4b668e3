"""The site's addresses, where links to this machine may be looked up: the pages of a test are on it."""

from django.urls import path

from episodes.admin import links
from podcast_site.urls import handler404, urlpatterns
from tests.servers import LOOPBACK

__all__ = ["handler404", "urlpatterns"]

urlpatterns = [path("admin/episodes/links/look-up/", links.look_up, {"trusted": LOOPBACK}), *urlpatterns]

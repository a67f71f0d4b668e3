from django.urls import include, path, register_converter

from episodes.admin.calendar.feed import schedule_feed
from guests.pictures import PictureName, RenditionFocus
from podcast_site import views

handler404 = "podcast_site.views.not_found"
register_converter(PictureName, "picture")
register_converter(RenditionFocus, "focus")

urlpatterns = [
    path("admin/", include("podcast_site.desk_urls")),
    path("calendar/<str:secret>.ics", schedule_feed, name="schedule_feed"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("offline/", views.offline, name="offline"),
    path("worker.js", views.worker, name="worker"),
    path("media/renditions/<picture:token>/<int:width>.webp", views.rendition, name="rendition"),
    path("media/renditions/<picture:token>/<focus:focus>/<int:width>.webp", views.rendition, name="focused_rendition"),
    path("media/images/<picture:name>", views.image, name="image"),
    path("guests/", include("guests.urls")),
    path("", include("episodes.urls")),
    path("<slug:key>.txt", views.indexnow_key, name="indexnow_key"),
]

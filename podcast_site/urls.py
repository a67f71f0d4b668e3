from django.contrib import admin
from django.urls import include, path

from podcast_site import notes, views

handler404 = "podcast_site.views.not_found"

urlpatterns = [
    path("admin/markdownx/upload/", notes.upload, name="markdownx_upload"),
    path("admin/markdownx/markdownify/", notes.preview, name="markdownx_markdownify"),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("media/renditions/<str:token>/<int:width>.webp", views.rendition, name="rendition"),
    path("media/images/<str:name>", views.image, name="image"),
    path("guests/", include("guests.urls")),
    path("", include("episodes.urls")),
]

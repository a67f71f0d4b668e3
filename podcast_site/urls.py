from django.contrib import admin
from django.urls import include, path, register_converter

from episodes.admin import chapter_files, links, my_mail
from episodes.previewing import views as previewing
from guests.pictures import PictureName, RenditionFocus
from podcast_site import first_page, notes, views

handler404 = "podcast_site.views.not_found"
register_converter(PictureName, "picture")
register_converter(RenditionFocus, "focus")

urlpatterns = [
    path("admin/markdownx/upload/", notes.upload, name="markdownx_upload"),
    path("admin/markdownx/markdownify/", notes.preview, name="markdownx_markdownify"),
    path("admin/episodes/links/look-up/", links.look_up, name="link_look_up"),
    path("admin/episodes/links/read/", links.read_list, name="link_list"),
    path("admin/episodes/episode/<int:pk>/chapters.<slug:form>", chapter_files.chapter_file, name="chapter_file"),
    path("admin/episodes/episode/preview/", previewing.preview, name="episode_preview_new"),
    path("admin/episodes/episode/<int:pk>/preview/", previewing.preview, name="episode_preview"),
    path("admin/my-mail/", admin.site.admin_view(my_mail.page), name="my_mail"),
    path("admin/my-mail/off/<str:token>/", my_mail.off, name="my_mail_off"),
    path("", include("podcast_site.account.urls")),  # before the desk's own, whose sign-in they replace
    path("admin/seen/", first_page.seen_view, name="desk_seen"),
    path("", include("episodes.admin.calendar.urls")),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("media/renditions/<picture:token>/<int:width>.webp", views.rendition, name="rendition"),
    path("media/renditions/<picture:token>/<focus:focus>/<int:width>.webp", views.rendition, name="focused_rendition"),
    path("media/images/<picture:name>", views.image, name="image"),
    path("guests/", include("guests.urls")),
    path("", include("episodes.urls")),
]

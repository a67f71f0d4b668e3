"""All addresses below `/admin/`, in one place that requests for public pages pass by."""

from django.contrib import admin
from django.urls import include, path

from episodes.admin import bringing, chapter_files, dead_links, former_host, links, merging, my_mail, start_here
from episodes.exporting import views as exporting
from episodes.previewing import views as previewing
from podcast_site import first_page, notes

urlpatterns = [
    path("markdownx/upload/", notes.upload, name="markdownx_upload"),
    path("markdownx/markdownify/", notes.preview, name="markdownx_markdownify"),
    path("episodes/links/look-up/", links.look_up, name="link_look_up"),
    path("episodes/links/dead/", admin.site.admin_view(dead_links.page), name="dead_links"),
    path("episodes/links/read/", links.read_list, name="link_list"),
    path("episodes/episode/<int:pk>/chapters.<slug:form>", chapter_files.chapter_file, name="chapter_file"),
    path("episodes/episode/preview/", previewing.preview, name="episode_preview_new"),
    path("episodes/episode/<int:pk>/preview/", previewing.preview, name="episode_preview"),
    path("episodes/import/", admin.site.admin_view(bringing.new), name="show_import"),
    path("episodes/import/<int:pk>/", admin.site.admin_view(bringing.run), name="import_run"),
    path("episodes/episode/uploads/<slug:token>/audio/", previewing.uploaded_audio, name="uploaded_audio"),
    path("episodes/show/<int:pk>/former-host/", former_host.page, name="show_former_host"),
    path("episodes/show/<int:pk>/take-away/", exporting.page, name="show_take_away"),
    path("episodes/show/<int:pk>/take-away.zip", exporting.archive, name="show_archive"),
    path("episodes/show/<int:pk>/start-here/", admin.site.admin_view(start_here.page), name="start_here"),
    path("guests/person/<int:pk>/merge/", admin.site.admin_view(merging.page), name="person_merge"),
    path("my-mail/", admin.site.admin_view(my_mail.page), name="my_mail"),
    path("my-mail/off/<str:token>/", my_mail.off, name="my_mail_off"),
    path("", include("podcast_site.account.urls")),  # before the desk's own, whose sign-in they replace
    path("seen/", first_page.seen_view, name="desk_seen"),
    path("calendar/", include("episodes.admin.calendar.urls")),
    path("", admin.site.urls),
]

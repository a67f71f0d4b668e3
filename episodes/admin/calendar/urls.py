from django.contrib import admin
from django.urls import path

from episodes.admin.calendar import feed, keeping, laying_out, moving, pages

_desk = admin.site.admin_view

urlpatterns = [
    path("admin/calendar/", _desk(pages.calendar), name="desk_calendar"),
    path("admin/calendar/holidays/", _desk(keeping.holidays), name="desk_calendar_holidays"),
    path(
        "admin/calendar/holidays/<int:pk>/delete/", _desk(keeping.forget_holiday), name="desk_calendar_holiday_delete"
    ),
    path("admin/calendar/address/", _desk(keeping.address), name="desk_calendar_address"),
    path("admin/calendar/lay-out/", _desk(laying_out.lay_out), name="desk_calendar_lay_out"),
    path("admin/calendar/move/<int:pk>/", _desk(moving.move), name="desk_calendar_move"),
    path("admin/calendar/undo/<int:pk>/", _desk(moving.undo), name="desk_calendar_undo"),
    path("admin/calendar/<slug:view>/", _desk(pages.calendar), name="desk_calendar_now"),
    path("admin/calendar/<slug:view>/<slug:day>/", _desk(pages.calendar), name="desk_calendar_view"),
    path("calendar/<str:secret>.ics", feed.schedule_feed, name="schedule_feed"),
]

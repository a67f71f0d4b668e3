from django.contrib import admin
from django.urls import path

from episodes.admin.calendar import keeping, laying_out, moving, pages

_desk = admin.site.admin_view

urlpatterns = [
    path("", _desk(pages.calendar), name="desk_calendar"),
    path("holidays/", _desk(keeping.holidays), name="desk_calendar_holidays"),
    path("holidays/<int:pk>/delete/", _desk(keeping.forget_holiday), name="desk_calendar_holiday_delete"),
    path("address/", _desk(keeping.address), name="desk_calendar_address"),
    path("lay-out/", _desk(laying_out.lay_out), name="desk_calendar_lay_out"),
    path("move/<int:pk>/", _desk(moving.move), name="desk_calendar_move"),
    path("undo/<int:pk>/", _desk(moving.undo), name="desk_calendar_undo"),
    path("<slug:view>/", _desk(pages.calendar), name="desk_calendar_now"),
    path("<slug:view>/<slug:day>/", _desk(pages.calendar), name="desk_calendar_view"),
]

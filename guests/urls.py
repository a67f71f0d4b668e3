from django.urls import path

from guests import views

app_name = "guests"

urlpatterns = [
    path("", views.person_list, name="person_list"),
    path("<slug:person>/", views.person_detail, name="person_detail"),
]

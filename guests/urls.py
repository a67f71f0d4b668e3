from django.urls import path

from guests import views

app_name = "guests"

urlpatterns = [
    path("", views.person_list, name="person_list"),
    path("<slug:person>/", views.person_detail, name="person_detail"),
    path("<slug:person>/social-<slug:digest>.jpg", views.social_image, name="social_image"),
]

from django.urls import path

from episodes.feeds import views as feeds
from episodes.views import (
    asking,
    embargo,
    embedding,
    files,
    llms,
    pages,
    reading_list,
    searching,
    sitemaps,
    subscribing,
    texts,
)

app_name = "episodes"

urlpatterns = [
    path("", pages.home, name="home"),
    path("llms.txt", llms.llms_txt, name="llms_txt"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("shows.opml", feeds.shows_opml, name="shows_opml"),
    path("oembed", embedding.oembed, name="oembed"),
    path("search/", searching.episode_search, name="episode_search"),
    path("topics/", pages.topic_list, name="topic_list"),
    path("topics/<slug:topic>/", pages.topic_detail, name="topic_detail"),
    path("preview/<slug:secret>/", embargo.page, name="embargo"),
    path("preview/<slug:secret>/audio.<slug:extension>", embargo.audio, name="embargo_audio"),
    path("preview/<slug:secret>/theme.css", embargo.theme, name="embargo_theme"),
    path("<slug:show>/", pages.show_detail, name="show_detail"),
    path("<slug:show>/feed.xml", feeds.feed, name="feed"),
    path("<slug:show>/ask/", asking.show_ask, name="show_ask"),
    path("<slug:show>/subscribe/", subscribing.subscribe, name="subscribe"),
    path("<slug:show>/subscribe.svg", subscribing.subscribe_code, name="subscribe_code"),
    path("<slug:show>/theme.css", files.show_theme, name="show_theme"),
    path("<slug:show>/own.css", files.show_stylesheet, name="show_stylesheet"),
    path("<slug:show>/links/", reading_list.link_list, name="link_list"),
    path("<slug:show>/<slug:episode>/", pages.episode_detail, name="episode_detail"),
    path(
        "<slug:show>/<slug:episode>/audio.<slug:extension>",
        files.episode_audio,
        name="episode_audio",
    ),
    path("<slug:show>/<slug:episode>/ask/", asking.episode_ask, name="episode_ask"),
    path("<slug:show>/<slug:episode>/social-<slug:digest>.jpg", files.social_image, name="social_image"),
    path("<slug:show>/<slug:episode>/embed/", embedding.episode_embed, name="episode_embed"),
    path("<slug:show>/<slug:episode>/chapters.json", texts.chapters_json, name="chapters_json"),
    path("<slug:show>/<slug:episode>/chapters.vtt", texts.chapters_vtt, name="chapters_vtt"),
    path("<slug:show>/<slug:episode>/transcript.<slug:extension>", texts.transcript, name="transcript"),
]

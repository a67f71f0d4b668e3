from episodes.formats.apps import app_links

FEED = "https://radio.example/slack-water/feed.xml"
ESCAPED = "https%3A%2F%2Fradio.example%2Fslack-water%2Ffeed.xml"


def test_a_feed_alone_leads_into_every_app_that_takes_one():
    links = {link.name: link.url for link in app_links(FEED, title="Slack & Wäter")}
    assert links == {
        "Apple Podcasts": "podcast://radio.example/slack-water/feed.xml",
        "Overcast": f"overcast://x-callback-url/add?url={ESCAPED}",
        "Pocket Casts": "pktc://subscribe/radio.example/slack-water/feed.xml",
        "AntennaPod": f"https://antennapod.org/deeplink/subscribe?url={ESCAPED}&title=Slack%20%26%20W%C3%A4ter",
        "Podcast Addict": f"https://podcastaddict.com/feed/{ESCAPED}",
    }


def test_a_listing_at_apple_and_spotify_is_the_better_way_there():
    spotify = "https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk"
    links = {link.name: link.url for link in app_links(FEED, title="", apple_id="123", spotify_url=spotify)}
    assert links["Apple Podcasts"] == "https://podcasts.apple.com/podcast/id123"
    assert links["Pocket Casts"] == "https://pca.st/itunes/123"
    assert links["Spotify"] == spotify


def test_the_port_and_the_query_of_a_feed_stay_in_it():
    links = {link.name: link.url for link in app_links("http://127.0.0.1:8000/a/feed.xml?page=2", title="A")}
    assert links["Apple Podcasts"] == "podcast://127.0.0.1:8000/a/feed.xml?page=2"
    assert links["Overcast"].endswith("%2Fa%2Ffeed.xml%3Fpage%3D2")

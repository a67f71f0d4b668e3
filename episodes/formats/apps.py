"""The address of a feed → the addresses by which podcast apps subscribe to it.

Forms as the apps' makers document them. Apple and Spotify list shows in a directory of their own: where a show
is listed there, its page is the better way, and Spotify has no other.
"""

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class AppLink:
    """How one app opens the show; `devices` are those that it runs on, by their makers' names."""

    name: str
    url: str
    devices: str = ""


def app_links(feed: str, *, title: str, apple_id: str = "", spotify_url: str = "") -> tuple[AppLink, ...]:
    """Return the ways into the show whose feed is at the absolute address `feed`, the most used apps first.

    `apple_id` is the number of the show in Apple's directory, `spotify_url` its page at Spotify; both may be empty.
    """
    bare = feed.partition("://")[2]
    escaped = quote(feed, safe="")
    apple = f"https://podcasts.apple.com/podcast/id{apple_id}" if apple_id else f"podcast://{bare}"
    pocket_casts = f"https://pca.st/itunes/{apple_id}" if apple_id else f"pktc://subscribe/{bare}"
    antennapod = f"https://antennapod.org/deeplink/subscribe?url={escaped}&title={quote(title, safe='')}"
    links = [
        AppLink("Apple Podcasts", apple, "iPhone, iPad, Mac"),
        AppLink("Spotify", spotify_url),
        AppLink("Overcast", f"overcast://x-callback-url/add?url={escaped}", "iPhone, iPad"),
        AppLink("Pocket Casts", pocket_casts, "iPhone, Android"),
        AppLink("AntennaPod", antennapod, "Android"),
        AppLink("Podcast Addict", f"https://podcastaddict.com/feed/{escaped}", "Android"),
    ]
    return tuple(link for link in links if link.url)

"""What an enclosure is: audio that is taken here, by its type and its name."""

from pathlib import PurePosixPath
from urllib.parse import unquote

from episodes.formats import rss
from guests.addresses import parted

_TYPES = {
    **dict.fromkeys(
        ("audio/mpeg", "audio/mp3", "audio/x-mp3", "audio/mpeg3", "audio/x-mpeg", "audio/mpg"), "audio/mpeg"
    ),
    **dict.fromkeys(("audio/x-m4a", "audio/m4a", "audio/mp4", "audio/aac", "audio/x-mp4", "audio/m4b"), "audio/x-m4a"),
}
_ENDINGS = {".mp3": "audio/mpeg", ".mpga": "audio/mpeg", ".m4a": "audio/x-m4a", ".m4b": "audio/x-m4a"}


def is_address(url: str) -> bool:
    """Whether audio can be at this address."""
    parts = parted(url)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def name(url: str) -> PurePosixPath:
    """The file's name in an address; may be empty."""
    return PurePosixPath(unquote(parted(url).path))


def ending(url: str) -> str:
    """The ending of the file's name in an address: `.mp3`; may be empty."""
    return name(url).suffix.lower()


def type_of(enclosure: rss.Enclosure) -> str:
    """The type as it is stored here; empty for what is not taken."""
    by_name = _ENDINGS.get(ending(enclosure.url), "")
    if enclosure.type in _TYPES:
        # Of MPEG-4 some hosts say that it is MPEG.
        return by_name or _TYPES[enclosure.type]
    # What is called a picture that moves is one; of other types the name knows better.
    return "" if enclosure.type.startswith("video/") else by_name


def secure(url: str) -> str:
    """The address with https, the only one that apps load."""
    return f"https://{url[7:]}" if url.lower().startswith("http://") else url


def same_place(url: str) -> str:
    """The address without what does not make it another file: its scheme."""
    return url.partition("://")[2]

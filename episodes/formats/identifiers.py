"""Identifiers that follow a podcast for ever."""

import re
import uuid

# The namespace that the podcast namespace's `docs/tags/guid.md` names.
_PODCAST = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def podcast_guid(feed_address: str) -> uuid.UUID:
    """The `podcast:guid` of the feed at an address, without its scheme and the slashes at its end.

    To be made once, from the address of that day, and stored: nothing else is normalised, so another
    spelling of the same address gives another identifier.
    """
    return uuid.uuid5(_PODCAST, re.sub(r"^[a-z]+://", "", feed_address).rstrip("/"))

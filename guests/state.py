"""In which state everything is that the public can see."""

import datetime as dt
from typing import NamedTuple


class PublicState(NamedTuple):
    """Two equal pairs of `token` and `latest_at` mean that the public sees the same everywhere.

    `token` changes with every write, `latest_at` is the last moment at which something came out by itself,
    `upcoming_at` the next one. `changed_at` and both moments are None where nothing was or will be; `now` is when
    all this held.
    """

    token: str
    changed_at: dt.datetime | None
    latest_at: dt.datetime | None
    upcoming_at: dt.datetime | None
    now: dt.datetime

    def is_as_in(self, other: "PublicState") -> bool:
        """Whether the public sees the same everywhere as in that other state."""
        return self.token == other.token and self.latest_at == other.latest_at

    def still_holds(self, token: str, now: dt.datetime) -> bool:
        """Whether at `now` nothing has changed, if `token` is that of now, and nothing has come out."""
        return (
            self.token == token
            and (self.latest_at is None or self.latest_at <= now)
            and (self.upcoming_at is None or now < self.upcoming_at)
        )

    def seconds_left(self, longest: int) -> int:
        """How long an answer made now may be kept: `longest`, or until the next moment if that is sooner."""
        if self.upcoming_at is None:
            return longest
        return max(0, min(longest, int((self.upcoming_at - self.now).total_seconds())))

"""What is asked of a fetch, what it brings, and what can go wrong on the way."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much an answer may cost.

    `seconds` are for all of it, redirects and the name's look-up included. `max_bytes` count after decompression;
    with `cut` an answer that is longer ends there, without it is `TooLarge`. `media_types` are those wanted, all if
    None; one that ends with a slash stands for all below it ("audio/").
    """

    seconds: float
    max_bytes: int
    media_types: Set[str] | None = None
    redirects: int = 5
    cut: bool = False

    def wants(self, media_type: str) -> bool:
        if self.media_types is None:
            return True
        return media_type in self.media_types or f"{media_type.partition('/')[0]}/" in self.media_types


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """An answer: `address` is where it came from in the end, `size` counts what was read of its body.

    Answers other than 2xx come without a body; `body` is empty too where it was written elsewhere. `headers` have
    their names in lower case. `redirects` are the statuses of those that led there, in their order.
    """

    address: str
    status: int
    media_type: str
    charset: str
    size: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    redirects: tuple[int, ...] = ()

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


class FetchError(Exception):
    """Nothing was brought; the message is a sentence for the person who gave the address."""


class Forbidden(FetchError):
    """An address that we do not ask: malformed, of another protocol, or in a network that is not public."""


class Unreachable(FetchError):
    """Nobody answers there: no such name, no connection, no trust, or not in time."""


class Offline(Unreachable):
    """Nobody could be asked: this machine has no way to the Internet just now, or nobody who looks names up for it."""


class Broken(FetchError):
    """An answer began and cannot be used: it breaks off, it is no HTTP, it leads in circles."""


class TooLarge(FetchError):
    """The answer is longer than what is read of any."""


class WrongType(FetchError):
    """The answer is something else than what is looked for."""

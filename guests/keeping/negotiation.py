"""What a client takes: `Accept-Encoding` (RFC 9110 section 12.5.3)."""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache

import brotli

# The better one first, where a client takes both alike.
COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    # Stronger levels save a few hundredths more and take ten times as long.
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}

_WEIGHT = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """Return the compression that `Accept-Encoding: accepted` likes best, or nothing for none.

    Plain bytes are sent only where no compression is taken, or where the client says that it likes them better.
    """
    weights = dict(_weighed(part) for part in accepted[:500].lower().split(",") if part.strip())
    best, most = "", weights.get("identity", 0.0)
    for name in COMPRESSORS:
        weight = weights.get(name, weights.get("*", 0.0))
        if weight > 0 and (weight > most or (not best and weight == most)):
            best, most = name, weight
    return best


def _weighed(part: str) -> tuple[str, float]:
    name, *parameters = part.split(";")
    for parameter in parameters:
        if found := _WEIGHT.fullmatch(parameter):
            return name.strip(), float(found[1])
    return name.strip(), 1.0

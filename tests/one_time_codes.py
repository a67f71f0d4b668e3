"""The codes that an app shows (RFC 6238), written from the standard and not from the library that checks them."""

import base64
import hashlib
import hmac
import struct
import time


def code(secret: str) -> str:
    """The six digits for now, which a test stops."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 0xF
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFF_FFFF) % 1_000_000:06}"

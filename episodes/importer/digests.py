"""Whether two values say the same: by a digest of their JSON, short enough to be remembered for each field."""

import hashlib
import json
from typing import Any


def digest(value: Any) -> str:
    """The same for values that are equal as JSON, and different for others."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode(errors="replace")).hexdigest()[:20]

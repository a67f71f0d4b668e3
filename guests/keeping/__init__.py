"""Answers for listeners and apps, kept: built once, sent many times, never purged by hand, never older than the truth.

`@kept` on a view is all that a page or file needs; `fragment` keeps a part of a page, `kept_by_state` many small ones.
"""

from guests.keeping.answers import kept
from guests.keeping.fragments import columns, fragment, kept_by_state, part
from guests.keeping.version import version_key

__all__ = ["columns", "fragment", "kept", "kept_by_state", "part", "version_key"]

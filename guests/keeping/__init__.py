"""Answers for listeners and apps, kept: built once, sent many times, never purged by hand, never older than the truth.

`@kept` on a view is all that a page or file needs.
"""

from guests.keeping.answers import kept
from guests.keeping.version import version_key

__all__ = ["kept", "version_key"]

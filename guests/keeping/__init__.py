"""Answers for listeners and apps, kept: built once, sent many times, never purged by hand, never older than the truth.

`@kept` on a view is all that a page or file needs; `fragment` keeps a part of a page.
"""

from guests.keeping.answers import kept
from guests.keeping.fragments import columns, fragment
from guests.keeping.version import version_key

__all__ = ["columns", "fragment", "kept", "version_key"]

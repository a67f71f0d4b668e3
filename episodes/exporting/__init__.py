"""A show → one archive with everything that makes it, for other hosts, other programs, and another site of this kind.

It stands beside the previews, above pages, feed and desk, because `feed.xml` in it is written by the very feed. `facts`
turns rows into plain values, `texts` writes what people read, `zipped` is the file, in pieces and never held whole;
`archive` puts all together, and `views` is the page of the desk.
"""

from episodes.exporting.archive import FORMAT, VERSION, Contents, pieces

__all__ = ["FORMAT", "VERSION", "Contents", "pieces"]

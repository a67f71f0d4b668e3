"""Question → episodes, the best first, and the places in them.

Nothing here asks who may see what: callers say among which episodes.

`indexing` takes down the words of what has changed, by the tick or, a few at a time, before a question is answered;
`tables` has the index itself, in SQLite (FTS5) and PostgreSQL (tsvector); `ranking` and `places` read it.
"""

from episodes.search.asking import ask
from episodes.search.indexing import catch_up, index
from episodes.search.named import named
from episodes.search.places import Piece, Place, places
from episodes.search.ranking import Hit, found, matching, ranked

__all__ = ["Hit", "Piece", "Place", "ask", "catch_up", "found", "index", "matching", "named", "places", "ranked"]

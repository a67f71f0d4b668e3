"""An archive that a site of this kind made of a show (`exporting`) → the show, field by field.

`reading` looks at the archive, which anybody may have made, and says what is in it; `making` writes rows and files.
Nothing is guessed: what a feed cannot say stands in the archive as it was.
"""

from episodes.unpacking.making import Made, make
from episodes.unpacking.reading import ArchiveError, Plan, is_archive, is_whole, plan

__all__ = ["ArchiveError", "Made", "Plan", "is_archive", "is_whole", "make", "plan"]

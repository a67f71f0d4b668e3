"""Draws the demo's covers, portraits and chapters into `images/`; a developer's tool, the result is committed.

    uv run python -m podcast_site.demo.draw [NAME …]

Flat shapes in few colours, drawn larger than they are kept so that edges come out smooth, then
printed: a little grain, as from a stencil duplicator. Lettering is League Spartan (SIL Open Font
Licence; Debian's `fonts-league-spartan`), needed only where this is run.
"""

import sys
from pathlib import Path

from podcast_site.demo.draw.canvas import save
from podcast_site.demo.draw.chapters import CHAPTERS
from podcast_site.demo.draw.covers import COVERS
from podcast_site.demo.draw.portraits import paint_portrait
from podcast_site.demo.draw.sitters import SITTERS

IMAGES = Path(__file__).parents[1] / "images"
PORTRAIT_BYTES = 60_000
COVER_BYTES = 250_000
CHAPTER_BYTES = 90_000


def main(names: list[str]) -> None:
    IMAGES.mkdir(exist_ok=True)
    for name, sitter in SITTERS.items():
        if not names or name in names:
            picture = paint_portrait(sitter()).finished(grain=0.16, box=(32, 34, 768, 770))
            save(picture, path=IMAGES / f"{name}.jpg", limit_bytes=PORTRAIT_BYTES)
    for name, cover in COVERS.items():
        if not names or name in names:
            save(cover().finished(grain=0.14), path=IMAGES / f"{name}.jpg", limit_bytes=COVER_BYTES)
    for name, chapter in CHAPTERS.items():
        if not names or name in names:
            save(chapter().finished(grain=0.14), path=IMAGES / f"{name}.jpg", limit_bytes=CHAPTER_BYTES)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Chapters of every kind, for tests that print and read back."""

import string

from hypothesis import strategies as st

from episodes.formats import timestamps
from episodes.formats.chapters import Chapter

visible = st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\u200b\u2060\ufeff")
tricky = st.sampled_from(
    [*"-–|:.,*•()[]<>#/ ", "12:34", "0:04", "3.", " to ", "https://example.com", "<>", "www.", "](", "1h2m"]
)
titles = (
    st.lists(tricky | visible | st.text(visible), min_size=1, max_size=12)
    .map(lambda parts: " ".join("".join(parts).split())[:255].strip())
    .filter(bool)
)
urls = st.just("") | st.text(string.ascii_letters + string.digits + "-._~/?&=()%#", max_size=20).map(
    lambda path: f"https://example.com/{path}"
)
starts = st.integers(min_value=0, max_value=timestamps.LONGEST_MS - 1)


@st.composite
def chapter_lists(draw: st.DrawFn, *, everything: bool = False) -> tuple[Chapter, ...]:
    """Chapters in order; with `everything` also images, hidden ones and ones without a title."""
    return tuple(
        Chapter(
            start,
            draw(titles | st.just("") if everything else titles),
            draw(urls),
            draw(urls) if everything else "",
            draw(st.booleans()) if everything else False,
            end_ms=draw(st.none() | st.integers(start + 1, timestamps.LONGEST_MS)),
        )
        for start in sorted(draw(st.sets(starts, max_size=4)))
    )

"""Cues of every kind, for tests that print and read back."""

from hypothesis import strategies as st

from episodes.formats import encodings, timestamps
from episodes.formats.transcripts import Cue

lines = st.text(
    st.sampled_from("abA1&<>;:-/v.{\\ ") | st.characters(blacklist_categories=["Cc", "Cs"]), max_size=60
).map(lambda text: " ".join(encodings.INVISIBLE.sub("", text).split()))
cues = st.builds(
    lambda start, length, speaker, words: Cue(start, start + length, speaker, "\n".join(words)),
    st.integers(0, timestamps.LONGEST_MS - 200_000),
    st.integers(1, 100_000),
    st.sampled_from(["", "Ana", "Bo Li"]) | lines,
    st.lists(lines.filter(bool), min_size=1, max_size=3),
)

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from episodes.formats import colours

CHANNEL = st.integers(min_value=0, max_value=255)
COLOUR = st.tuples(CHANNEL, CHANNEL, CHANNEL)


def cover(*bands: tuple[tuple[int, int, int], int]) -> io.BytesIO:
    """Return a PNG of 100 × 100 with each colour across that many of its rows."""
    image = Image.new("RGB", (100, 100))
    top = 0
    for colour, rows in bands:
        image.paste(colour, (0, top, 100, top + rows))
        top += rows
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out


@given(one=COLOUR, other=COLOUR)
def test_every_cover_gives_colours_that_can_be_read(one: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    accent = colours.accent_of(cover((one, 70), (other, 30)))

    assert colours.contrast(accent.light, colours.LIGHT_GROUND) >= 4.5
    assert colours.contrast(accent.dark, colours.DARK_GROUND) >= 4.5
    assert colours.contrast(accent.band, colours.LIGHT_GROUND) >= 7


def test_default_can_be_read() -> None:
    assert colours.contrast(colours.DEFAULT.light, colours.LIGHT_GROUND) >= 4.5
    assert colours.contrast(colours.DEFAULT.dark, colours.DARK_GROUND) >= 4.5
    assert colours.contrast(colours.DEFAULT.band, colours.LIGHT_GROUND) >= 7


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(cover(((128, 128, 128), 60), ((20, 20, 20), 40)), id="grey"),
        pytest.param(io.BytesIO(b"not a picture"), id="unreadable"),
        pytest.param(io.BytesIO(), id="empty"),
    ],
)
def test_picture_without_colour_gives_the_default(picture: io.BytesIO) -> None:
    assert colours.accent_of(picture) == colours.DEFAULT


def test_accent_is_the_vivid_colour_and_band_the_one_that_covers_most() -> None:
    accent = colours.accent_of(cover(((27, 42, 87), 70), ((232, 87, 63), 20), ((244, 214, 110), 10)))

    assert _dominant(accent.light) == "red"
    assert _dominant(accent.dark) == "red"
    assert _dominant(accent.band) == "blue"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#000000", 21.0), ("#777777", "#777777", 1.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio)


def _dominant(colour: str) -> str:
    channels = {"red": int(colour[1:3], 16), "green": int(colour[3:5], 16), "blue": int(colour[5:7], 16)}
    return max(channels, key=channels.__getitem__)


@given(
    st.lists(st.builds(lambda one, other: colours.accent_of(cover((one, 70), (other, 30))), COLOUR, COLOUR), max_size=3)
)
def test_accents_told_apart_can_be_read_and_differ(accents: list[colours.Accent]) -> None:
    told = colours.apart(accents)
    assert len(told) == len(accents)
    assert told[:1] == accents[:1]
    assert len({accent.light for accent in told}) == len(told)
    for accent in told:
        assert colours.contrast(accent.light, colours.LIGHT_GROUND) >= 4.5
        assert colours.contrast(accent.dark, colours.DARK_GROUND) >= 4.5


def test_more_shows_than_there_are_hues_share_them() -> None:
    assert len(colours.apart([colours.DEFAULT] * 20)) == 20


@given(chosen=COLOUR)
def test_every_accent_that_is_chosen_can_be_read(chosen: tuple[int, int, int]) -> None:
    accent = colours.with_accent("#{:02x}{:02x}{:02x}".format(*chosen))

    assert colours.contrast(accent.light, colours.LIGHT_GROUND) >= 4.5
    assert colours.contrast(accent.dark, colours.DARK_GROUND) >= 4.5
    assert colours.contrast(accent.band, colours.LIGHT_GROUND) >= 7


@pytest.mark.parametrize(
    ("chosen", "band", "expected"),
    [
        pytest.param("#9C2F16", "#6e2413", {"light": "#9c2f16", "band": "#6e2413"}, id="as it is where it can be read"),
        pytest.param("#ffffff", "#6e2413", {"dark": "#ffffff"}, id="white is kept on a dark page"),
        pytest.param("#000000", "#6e2413", {"light": "#000000"}, id="black is kept on a light page"),
    ],
)
def test_an_accent_that_is_chosen_is_kept_where_it_can_be(chosen: str, band: str, expected: dict[str, str]) -> None:
    accent = colours.with_accent(chosen, band=band)

    assert {name: getattr(accent, name) for name in expected} == expected

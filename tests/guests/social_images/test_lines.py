import pytest
from hypothesis import given
from hypothesis import strategies as st

from guests.social_images.lines import broken, cut, pieces


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("The lamp room", 20, ["The lamp room"]),
        ("The oldest joke in the harbour", 20, ["The oldest joke", "in the harbour"]),
        ("One word and a word", 12, ["One word", "and a word"]),
        ("灯台守は毎晩、海図に印をつけました。", 8, ["灯台守は毎晩、", "海図に印をつけ", "ました。"]),
        ("皆川「はるか」さん", 5, ["皆川「はる", "か」さん"]),
    ],
)
def test_lines_are_much_alike_and_broken_where_a_reader_would(text, width, expected):
    assert broken(text, measure=len, width=width, most=3) == expected


@pytest.mark.parametrize(("text", "most"), [("Antidisestablishmentarianism", 3), ("one two three four", 1)])
def test_what_has_no_room_is_not_broken(text, most):
    assert broken(text, measure=len, width=10, most=most) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two three fours", ["one two", "three…"]),
        ("Antidisestablishmentarianism", ["Antidisest", "ablishmen…"]),
        ("short", ["short"]),
    ],
)
def test_what_is_too_long_is_cut_with_a_sign(text, expected):
    assert cut(text, measure=len, width=10, most=2) == expected


@given(st.text())
def test_nothing_is_lost_between_pieces(text):
    assert "".join(pieces(text)).split() == text.split()


@given(st.text(min_size=1), st.integers(1, 30), st.integers(1, 4))
def test_no_line_is_too_wide(text, width, most):
    for lines in (
        broken(text, measure=len, width=width, most=most) or [],
        cut(text, measure=len, width=width, most=most),
    ):
        assert len(lines) <= most
        assert all(len(line) <= max(width, 1) for line in lines)

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from guests.social_images.typefaces import Setting, is_right_to_left, settable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kőrösi – “Größe”, naïve & 100 %", "Kőrösi – “Größe”, naïve & 100 %"),
        ("Cafe\u0301", "Café"),
        ("Ελληνικά Кораблі", "Ελληνικά Кораблі"),
        ("海辺のラジオ 한국어 방송 简体", "海辺のラジオ 한국어 방송 简体"),
        ("البحر الهادئ 26", "البحر الهادئ 26"),
        ("שלום עולם", "שלום עולם"),
        ("A whale 🐋 of a tale", "A whale of a tale"),
        ("With 👩\u200d🚀 on board", "With on board"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("हिन्दी में बातचीत", ""),
        ("🐋", ""),
        ("Z\u0301\u0302\u0303\u0304\u0308lgo", "Z\u0301\u0302\u0303\u0304lgo".replace("Z\u0301", "Ź")),
        ("海\u0301\u0302", "海"),
        ("", ""),
    ],
)
def test_what_no_font_has_is_left_out_and_most_of_it_leaves_out_all(text, expected):
    assert settable(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("البحر", True), ("26: שלום", True), ("abc البحر", False), ("26", False), ("", False)]
)
def test_the_first_letter_with_a_direction_says_where_a_line_begins(text, expected):
    assert is_right_to_left(text) is expected


def ink(text):
    canvas = Image.new("L", (900, 120))
    setting = Setting(60, whole=text)
    setting.write(ImageDraw.Draw(canvas), (800 if is_right_to_left(text) else 100, 80), text, fill="white")
    return canvas.getbbox(), setting.width(text)


def test_signs_are_above_their_letter_and_not_beside_it():
    signs = "\u0302\u0303\u0308"
    assert Setting(60, whole=f"Z{signs}").width(f"Za{signs}lgo") == Setting(60, whole=f"Z{signs}").width("Zalgo")


@pytest.mark.parametrize("text", ["Kőrösi (皆川)", "البحر الهادئ", "灯台守"])
def test_words_take_the_room_that_was_measured_on_their_side(text):
    (left, _, right, _), width = ink(text)
    assert abs((right - left) - width) < 12
    assert (right < 812) if is_right_to_left(text) else (left > 92)


def test_arabic_letters_are_joined():
    apart = sum(ink(letter)[1] for letter in "البحر")
    assert ink("البحر")[1] < 0.9 * apart


@given(st.text(max_size=30))
def test_any_words_can_be_set(text):
    words = settable(text)
    assert Setting(20, whole=words).width(words) >= 0


def test_each_line_goes_the_way_of_the_whole_text():
    canvas = Image.new("L", (900, 120))
    setting = Setting(60, whole="البحر الهادئ: Kőrösi")
    setting.write(ImageDraw.Draw(canvas), (800, 80), "Kőrösi", fill="white")
    left, _, right, _ = canvas.getbbox()
    assert 800 - setting.width("Kőrösi") - 12 < left < right < 812


@pytest.mark.parametrize(("text", "fonts"), [("Kőrösi 26", 2), ("Tiếng nói trong sương mù", 1), ("Корабль Kőr", 3)])
def test_latin_letters_are_all_of_one_typeface(text, fonts):
    assert len({font.path for font, _ in Setting(60, whole=text)._runs(text)}) == fonts

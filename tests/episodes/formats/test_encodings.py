import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.encodings import decode


@pytest.mark.parametrize(
    ("data", "text", "unicode"),
    [
        ("Grüße 爱".encode(), "Grüße 爱", True),
        ("Grüße".encode("utf-8-sig"), "Grüße", True),
        (b"\xff\xfe" + "Grüße".encode("utf-16-le"), "Grüße", True),
        (b"\xfe\xff" + "Grüße".encode("utf-16-be"), "Grüße", True),
        (b"\xff\xfeG", "\ufffd", True),
        ("Grüße “x”".encode("cp1252"), "Grüße “x”", False),
        (b"\xe4\x81", "ä\ufffd", False),
        (b"", "", True),
    ],
)
def test_the_encoding_shows_in_the_bytes(data: bytes, text: str, unicode: bool) -> None:
    assert decode(data) == (text, unicode)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff")))
def test_unicode_is_read_back(text: str) -> None:
    assert decode(text.encode()) == decode(text.encode("utf-16")) == (text, True)

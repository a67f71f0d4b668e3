import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.pages import title


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<!doctype html><html><head><title>A lamp</title></head></html>", "A lamp"),
        ("<TITLE>\n  A &amp; B\t&eacute;\n</TITLE>", "A & B é"),
        ("<title>A lamp", "A lamp"),
        ("<title>First</title><title>Second</title>", "First"),
        ("<svg><title>Drawing</title></svg><title>Page</title>", "Page"),
        ("</svg><title>Page</title>", "Page"),
        ('<title>A lamp | The site</title><meta property="og:title" content="A lamp">', "A lamp"),
        ('<meta name="OG:title" content="A"><meta property="og:title" content="B">', "A"),
        ('<title>Lamp</title><meta property="og:title"><meta property="og:title" content="">', "Lamp"),
        ("<title>ليلة &lt;b&gt;</title>", "ليلة <b>"),
        ("<title>a\u200bb\x00c</title>", "abc"),
        ("<title></title>", ""),
        ("no page", ""),
        ("<p>" * 2000 + "<title>Deep</title>", "Deep"),
        ("", ""),
        ("<title>" + "x" * 300 + "</title>", "x" * 254 + "…"),
    ],
)
def test_a_page_says_what_it_is_called(html, expected):
    assert title(html.encode()) == expected


@pytest.mark.parametrize(
    ("body", "charset", "expected"),
    [
        ("<title>Olá</title>".encode("latin-1"), "iso-8859-1", "Olá"),
        ("<title>Olá</title>".encode("latin-1"), "", "Olá"),
        ("<meta charset=windows-1251><title>Лампа</title>".encode("cp1251"), "", "Лампа"),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">'
            + "<title>灯台</title>".encode("shift_jis"),
            "",
            "灯台",
        ),
        ("<meta charset=latin1><title>Olá</title>".encode(), "utf-8", "Olá"),
        ("<title>Olá</title>".encode("utf-16"), "", "Olá"),
        ("<title>Olá</title>".encode(), "rot13", "Olá"),
        ("<title>Olá</title>".encode(), "punycode", "Olá"),
        ("<title>Olá</title>".encode(), "windows-999", "Olá"),
        ("<title>Olá</title>".encode(), "no such", "Olá"),
        (b"<title>Ol\xff</title>", "utf-8", "Ol\ufffd"),
    ],
)
def test_the_server_then_the_page_say_how_it_is_written(body, charset, expected):
    assert title(body, charset=charset) == expected


def test_what_is_no_page_has_no_title():
    assert title(b"<title>A lamp</title>", media_type="image/svg+xml") == ""
    assert title(b"<title>A lamp</title>", media_type="application/xhtml+xml") == "A lamp"


@given(st.binary(), st.text(max_size=12))
def test_any_bytes_have_a_title_or_none(body, charset):
    assert isinstance(title(b"<title>" + body, charset=charset), str)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats import stylesheets


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":root { --paper: #fff; }",
        "@media (min-width: 40rem) { .listing { gap: 0 } }",
        "a::before { content: '}'; }",
        'a::before { content: "\\201c <"; }',
        "/* } @import \\ < url(https://elsewhere.example/a.png) */ a {}",
        "/* a comment that is not closed {",
        ".band { background: url(/media/images/0123456789abcdef.webp) }",
        ".band { background: url( '/static/img/favicon.svg' ) }",
    ],
)
def test_what_stays_on_the_site_is_taken(text):
    stylesheets.check(text)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("\n@import 'more.css';", 2, "“@import” fetches"),
        ("@IMPORT url(/static/more.css);", 1, "“@import” fetches"),
        ("a { background: url(https://elsewhere.example/p.png) }", 1, "“https://elsewhere.example/p.png” is not on"),
        ("a { background: URL('//elsewhere.example/p.png') }", 1, "“//elsewhere.example/p.png” is not on"),
        ('a { background: url("data:image/png;base64,AA") }', 1, "“data:image/png;base64,AA” is not on"),
        ("a { background: url(/admin/logout/) }", 1, "“/admin/logout/” is not on"),
        ("a {}\nb { background: u\\72l(x) }", 2, "A backslash outside"),
        ("<style>\na {}\n</style>", 1, "This is HTML."),
        ("a {\n  color: red;\n", 1, "never closed"),
        ("a { color: red; }\n}\n", 2, "closes nothing"),
    ],
)
def test_what_would_do_nothing_or_harm_is_named_with_its_line(text, line, says):
    with pytest.raises(stylesheets.StyleError) as raised:
        stylesheets.check(text)
    assert (raised.value.items[0].line, says in raised.value.items[0].message) == (line, True)


def test_all_mistakes_are_named_in_their_order():
    with pytest.raises(stylesheets.StyleError) as raised:
        stylesheets.check("a { color: \\red }\nb { background: url(x.png) }\n@import 'c.css';")
    assert [item.line for item in raised.value.items] == [1, 2, 3]
    assert str(raised.value).splitlines()[2].startswith("Line 3: ")


def test_a_book_is_no_stylesheet():
    with pytest.raises(stylesheets.StyleError, match="There is room for 50000"):
        stylesheets.check("a" * (stylesheets.LONGEST + 1))


@given(text=st.text(alphabet="{}()'\"\\/*@<\n urlimpoa:;", max_size=60))
def test_any_text_is_taken_or_refused_with_a_line_that_it_has(text):
    found = []
    try:
        stylesheets.check(text)
    except stylesheets.StyleError as error:
        found = [item.line for item in error.items]
    assert all(1 <= line <= text.count("\n") + 1 for line in found)

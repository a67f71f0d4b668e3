import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.notes.rich import from_html, is_html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Rope</p>", True),
        ("\n <!DOCTYPE html><p>Rope", True),
        ("<!--StartFragment--><b>Rope</b>", True),
        ("A <b>rope</b>", False),
        ("<https://rope.example>", False),
        ("<3 ropes", False),
    ],
)
def test_html_begins_with_a_tag(text, expected):
    assert is_html(text) is expected


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>Rope</h2><p>One\n  line<br>and another</p>", "## Rope\n\nOne line\nand another\n"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"),
        ("<ol><li>a<li>b</ol><p>c", "1. a\n2. b\n\nc\n"),
        ("<li>alone", "- alone\n"),
        ("</ul></li>x", "x\n"),
        ("<p><a href='https://a.example/'>A <b>b</b></a>, <em> c </em></p>", "[A **b**](<https://a.example/>), *c*\n"),
        ("<a href='https://a.example'><h3>A</h3><p>B</p></a>", None),
        ("<a href='javascript:alert(1)'>A</a> <a href='http://[x'>B</a> <a>C</a><b> </b>", "A B C\n"),
        ("<a href='https://www.google.com/url?sa=D'>A</a>", "[A](<https://www.google.com/url?sa=D>)\n"),
        ("<a href='https://www.google.com/url?q=https://b.example'>A</a>", "[A](<https://b.example>)\n"),
        ("<b style='font-weight:normal'>A</b>", "A\n"),
        ("<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td>2</td></tr></table>",
         "| a | b\\|c |\n| --- | --- |\n| 1 | 2 |\n"),
        ("<table><tr><td>alone</td></tr><tr></tr></table>", "alone\n"),
        ("<pre>a\n  b</pre><blockquote>c</blockquote>d", "    a\n      b\n\n> c\n\nd\n"),
        ("a<hr>b", "a\n\n---\n\nb\n"),
        ("<style>x</style><script>y<p>z</script><svg><g>q</g></svg>a", "a\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_words_links_and_lists_stay(html, markdown):
    found = from_html(html)
    if markdown is None:
        assert found == "### [A](<https://a.example>)\n\n[B](<https://a.example>)\n"
    else:
        assert found == markdown


def test_page_of_too_many_tags_is_shown_as_it_is():
    page = "<b>" * 60_000
    assert from_html(page) == page


def test_deep_page_is_read():
    assert from_html("<div>" * 5000 + "deep").strip() in {"deep", ""}


@given(st.text(alphabet="<>/abipult\"'= h1!-&;\n", max_size=200))
def test_any_html_is_read(html):
    assert isinstance(from_html(html), str)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from episodes.formats import markdown
from episodes.formats.notes import faithful
from episodes.formats.notes.faithful import from_feed, look


@pytest.mark.parametrize(
    ("html", "source"),
    [
        ("", ""),
        ("One\ntwo\n\nthree & four", "One\ntwo\n\nthree & four"),
        ("One <b>two</b>\nthree", "One **two**\nthree"),
        ("<p>One <a href='https://a.example/a_b'>t_e_s</a></p>", "One [t_e_s](<https://a.example/a_b>)"),
        ("<p>https://a.example/x</p>", "https://a.example/x"),
        ("<p><a href='https://a.example/x'>https://a.example/x</a></p>",
         "[https://a.example/x](<https://a.example/x>)"),
        ("<p>a<br><br/>b</p>\n<p>&nbsp;</p>", "a\nb"),
        ("<div>A</div><div>B<script>x</script></div>", "A\n\nB"),
        ("<h2>A</h2><ul><li><p>x</p></li><li>y</li></ul>", "## A\n\n- x\n- y"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
        ("<p>1. no list</p><p># x</p><p>*x* and [y]</p>", "1\\. no list\n\n\\# x\n\n\\*x\\* and \\[y\\]"),
        ("<p>&lt;i&gt; is a tag</p>", "&lt;i> is a tag"),
        ("<blockquote><p>a</p></blockquote><hr>b", "> a\n\n---\n\nb"),
        ("<p>See <img src='https://a.example/b.png' alt='x*y'></p>", "See ![x\\*y](<https://a.example/b.png>)"),
        ("<p>See <img src='data:x'>none</p>", "See none"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
         "| a | b |\n| --- | --- |\n| 1 | 2 |"),
        ("<p>H<sub>2</sub>O <span>is</span> wet <a>here</a></p>", "<p>H<sub>2</sub>O is wet <a>here</a></p>"),
        ("<p>x <i>y</i><u>z</u></p>tail <em>e</em><style>s</style> end<div><u>d</u></div>",
         "<p>x <i>y</i><u>z</u></p>\n\n<p>tail <em>e</em> end</p>\n\n<p><u>d</u></p>"),
        ("<ol start='4'><li>x<div>y</div></li></ol>", "<ol start=\"4\"><li>x<p>y</p></li></ol>"),
        ("<ul><li><u>a</u><script>q</script><hr></li></ul>", "<ul><li><u>a</u><hr></li></ul>"),
        ("<pre><u>a</u>\n\n  b</pre>", "<pre><u>a</u>\n  b</pre>"),
    ],
)  # fmt: skip
def test_notes_look_the_same(html, source):
    assert from_feed(html) == (source, True)
    assert look(markdown.render(source)) == look(html if "<p" in html or "<" in html[:1] else markdown.render(source))


def test_notes_of_unreasonably_many_tags_stay_as_they_are():
    html = "<p>" * 20_001
    assert from_feed(html) == (html, False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("<p>a</p><p>b</p>", "<div>a<p>b", True),
        ("<h1>a</h1>", "<h4>a</h4>", True),
        ("<b>a</b>", "<strong>a</strong>", True),
        ("<b>a </b>b", "<b>a</b> b", True),
        ("wo<span>rd</span>s", "words", True),
        ("<b>wo</b><strong>rd</strong>", "<b>word</b>", True),
        ("wo<b>rd</b>", "word", False),
        ("wo<b>rd</b>", "<b>wo</b>rd", False),
        ("<p>a b</p>", "<p>a<br>b</p>", False),
        ("<ul><li>a<li>b</ul>", "<ul><li>a b</ul>", False),
        ("<ul><li>a</ul>", "<ol><li>a</ol>", False),
        ("a <a href='https://a.example'>b</a>", "a b", False),
        ("a<hr>b", "<p>a<p>b", False),
        ("<pre>a\nb</pre>", "<pre>a b</pre>", False),
        ("<p>a<svg><text>x</text></svg>b", "<p>ab", True),
        ("a <br> <br> b", "a<br>b", True),
        ("<a href='javascript:x'>b</a>", "b", True),
    ],
)
def test_look_is_what_a_reader_sees(one, other, same):
    assert (look(one) == look(other)) is same


@settings(deadline=None)  # a verdict of the clock is none
@given(st.text(alphabet="<>/abipult\"'= h1!-&;\n*_[]()#.", max_size=120))
def test_any_notes_are_turned(html):
    source, is_same = faithful.from_feed(html)
    if is_same and source:
        assert look(markdown.render(source)) is not None

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from episodes.feeds.elements import clean
from episodes.feeds.notes import content, description, limited, whole
from episodes.formats import markdown

BASE = "https://x.example/show/episode/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p>", "<p>a</p>"),
        ('<p><a href="/guests/ada/">Ada</a></p>', '<p><a href="https://x.example/guests/ada/">Ada</a></p>'),
        ('<a href="#t=10">ten</a>', '<a href="https://x.example/show/episode/#t=10">ten</a>'),
        ('<a href="mailto:a@b.example">write</a>', '<a href="mailto:a@b.example">write</a>'),
        ("<h3>Links</h3>", "<p><strong>Links</strong></p>"),
        ("<blockquote><p>a</p></blockquote>", "<p>a</p>"),
        ("<p>a<br>b</p>", "<p>a\nb</p>"),
        ('<p><img src="/media/a.jpg" alt="x">b</p>', "<p>b</p>"),
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
        ('<p onclick="x()" style="y">a</p>', "<p>a</p>"),
    ],
)
def test_a_description_has_the_allowed_tags_and_whole_addresses(html, expected):
    assert description(html, base=BASE) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/b?c=%20&d=(e)#f", 'href="https://a.example/b?c=%20&amp;d=(e)#f"'),
        ("//a.example/b", 'href="https://a.example/b"'),
        ("../other/", 'href="https://x.example/show/other/"'),
        ("https://a.example/ü", 'href="https://a.example/%C3%BC"'),
        ("https://a.example/b\tc", 'href="https://a.example/bc"'),
        ("http://[", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_every_address_is_one_that_apps_can_open_or_none(address, expected):
    assert content(f'<a href="{address}">b</a>', base=BASE) == f"<a{expected and f' {expected}'}>b</a>"


@pytest.mark.parametrize(
    ("notes", "summary", "expected"),
    [
        ("The lamp turns.", "A keeper & a lamp.", "<p>A keeper &amp; a lamp.</p>\n<p>The lamp turns.</p>"),
        ("The lamp turns.", "", "<p>The lamp turns.</p>"),
        ("", "A keeper.", "<p>A keeper.</p>\n"),
        ('A "keeper" & a lamp. And fog.', 'A "keeper" & a lamp.', '<p>A "keeper" &amp; a lamp. And fog.</p>'),
        ("A keeper.\nAnd fog.", "A keeper.", "<p>A keeper.<br>\nAnd fog.</p>"),
        ("A keeper.", "A keep", "<p>A keep</p>\n<p>A keeper.</p>"),  # the beginning of a word is none of a sentence
        # A paragraph of its own is what a summary before the notes looks like: whoever reads that takes one away.
        ("A keeper.\n\nFog.", "A keeper.", "<p>A keeper.</p>\n<p>A keeper.</p>\n<p>Fog.</p>"),
        ("# A keeper. And fog", "A keeper.", "<p>A keeper.</p>\n<h3>A keeper. And fog</h3>"),
    ],
)
def test_a_summary_stands_before_notes_that_do_not_begin_with_it(notes, summary, expected):
    assert whole(markdown.render(notes), summary=summary) == expected


def test_content_keeps_all_tags_of_notes_with_whole_addresses():
    html = markdown.render("# Fog\n\n![A bell](/media/images/b.jpg)\n\n> said\n\n| a |\n|---|\n| b |")
    assert content(html, base=BASE) == (
        '<h3>Fog</h3>\n<p><img alt="A bell" src="https://x.example/media/images/b.jpg"></p>\n'
        "<blockquote>\n<p>said</p>\n</blockquote>\n"
        "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>"
    )


@pytest.mark.parametrize(
    ("html", "longest", "expected"),
    [
        ("<p>One. Two. Three.</p>", 100, "<p>One. Two. Three.</p>"),
        ("<p>One. Two. Three.</p>", 20, "<p>One. Two.</p>"),
        ("<p>One.</p><p>Two and three.</p>", 20, "<p>One.</p>"),
        ("<p>Is it? “Yes.” No more</p>", 27, "<p>Is it? “Yes.”</p>"),
        ("<ul><li>One</li><li>Two</li><li>Three</li></ul>", 36, "<ul><li>One</li><li>Two</li></ul>"),
        ("<p>one two three four five six</p>", 23, "<p>one two three…</p>"),
        ("<p>Ä. Ö. Ü. Ä. Ö.</p>", 21, "<p>Ä. Ö. Ü.</p>"),
        ("<p>A <strong>bold start. And more</strong></p>", 46, "<p>A <strong>bold start. And more</strong></p>"),
        ("<p>A <strong>bold start. And more</strong></p>", 44, "<p>A <strong>bold start.</strong></p>"),
    ],
)
def test_what_is_too_long_ends_with_a_sentence_or_a_word(html, longest, expected):
    assert limited(html, longest) == expected
    assert len(expected.encode()) <= longest


@given(st.text(max_size=300), st.integers(40, 300))
def test_what_is_cut_is_short_enough_and_well_formed(source, longest):
    html = description(markdown.render(source), base=BASE, longest=longest)
    assert len(html.encode()) <= longest
    etree.fromstring(f"<x>{clean(html).replace('&nbsp;', ' ')}</x>".encode())

"""What search engines and social networks make of a page's head."""

import datetime as dt

import pytest

from episodes.previewing.cards import columns, cut, read_head

PAGE = """<!doctype html><html><head><title>
The lamp room – Slack Water</title>
<meta name="description" content="Who lit it?">
<link rel="canonical" href="https://radio.example/slack-water/the-lamp-room/">
<meta property="og:site_name" content="Slack Water"><meta property="og:title" content="The lamp room">
<meta property="og:description" content="Who lit it, &amp; when?">
<meta property="og:image" content="https://radio.example/c.webp">
<meta property="og:image:alt" content="A lighthouse">
<meta property="article:published_time" content="2026-12-17T06:00:00+00:00">
</head><body><svg><title>Arrow</title></svg></body></html>"""


def test_a_head_is_read_whole():
    head = read_head(PAGE)
    assert (head.title, head.description) == ("The lamp room – Slack Water", "Who lit it?")
    assert head.published_at == dt.datetime(2026, 12, 17, 6, tzinfo=dt.UTC)
    assert (head.site, head.social_title, head.social_description) == (
        "Slack Water",
        "The lamp room",
        "Who lit it, & when?",
    )
    assert (head.image, head.image_alt) == ("https://radio.example/c.webp", "A lighthouse")
    assert head.trail == ["radio.example", "slack-water", "the-lamp-room"]


def test_a_head_that_says_nothing_is_empty():
    head = read_head("<!doctype html><html><head></head><body></body></html>")
    assert (head.title, head.description, head.address, head.published_at, head.image) == ("", "", "", None, "")


@pytest.mark.parametrize(
    ("text", "longest", "cut_text"),
    [
        ("Short", 10, "Short"),
        ("Exactly ten", 11, "Exactly ten"),
        ("One word too many", 12, "One word…"),
        ("One word, too many", 12, "One word…"),
        ("Unbreakablestring", 8, "Unbreak…"),
        ("潮汐表的故事", 12, "潮汐表的故事"),
        ("潮汐表的故事", 9, "潮汐表的…"),
        ("e\u0301te\u0301 e\u0301te\u0301", 7, "e\u0301te\u0301 e\u0301te\u0301"),
        ("", 5, ""),
    ],
)
def test_a_text_is_cut_at_a_word_where_it_is_too_wide(text, longest, cut_text):
    assert cut(text, longest) == cut_text
    assert columns(cut(text, longest)) <= longest

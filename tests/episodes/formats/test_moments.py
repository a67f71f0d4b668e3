import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats import markdown
from episodes.formats.moments import link_moments

HOUR = 3_600_000
LINK = '<a class="moment" href="?t=877#player">14:37</a>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>At 14:37 it rains.</p>", f"<p>At {LINK} it rains.</p>"),
        ("(14:37)", f"({LINK})"),
        ("14:37, 14:37.", f"{LINK}, {LINK}."),
        ("[14:37] <b>14:37</b>", f"[{LINK}] <b>{LINK}</b>"),
        ("0:59:59", '<a class="moment" href="?t=3599#player">0:59:59</a>'),
        ("14:37–15:00", f'{LINK}–<a class="moment" href="?t=900#player">15:00</a>'),
    ],
)
def test_a_time_stamp_becomes_a_link(html, expected):
    assert link_moments(html, duration_ms=HOUR) == expected


@pytest.mark.parametrize(
    "html",
    [
        "1:00:00 and 61:00",  # not within the hour
        "12:75",
        "2026-11-24T14:37",
        "https://a.example:14:37/",
        "v1.14:37",
        "14:37.5",
        "14:37:22:11",
        "1-14:37",
        '<a href="https://a.example/">14:37</a>',
        "<code>14:37</code>",
        "<pre><code>14:37</code></pre>",
        '<img alt="14:37" src="/a.png">',
        "１４:３７",
    ],
)
def test_other_numbers_are_left_alone(html):
    assert link_moments(html, duration_ms=HOUR) == html


class Text(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.said = []
        self.feed(html)
        self.close()

    def handle_data(self, data):
        self.said.append(data)


@given(st.text(st.sampled_from("0123456789: <>&[]()`*\nab/") | st.characters(codec="utf-8"), max_size=200))
def test_the_words_stay_what_they_were(source):
    html = markdown.render(source)
    linked = link_moments(html, duration_ms=HOUR)
    assert "".join(Text(linked).said) == "".join(Text(html).said)
    assert re.sub(r'<a class="moment" href="\?t=\d+#player">([\d:]+)</a>', r"\1", linked) == html

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.markdown import escaped, excerpt, plain, render

TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "h1"),
    *("h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre"),
    *("q", "s", "small", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u"),
    "ul",
}
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
}


def scheme(address: str) -> str:
    """The scheme as a browser reads it: without line ends, tabs and leading control characters."""
    seen = re.sub(r"[\t\r\n]", "", address).lstrip("".join(map(chr, range(33))))
    found = re.match(r"([a-z][a-z0-9+.-]*):", seen, re.IGNORECASE)
    return found[1].lower() if found else ""


class Inspector(HTMLParser):
    """Fails at the first tag, attribute or address that a page must not have."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, set())
            if name in {"href", "src"}:
                assert scheme(value or "") in {"", "http", "https", "mailto"}

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    handle_pi = handle_comment = unknown_decl = handle_decl


def inspect(html: str) -> None:
    assert "<script" not in html.lower()
    inspector = Inspector()
    inspector.feed(html)
    inspector.close()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("", ""),
        ("Hello *there*", "<p>Hello <em>there</em></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        (
            "[site](https://example.com 'T')",
            '<p><a href="https://example.com" title="T" rel="noopener">site</a></p>',
        ),
        ("[37](#t=37)", '<p><a href="#t=37" rel="noopener">37</a></p>'),
        (
            "<mail@example.com>",
            '<p><a href="mailto:mail@example.com" rel="noopener">mail@example.com</a></p>',
        ),
        (
            "![A pier](/media/pier.jpg)",
            '<p><img alt="A pier" src="/media/pier.jpg" loading="lazy"></p>',
        ),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("```\n- code\n```", "<pre><code>- code\n</code></pre>"),
        ("Word\n: meaning", "<dl>\n<dt>Word</dt>\n<dd>meaning</dd>\n</dl>"),
        ("a <![CDATA[ b", "<p>a &lt;![CDATA[ b</p>"),
        (
            "|a|b|\n|--|-:|\n|1|2|",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n"
            '<th align="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n'
            '<td align="right">2</td>\n</tr>\n</tbody>\n</table>',
        ),
    ],
)
def test_markdown_becomes_html(source: str, html: str) -> None:
    assert render(source) == html


@pytest.mark.parametrize("text", ["We ask:", "**We ask:**", "*We* ask:", "We\nask:"])
@pytest.mark.parametrize(("item", "tag"), [("- ", "ul"), ("* ", "ul"), ("1. ", "ol")])
def test_a_list_may_follow_its_sentence_at_once(text: str, item: str, tag: str) -> None:
    assert render(f"{text}\n{item}Why?\n{item}How?").endswith(f"</p>\n<{tag}>\n<li>Why?</li>\n<li>How?</li>\n</{tag}>")


def test_an_indented_line_continues_its_item() -> None:
    assert render("- one\n  goes on\n- two") == "<ul>\n<li>one<br>\n  goes on</li>\n<li>two</li>\n</ul>"


def test_a_line_after_a_list_is_no_part_of_its_last_item() -> None:
    source = "Takeaways:\n- one\n- two\nThe talk goes on.\nMore:\n1. a\n2. b\nThe end."
    assert render(source) == (
        "<p>Takeaways:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>The talk goes on.<br>\nMore:</p>\n"
        "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<p>The end.</p>"
    )


def test_a_year_at_the_start_of_a_line_makes_no_list() -> None:
    assert render("It was in\n1984. A summer.") == "<p>It was in<br>\n1984. A summer.</p>"


@pytest.mark.parametrize(
    ("source", "address", "after"),
    [
        ("https://example.com", "https://example.com", ""),
        ("See https://example.com/a_b_c.", "https://example.com/a_b_c", "."),
        ("(https://example.com)", "https://example.com", ")"),
        ("(https://example.com).", "https://example.com", ")."),
        ("https://example.com/a_(b)", "https://example.com/a_(b)", ""),
        ("https://example.com/?a=1&b=2", "https://example.com/?a=1&amp;b=2", ""),
        ("<https://example.com>", "https://example.com", ""),
        ('"https://example.com"', "https://example.com", '"'),
    ],
)
def test_a_bare_address_becomes_a_link(source: str, address: str, after: str) -> None:
    assert f'<a href="{address}" rel="noopener">{address}</a>{after}</p>' in render(source)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            "[https://example.com](https://example.org)",
            '<p><a href="https://example.org" rel="noopener">https://example.com</a></p>',
        ),
        (
            '<a href="https://example.org">https://example.com</a>',
            '<p><a href="https://example.org" rel="noopener">https://example.com</a></p>',
        ),
        ("`https://example.com`", "<p><code>https://example.com</code></p>"),
    ],
)
def test_an_address_in_a_link_or_in_code_is_left_alone(source: str, html: str) -> None:
    assert render(source) == html


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("# A\n\n## B", [3, 4]),
        ("## A\n\n#### B\n\n## C", [3, 4, 3]),
        ("# A\n\n## B\n\n### C\n\n#### D\n\n##### E", [3, 4, 5, 6, 6]),
        ("<h1>A</h1>", [3]),
        ('<a title="<h1>">x</a>', []),
    ],
)
def test_headings_begin_at_h3_and_leave_out_no_level(source: str, levels: list[int]) -> None:
    found: list[int] = []

    class Headings(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag[0] == "h" and tag != "hr":
                found.append(int(tag[1]))

    Headings().feed(render(source))
    assert found == levels


def test_headings_begin_where_they_are_told() -> None:
    assert render("### A", heading_base=2) == "<h2>A</h2>"


HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<p onclick="alert(1)" id="player" class="x" style="position:fixed">x</p>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    '![x](x "onerror=alert(1)")',
    '![x" onerror="alert(1)](x)',
    '[x](https://example.com"onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    '<a href="java&#10;script:alert(1)">x</a>',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<style>body{display:none}</style>",
    '<iframe src="https://evil.example"></iframe>',
    '<object data="x"></object><embed src="x"><form action="x"><input name="x"><button>',
    '<base href="https://evil.example"><meta http-equiv="refresh" content="0"><link rel="x">',
    "<!-- <script> --><!doctype html><?php x ?><![CDATA[<script>]]>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<textarea><script>alert(1)</script>",
    '<a title="> https://evil.example/onmouseover=alert(1) ">x</a>',
    "https://example.com/<script>alert(1)</script>",
    'https://example.com/"onclick="alert(1)',
    "<table><td><b><i>unclosed",
    "\x02wzxhzdk:0\x03 \x02amp\x03",
    "[^1]\n\n[^1]: A note",
    "{: #player onclick=alert(1)}",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_hostile_gets_through(source: str) -> None:
    inspect(render(source))


@given(
    st.lists(
        st.sampled_from(HOSTILE)
        | st.sampled_from(["\n", "\n\n", "    ", "> ", "- ", "`", "*", "[", "](", ")", "<", '"', "#"])
        | st.text()
    ).map("".join)
)
def test_only_allowed_tags_and_attributes_ever_come_out(source: str) -> None:
    inspect(render(source))
    assert plain(source) == " ".join(plain(source).split())


@pytest.mark.parametrize(
    "source",
    [
        ">" * 10_000,
        "> " * 10_000,
        "[" * 10_000,
        "![" * 5_000,
        "[a](" * 3_000,
        "<a " * 5_000,
        "<![CDATA[" * 1_000,
        "<div>" * 5_000,
        "1. " * 3_000,
        "- " * 5_000 + "a",
        "a\n: b\n" * 2_000,
        "*a **b " * 5_000,
        "<code>" * 40_000,
        "<pre>x" * 40_000,
        "word\n\n" * 100_000,
    ],
    ids=lambda source: f"{source[:9]!r}…",
)
def test_a_bomb_is_answered(source: str) -> None:
    inspect(render(source))


def test_what_would_take_too_long_to_parse_is_shown_as_plain_paragraphs() -> None:
    brackets = "[" * 2_000
    assert render(f"# a <b>\r\nhttps://example.com\r\n\r\n{brackets}") == (
        '<p># a &lt;b&gt;<br><a href="https://example.com" rel="noopener">https://example.com</a>'
        f"</p>\n<p>{brackets}</p>"
    )


@pytest.mark.parametrize(("depth", "quotes"), [(20, 20), (21, 0), (100_000, 0)])
def test_a_quote_is_as_deep_as_people_quote(depth: int, quotes: int) -> None:
    assert render("> " * depth + "x").count("<blockquote>") == quotes


def test_notes_that_cannot_be_parsed_leave_nothing_to_the_next_ones() -> None:
    usual = "Heard today:\n- the weir\n- the gate\n\n> low water"
    before = render(usual)
    assert "<li>" not in render("- " * 3_000 + "x")
    assert render(usual) == before


def test_references_of_one_source_are_no_others() -> None:
    assert "href" in render("[weir]\n\n[weir]: https://example.com")
    assert "href" not in render("[weir]")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("# Title\n\nSome *marked* [text](https://example.com).", "Title Some marked text."),
        ("- one\n- two", "one two"),
        ("<p>one</p><p>two</p>", "one two"),
        ("a<br>b", "a b"),
        ("**M**ixed", "Mixed"),
        ("Fish &amp; chips &lt; 5", "Fish & chips < 5"),
        ("|a|b|\n|-|-|\n|1|2|", "a b 1 2"),
        ("![alt](x.png) after", "after"),
    ],
)
def test_plain_text_is_the_words_alone(source: str, text: str) -> None:
    assert plain(source) == text


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("Short.", 10, "Short."),
        ("  Two \n words ", 9, "Two words"),
        ("One sentence. Another one that is longer.", 20, "One sentence."),
        ("He said “no.” And then went away again.", 20, "He said “no.”"),
        ("Yes. Then a long sentence without an end", 20, "Yes. Then a long…"),
        ("A harbour, a pier and a boat", 12, "A harbour…"),
        ("Version 2.0 of the pier is longer", 12, "Version 2.0…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("Twelve chars", 12, "Twelve chars"),
        ("Word. Next", 5, "Word."),
    ],
)
def test_an_excerpt_ends_with_a_sentence_or_a_word(text: str, length: int, expected: str) -> None:
    assert excerpt(text, length) == expected


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_an_excerpt_is_never_too_long(text: str, length: int) -> None:
    assert len(excerpt(text, length)) <= length


@pytest.mark.parametrize(
    "line",
    [
        "*bold* and _slanted_ `code`",
        "# no heading",
        "- no list",
        "+ no list",
        "1. no list",
        "2) no list",
        "===",
        "---",
        "> no quotation",
        "<b>no tag</b> &amp; no sign",
        "[no](link) ![nor](picture)",
        "a | b",
        "back\\slash",
    ],
)
def test_an_escaped_line_is_read_as_it_was_written(line: str) -> None:
    assert plain(f"Above\n{escaped(line)}") == f"Above {line}"
    assert not re.search("<(?!/?(p|br)\\b)", render(escaped(line)))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"), max_size=60))
def test_an_escaped_line_makes_nothing_but_words_and_links(line: str) -> None:
    assert set(re.findall("<([a-z0-9]+)", render(escaped(line)))) <= {"p", "a", "br"}

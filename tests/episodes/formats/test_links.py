import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.links import Link, LinkErrors, parse_links, readable

A, B = "https://a.example/page", "https://b.example/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"The lamp – {A}", [("The lamp", A)]),
        (f"The lamp - {A}", [("The lamp", A)]),
        (f"The lamp: {A}", [("The lamp", A)]),
        (f"The lamp {A}", [("The lamp", A)]),
        (f"The lamp\t{A}", [("The lamp", A)]),
        (f"The lamp → {A}.", [("The lamp", A)]),
        (f"The lamp ({A})", [("The lamp", A)]),
        (f"The lamp <{A}>", [("The lamp", A)]),
        (f"“The lamp”, {A}", [("The lamp", A)]),
        (f"{A} The lamp", [("The lamp", A)]),
        (f"{A} – The lamp", [("The lamp", A)]),
        (f"The lamp – {A} (in Portuguese)", [("The lamp – (in Portuguese)", A)]),
        (f"* The lamp – {A}\n  • {B}", [("The lamp", A), ("", B)]),
        (f"1. The lamp: {A}\n2) {B}", [("The lamp", A), ("", B)]),
        (f"| The lamp | {A} |", [("The lamp", A)]),
        (f"**The lamp**: {A}", [("The lamp", A)]),
        (f"[The lamp]({A})", [("The lamp", A)]),
        (f'- [The lamp](<{A}>)\n- [Another]({B} "with a title")', [("The lamp", A), ("Another", B)]),
        (f"See [the lamp]({A}) and [another]({B}).", [("the lamp", A), ("another", B)]),
        (f"The lamp: []({A})", [("The lamp", A)]),
        (f"The lamp: [{A}]({A})", [("The lamp", A)]),
        ("[Wiki](https://w.example/A_(b)_(c))", [("Wiki", "https://w.example/A_(b)_(c)")]),
        ("Wiki https://w.example/A_(b), and on", [("Wiki – and on", "https://w.example/A_(b)")]),
        ("(see https://w.example/a)", [("(see", "https://w.example/a")]),
        ("The lamp www.a.example/page!", [("The lamp", "https://www.a.example/page")]),
        (f"One {A} two {B}", [("One", A), ("two", B)]),
        (f"The lamp\n{A}\nAnother\n{B}", [("The lamp", A), ("Another", B)]),
        (f"The lamp\n\n{A}", [("The lamp", ""), ("", A)]),
        ("The lamp\nAnother", [("The lamp", ""), ("Another", "")]),
        (f"{A}\n{B}\n{A}", [("", A), ("", B)]),
        (f"The lamp {A}\r\nThe lamp {A}\r\n", [("The lamp", A)]),
        ("\n - \n\n", []),
        ("", []),
        ("petra@lamp.example", [("petra@lamp.example", "")]),
        ("مصباح – " + A, [("مصباح", A)]),
        (f'<a href="{A}">The lamp</a>', [("The lamp", A)]),
        (
            f'<ul>\n <li><a href="{A}">The\n <b>lamp</b></a></li>\n <li>Another: <a href="{B}">{B}</a></li>\n'
            " <li>No address</li>\n</ul>",
            [("The lamp", A), ("Another", B), ("No address", "")],
        ),
        (f'One <a href="{A}">lamp</a>\nAnother {B}', [("lamp", A), ("Another", B)]),
        (f'<p><a href="javascript:alert(1)">Trick</a><br><a href="{A}?a=1&amp;b=2">&lt;b&gt;</a>', None),
        (f'<style>p {{}}</style><p><!-- {B} --><a href="{A}">A [1]</a></p>', [("A 1", A)]),
        (f'<p><a href="http://[half">A</a> <a href="{A}"></a>', [("A", A)]),
    ],
)
def test_every_habit_of_writing_links(text, expected):
    if expected is None:
        expected = [("Trick", ""), ("<b>", f"{A}?a=1&b=2")]
    assert parse_links(text) == tuple(Link(label, url) for label, url in expected)


def test_what_has_no_room_is_named_with_its_line():
    with pytest.raises(LinkErrors) as errors:
        parse_links(f"{'x' * 256} {A}\n{B}\nhttps://{'y' * 2000}")
    assert str(errors.value) == (
        f"Line 1: The label “{'x' * 40}…” has 256 characters. There is room for 255.\n"
        "Line 3: The address has 2008 characters. There is room for 2000."
    )
    with pytest.raises(LinkErrors, match="The list has 200001 characters"):
        parse_links("x" * 200_001)


@pytest.mark.parametrize(
    ("url", "label"),
    [
        (B, "b.example"),
        ("http://www.b.example/a/b/?c=d", "b.example/a/b/?c=d"),
        ("https://b.example/" + "x" * 300, "b.example/" + "x" * 244 + "…"),
        ("https:///", "https:///"),
    ],
)
def test_an_address_without_a_label_is_readable(url, label):
    assert readable(url) == label


@given(
    st.lists(st.sampled_from([A, B, "The lamp", " – ", "\n", "[", "](", ")", "<a href=", ">", "</a>", '"', "(", "- "]))
)
def test_any_mixture_is_read_and_no_address_is_lost(parts):
    text = "".join(parts)
    links = parse_links(text)
    for link in links:
        assert link.label or link.url
    if "<a href=" not in parts:
        lone = [url for line in text.split("\n") for url in (A, B) if url == line]
        assert set(lone) <= {link.url for link in links}


@given(st.text())
def test_any_text_is_read(text):
    parse_links(text[:1000])
    parse_links(f'<a href="{text}">{text[:200]}</a>')

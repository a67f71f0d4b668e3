import pytest

from episodes.formats.chapters import Chapter
from episodes.formats.notes.appendix import Parted, parted
from episodes.formats.notes.values import NotedLink

ROPE, TAR = NotedLink("Rope", "https://rope.example/"), NotedLink("Tar", "https://tar.example/", sponsored=True)
LINKS = (
    '<h3>Links &amp; Notes</h3>\n<ul><li><a href="https://rope.example/">Rope</a></li>'
    '<li><a href="https://tar.example/">Tar</a> (Sponsored)</li></ul>'
)
PEOPLE = '<h3>People</h3><ul><li><a href="https://pia.example">Pia Kolb</a> (Guest)</li><li>Bo (Host)</li></ul>'
STAMPS = "<h3>Chapters</h3><p>0:00 Hello<br>\n1:02 Knots &amp; all</p>"
CHAPTERS = (Chapter(0, "Hello"), Chapter(30_000, "Secret", hidden=True), Chapter(62_500, "Knots & all"))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", Parted("")),
        ("Plain & text", Parted("Plain & text")),
        ("<p>In short.</p><p>Long.</p>", Parted("<p>Long.</p>")),
        ("<p>In short. No</p><p>Long.</p>", Parted("<p>In short. No</p><p>Long.</p>")),
        (f"<p>Long.</p>{STAMPS}{LINKS}{PEOPLE}", Parted("<p>Long.</p>", (ROPE, TAR))),
        (f"Text{LINKS}<p>After</p>", Parted("Text<p>After</p>", (ROPE, TAR))),
        (f"<p>Text</p>{LINKS}after", Parted("<p>Text</p>after", (ROPE, TAR))),
        (f"{LINKS}after", Parted("after", (ROPE, TAR))),
        (f"{PEOPLE}<p>After</p>", Parted(f"{PEOPLE}<p>After</p>")),
        ("<h3>People</h3><ul><li>Ann (Host)</li></ul>", Parted("<h3>People</h3><ul><li>Ann (Host)</li></ul>")),
        ("<h3>Chapters</h3><p>0:00 Hello</p>", Parted("<h3>Chapters</h3><p>0:00 Hello</p>")),
        ("<h3>Links</h3>and<ul><li>x</ul>", Parted("<h3>Links</h3>and<ul><li>x</ul>")),
        ("<h3>Links</h3>", Parted("<h3>Links</h3>")),
        ("<h3>Links</h3><ul><li>Rope</ul>", Parted("<h3>Links</h3><ul><li>Rope</ul>")),
        ("<h3>Links</h3><ul><li><a href='https://a.example'>A</a><li>B</ul>",
         Parted("", (NotedLink("A", "https://a.example"), NotedLink("B", "")))),
        ("<h3>Links</h3><ul><li><a href='/a'>A</a></ul>", Parted("<h3>Links</h3><ul><li><a href='/a'>A</a></ul>")),
        ("<h3>Links</h3><ul><li><a>A</a></ul>", Parted("<h3>Links</h3><ul><li><a>A</a></ul>")),
        ("<h3>Links</h3><ul><li><a href='https://a.example'>A</a> is best</ul>",
         Parted("<h3>Links</h3><ul><li><a href='https://a.example'>A</a> is best</ul>")),
        ("<h3>What we talked about at length and more and more links</h3><ul><li><a href='https://a.example'>A</a></ul>",
         Parted("<h3>What we talked about at length and more and more links</h3>"
                "<ul><li><a href='https://a.example'>A</a></ul>")),
    ],
)  # fmt: skip
def test_what_is_data_is_taken_out_of_the_notes(html, found):
    assert parted(html, summary="In short.", names=("Pia Kolb", "Bo"), chapters=CHAPTERS) == found


def test_notes_of_unreasonable_length_stay_as_they_are():
    html = LINKS + "x" * 500_000
    assert parted(html) == Parted(html)

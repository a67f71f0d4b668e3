import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from episodes.feeds.opml import Outline, opml
from tests.factories import EpisodeFactory, ShowFactory


@pytest.mark.django_db
def test_every_public_show_is_in_it_and_no_other(client, django_assert_num_queries):
    for slug, title in (("slack-water", "Slack & Water"), ("wetterwarte", "Wetterwarte")):
        EpisodeFactory(show=ShowFactory(slug=slug, title=title, tagline=f"Of {title}", language="de"))
    EpisodeFactory(show=ShowFactory(title="Not yet"), draft=True)
    with django_assert_num_queries(3):
        answer = client.get(reverse("episodes:shows_opml"))
    assert answer["Content-Type"] == "text/x-opml; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    document = ET.fromstring(answer.content)
    assert document.attrib == {"version": "2.0"}
    assert document.findtext("head/title") == "Test network"
    assert [outline.attrib for outline in document.iterfind("body/outline")] == [
        {
            "type": "rss",
            "text": title,
            "title": title,
            "xmlUrl": f"http://testserver/{slug}/feed.xml",
            "htmlUrl": f"http://testserver/{slug}/",
            "description": f"Of {title}",
            "language": "de",
        }
        for slug, title in (("slack-water", "Slack & Water"), ("wetterwarte", "Wetterwarte"))
    ]


@given(st.text(), st.text())
def test_no_title_breaks_the_document(title, description):
    outline = Outline(title=title, feed="https://a.example/f", page="", description=description, language="")
    found = ET.fromstring(opml(title, [outline])).find("body/outline")
    assert found.attrib["xmlUrl"] == "https://a.example/f"
    assert found.attrib.get("text", "") == " ".join(found.attrib.get("text", "").split())

"""Reading a feed back in tests."""

from lxml import etree

NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
}


def parse(body: bytes):
    """The `<channel>` of a feed; fails on anything that is not well-formed."""
    return etree.fromstring(body).find("channel")


def fetch(client, show, **extra):
    response = client.get(f"/{show.slug}/feed.xml", **extra)
    assert response.status_code == 200
    return parse(response.content)


def said(element, path: str) -> list:
    """What `path` says under `element`: a text, or the attributes where there is no text, or both as a pair."""
    return [_said(found) for found in element.findall(path, NAMESPACES)]


def _said(element):
    attributes = dict(element.attrib)
    if attributes and element.text and element.text.strip():
        return element.text, attributes
    return attributes or element.text

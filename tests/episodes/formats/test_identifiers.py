import pytest

from episodes.formats.identifiers import podcast_guid


@pytest.mark.parametrize(
    ("address", "guid"),
    [
        # The vectors of the podcast namespace's own page.
        ("mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("http://podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("Podnews.net/rss", "712ad915-30eb-5b08-a1f3-89994caa6293"),
    ],
)
def test_the_guid_of_an_address(address, guid):
    assert str(podcast_guid(address)) == guid

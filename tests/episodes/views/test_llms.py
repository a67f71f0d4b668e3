import pytest

from episodes.models import Show
from tests.factories import EpisodeFactory, ShowFactory, TranscriptFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def show(db):
    return ShowFactory(title="Slack Water", slug="slack", tagline="At the *turn*\nof the tide", in_llms_txt=True)


def test_episodes_are_listed_with_their_transcripts(client, show):
    EpisodeFactory(show=show, slug="old", title="[Old] one", summary="On lamps.", publish_at="2024-01-01T00:00Z")
    TranscriptFactory(episode=EpisodeFactory(show=show, slug="new", title="New one", summary=""))
    response = client.get("/llms.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "# Test network",
        "",
        "> Episodes of podcasts, with what is said in them where it is written down.",
        "",
        "## Slack Water",
        "",
        r"At the \*turn\* of the tide",
        "",
        "- [New one](http://testserver/slack/new/) ([transcript](http://testserver/slack/new/transcript.txt))",
        r"- [\[Old\] one](http://testserver/slack/old/): On lamps.",
    ]
    for address in ("/slack/new/", "/slack/new/transcript.txt", "/slack/old/"):
        assert client.get(address).status_code == 200


def test_only_public_episodes_of_shows_that_allow_it(client, show):
    EpisodeFactory(show=show, title="Open")
    for trait in ("draft", "in_review", "scheduled", "withdrawn", "silent"):
        TranscriptFactory(episode=EpisodeFactory(show=show, title="Hidden", **{trait: True}))
    EpisodeFactory(title="Hidden")
    text = client.get("/llms.txt").text
    assert "Open" in text
    assert "Hidden" not in text


def test_there_is_none_where_no_show_allows_it(client, show):
    assert client.get("/llms.txt").status_code == 404
    EpisodeFactory(show=show)
    Show.objects.update(in_llms_txt=False)
    assert client.get("/llms.txt").status_code == 404


def test_the_number_of_queries_does_not_grow(client, show, django_assert_num_queries):
    for count in (1, 2):
        for _ in range(count):
            TranscriptFactory(episode=EpisodeFactory(show=show))
            EpisodeFactory(show=ShowFactory(in_llms_txt=True))
        with django_assert_num_queries(4):
            client.get("/llms.txt")

"""Notes become HTML once, ahead of the first feed, and anew where they or the renderer are other ones."""

import pytest
from django.core.cache import cache

from episodes import rendering
from episodes.feeds.reading import FeedPage
from episodes.formats import markdown
from episodes.models import Episode, NotesHtml, Revision
from tests.factories import EpisodeFactory, ShowFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
    rendering.renderer.cache_clear()


@pytest.fixture
def rendered(monkeypatch):
    """The sources that are turned into HTML."""
    sources = []
    render = markdown.render

    def noting(source):
        sources.append(source)
        return render(source)

    monkeypatch.setattr(markdown, "render", noting)
    return sources


def feed(show):
    cache.clear()
    page = FeedPage(show=show, number=1, site="https://podcasts.example")
    return {source.episode.slug: page.item(source).content for source in page.sources()}


def test_html_is_made_once_for_a_source(rendered):
    assert [rendering.html_of(source) for source in ("*a*", "*a*", "b")] == [
        "<p><em>a</em></p>",
        "<p><em>a</em></p>",
        "<p>b</p>",
    ]
    assert rendered == ["*a*", "b"]


def test_the_tick_renders_what_is_approved_and_the_feed_takes_it(rendered):
    show = ShowFactory()
    episodes = [EpisodeFactory(show=show, slug=f"n-{n}", notes=f"Notes *{n}*") for n in range(3)]
    EpisodeFactory(show=show, state="draft", notes="Draft")
    assert list(rendering.render_ahead()) == ["Notes that were turned into HTML: 3."]
    assert set(rendered) == {episode.notes for episode in episodes}
    rendered.clear()
    assert {slug: "<em>" in content for slug, content in feed(show).items()} == dict.fromkeys(
        ("n-0", "n-1", "n-2"), True
    )
    assert rendered == []


def test_notes_that_are_edited_are_rendered_anew_at_once_and_stored_by_the_next_tick(rendered):
    show = ShowFactory()
    episode, other = (EpisodeFactory(show=show, slug=slug, notes=f"Of {slug}") for slug in ("one", "two"))
    list(rendering.render_ahead())
    Episode.objects.filter(pk=episode.pk).update(notes="Mended")
    rendered.clear()
    assert {slug: "Mended" in content for slug, content in feed(show).items()} == {"one": True, "two": False}
    assert rendered == ["Mended"]
    assert list(rendering.render_ahead()) == ["Notes that were turned into HTML: 1."]
    assert set(NotesHtml.objects.values_list("html", flat=True)) == {"<p>Mended</p>", f"<p>{other.notes}</p>"}


def test_where_nothing_has_changed_the_tick_looks_no_further(django_assert_num_queries):
    EpisodeFactory(notes="Notes")
    list(rendering.render_ahead())
    with django_assert_num_queries(2):
        assert list(rendering.render_ahead()) == []


def test_another_renderer_makes_all_of_it_anew(monkeypatch, rendered):
    EpisodeFactory(notes="Notes")
    list(rendering.render_ahead())
    monkeypatch.setattr(rendering, "renderer", lambda: "another")
    assert list(rendering.render_ahead()) == ["Notes that were turned into HTML: 1."]
    assert rendered == ["Notes", "Notes"]


def test_a_tick_that_is_stopped_goes_on_where_it_was(rendered, monkeypatch):
    monkeypatch.setattr(rendering, "_BATCH", 2)
    EpisodeFactory.create_batch(5, notes="Notes")
    job = rendering.render_ahead()
    assert next(job) == "Notes that were turned into HTML: 2."
    job.close()
    assert list(rendering.render_ahead()) == [f"Notes that were turned into HTML: {n}." for n in (2, 1)]
    assert len(rendered) == 5


def test_what_is_stored_changes_no_answer():
    EpisodeFactory(notes="Notes")
    before = Revision.objects.get().token
    list(rendering.render_ahead())
    assert Revision.objects.get().token == before

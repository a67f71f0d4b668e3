"""What the public is told ahead: title and day of what is announced, and not a word more."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from episodes import search
from episodes.models import Episode
from tests.factories import EpisodeFactory, ShowFactory
from tests.podcast_site.test_leaks import PICTURE, WORD, addresses, everything_said, make_secret, show

MOMENT = dt.datetime(2026, 3, 2, 6, 30, tzinfo=dt.UTC)
__all__ = ["show"]  # the fixture of the leak test: the same show, the same words


def announce(secret, **values):
    Episode.objects.filter(pk=secret.pk).update(announced=True, **values)


def test_title_and_day_are_on_the_page_of_the_show_and_nothing_else_is_anywhere(client, show):
    secret = make_secret(show, "scheduled")
    announce(secret, title="What comes tomorrow", slug="what-comes-tomorrow")
    secret.refresh_from_db()
    list(search.index())
    pages = {address: everything_said(client.get(address)) for address in addresses(show, secret)}
    assert [address for address, said in pages.items() if WORD in said or PICTURE in said] == []
    told = [address for address, said in pages.items() if "what comes tomorrow" in said]
    # The only show is the first page, too.
    assert {address.partition("?")[0] for address in told} == {"/", "/slack-water/"}
    assert all("what-comes-tomorrow" not in said for said in pages.values())
    page = client.get("/slack-water/?page=1")  # another address than those above, which are kept by now
    [announced] = page.context["coming_up"]
    assert (announced.title, announced.day) == (
        "What comes tomorrow",
        secret.publish_at.astimezone(show.zone).date(),
    )
    for address in (secret.get_absolute_url(), secret.get_audio_url(), secret.get_embed_url()):
        assert client.get(address).status_code == 404
    assert "What comes tomorrow" not in client.get("/search/?q=tomorrow").text


@pytest.mark.parametrize("trait", ["draft", "in_review", "withdrawn", "silent"])
def test_only_what_will_be_public_by_itself_is_announced(client, show, trait):
    secret = make_secret(show, trait)
    announce(secret, publish_at=timezone.now() + dt.timedelta(days=1))
    assert WORD not in everything_said(client.get("/slack-water/"))


def test_what_is_scheduled_is_told_to_nobody_unless_it_is_announced(client, show):
    make_secret(show, "scheduled")
    assert client.get("/slack-water/").context["coming_up"] == []


def test_no_copy_tells_of_it_past_its_moment(client, db):
    show = ShowFactory(slug="slack-water")
    with time_machine.travel(MOMENT, tick=False) as clock:
        EpisodeFactory(show=show, slug="before", publish_at=MOMENT - dt.timedelta(days=7))
        EpisodeFactory(
            show=show, slug="tide", title="The tide", publish_at=MOMENT + dt.timedelta(seconds=40), announced=True
        )
        before = client.get("/slack-water/")
        assert "Coming up" in before.text
        assert "/slack-water/tide/" not in before.text
        assert before["Cache-Control"] == "public, max-age=0, s-maxage=40"
        clock.shift(40)
        after = client.get("/slack-water/", headers={"If-None-Match": before["ETag"]})
        assert after.status_code == 200
        assert "Coming up" not in after.text
        assert "/slack-water/tide/" in after.text


def test_a_day_is_that_of_the_show(client, db):
    show = ShowFactory(slug="slack-water", time_zone="Pacific/Auckland")
    with time_machine.travel(MOMENT, tick=False):
        EpisodeFactory(show=show, publish_at=MOMENT - dt.timedelta(days=7))
        EpisodeFactory(show=show, publish_at=dt.datetime(2026, 3, 5, 20, 0, tzinfo=dt.UTC), announced=True)
        assert '<time class="coming__day" datetime="2026-03-06">' in client.get("/slack-water/").text


def test_editors_announce_and_producers_do_not(client, editor, producer):
    episode = EpisodeFactory(in_review=True)
    for user, offered in ((editor, True), (producer, False)):
        client.force_login(user)
        fields = client.get(f"/admin/episodes/episode/{episode.pk}/change/").context["adminform"].form.fields
        assert ("announced" in fields) is offered

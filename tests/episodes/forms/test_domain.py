"""The domain of a show, given on the desk."""

import pytest
from django.urls import reverse

from episodes.models import Show
from tests.episodes.admin.forms import as_sent
from tests.factories import EpisodeFactory, ShowFactory


@pytest.fixture
def save(client, editor, settings):
    settings.SITE_URL, settings.SHOW_DOMAINS = "http://testserver", ("slack.example", "tides.example")
    client.force_login(editor)

    def save(show, **changes):
        address = reverse("admin:episodes_show_change", args=[show.pk])
        return client.post(address, {**as_sent(client.get(address), form="show_form"), **changes})

    return save


@pytest.mark.parametrize("typed", ["slack.example", "https://Slack.example/", "slack.example/"])
def test_a_show_gets_a_domain_that_the_site_answers_at(save, typed):
    show = ShowFactory()
    assert save(show, domain=typed).status_code == 302
    assert Show.objects.get(pk=show.pk).get_absolute_url() == "http://slack.example/"


@pytest.mark.parametrize(
    ("domain", "said"),
    [
        ("other.example", "The site does not answer at “other.example” yet."),
        ("slack.example:8000", "Give the name of the host alone"),
        ("slack water", "it is “tides.example”"),
        ("tides.example", "Another show has this domain."),
    ],
)
def test_another_one_is_refused_with_what_would_be_right(save, domain, said):
    ShowFactory(domain="tides.example")
    show = ShowFactory(slug="slack")
    response = save(show, domain=domain, tagline="Typed and not lost")
    assert response.status_code == 200
    assert said in response.text
    assert "Typed and not lost" in response.text
    assert not Show.objects.get(pk=show.pk).domain


def test_an_episode_that_would_not_be_seen_there_is_named(save):
    show = EpisodeFactory(slug="guests").show
    assert "“/guests/” is a page of the site itself" in save(show, domain="slack.example").text


def test_no_new_episode_gets_such_an_address(save, client):
    episode = EpisodeFactory(show=ShowFactory(domain="slack.example"))
    address = reverse("admin:episodes_episode_change", args=[episode.pk])
    form = as_sent(client.get(address), form="episode_form")
    assert "“/guests/” is a page of the site itself" in client.post(address, {**form, "slug": "guests"}).text

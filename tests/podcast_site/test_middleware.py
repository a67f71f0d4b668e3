import pytest
from django.test import RequestFactory

from podcast_site.middleware import head_without_body
from tests.factories import EpisodeFactory


@pytest.mark.django_db
def test_head_is_get_without_the_body(client):
    address = EpisodeFactory().get_absolute_url()
    get = client.get(address)
    # The test client takes bodies away itself, so the handler is asked directly.
    request = RequestFactory().head(address)
    head = head_without_body(lambda request: get)(request)
    assert head.content == b""
    assert int(head["Content-Length"]) > 1_000


@pytest.mark.django_db
def test_get_keeps_its_body(client):
    get = client.get(EpisodeFactory().get_absolute_url())
    body = get.content
    assert head_without_body(lambda request: get)(RequestFactory().get("/")).content == body


def test_the_redirect_to_https_has_the_policy_as_well(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/")
    assert "default-src 'none'" in response["Content-Security-Policy"]

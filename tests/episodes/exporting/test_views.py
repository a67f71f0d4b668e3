import io
import json
import zipfile

import pytest
from django.urls import reverse

from tests.factories import EpisodeFactory, ShowFactory


@pytest.fixture
def show(editor):
    show = ShowFactory(slug="slack-water", time_zone="UTC")
    EpisodeFactory(show=show, slug="out")
    EpisodeFactory(show=show, slug="still-a-draft", draft=True)
    editor.memberships.get_or_create(show=show, role="editor")
    return show


def test_the_page_says_how_much_is_in_either_archive(client, editor, show):
    client.force_login(editor)
    response = client.get(reverse("show_take_away", args=[show.pk]))
    assert (response.context["public"]["episodes"], response.context["every"]["episodes"]) == (1, 2)
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("choice", "slugs"),
    [({}, ["out"]), ({"with_unpublished": ""}, ["out"]), ({"with_unpublished": "yes"}, ["out", "still-a-draft"])],
)
def test_the_archive_is_sent_as_it_is_written(client, editor, show, choice, slugs):
    client.force_login(editor)
    response = client.get(reverse("show_archive", args=[show.pk]), choice)
    assert response.streaming
    assert response["Content-Disposition"].startswith('attachment; filename="slack-water-')
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    pages = [name.split("/")[1] for name in archive.namelist() if name.endswith("episode.md")]
    assert sorted(pages) == slugs
    assert json.loads(archive.read("show.json"))["site"] == "http://testserver"


def test_the_form_of_the_show_leads_to_it(client, editor, show):
    client.force_login(editor)
    page = client.get(reverse("admin:episodes_show_change", args=[show.pk])).content.decode()
    assert reverse("show_take_away", args=[show.pk]) in page


def test_who_only_sees_the_show_is_not_led_there(client, producer, show):
    producer.memberships.get_or_create(show=show, role="producer")
    client.force_login(producer)
    page = client.get(reverse("admin:episodes_show_change", args=[show.pk])).content.decode()
    assert reverse("show_take_away", args=[show.pk]) not in page

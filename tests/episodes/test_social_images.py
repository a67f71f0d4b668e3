import datetime as dt
import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from episodes import social_images
from episodes.models import Episode
from guests.models import Person
from guests.social_images import cards
from tests.factories import CreditFactory, EpisodeFactory, PersonFactory

pytestmark = pytest.mark.django_db


def jpeg(colour="teal"):
    file = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(file, "JPEG")
    return ContentFile(file.getvalue(), "a.jpg")


@pytest.fixture
def episode():
    made = EpisodeFactory(title="The lamp room", cover=jpeg(), show__cover=jpeg("navy"))
    CreditFactory(episode=made, person=PersonFactory(name="Inês", slug="ines", portrait=jpeg("red")), role="host")
    return made


def head(client, page):
    found = dict(re.findall(r'<meta (?:property|name)="([^"]*)" content="([^"]*)">', client.get(page).text))
    return {name: found.get(f"og:image{name}", "") for name in ("", ":width", ":height", ":alt", ":type")}


def address(client, page):
    return head(client, page)[""].removeprefix("http://testserver")


@pytest.mark.parametrize(
    ("page", "alt"), [("episode", "The lamp room – {show}"), ("/guests/ines/", "Inês: Lamp keeper")]
)
def test_the_head_names_it_and_it_is_there(client, episode, page, alt):
    page = episode.get_absolute_url() if page == "episode" else page
    said = head(client, page)
    expected = {":width": "1200", ":height": "630", ":type": "image/jpeg", ":alt": alt.format(show=episode.show.title)}
    assert expected.items() <= said.items()
    response = client.get(address(client, page))
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert response["Cache-Control"] == "public, no-cache"
    again = client.get(address(client, page), headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "change",
    [
        lambda made: Episode.objects.update(title="Another"),
        lambda made: type(made.show).objects.update(title="Another"),
        lambda made: Person.objects.update(name="Another"),
        lambda made: Person.objects.update(portrait_x=10),
        lambda made: made.cover.save("b.jpg", jpeg("red")),
        lambda made: made.credits.all().delete(),
    ],
)
def test_another_content_is_another_address_and_the_old_one_leads_there(client, episode, change):
    before = address(client, episode.get_absolute_url())
    change(episode)
    after = address(client, episode.get_absolute_url())
    assert after != before
    assert client.get(before)["Location"] == after


def test_what_it_does_not_show_changes_nothing(client, episode):
    before = address(client, episode.get_absolute_url())
    Episode.objects.update(summary="Another", notes="Another")
    assert address(client, episode.get_absolute_url()) == before


@pytest.mark.parametrize("trait", ["draft", "in_review", "scheduled", "withdrawn", "silent"])
def test_there_is_none_of_what_is_not_public_whoever_asks(client, editor, trait):
    made = CreditFactory(episode=EpisodeFactory(**{trait: True}), role="guest").episode
    person = made.credits.get().person
    paths = [social_images.of_episode(made, list(made.credits.all())).path, cards.of_person(person).path]
    client.force_login(editor)
    assert [client.get(path).status_code for path in paths] == [404, 404]
    assert "og:image:width" not in client.get(made.get_absolute_url()).text
    assert list(social_images.draw_ahead()) == []


def test_a_cover_that_is_not_there_any_more_is_left_out(client, episode):
    path = address(client, episode.get_absolute_url())
    default_storage.delete(episode.cover.name)
    default_storage.delete(Person.objects.get().portrait.name)
    assert client.get(path).status_code == 200


def test_the_tick_draws_what_is_public_once_and_removes_what_is_on_no_card(episode, time_machine):
    EpisodeFactory(draft=True)
    drawn = ["The social image of “The lamp room” was drawn.", "The social image of “Inês” was drawn."]
    assert list(social_images.draw_ahead()) == drawn
    assert list(social_images.draw_ahead()) == []
    Episode.objects.filter(pk=episode.pk).update(title="Another")
    assert list(social_images.draw_ahead()) == ["The social image of “Another” was drawn."]
    assert len(default_storage.listdir("social")[1]) == 3
    time_machine.move_to(timezone.now() + dt.timedelta(days=2))
    Person.objects.update(headline="Another")
    assert list(social_images.draw_ahead()) == [
        "The social image of “Inês” was drawn.",
        "Social images that were removed: 2.",
    ]
    assert len(default_storage.listdir("social")[1]) == 2


def test_an_episode_that_comes_out_gets_one(episode, time_machine):
    list(social_images.draw_ahead())
    made = EpisodeFactory(title="Soon", scheduled=True)
    assert list(social_images.draw_ahead()) == []
    time_machine.move_to(made.publish_at)
    assert list(social_images.draw_ahead()) == ["The social image of “Soon” was drawn."]


def test_looking_through_all_takes_the_same_queries(episode, django_assert_num_queries):
    list(social_images.draw_ahead())
    for count in (1, 3):
        for credit in CreditFactory.create_batch(count, role="guest"):
            social_images.drawn(default_storage, social_images.card_of(credit.episode, [credit]))
            social_images.drawn(default_storage, cards.card_of_person(credit.person))
        with django_assert_num_queries(10):
            list(social_images.draw_ahead())

import io

import pytest
from django.urls import reverse
from PIL import Image

from guests.models import Person, PersonAddress
from tests.factories import CreditFactory, PersonFactory, PersonLinkFactory, ShowFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/guests/person/add/"
LIST = "/admin/guests/person/"
NO_LINKS = {"links-TOTAL_FORMS": "0", "links-INITIAL_FORMS": "0"}


@pytest.fixture
def desk(client, producer):
    ShowFactory()
    client.force_login(producer)
    return client


def test_a_person_needs_no_more_than_a_name(desk):
    PersonFactory(slug="nora-brandt")
    desk.post(ADD, {"name": "Nora Brandt", **NO_LINKS})
    assert Person.objects.latest("pk").slug == "nora-brandt-2"


def test_a_changed_slug_keeps_the_old_address(desk):
    person = PersonFactory(slug="old")
    url = reverse("admin:guests_person_change", args=[person.pk])
    desk.post(url, {"name": person.name, "slug": "new", **NO_LINKS})
    assert list(PersonAddress.objects.values_list("slug", "person")) == [("old", person.pk)]


def test_an_emptied_name_and_slug_are_answered_with_a_sentence(desk):
    person = PersonFactory(name="Nora", slug="nora")
    response = desk.post(f"/admin/guests/person/{person.pk}/change/", {"name": "", "slug": "", **NO_LINKS})
    assert response.status_code == 200
    assert "name" in response.context["adminform"].form.errors


def test_links_keep_the_order_of_their_rows(desk):
    person = PersonFactory()
    first, second = (PersonLinkFactory(person=person, label=label) for label in "AB")
    rows = {"links-TOTAL_FORMS": "3", "links-INITIAL_FORMS": "2"}
    for number, (link, position) in enumerate([(first, 2), (second, 3)]):
        rows |= {f"links-{number}-id": link.pk, f"links-{number}-person": person.pk}
        rows |= {f"links-{number}-label": link.label, f"links-{number}-url": link.url}
        rows |= {f"links-{number}-position": position}
    rows |= {"links-2-label": "C", "links-2-url": "https://c.example/", "links-2-position": "1"}
    url = reverse("admin:guests_person_change", args=[person.pk])
    desk.post(url, {"name": person.name, "slug": person.slug, **rows})
    assert list(person.links.values_list("label", flat=True)) == ["C", "A", "B"]


def test_a_portrait_is_made_anew(desk):
    picture = io.BytesIO()
    Image.new("RGB", (900, 600), "navy").save(picture, "WEBP")
    picture.name = "face.webp"
    picture.seek(0)
    desk.post(ADD, {"name": "Nora", "portrait": picture, **NO_LINKS})
    assert Person.objects.get().portrait.name.endswith(".jpg")


def test_somebody_with_credits_is_not_deleted(client, editor):
    client.force_login(editor)
    person = CreditFactory().person
    response = client.post(reverse("admin:guests_person_delete", args=[person.pk]), {"post": "yes"})
    assert (response.status_code, Person.objects.filter(pk=person.pk).exists()) == (200, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_people(desk, django_assert_num_queries, count):
    for _number in range(count):
        CreditFactory(person__portrait="images/a.jpg")
    with django_assert_num_queries(8):
        desk.get(LIST)


def test_people_are_found_by_a_part_of_their_name(desk):
    person = PersonFactory(name="Nora Brandt")
    PersonFactory(name="Somebody else")
    query = {"term": "bra", "app_label": "episodes", "model_name": "credit", "field_name": "person"}
    found = desk.get("/admin/autocomplete/", query).json()["results"]
    assert found == [{"id": str(person.pk), "text": "Nora Brandt"}]

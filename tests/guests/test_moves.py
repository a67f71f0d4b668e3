import pytest

from guests.moves import leave_address
from tests.factories import CreditFactory, PersonFactory

pytestmark = pytest.mark.django_db


def slugs(person):
    return sorted(person.former_addresses.values_list("slug", flat=True))


def test_each_slug_that_was_left_is_remembered_once():
    person = PersonFactory()
    leave_address(person.former_addresses, old="a", new="b")
    leave_address(person.former_addresses, old="b", new="c")
    leave_address(person.former_addresses, old="b", new="c")
    assert slugs(person) == ["a", "b"]


def test_a_thing_that_comes_back_does_not_lead_to_itself(client):
    person = CreditFactory(person=PersonFactory(slug="b")).person
    leave_address(person.former_addresses, old="a", new="b")
    person.slug = "a"
    person.save()
    leave_address(person.former_addresses, old="b", new="a")
    assert slugs(person) == ["b"]
    assert client.get("/guests/a/").status_code == 200
    response = client.get("/guests/b/")
    assert (response["Location"], response["Cache-Control"]) == ("/guests/a/", "no-cache")


def test_nothing_is_remembered_where_nothing_moved():
    person = PersonFactory()
    leave_address(person.former_addresses, old="a", new="a")
    leave_address(person.former_addresses, old="", new="a")
    assert slugs(person) == []

import pytest
from django.contrib.admin.models import LogEntry

from guests.models import Person
from tests.factories import CreditFactory, EpisodeFactory, MembershipFactory, PersonFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return ShowFactory()


@pytest.fixture
def two(show):
    kept, gone = PersonFactory(name="Inês Duarte", slug="ines-duarte"), PersonFactory(name="I. Duarte", slug="i-duarte")
    CreditFactory(episode=EpisodeFactory(show=show, title="The tide"), person=gone)
    return kept, gone


def address(kept, query=""):
    return f"/admin/guests/person/{kept.pk}/merge/{query}"


def test_similar_names_are_offered_and_others_found_by_name(client, editor, two):
    kept, gone = two
    other = PersonFactory(name="Somebody Else")
    client.force_login(editor)
    assert client.get(address(kept)).context["found"] == [gone]
    assert client.get(address(kept, "?q=else")).context["found"] == [other]
    assert client.get(address(kept, "?q=%00")).status_code == 200
    assert "Merge" in client.get(f"/admin/guests/person/{kept.pk}/change/").text


def test_nothing_happens_before_it_is_confirmed_and_then_all_that_was_said(client, editor, two):
    kept, gone = two
    client.force_login(editor)
    text = client.get(address(kept, f"?with={gone.pk}")).text
    lost = "The name of the profile that goes: “<bdi>I. Duarte</bdi>”"
    for said in ("The tide", lost, "/guests/i-duarte/", "This one goes", "The other way round"):
        assert said in text
    assert Person.objects.count() == 2
    response = client.post(address(kept), {"with": gone.pk}, follow=True)
    assert "Merged with the profile of “I. Duarte”" in response.text
    assert list(Person.objects.all()) == [kept]
    assert "I. Duarte" in LogEntry.objects.get().get_change_message()
    assert client.get("/guests/i-duarte/")["Location"] == "/guests/ines-duarte/"


@pytest.mark.parametrize("given", ["", "0", "x", "99999999999999999999"])
def test_somebody_who_is_not_there_is_asked_for_again(client, editor, two, given):
    client.force_login(editor)
    response = client.post(address(two[0]), {"with": given})
    assert "That profile is not there any more. Choose another one." in response.text
    assert Person.objects.count() == 2


def test_of_a_show_that_somebody_does_not_work_on_the_page_says_nothing(client, two):
    kept, gone = two
    somebody = UserFactory()
    MembershipFactory(user=somebody, show=ShowFactory(), role="editor")
    client.force_login(somebody)
    text = client.get(address(kept, f"?with={gone.pk}")).text
    assert "do not work on" in text
    assert "The tide" not in text
    client.post(address(kept), {"with": gone.pk})
    assert Person.objects.count() == 2


def test_who_may_not_delete_a_profile_is_refused(client, producer, two):
    client.force_login(producer)
    assert client.get(address(two[0])).status_code == 403
    assert "/merge/" not in client.get(f"/admin/guests/person/{two[0].pk}/change/").text

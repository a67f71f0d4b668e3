import re

import pytest
from django.contrib.auth.models import User

from tests.factories import EpisodeFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.django_db


def links(page):
    return re.findall(r'href="(/admin/[^"]*)"', page.content.decode())


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_costs_the_same_for_any_number_of_episodes(client, producer, django_assert_num_queries, count):
    client.force_login(producer)
    for state in ("draft", "in_review", "approved"):
        for _number in range(count):
            EpisodeFactory(state=state)
    with django_assert_num_queries(21):
        client.get("/admin/")


def test_the_first_page_lists_what_is_to_do(client, producer):
    client.force_login(producer)
    show = ShowFactory()
    found = {
        "in_review": EpisodeFactory(show=show, in_review=True),
        "draft": EpisodeFactory(show=show, draft=True),
        "public": EpisodeFactory(show=show),
    }
    EpisodeFactory(show=show, withdrawn=True)
    scheduled = EpisodeFactory(show=show, scheduled=True)
    assert [row["card"].episode for row in client.get("/admin/").context["upcoming"]] == [scheduled]
    lists = client.get("/admin/").context["lists"]
    assert {item["state"]: [episode for episode, _moment in item["rows"]] for item in lists} == {
        state: [episode] for state, episode in found.items()
    }


def test_accounts_are_for_administrators(client, producer):
    client.force_login(producer)
    assert "/admin/auth/user/" not in links(client.get("/admin/"))
    client.force_login(User.objects.create_superuser("ada"))
    assert "/admin/auth/user/" in links(client.get("/admin/"))


def test_an_account_without_rights_is_told_whom_to_ask(client):
    client.force_login(UserFactory())
    page = client.get("/admin/")
    assert b"An administrator gives you a role in a show" in page.content
    assert [link for link in links(page) if "episodes" in link or "guests" in link] == []


@pytest.mark.parametrize(
    "path", ["/admin/auth/user/", "/admin/auth/user/add/", "/admin/auth/group/", "/admin/auth/group/add/"]
)
def test_accounts_have_their_pages(client, path):
    client.force_login(User.objects.create_superuser("ada"))
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/jsi18n/", "/admin/", "/admin/password_change/"])
def test_nothing_of_the_desk_may_be_framed_by_others(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert re.search(r"frame-ancestors ([^;]+)", policy)[1] in {"'self'", "'none'"}

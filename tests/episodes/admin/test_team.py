"""Roles are given and taken by administrators, on the page of a show and on that of an account."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from episodes.models import Episode, Membership
from tests.episodes.admin.test_episode import rows
from tests.factories import EpisodeFactory, MembershipFactory, ShowFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def show():
    return ShowFactory(title="Slack Water")


@pytest.fixture
def administrator():
    return UserFactory(username="ada", is_superuser=True)


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def send(client, show, *values, initial=0):
    """Save the show's page as it stands, with `values` as its team."""
    address = reverse("admin:episodes_show_change", args=[show.pk])
    form = {"title": show.title, "slug": show.slug, "time_zone": show.time_zone, "language": show.language}
    form |= {"kind": show.kind, "medium": show.medium, "feed_size": show.feed_size, "locked": "on"}
    prefixes = ("standing_credits", "standing_links", "seasons", "listings", "funding_links", "recommended_feeds")
    for prefix in (*prefixes, "feed_texts"):
        form |= rows(prefix)
    return client.post(address, form | rows("memberships", *values, initial=initial))


def entries():
    return [
        (str(entry.user), entry.object_repr, entry.get_change_message()) for entry in LogEntry.objects.order_by("pk")
    ]


def test_an_administrator_gives_a_role(desk, show):
    user = UserFactory(username="petra", is_staff=False)
    response = send(desk, show, {"user": user.pk, "role": "producer"})
    assert response.status_code == 302, response.context["errors"]
    given = Membership.objects.get()
    assert (given.user, given.show, given.role, given.given_by.username) == (user, show, "producer", "ada")
    assert User.objects.get(username="petra").is_staff
    assert ("ada", "petra: producer of “Slack Water”", "Added.") in entries()


def test_a_role_is_changed_and_taken(desk, show):
    one = MembershipFactory(show=show, user__username="petra")
    row = {"id": one.pk, "user": one.user_id}
    send(desk, show, row | {"role": "editor"}, initial=1)
    changed = Membership.objects.get()
    assert (changed.role, changed.given_by.username) == ("editor", "ada")
    send(desk, show, row | {"role": "editor", "DELETE": "on"}, initial=1)
    assert not Membership.objects.exists()
    name = "petra: editor of “Slack Water”"
    assert [entry for entry in entries() if entry[1] == name] == [
        ("ada", name, "Was producer before."),
        ("ada", name, ""),
    ]


def test_nobody_is_on_a_team_twice(desk, show):
    one = MembershipFactory(show=show)
    first = {"id": one.pk, "user": one.user_id, "role": "producer"}
    response = send(desk, show, first, {"user": one.user_id, "role": "editor"}, initial=1)
    assert (response.status_code, Membership.objects.count()) == (200, 1)


def test_an_editor_sees_the_team_and_cannot_change_it(client, show):
    editor = MembershipFactory(show=show, role="editor", user__username="emil").user
    other = UserFactory(username="petra")
    client.force_login(editor)
    page = client.get(reverse("admin:episodes_show_change", args=[show.pk]))
    assert ("emil" in page.text, 'name="memberships-0-user"' in page.text) == (True, False)
    send(client, show, {"user": other.pk, "role": "editor"})
    assert [each.user for each in Membership.objects.all()] == [editor]


def test_the_page_of_an_account_has_its_roles(desk, show, administrator):
    user = UserFactory(username="petra")
    address = reverse("admin:auth_user_change", args=[user.pk])
    assert "roles in shows" in desk.get(address).text.lower()
    form = {"username": "petra", "is_active": "on", "is_staff": "on"}
    form |= {"date_joined_0": "2026-11-24", "date_joined_1": "06:00:00"}
    desk.post(address, form | rows("memberships", {"show": show.pk, "role": "editor"}))
    assert list(Membership.objects.values_list("user", "show", "role", "given_by")) == [
        (user.pk, show.pk, "editor", administrator.pk)
    ]


def test_permissions_that_do_not_count_are_not_offered(desk):
    user = UserFactory()
    form = desk.get(reverse("admin:auth_user_change", args=[user.pk])).context["adminform"].form
    offered = form.fields["user_permissions"].queryset
    assert not offered.filter(content_type__app_label__in=["episodes", "guests"]).exists()
    assert offered.filter(pk=Permission.objects.get(codename="view_user").pk).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_a_team_costs_the_same_for_any_number(desk, show, count, django_assert_num_queries):
    for _number in range(count):
        MembershipFactory(show=show)
    with django_assert_num_queries(12):
        desk.get(reverse("admin:episodes_show_change", args=[show.pk]))


# --- What somebody of another show is not told ------------------------------------------------


@pytest.fixture
def outsider(client):
    user = MembershipFactory(role="editor", show=ShowFactory(title="Another show")).user
    client.force_login(user)
    return client


@pytest.mark.parametrize("count", [1, 3])
def test_lists_filters_and_counts_leave_other_shows_out(outsider, show, count):
    for _number in range(count):
        EpisodeFactory(show=show, in_review=True)
    page = outsider.get(reverse("admin:episodes_episode_changelist"))
    assert (page.context["cl"].result_count, "Slack Water" in page.text) == (0, False)
    assert "Slack Water" not in outsider.get(reverse("admin:index")).text


@pytest.mark.parametrize("address", ["/admin/guests/person/", "/admin/episodes/topic/"])
def test_people_and_topics_do_not_tell_by_a_filter_what_they_are_on(outsider, show, address):
    episode = EpisodeFactory(show=show, draft=True)
    assert outsider.get(address, {"episodes": episode.pk}).status_code == 400


def test_who_may_approve_elsewhere_approves_nothing_here(client, show):
    """A producer here and an editor there: the button is on the list, for the rows where it counts."""
    user = MembershipFactory(show=show, role="producer").user
    there = MembershipFactory(user=user, role="editor").show
    ours, theirs = EpisodeFactory(show=show, in_review=True), EpisodeFactory(show=there, in_review=True)
    client.force_login(user)
    data = {"action": "approve_chosen", "_selected_action": [ours.pk, theirs.pk]}
    answer = client.post(reverse("admin:episodes_episode_changelist"), data, follow=True)
    assert "stays as it is: in “Slack Water” this is for its editors." in answer.text
    assert [Episode.objects.get(pk=each.pk).state for each in (ours, theirs)] == ["in_review", "approved"]

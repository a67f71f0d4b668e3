"""One table of who may do what where, asked row by row and as lists."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.db import connection

from episodes import rights
from episodes.models import Episode, Membership, Show
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    MembershipFactory,
    PersonFactory,
    ResourceLinkFactory,
    SeasonFactory,
    ShowFactory,
    TopicFactory,
    TranscriptFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# Who, and what they may do: here, where they are what their name says; there, in the other show; at all.
VIEW, EDIT, APPROVE = "episodes.view_episode", "episodes.change_episode", "episodes.approve_episode"
SETTINGS, MAKE, PEOPLE, TEAM = (
    "episodes.change_show",
    "episodes.add_show",
    "guests.change_person",
    "episodes.change_membership",
)
TABLE = {
    "anonymous": (set(), set()),
    "nobody": (set(), set()),
    "dismissed": (set(), set()),
    "producer": ({VIEW, EDIT}, set()),
    "editor": ({VIEW, EDIT, APPROVE, SETTINGS}, set()),
    "both": ({VIEW, EDIT}, {VIEW, EDIT, APPROVE, SETTINGS}),
    "administrator": ({VIEW, EDIT, APPROVE, SETTINGS, TEAM}, {VIEW, EDIT, APPROVE, SETTINGS, TEAM}),
    "by group": (set(), set()),
    "by account": (set(), set()),
}
BY_SHOW = {VIEW, EDIT, APPROVE, SETTINGS, TEAM}


@pytest.fixture
def here():
    return ShowFactory(title="Here")


@pytest.fixture
def there():
    return ShowFactory(title="There")


def person(who: str, here: Show, there: Show) -> User | AnonymousUser:
    if who == "anonymous":
        return AnonymousUser()
    user = UserFactory(username=who, is_superuser=who == "administrator", is_active=who != "dismissed")
    roles = {"producer": ["producer"], "editor": ["editor"], "dismissed": ["editor"], "both": ["producer", "editor"]}
    for show, role in zip((here, there), roles.get(who, []), strict=False):
        MembershipFactory(user=user, show=show, role=role)
    every = Permission.objects.filter(content_type__app_label__in=["episodes", "guests"])
    if who == "by group":
        group = Group.objects.create(name="Everything")
        group.permissions.set(every)
        user.groups.add(group)
    if who == "by account":
        user.user_permissions.set(every)
    return user


@pytest.mark.parametrize("who", TABLE)
def test_what_somebody_may_do_in_one_show_and_in_the_other(who, here, there):
    user = person(who, here, there)
    allowed = dict(zip((here, there), TABLE[who], strict=True))
    for show, expected in allowed.items():
        episode = EpisodeFactory(show=show, draft=True)
        assert {right for right in BY_SHOW if user.has_perm(right, show)} == expected
        assert {right for right in BY_SHOW if user.has_perm(right, episode)} == expected
    assert {right for right in BY_SHOW if user.has_perm(right)} == set.union(*allowed.values())


@pytest.mark.parametrize("right", sorted(BY_SHOW))
@pytest.mark.parametrize("who", TABLE)
def test_lists_hold_what_the_rows_allow(who, right, here, there):
    user = person(who, here, there)
    for show in (here, there):
        EpisodeFactory(show=show, draft=True)
        EpisodeFactory(show=show)
    shows, episodes = Show.objects.order_by("pk"), Episode.objects.order_by("pk")
    assert list(shows.open_to(user, right)) == [show for show in shows if user.has_perm(right, show)]
    assert list(episodes.open_to(user, right)) == [each for each in episodes if user.has_perm(right, each)]


@pytest.mark.parametrize("who", TABLE)
def test_unpublished_ones_are_visible_where_somebody_may_look(who, here, there):
    user = person(who, here, there)
    empty = ShowFactory(title="Nothing yet")
    for show in (here, there):
        EpisodeFactory(show=show, draft=True)
    EpisodeFactory(show=there)
    episodes, shows = Episode.objects.order_by("pk"), Show.objects.order_by("pk")
    seen = [each for each in episodes if each.is_public or user.has_perm(VIEW, each)]
    assert list(episodes.visible_to(user)) == seen
    public = {there}
    assert list(shows.visible_to(user)) == [show for show in shows if show in public or user.has_perm(VIEW, show)]
    assert (empty in shows.visible_to(user)) == (who == "administrator")


@pytest.mark.parametrize(("who", "expected"), [("nobody", False), ("producer", True), ("editor", True)])
def test_people_and_topics_are_everybodys_who_has_a_role_somewhere(who, expected, here, there):
    user = person(who, here, there)
    CreditFactory(episode=EpisodeFactory(show=there), person=(guest := PersonFactory()))
    rights_of_any = (
        user.has_perm("guests.add_person"),
        user.has_perm(PEOPLE, guest),
        user.has_perm("episodes.change_topic", TopicFactory()),
        user.has_module_perms("episodes"),
        user.has_module_perms("guests"),
    )
    assert set(rights_of_any) == {expected}


def test_what_belongs_to_an_episode_or_a_show_is_asked_of_that_show(here, there):
    user = person("both", here, there)
    for show, expected in ((here, False), (there, True)):
        episode = EpisodeFactory(show=show)
        rows = [
            ChapterFactory(episode=episode),
            CreditFactory(episode=episode),
            ResourceLinkFactory(episode=episode),
            TranscriptFactory(episode=episode),
            SeasonFactory(show=show),
            Episode(show=show),
        ]
        assert {user.has_perm(APPROVE, row) for row in rows} == {expected}
    assert not user.has_perm(VIEW, user)
    assert not user.has_perm(VIEW, Show())
    assert not user.has_perm(VIEW, Episode())


def test_what_is_neither_of_shows_nor_of_people_is_asked_as_django_does(here, there):
    user = person("editor", here, there)
    assert not user.has_perm("auth.view_user")
    assert not user.has_module_perms("auth")
    user.user_permissions.add(Permission.objects.get(codename="view_user"))
    user = User.objects.get(pk=user.pk)
    assert user.has_perm("auth.view_user")
    assert user.has_module_perms("auth")
    assert "auth.view_user" in user.get_all_permissions()


@pytest.mark.parametrize("who", TABLE)
def test_all_permissions_are_those_that_are_had_one_by_one(who, here, there):
    user = person(who, here, there)
    names = {f"{app}.{name}" for app, name in Permission.objects.values_list("content_type__app_label", "codename")}
    assert user.get_all_permissions() == {name for name in names if user.has_perm(name)}
    if who != "administrator":
        assert user.get_all_permissions(here) == {name for name in names if user.has_perm(name, here)}


@pytest.mark.parametrize("shows", [1, 3])
def test_roles_are_read_once(shows, django_assert_num_queries):
    user = UserFactory()
    episodes = [EpisodeFactory(show=MembershipFactory(user=user).show) for _ in range(shows)]
    with django_assert_num_queries(1):
        assert all(user.has_perm(EDIT, episode) for episode in episodes)
        assert not any(user.has_perm(APPROVE, episode) for episode in episodes)
        assert user.has_perm(EDIT)
        assert user.has_module_perms("guests")
        rights.shows_where(user, EDIT)
    with django_assert_num_queries(1):
        assert len(Episode.objects.open_to(user)) == shows


# --- The table itself -------------------------------------------------------------------------

ADMINISTRATORS_ONLY = {
    "episodes.add_show",
    "episodes.delete_show",
    "episodes.add_membership",
    "episodes.change_membership",
    "episodes.delete_membership",
}
# Rows that no form holds: the rooms write them.
NOBODY_S = {
    f"{action}_{model}"
    for action in ("view", "add", "change", "delete")
    for model in (
        *(
            "episodeaddress",
            "episoderevision",
            "episodeversion",
            "hubping",
            "openform",
            "outgoingaudio",
            "outgoingerrand",
        ),
        *("outgoingfile", "personaddress", "retiredaddress", "revision", "showaddress", "statechange", "sweep"),
        *("topicaddress", "searchdocument", "searchpassage", "unindexed", "transcripttext", "noteshtml", "writtenitem"),
        *("addresscheck", "calendaraddress", "deskvisit", "holiday", "indexping"),
    )
} | {"add_missedaddress", "change_missedaddress"}  # counted by the site alone


def test_every_permission_is_a_role_s_or_kept_for_administrators():
    """One that a model brings along has to be decided about: in `episodes.rights`, or here."""
    known = Permission.objects.filter(content_type__app_label__in=rights.APPS)
    names = {f"{app}.{name}" for app, name in known.values_list("content_type__app_label", "codename")}
    decided = rights.EDITOR | ADMINISTRATORS_ONLY
    assert {name for name in names if name.partition(".")[2] not in NOBODY_S} == decided
    assert not rights.EDITOR & ADMINISTRATORS_ONLY
    assert rights.PRODUCER < rights.EDITOR


def test_roles_are_those_of_the_table():
    assert set(Membership.Role.values) == set(rights.ROLES)


def test_nobody_has_two_roles_in_a_show(here):
    membership = MembershipFactory(show=here)
    twice = Membership(user=membership.user, show=here, role="editor")
    with pytest.raises(Exception, match="on the team already"):
        twice.full_clean()


def test_a_role_is_no_public_matter(here):
    before = Episode.objects.public_state()
    MembershipFactory(show=here)
    assert Episode.objects.public_state().token == before.token
    assert connection.vendor in ("sqlite", "postgresql")

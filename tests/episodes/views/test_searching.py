import datetime as dt
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from episodes import search
from episodes.formats.questions import MOST_TERMS
from episodes.models import Season
from episodes.views import searching
from tests.factories import MembershipFactory, ShowFactory, TopicFactory, UserFactory
from tests.words import episode

pytestmark = pytest.mark.django_db

SEARCH = "/search/"


def titles(response):
    return [html.unescape(title) for title in re.findall(r'class="listing__title"><a[^>]*>([^<]*)<', response.text)]


@pytest.fixture
def ask(client):
    def ask(q="", **asked):
        for _ in search.index():
            pass
        return client.get(SEARCH, {"q": q, **asked})

    return ask


def test_without_a_question_there_is_a_form(ask):
    episode("Tide")
    response = ask()
    assert 'type="search"' in response.text
    assert titles(response) == []
    assert "autofocus" in response.text


def test_a_line_leads_to_its_second(ask):
    made = episode("Tables", said=["Ana: Good morning.", "Bo: The tide & the <b>table</b>."])
    response = ask("tide table")
    assert titles(response) == ["Tables"]
    assert f'href="{made.get_absolute_url()}?t=10#player"' in response.text
    assert '<span class="hit__clock">0:10</span>' in response.text
    assert "<mark>tide</mark>" in response.text
    assert "autofocus" not in response.text


def test_what_was_typed_is_kept_and_escaped(ask):
    response = ask('"><script>alert(1)</script>')
    assert "<script>alert" not in response.text
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in response.text


def test_people_and_shows_of_that_name_are_named(ask):
    made = episode("Tables", people=["Inês Carvalho"], show=ShowFactory(title="Slack Water", slug="slack"))
    assert f'href="{made.people.get().get_absolute_url()}"' in ask("carvalho").text.split('class="listings"')[0]
    assert 'href="/slack/"' in ask("slack").text.split('class="listings"')[0].split('class="named"')[1]


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_unpublished_is_not_found_whoever_asks(ask, client, editor, state):
    episode("Open tide", said=["tide"])
    episode("Hidden tide", state=state, said=["tide"], people=["Tide Person"], show=ShowFactory(title="Tide"))
    client.force_login(editor)
    response = ask("tide")
    assert titles(response) == ["Open tide"]
    assert "Hidden" not in response.text
    assert "Tide Person" not in response.text


def test_an_episode_is_found_from_its_second_on(ask, time_machine):
    moment = timezone.now() + dt.timedelta(days=3)
    episode("Tide", days_old=-3).save()
    made = episode("Other tide", days_old=0)
    made.publish_at = moment
    made.save()
    time_machine.move_to(moment - dt.timedelta(seconds=1), tick=False)
    assert "Other tide" not in titles(ask("tide"))
    time_machine.move_to(moment, tick=False)
    response = ask("tide")
    assert "Other tide" in titles(response)
    assert response["Cache-Control"] == "no-cache"


def test_filters_narrow_and_what_they_misspell_does_not(ask):
    one, two = ShowFactory(slug="one"), ShowFactory(slug="two")
    first = episode("First tide", show=one, season=Season.objects.create(show=one, number=3), people=["Ana"])
    first.topics.add(TopicFactory(slug="sea"))
    episode("Second tide", show=two, days_old=800)
    both = ["First tide", "Second tide"]
    assert titles(ask("tide")) == both
    assert titles(ask("tide", show="two")) == ["Second tide"]
    assert titles(ask("tide", show="one", season="3")) == ["First tide"]
    assert titles(ask("tide", topic="sea")) == ["First tide"]
    assert titles(ask("tide", person=first.people.get().slug)) == ["First tide"]
    assert titles(ask("tide", year=str(first.publish_at.year))) == ["First tide"]
    assert titles(ask("", show="two")) == ["Second tide"]
    assert titles(ask("tide", show="zwei", season="x", topic="\0", person="\0", year="²")) == both


def test_it_says_when_no_episode_has_all_of_it(ask):
    episode("A tide")
    assert "these have some" in ask("tide foghorn").text
    assert "these have some" not in ask("tide").text
    assert "Nothing was found" in ask("foghorn").text


def test_the_number_of_queries_does_not_grow(ask, django_assert_num_queries, client):
    for count in (1, 2):
        for number in range(count):
            episode(f"Tide {count} {number}", chapters=["Tide"], said=["Tide."], people=[f"Ana {count} {number}"])
        ask("table")
        for queries in (9, 7):  # lines that are kept are not read
            with django_assert_num_queries(queries):
                client.get(SEARCH, {"q": "tide"})


def test_a_line_shows_the_episode_as_it_is_now(ask, client):
    made = episode("Tide", people=["Ana Carvalho"])
    assert "Carvalho" in ask("tide").text
    made.people.update(name="Ana Sousa")
    made.title = "Tide, mended"
    made.save()
    response = client.get(SEARCH, {"q": "tide"})
    assert titles(response) == ["Tide, mended"]
    assert "Sousa" in response.text.split('class="listings"')[1]


def test_pages_follow_each_other_and_there_is_none_after_the_last(ask, monkeypatch):
    monkeypatch.setattr(searching, "PAGE_SIZE", 1)
    episode("New tide table", days_old=1)
    episode("Old tide", days_old=2)
    assert [titles(ask("tide", page=number)) for number in (1, 2, 3)] == [["New tide table"], ["Old tide"], []]
    assert [ask("tide table", page=number).status_code for number in (1, 2)] == [200, 404]
    response = ask("tide foghorn", page=2)
    assert titles(response) == ["Old tide"]
    assert "these have some" in response.text
    assert "2 episodes" in response.text


typed = st.text() | st.integers().map(str) | st.sampled_from(["\0", "9" * 400, "-1", "²", "1e9", "NaN", "tide"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(asked=st.dictionaries(st.sampled_from(["q", "page", "show", "season", "topic", "year", "person"]), typed))
def test_whatever_is_typed_is_answered_with_a_page_after_few_queries(client, asked):
    made = episode("Tide", show=ShowFactory(), people=["Ana"])
    made.topics.add(TopicFactory())
    sent = {name: value.encode(errors="surrogatepass") for name, value in asked.items()}
    list(search.index())  # everything, also what tests before this one have left to be taken down
    with CaptureQueriesContext(connection) as queries:
        response = client.get(SEARCH, sent)
    assert response.status_code in (200, 404)
    assert len(queries) <= 14 + MOST_TERMS


NARROWING = ["page", "season", "topic", "year", "q", "letter", "by", "site", "sponsored", "show", "role", "t", "theme"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(asked=st.dictionaries(st.sampled_from(NARROWING), typed, min_size=1, max_size=4))
@example(asked={"page": "1"})
def test_whatever_narrows_a_list_is_answered_with_a_page_after_few_queries(client, asked):
    made = episode("Tide", people=["Ana"], links=["A tide table"])
    made.topics.add(TopicFactory())
    sent = {name: value.encode(errors="surrogatepass") for name, value in asked.items()}
    rows = (made.show, made, made.people.get(), made.topics.get())
    lists = [reverse(f"episodes:{name}") for name in ("home", "topic_list", "sitemap")] + [
        reverse("guests:person_list"),
        reverse("episodes:link_list", args=[made.show.slug]),
        reverse("episodes:feed", args=[made.show.slug]),
    ]
    for address in (*(row.get_absolute_url() for row in rows), *lists):
        response = _asked_in_few_queries(client, address, sent)
        if response.status_code == 301:  # the first page has an address without its number
            response = _asked_in_few_queries(client, response.url, None)
        assert response.status_code in (200, 404), address


def _asked_in_few_queries(client, address, sent):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, sent)
    assert len(queries) <= 20, address
    return response


def test_seasons_can_be_chosen_where_a_show_is(ask):
    show = ShowFactory(slug="one")
    for number in (1, 2):
        episode(f"Tide {number}", show=show, season=Season.objects.create(show=show, number=number))
    assert 'id="season"' not in ask("tide").text
    assert '<option value="2" selected>' in ask("tide", show="one", season="2").text
    assert titles(ask("tide", show="one", season="2")) == ["Tide 2"]


def test_somebody_who_is_found_can_be_searched_alone(ask):
    person = episode("Tide", people=["Ana Ohm"]).people.get()
    assert f'href="?person={person.slug}"' in ask("ohm").text


def test_the_desk_finds_drafts_by_their_words_and_a_guid(client, editor):
    made = episode("Quadrant", state="draft", said=["A sextant."])
    for _ in search.index():
        pass
    client.force_login(editor)
    address = reverse("admin:episodes_episode_changelist")
    for question in ("sextants", made.guid):
        assert "Quadrant" in client.get(address, {"q": question}).text
    assert "Quadrant" not in client.get(address, {"q": "foghorn"}).text


def desk_titles(client, **asked):
    for _ in search.index():
        pass
    response = client.get(reverse("admin:episodes_episode_changelist"), asked)
    return [one.title for one in response.context["cl"].result_list], response.text


def test_the_desk_finds_in_the_order_of_the_site_and_says_when_there_are_only_some(client, editor):
    episode("Said", days_old=1, said=["A foghorn."])
    episode("Foghorn", days_old=3, state="draft")
    episode("A chapter", days_old=2, chapters=["The foghorn"], state="in_review")
    client.force_login(editor)
    assert desk_titles(client, q="foghorns")[0] == ["Foghorn", "A chapter", "Said"]
    assert desk_titles(client, q="foghorn", o="1")[0] == ["A chapter", "Foghorn", "Said"]
    some, text = desk_titles(client, q="chapters lighthouse")
    assert (some, "these have some" in text) == (["A chapter"], True)
    assert desk_titles(client, q="lighthouse lens")[0] == []


def test_the_desk_finds_for_a_producer_of_one_show_its_drafts_alone(client):
    own, other = ShowFactory(slug="own"), ShowFactory(slug="other")
    episode("Own foghorn", show=own, state="draft", said=["A siren."])
    foreign = [
        episode("Foreign foghorn", show=other, state=state, said=["A siren."]) for state in ("draft", "approved")
    ]
    member = UserFactory(role="")
    MembershipFactory(user=member, show=own, role="producer")
    client.force_login(member)
    for question in ("foghorn", "siren", "foreign foghorn siren", *(one.guid for one in foreign)):
        found, text = desk_titles(client, q=question)
        assert "Foreign" not in text.replace("foreign", "")
        assert found == ([] if "-" in question else ["Own foghorn"])

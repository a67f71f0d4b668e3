import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from episodes.models import Episode
from guests.models import Person
from tests.episodes.formats.notes.pages import PAGE
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PASTE = "/admin/episodes/episode/paste/"


def notes_of(episode):
    return reverse("admin:episodes_episode_notes", args=[episode.pk])


def fields_of(response):
    """What a browser would send of the review page: every field as it stands, from the forms themselves."""
    data = {"source": response.context["box"]["source"].value(), "show": response.wsgi_request.POST["show"]}
    forms = [response.context["form"]]
    for rows in (response.context["people"], response.context["links"]):
        forms += [rows.management_form, *rows]
    for form in forms:
        for field in form:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value is not False and value is not None:
                data[field.html_name] = value
    return data


@pytest.fixture
def show():
    show = ShowFactory(title="Slack Water", slug="slack-water")
    StandingCreditFactory(show=show, person=PersonFactory(name="Ines Carvalho", slug="ines-carvalho"))
    return show


@pytest.fixture
def desk(client, producer):
    client.force_login(producer)
    return client


def review(desk, address, show, source=PAGE):
    return desk.post(address, {"show": show.pk, "source": source, "_read": "1"})


def test_review_says_who_is_there_by_the_show_and_not_by_the_notes(desk, show):
    StandingCreditFactory(show=show, person=PersonFactory(name="Lupe Quintanilla", slug="lupe-quintanilla"))
    page = review(desk, PASTE, show)
    assert [form.initial["name"] for form in page.context["people"] if form.initial.get("standing")] == [
        "Lupe Quintanilla"
    ]
    assert page.content.decode().count("Not from the notes: always on this show.") == 1
    # Also where a mistake sends the page back.
    again = desk.post(PASTE, fields_of(page) | {"_make": "1", "title": ""})
    assert "An episode needs a title." in again.text
    assert again.text.count("Not from the notes: always on this show.") == 1


def test_notes_become_a_draft_with_everything_in_its_place(desk, show):
    season = SeasonFactory(show=show, number=2)
    EpisodeFactory(show=show, season=season, number=7)
    response = desk.post(PASTE, fields_of(review(desk, PASTE, show)) | {"_make": "1"})
    episode = Episode.objects.get(title="Open water: charts, trust, and who owns the tide table")
    assert response.url == reverse("admin:episodes_episode_change", args=[episode.pk])
    assert (episode.state, episode.season, episode.number, episode.slug[:10]) == ("draft", season, 8, "open-water")
    assert episode.summary == PAGE.splitlines()[1]
    assert episode.notes.replace("\r\n", "\n").count("## ") == 2
    assert episode.chapters.count() == 13
    assert [link.label for link in episode.resource_links.filter(sponsored=True)] == ["Learn more about Kettle & Sons"]
    assert episode.resource_links.count() == 10
    assert [(credit.role, credit.person.name, credit.person.headline) for credit in episode.credits.all()] == [
        ("host", "Ines Carvalho", "Lamp keeper"),
        ("guest", "Idrīs Benhaddou", "Cartographer at the port authority of Vila do Mar"),
    ]
    assert desk.get(response.url).status_code == 200


def test_each_line_is_shown_with_what_it_is(desk, show):
    page = review(desk, PASTE, show).content.decode()
    kinds = re.findall(r'<li id="line-\d+" value="\d+" class="paste-(\w+)"', page)
    assert len(kinds) == len(PAGE.splitlines())
    assert kinds.count("chapter") == 13
    assert page.count("needs an address") == 10


def test_what_is_not_ticked_is_left_out_and_what_is_corrected_is_taken(desk, show):
    data = fields_of(review(desk, PASTE, show)) | {"title": "Other", "people-1-name": "Idris B.", "_make": "1"}
    for name in ("take_summary", "take_chapters", "take_notes", "people-0-take", "links-3-take"):
        del data[name]
    desk.post(PASTE, data)
    episode = Episode.objects.get(title="Other")
    assert (episode.summary, episode.notes, episode.chapters.count()) == ("", "", 0)
    assert [credit.person.name for credit in episode.credits.all()] == ["Idris B."]
    assert episode.resource_links.count() == 9


def test_several_people_of_one_name_are_asked_about(desk, show):
    PersonFactory(name="Idris Benhaddou", slug="one")
    other = PersonFactory(name="Benhaddou, Idrīs", slug="two")
    data = fields_of(review(desk, PASTE, show)) | {"_make": "1"}
    response = desk.post(PASTE, data)
    assert "Several people may be meant." in response.content.decode()
    assert not Episode.objects.exists()
    desk.post(PASTE, data | {"people-1-person": str(other.pk)})
    assert other in Episode.objects.get().people.all()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "An episode needs a title."),
        ({"chapters": "no time"}, "Line 1: There is no time in “no time”."),
        ({"links-0-url": "chart"}, "This is no web address."),
        ({"links-0-label": ""}, "A link needs a label."),
        ({"people-1-name": ""}, "Somebody new needs a name."),
        ({"people-1-person": "999"}, "“999” is none of the choices. Choose one of the list."),
    ],
)
def test_mistake_gets_a_sentence_and_costs_nothing(desk, show, wrong, sentence):
    data = fields_of(review(desk, PASTE, show)) | {"summary": "Typed by hand", "_make": "1"} | wrong
    page = desk.post(PASTE, data).content.decode()
    assert sentence in page
    assert "Typed by hand" in page
    assert PAGE.splitlines()[2] in page
    assert (Episode.objects.count(), Person.objects.count()) == (0, 1)


def test_notes_go_into_an_episode_without_writing_over_what_was_typed(desk, show):
    episode = EpisodeFactory(show=show, title="Typed", draft=True)
    ChapterFactory(episode=episode, title="Typed chapter")
    CreditFactory(episode=episode, person=Person.objects.get(), role="host")
    response = review(desk, notes_of(episode), show)
    assert "Typed already:" in response.content.decode()
    desk.post(notes_of(episode), fields_of(response) | {"_make": "1"})
    episode.refresh_from_db()
    assert (episode.title, episode.summary) == ("Typed", PAGE.splitlines()[1])
    assert [chapter.title for chapter in episode.chapters.all()] == ["Typed chapter"]
    assert [credit.role for credit in episode.credits.all()] == ["host", "guest"]
    again = fields_of(review(desk, notes_of(episode), show))
    desk.post(notes_of(episode), again | {"take_title": "on", "take_chapters": "on", "_make": "1"})
    episode.refresh_from_db()
    assert episode.title.startswith("Open water")
    assert (episode.chapters.count(), episode.credits.count(), episode.resource_links.count()) == (13, 2, 10)


def test_approved_episode_is_left_alone(desk, show):
    response = desk.get(notes_of(EpisodeFactory(show=show)), follow=True)
    assert "The episode is approved." in response.content.decode()


def test_empty_box_and_the_way_back(desk, show):
    assert "Paste them into the box." in review(desk, PASTE, show, source=" ").content.decode()
    page = desk.post(PASTE, {"show": show.pk, "source": "Kept", "_again": "1"}).content.decode()
    assert "Kept</textarea>" in page


def test_rich_text_becomes_markdown(desk, show):
    response = desk.post(f"{PASTE}text/", {"html": "<h2>Links</h2><a href='https://a.example'>A</a>"})
    assert response.content.decode() == "## Links\n\n[A](<https://a.example>)\n"


@pytest.mark.parametrize("address", [PASTE, f"{PASTE}text/"])
def test_those_without_the_right_are_refused(client, address):
    client.force_login(UserFactory(is_staff=True))
    assert client.post(address, {"html": "x"}).status_code == 403


def test_what_pasting_writes_over_stays_in_the_history(desk, show, producer):
    episode = EpisodeFactory(show=show, title="Typed", draft=True)
    ChapterFactory(episode=episode, title="Typed chapter")
    data = fields_of(review(desk, notes_of(episode), show)) | {"take_chapters": "on", "_make": "1"}
    desk.post(notes_of(episode), data)
    after, before = episode.versions.all()
    assert [row["title"] for row in before.content["rows"]["chapters"]] == ["Typed chapter"]
    assert (before.by, after.by, len(after.content["rows"]["chapters"])) == (None, producer, 13)


def test_signed_out_is_led_to_the_sign_in(client, show):
    assert client.get(PASTE).status_code == 302
    assert User.objects.count() == 0


def test_pages_lead_to_the_box(desk, show):
    draft = EpisodeFactory(show=show, draft=True)
    for address in ("/admin/", f"/admin/episodes/episode/add/?show={show.pk}"):
        assert PASTE in desk.get(address).content.decode()
    assert notes_of(draft) in desk.get(reverse("admin:episodes_episode_change", args=[draft.pk])).content.decode()
    ShowFactory()
    assert PASTE in desk.get("/admin/episodes/episode/add/").content.decode()
    assert f'value="{show.pk}" selected' in desk.get(f"{PASTE}?show={show.pk}").content.decode()


def test_review_asks_as_often_for_one_person_as_for_three(desk, show, django_assert_num_queries):
    for count in (1, 3):
        names = "\n".join(f"Guest: Person {sign} Name" for sign in "ABC"[:count])
        review(desk, PASTE, show)
        with django_assert_num_queries(13):
            review(desk, PASTE, show, source=f"Rope\n{names}\n")

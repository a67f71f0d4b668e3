"""The form in which listeners ask: no cookie, a sentence for each mistake, nothing typed lost."""

import datetime as dt
import re

import pytest
import time_machine

from episodes import questions
from episodes.models import Asking, EpisodeAddress, Question, ShowAddress
from tests.factories import EpisodeFactory, ShowFactory

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
FORM, ABOUT = "/slack-water/ask/", "/slack-water/on-tides/ask/"


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def show():
    return ShowFactory(title="Slack Water", slug="slack-water", takes_questions=True)


@pytest.fixture(autouse=True)
def episode(show):
    return EpisodeFactory(show=show, title="On tides", slug="on-tides")


def ticket_of(response) -> str:
    return re.search(r'name="ticket" value="([^"]+)"', response.text)[1]


def send(client, clock, address=FORM, *, after=30, headers=None, **fields):
    """What a browser sends of a form that was opened `after` seconds ago."""
    ticket = fields.pop("ticket", None) or ticket_of(client.get(address))
    clock.shift(dt.timedelta(seconds=after))
    return client.post(address, {"text": "Why twice a day?", "ticket": ticket, **fields}, headers=headers)


def alert(response) -> str:
    return re.search(r'role="alert">([^<]+)<', response.text)[1]


# --- Asking --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "about"), [(FORM, None), (ABOUT, "On tides")])
def test_a_question_arrives_with_what_it_is_about(client, clock, address, about):
    response = send(client, clock, address, name=" Ada  Low ", email="ada@example.com")
    assert (response.status_code, response["Location"]) == (302, f"{address}?sent=1")
    asked = Question.objects.get()
    assert (asked.text, asked.name, asked.email, asked.state) == (
        "Why twice a day?",
        "Ada Low",
        "ada@example.com",
        "new",
    )
    assert asked.episode == (asked.show.episodes.get() if about else None)
    assert "Your question has arrived" in client.get(response["Location"]).text


def test_neither_form_nor_answer_sets_a_cookie_or_is_kept(client, clock):
    for response in (client.get(FORM), send(client, clock), send(client, clock, text="")):
        assert (response.cookies, response["X-Robots-Tag"]) == ({}, "noindex")
        assert response["Cache-Control"] == "no-store, private"
    assert not client.cookies


@pytest.mark.parametrize("address", ["/slack-water/", "/slack-water/on-tides/"])
def test_the_pages_lead_to_the_form_where_the_show_takes_questions(client, show, address):
    form = FORM if address == "/slack-water/" else ABOUT
    assert f'href="{form}"' in client.get(address).text
    show.takes_questions = False
    show.save()
    assert "/ask/" not in client.get(address).text
    assert client.get(form).status_code == client.post(form, {"text": "A"}).status_code == 404


@pytest.mark.parametrize("trait", ["draft", "in_review", "scheduled", "withdrawn", "silent"])
def test_of_what_is_not_public_nobody_asks(client, admin_client, show, trait):
    EpisodeFactory(show=show, slug="hidden", **{trait: True})
    hidden = EpisodeFactory(show=ShowFactory(takes_questions=True), **{trait: True}).show
    for asker in (client, admin_client):
        for address in (
            "/slack-water/hidden/ask/",
            f"/{hidden.slug}/ask/",
            "/slack-water/nothing/ask/",
            "/nothing/ask/",
        ):
            assert asker.get(address).status_code == asker.post(address, {"text": "A"}).status_code == 404


@pytest.mark.parametrize(("former", "today"), [("/low-water/ask/", FORM), ("/slack-water/tides/ask/", ABOUT)])
def test_a_form_of_a_former_address_is_sent_on_with_what_was_typed(client, show, episode, former, today):
    ShowAddress.objects.create(show=show, slug="low-water")
    EpisodeAddress.objects.create(show=show, episode=episode, slug="tides")
    for method, status in (("get", 301), ("post", 308)):
        response = getattr(client, method)(former)
        assert (response.status_code, response["Location"]) == (status, today)


def test_the_form_asks_as_many_questions_as_it_needs(client, django_assert_num_queries):
    for address, queries in ((FORM, 1), (ABOUT, 1)):
        with django_assert_num_queries(queries):
            client.get(address)


# --- Mistakes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " \n "}, "There is no question yet"),
        ({"text": "a" * 3001}, "This has 3001 characters, and 3000 at most are taken"),
        ({"email": "ada at example"}, "This is no mail address"),
        ({"name": "a" * 101}, "This has 101 characters"),
    ],
)
def test_a_mistake_has_a_sentence_and_everything_typed_is_still_there(client, clock, fields, sentence):
    typed = {"text": "Why twice?", "name": "Ada", "email": "ada@example.com"} | fields
    response = send(client, clock, **typed)
    assert response.status_code == 422
    assert sentence in response.text
    assert "has not been sent yet" in alert(response)
    form = response.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert not Question.objects.exists()


def test_what_no_keyboard_types_is_left_out(client, clock):
    send(client, clock, text="Why\x00 \u202etwice\x07?\r\n\r\nAnd when?")
    assert Question.objects.get().text == "Why twice?\n\nAnd when?"


@pytest.mark.parametrize(
    ("after", "ticket", "sentence"),
    [
        (1, None, "That was quicker than most people write"),
        (25 * 60 * 60, None, "This form was open for more than a day"),
        (30, "made:up", "This form was open for more than a day"),
        (30, " ", "This form was open for more than a day"),
    ],
)
def test_what_machines_do_is_refused_and_a_person_sends_it_once_more(client, clock, after, ticket, sentence):
    response = send(client, clock, after=after, ticket=ticket)
    assert response.status_code == 422
    assert sentence in alert(response)
    assert response.context["form"]["text"].value() == "Why twice a day?"
    again = send(client, clock, ticket=ticket_of(response))
    assert again.status_code == 302
    assert Question.objects.count() == 1


def test_a_ticket_is_good_for_one_question_about_one_thing(client, clock):
    ticket = ticket_of(client.get(FORM))
    for text in ("First?", "Second?"):
        assert send(client, clock, ticket=ticket, text=text).status_code == 302
    assert [each.text for each in Question.objects.all()] == ["First?"]
    assert send(client, clock, ABOUT, ticket=ticket).status_code == 422


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, 302),
        ({"Sec-Fetch-Site": "none"}, 302),
        ({"Origin": "null"}, 302),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
    ],
)
def test_another_sites_form_is_refused(client, clock, headers, status):
    response = send(client, clock, headers=headers)
    assert response.status_code == status
    assert Question.objects.count() == (status == 302)
    if status == 403:
        assert "Another website sent this form" in alert(response)
        assert response.context["form"]["text"].value() == "Why twice a day?"


@pytest.mark.parametrize(
    "fields",
    [
        {"website": "https://cheap.example"},
        {"text": "https://a.example http://b.example www.c.example https://d.example"},
    ],
)
def test_what_looks_like_spam_is_kept_as_spam_and_nobody_is_told(client, clock, fields):
    assert send(client, clock, **fields).status_code == 302
    assert Question.objects.get().state == "spam"


# --- Too often -----------------------------------------------------------------------------------


def test_from_one_place_come_a_few_an_hour(client, clock):
    for _ in range(6):
        assert send(client, clock).status_code == 302
    response = send(client, clock)
    assert (response.status_code, Question.objects.count()) == (429, 6)
    assert "send it in an hour" in alert(response)
    assert response.context["form"]["text"].value() == "Why twice a day?"
    clock.shift(dt.timedelta(hours=1))
    assert send(client, clock, ticket=ticket_of(response)).status_code == 302


def test_others_may_ask_meanwhile_until_the_show_has_too_many(client, clock, show):
    for number in range(6):
        send(client, clock, text=f"{number}?")
    clock.shift(dt.timedelta(minutes=1))
    elsewhere = {"ticket": ticket_of(client.get(FORM)), "text": "And I?"}
    clock.shift(dt.timedelta(minutes=1))
    assert client.post(FORM, elsewhere, REMOTE_ADDR="192.0.2.7").status_code == 302
    Question.objects.bulk_create(Question(show=show, text="?", ticket=f"{n}") for n in range(100))
    elsewhere["ticket"] = ticket_of(client.get(FORM))
    clock.shift(dt.timedelta(minutes=1))
    response = client.post(FORM, elsewhere, REMOTE_ADDR="192.0.2.8")
    assert (response.status_code, alert(response)[:13]) == (429, "The show gets")


def test_no_address_is_written_down(client, clock):
    send(client, clock)
    assert {field.name for field in Question._meta.concrete_fields} & {"address", "ip", "source"} == set()
    today = Asking.objects.get().source
    assert "127.0.0.1" not in today
    assert today == questions.source_of("127.0.0.1")
    clock.shift(dt.timedelta(days=1))
    assert today != questions.source_of("127.0.0.1")
    list(questions.forget())
    assert not Asking.objects.exists()

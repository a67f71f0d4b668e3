"""A listener's question at the desk: read by those of the show, answered, taken into an episode, put aside."""

import datetime as dt

import pytest
from django.core import mail as outgoing_mail
from django.urls import reverse

from episodes import mail
from episodes.formats.markdown import render
from episodes.models import Letter, Question
from tests.factories import EpisodeFactory, MembershipFactory, ShowFactory, UserFactory

ASKED = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def show(db):
    return ShowFactory(title="Slack Water", takes_questions=True, time_zone="Europe/Lisbon")


@pytest.fixture
def petra(show, client):
    petra = UserFactory(username="petra", email="petra@radio.example")
    MembershipFactory(user=petra, show=show, role="producer")
    client.force_login(petra)
    return petra


@pytest.fixture
def question(show):
    return make(show)


def make(show, ticket="a", **fields):
    values = {"text": "Why *twice* a day?\n\n1. And <b>when</b>?", "name": "Ada", "email": "ada@example.com"} | fields
    return Question.objects.create(show=show, ticket=ticket, at=ASKED, **values)


def address(question) -> str:
    return reverse("admin:episodes_question_change", args=[question.pk])


def press(client, question, step, **fields):
    return client.post(address(question), {"step": step, **fields})


def test_the_page_shows_words_as_words(client, petra, question):
    page = client.get(address(question)).text
    assert "&lt;b&gt;when&lt;/b&gt;" in page
    assert 'href="mailto:ada%40example.com?subject=Your%20question%20about' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(client, petra, show, count, django_assert_num_queries):
    episode = EpisodeFactory(show=show)
    for number in range(count):
        make(show, ticket=f"{number}", episode=episode)
    client.get(reverse("admin:episodes_question_changelist"))
    with django_assert_num_queries(9):
        assert client.get(reverse("admin:episodes_question_changelist")).text.count("Why *twice*") == count


@pytest.mark.parametrize("state", ["answered", "spam", "new"])
def test_it_is_put_aside_and_taken_back(client, petra, question, state):
    assert press(client, question, state).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.settled_by) == (state, None if state == "new" else petra)


def test_many_are_put_aside_at_once(client, petra, show):
    chosen = [make(show, ticket=f"{number}").pk for number in range(2)]
    client.post(reverse("admin:episodes_question_changelist"), {"action": "set_aside", "_selected_action": chosen})
    assert [each.state for each in Question.objects.all()] == ["spam", "spam"]


def test_the_navigation_counts_the_new_ones(client, petra, show):
    assert "question/?state__exact=new" in client.get(reverse("my_mail")).text
    show.takes_questions = False
    show.save()
    assert "question/?state__exact=new" not in client.get(reverse("my_mail")).text
    make(show)
    assert "question/?state__exact=new" in client.get(reverse("my_mail")).text


# --- By mail -------------------------------------------------------------------------------------


def test_an_answer_goes_by_mail_in_the_language_of_the_show(client, petra, question, settings):
    settings.MAIL_IS_SENT = True
    assert press(client, question, "answer", text="Because of the moon.").status_code == 302
    assert list(mail.send()) == ["A mail was sent to somebody who asked a question."]
    (sent,) = outgoing_mail.outbox
    assert (sent.to, sent.reply_to, sent.subject) == (
        ["ada@example.com"],
        ["petra@radio.example"],
        "Your question about “Slack Water”",
    )
    assert sent.body == (
        "Because of the moon.\n\nOn 2 March 2027 you asked “Slack Water”:\n> Why *twice* a day?\n>\n"
        "> 1. And <b>when</b>?\n"
    )
    question.refresh_from_db()
    assert (question.state, question.answer) == ("answered", "Because of the moon.")


@pytest.mark.parametrize(
    ("is_sent", "email", "text", "sentence"),
    [
        (False, "ada@example.com", "Yes.", "This site sends no mail"),
        (True, "", "Yes.", "Who asked left no mail address"),
        (True, "ada@example.com", " ", "Write the answer first."),
        (True, "ada@example.com", "a" * 10_001, "The answer has 10001 characters"),
    ],
)
def test_an_answer_that_cannot_be_sent_is_still_in_the_form(
    client, petra, show, settings, is_sent, email, text, sentence
):
    settings.MAIL_IS_SENT = is_sent
    question = make(show, email=email)
    response = press(client, question, "answer", text=text)
    assert response.status_code == 422
    assert sentence in response.text
    assert response.context["typed"] == text
    assert not Letter.objects.exists()


# --- Into an episode -----------------------------------------------------------------------------


def test_it_is_taken_into_the_notes_as_nothing_but_words(client, petra, show, question):
    draft = EpisodeFactory(show=show, draft=True, notes="# Tides\n")
    assert press(client, question, "take", episode=draft.pk).status_code == 302
    draft.refresh_from_db()
    question.refresh_from_db()
    assert draft.notes == ("# Tides\n\n> Why \\*twice\\* a day?\n>\n> 1\\. And &lt;b&gt;when&lt;/b&gt;?\n>\n> – Ada\n")
    assert "<p>Why *twice* a day?</p>" in render(draft.notes)
    assert (question.state, question.taken_into) == ("answered", draft)
    assert [version.by for version in draft.versions.all()] == [petra, None]


def test_only_what_is_still_worked_on_takes_one(client, petra, show, question):
    others = EpisodeFactory(draft=True)
    public = EpisodeFactory(show=show)
    for key in (others.pk, public.pk, "", "x"):
        response = press(client, question, "take", episode=key)
        assert (response.status_code, "Choose the episode first" in response.text) == (422, True)
    question.refresh_from_db()
    assert question.state == "new"


def test_an_unknown_step_changes_nothing(client, petra, question):
    assert "press a button" in press(client, question, "dance").text


def test_a_question_that_is_gone_leads_back_to_the_desk(client, petra, question):
    gone = address(question)
    question.delete()
    assert client.get(gone).status_code == 302

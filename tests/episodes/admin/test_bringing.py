import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from episodes import import_runs, importer
from episodes.exporting import Contents, pieces
from episodes.models import Episode, ImportRun, ImportRunItem, MediaErrand, Show
from podcast_site.models import AuditEntry
from tests.archives import SITE, destroy, show_with_everything
from tests.episodes.importer.conftest import feed
from tests.factories import EpisodeFactory, ShowFactory, UserFactory
from tests.servers import LOOPBACK, Server, answer

pytestmark = pytest.mark.django_db

NEW = "/admin/episodes/import/"


@pytest.fixture
def boss(client):
    user = UserFactory(username="boss", is_superuser=True)
    client.force_login(user)
    return user


def tick():
    return list(import_runs.work(asking=importer.Asking(trusted=LOOPBACK, pause=lambda seconds: None)))


def ask(client, data=b"", **fields):
    """What a browser sends of the form; the run that is shown then."""
    given = {"address": "", "show": "", "bring_media": "there", "ownership": "", **fields}
    if data:
        given["file"] = SimpleUploadedFile("rope.xml", data)
    return client.post(NEW, given)


def words(response):
    return " ".join(response.content.decode().replace("&#x27;", "'").split())


def test_a_show_is_brought_from_its_address_and_every_page_says_how_far_it_is(client, boss):
    rss = feed("<title>One</title>", "<title>Two</title>", channel="<title>Rope</title><language>en</language>")
    with Server({"/feed.xml": answer(rss, Content_Type="application/rss+xml")}) as server:
        page = ask(client, address=server.url("/feed.xml")).url
        assert "The feed is being read" in words(client.get(page))
        ImportRun.objects.update(facts={"looked": [40, 700, 8.0]})
        assert "40 of 700 · 5.0 a second · 2:12 left" in words(client.get(page))
        tick()
        plan = client.get(page)
        assert "nothing has been written yet" in words(plan)
        assert [row["item"].title for row in plan.context["rows"]] == ["One", "Two"]
        assert not Show.objects.exists()
        client.post(page, {"step": "apply"})
        assert "Episodes are being brought in" in words(client.get(page))
        tick()
    done = words(client.get(page))
    assert "Episodes are here" in done
    assert "2 of 2" in done
    assert Show.objects.get().episodes.published().count() == 2
    assert page in client.get(NEW).content.decode()
    log = AuditEntry.objects.filter(event="import_begun").values_list("account", "by", "detail")
    assert list(log) == [("boss", "boss", f"“Rope”: {server.url('/feed.xml')}")]


def test_an_episode_that_changes_in_part_is_among_what_was_edited_here_too(client, boss):
    show = ShowFactory()
    for title, number in (("Knots", 1), ("Better knots", 2)):
        item = f"<title>{title}</title><itunes:episode>{number}</itunes:episode>"
        page = ask(client, feed(item, "<title>Other</title>"), show=show.pk).url
        tick()
        if number == 1:
            client.post(page, {"step": "apply"})
            tick()
            Episode.objects.filter(number=1).update(title="My knots")
    shown = client.get(page, {"verdict": "kept"}).context
    assert [(value, count) for value, _label, count in shown["numbers"] if count] == [
        ("changed", 1),
        ("same", 1),
        ("kept", 1),
    ]
    assert [[field["label"] for field in row["fields"]] for row in shown["rows"]] == [["Title", "Number"]]


def test_a_feed_of_which_a_page_is_missing_says_so_beside_the_plan(client, boss):
    atom = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/two"/>'
    page = ask(client, feed("<title>Knots</title>", channel=f"<title>Rope</title>{atom}")).url
    tick()
    shown = words(client.get(page))
    assert (
        "The feed is not whole: page 2, and what may follow it, could not be read. “/two” is not a whole address."
        in shown
    )
    assert 'value="apply"' in shown


def test_what_was_edited_here_and_what_the_feed_says_are_shown_side_by_side(client, boss):
    show = ShowFactory()
    for title in ("Knots", "Better knots"):
        page = ask(client, feed(f"<title>{title}</title>"), show=show.pk).url
        tick()
        if title == "Knots":
            client.post(page, {"step": "apply"})
            tick()
            Episode.objects.update(title="My knots")
    shown = words(client.get(page))
    assert "My knots" in shown
    assert "Better knots" in shown
    assert "It has been edited here." in shown
    assert 'value="apply"' not in shown  # there is nothing to bring in
    assert [row["item"].title for row in client.get(page, {"verdict": "kept"}).context["rows"]] == ["Better knots"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Give the address of a feed, or choose a file."),
        ({"address": "nonsense"}, "“nonsense” is no address of a feed."),
        ({"address": "ftp://a.example/feed"}, "is no address of a feed"),
        ({"address": "https://a.example/feed", "data": b"<rss/>"}, "Give either an address or a file, not both."),
        ({"address": "https://a.example/feed", "show": "77"}, "What was chosen here is not there any more."),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_typed_is_lost(client, boss, given, sentence):
    response = ask(client, ownership="The show is mine", **given)
    assert sentence in words(response)
    assert 'value="The show is mine"' in words(response)
    assert given.get("address", "") in words(response)
    assert not ImportRun.objects.exists()


def test_an_address_is_taken_as_people_say_it(client, boss):
    ask(client, address="host.example/feed.xml")
    assert ImportRun.objects.get().address == "https://host.example/feed.xml"


def test_an_editor_brings_into_their_show_and_makes_none(client, editor):
    mine = ShowFactory()
    theirs = ShowFactory()
    theirs.memberships.all().delete()
    client.force_login(editor)
    assert "Choose the show into which the episodes go." in words(ask(client, address="https://a.example/feed"))
    assert "What was chosen here is not there any more." in words(
        ask(client, address="https://a.example/feed", show=theirs.pk)
    )
    ask(client, address="https://a.example/feed", show=mine.pk)
    assert ImportRun.objects.get().show == mine


def test_a_refusal_is_said_with_the_way_back(client, boss):
    page = ask(client, b"no feed at all").url
    tick()
    shown = words(client.get(page))
    assert "This is no feed" in shown
    assert "Try it otherwise" in shown
    assert client.post(page, {"step": "throw-away"}).url == NEW
    assert client.get(page).status_code == 404


def test_a_locked_show_waits_for_a_statement_that_is_kept(client, boss):
    page = ask(client, feed("", channel="<title>R</title><podcast:locked>yes</podcast:locked>")).url
    tick()
    assert "Say who you are" in words(client.post(page, {"step": "own", "ownership": " "}))
    client.post(page, {"step": "own", "ownership": "I am its owner"})
    tick()
    assert client.get(page).context["run"].state == "planned"
    entry = AuditEntry.objects.get(event="ownership")
    assert (entry.by, entry.detail) == ("boss", "I am its owner: rope.xml")


LOCKED = feed("", channel='<title>R</title><podcast:locked owner="ida@rope.example">yes</podcast:locked>')


def test_the_owner_confirms_by_a_code_that_is_mailed(client, boss, settings, mailoutbox):
    settings.MAIL_IS_SENT = True
    with Server({"/feed.xml": answer(LOCKED)}) as server:
        page = ask(client, address=server.url("/feed.xml")).url
        tick()
    assert "i…@rope.example" in words(client.get(page))
    client.post(page, {"step": "send-code"})
    assert mailoutbox[0].to == ["ida@rope.example"]
    code = re.search(r"\d{4} \d{4}", mailoutbox[0].body)[0]
    assert "A code was sent to i…@rope.example" in words(client.get(page))
    wrong = words(client.post(page, {"step": "code", "code": "123"}))
    assert "attempts left: 4" in wrong
    assert 'value="123"' in wrong
    assert "Give the code that was mailed" in words(client.post(page, {"step": "code"}))
    client.post(page, {"step": "code", "code": code})
    tick()
    run = client.get(page).context["run"]
    assert (run.state, run.ownership) == (
        "planned",
        "ida@rope.example confirmed it by a code that was mailed there.",
    )


def test_of_a_file_nobody_confirms_the_owner(client, boss, settings, mailoutbox):
    settings.MAIL_IS_SENT = True
    page = ask(client, LOCKED).url
    tick()
    assert "A file may name anybody as the owner" in words(client.get(page))
    response = client.post(page, {"step": "send-code"}, follow=True)
    assert "No code can be mailed" in words(response)
    assert mailoutbox == []


def test_files_on_their_way_are_shown_stopped_and_gone_on_with(client, boss):
    page = ask(client, feed("<title>One</title>"), bring_media="here").url
    tick()
    client.post(page, {"step": "apply"})
    tick()
    MediaErrand.objects.update(error="The server is too busy (503).", attempts=1)
    shown = words(client.get(page))
    assert "Audio and pictures are on their way" in shown
    assert "The server is too busy (503)." in shown
    client.post(page, {"step": "stop"})
    assert "Audio and pictures are stopped" in words(client.get(page))
    client.post(page, {"step": "go-on"})
    assert "are on their way" in words(client.get(page))
    MediaErrand.objects.update(due_at=None, error="", done_at=ImportRun.objects.get().begun_at)
    assert "Audio and pictures are here" in words(client.get(page))


def test_steps_that_are_none_or_come_too_late_are_said(client, boss):
    page = ask(client, feed("")).url
    tick()
    client.post(page, {"step": "apply"})
    for step in ("apply", "dance"):
        response = client.post(page, {"step": step}, follow=True)
        assert len(list(response.context["messages"])) == 1


def test_a_run_that_nobody_begins_says_who_is_to_be_told(client, boss):
    page = ask(client, feed("")).url
    ImportRun.objects.update(due_at="2020-01-01T00:00Z")
    assert "`manage.py tick` has to run" in words(client.get(page))
    ImportRun.objects.update(attempts=12)
    assert "broke off each time" in words(client.get(page))


def test_where_somebody_looks_for_it_there_is_a_way(client, boss, editor, producer):
    assert NEW in client.get("/admin/").content.decode()  # of a site without a show
    show = ShowFactory()
    client.force_login(editor)
    assert NEW in client.get(reverse("admin:episodes_show_changelist")).content.decode()
    form = client.get(reverse("admin:episodes_show_change", args=[show.pk])).content.decode()
    assert f"{NEW}?show={show.pk}" in form
    assert f'<option value="{show.pk}" selected>' in client.get(f"{NEW}?show={show.pk}").content.decode()
    client.force_login(producer)
    assert NEW not in client.get(reverse("admin:episodes_show_changelist")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(client, boss, count, django_assert_num_queries):
    page = ask(client, feed(*["<title>A</title>"] * count)).url
    tick()
    with django_assert_num_queries(5):
        client.get(page)
    client.post(page, {"step": "apply"})
    tick()
    ImportRunItem.objects.update(outcome="failed", said="It broke.")
    show = Show.objects.get()
    for episode in Episode.objects.all():
        about = {"run": ImportRun.objects.get(), "show": show, "episode": episode}
        MediaErrand.objects.create(key=episode.guid, kind="audio", **about, error="No.", url="a")
    ImportRun.objects.update(with_media=True)
    with django_assert_num_queries(9):
        client.get(page)
    for _each in range(count):
        EpisodeFactory()
        ImportRun.objects.create(by=boss, show=show)
    with django_assert_num_queries(5):
        client.get(NEW)


def test_seven_hundred_items_come_in_pages(client, boss):
    run = ImportRun.objects.create(by=boss, state="planned", due_at=None, facts={"counts": {"new": 699, "refused": 1}})
    items = (ImportRunItem(run=run, number=n, title=f"Item {n}", verdict="new") for n in range(1, 700))
    ImportRunItem.objects.bulk_create([*items, ImportRunItem(run=run, number=700, title="Last", verdict="refused")])
    page = reverse("import_run", args=[run.pk])
    first = client.get(page)
    assert (first.context["rows"][0]["item"].title, len(first.context["rows"])) == ("Last", 50)  # what is refused first
    assert "Page 1 of 14" in words(first)
    assert len(client.get(page, {"page": 14}).context["rows"]) == 50
    assert client.get(page, {"page": 15}).status_code == 404
    assert len(client.get(page, {"verdict": "refused"}).context["rows"]) == 1


def test_an_archive_that_a_site_of_this_kind_made_comes_in_too(client, boss):
    archive = b"".join(pieces(Contents(show=show_with_everything(), site=SITE)))
    destroy()
    page = ask(client, archive).url
    assert "is being read" in words(client.get(page))
    tick()
    plan = words(client.get(page))
    assert "nothing has been written yet" in plan
    assert "1: 1 approved" in plan
    assert not Show.objects.exists()
    client.post(page, {"step": "apply"})
    assert "being made of its archive" in words(client.get(page))
    tick()
    assert "Open the show" in words(client.get(page))
    assert Show.objects.get().episodes.get().chapters.exclude(image="").count() == 1


def test_an_archive_becomes_a_show_of_its_own_and_is_for_who_may_make_one(client, boss, editor):
    show = ShowFactory()
    archive = b"".join(pieces(Contents(show=show, site=SITE)))
    assert "An archive becomes a show of its own." in words(ask(client, archive, show=show.pk))
    assert "“rope.xml” is an archive that is cut off: its end is missing." in words(ask(client, archive[:-30]))
    assert (ImportRun.objects.count(), list(settings.UPLOAD_ROOT.glob("*"))) == (0, [])
    client.force_login(editor)
    assert "Ask an administrator to bring it." in words(ask(client, archive, show=show.pk))
    assert not ImportRun.objects.exists()

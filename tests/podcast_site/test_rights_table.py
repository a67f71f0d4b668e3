"""The table of rights, line by line: what six people are expected to see, and what they see."""

import contextlib
import dataclasses
import datetime as dt
import io
import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from PIL import Image

from episodes import embargo, mail, publishing, questions, search, versions
from episodes.admin import steps
from episodes.models import Comment, Episode, Holiday, ImportedShow, ImportRun, Question, Upload
from guests.models import MissedAddress, Redirect
from podcast_site.models import AuditEntry
from tests.episodes.admin.test_episode import rows, typed
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
from tests.podcast_site.rights_table import TABLE

pytestmark = pytest.mark.django_db

WHERE = "tests/podcast_site/rights_table.py"
PEOPLE = ("nobody", "producer there", "producer here", "editor there", "editor here", "administrator")
INSIDERS = ("producer here", "editor here", "administrator")
# In all that *here* has unpublished, so that no page says it to those of another show; and what is searched for.
SECRET, WORD = "xylophone", "marimba"


# --- The lines --------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Line:
    method: str
    name: str
    arguments: tuple[str, ...]
    sent: tuple[str, ...]
    expected: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join([self.method, self.name, *self.arguments, *self.sent])


def lines() -> Iterator[Line]:
    for text in TABLE.splitlines()[3:]:
        if not text.strip() or text.strip().startswith("---"):
            continue
        asked, *expected = text.split("|")
        method, name, *rest = asked.split()
        start = next((n for n, word in enumerate(rest) if word.startswith("+")), len(rest))
        yield Line(method, name, tuple(rest[:start]), tuple(rest[start:]), tuple(word.strip() for word in expected))


LINES = list(lines())


# --- The world they are asked in --------------------------------------------------------------


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(file, "JPEG")
    return file.getvalue()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """Made once for all lines: what a request writes is taken back before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        made.sessions = {who: signed_in(user) for who, user in made.people.items()}
        made.before = everything()
        yield made
        transaction.set_rollback(True)


def signed_in(user: User | None) -> dict[str, str]:
    client = Client()
    if user:
        client.force_login(user)
    return {name: cookie.value for name, cookie in client.cookies.items()}


def make_world() -> SimpleNamespace:
    """A show *here* with an episode in every state, another *there*, and somebody in each role in each."""
    weekly = "FREQ=WEEKLY;BYDAY=TU;BYHOUR=6;BYMINUTE=0;BYSECOND=0"
    dressed = {"update_rule": weekly, "own_css": "a {}", "in_llms_txt": True}
    show = ShowFactory(title="Here", slug="here", takes_questions=True, **dressed)
    other = ShowFactory(title="There", slug="there")
    hidden = ShowFactory(title=SECRET, slug=SECRET)
    people: dict[str, User | None] = {
        "nobody": None,
        "administrator": UserFactory(username="administrator", is_superuser=True),
    }
    for role in ("producer", "editor"):
        people[f"{role} here"] = UserFactory(username=f"{role}-here")
        people[f"{role} there"] = UserFactory(username=f"{role}-there")
        for each, where in ((show, "here"), (hidden, "here"), (other, "there")):
            MembershipFactory(user=people[f"{role} {where}"], show=each, role=role)
    editor = people["editor here"]

    person = PersonFactory(name="Nora", slug="nora", portrait_x=20)
    topic = TopicFactory(name="Bells", slug="bells")
    public = EpisodeFactory(show=show, title="Heard", slug="heard")
    public.topics.add(topic)
    CreditFactory(episode=public, person=person)
    EpisodeFactory(show=other, draft=True, title="Of the others")

    hush = {"show": show, "summary": SECRET, "notes": SECRET}
    draft = EpisodeFactory(
        draft=True,
        title=f"Draft {SECRET} {WORD}",
        slug=f"draft-{SECRET}",
        season=SeasonFactory(show=show, name=SECRET),
        **hush,
    )
    ChapterFactory(episode=draft, title=SECRET)
    ResourceLinkFactory(episode=draft, label=SECRET)
    CreditFactory(episode=draft, person=person)
    draft.topics.add(topic)
    transcript = TranscriptFactory(episode=draft, webvtt=f"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n{SECRET}\n")
    versions.keep(episode=draft, by=editor)
    version = draft.versions.get()
    Episode.objects.filter(pk=draft.pk).update(summary=f"Another {SECRET}")
    versions.keep(episode=draft, by=editor)
    binned = EpisodeFactory(draft=True, title=f"Binned {SECRET}", slug=f"binned-{SECRET}", **hush)
    Episode.objects.filter(pk=binned.pk).update(deleted_at=timezone.now(), deleted_by=editor)
    scheduled = EpisodeFactory(in_review=True, title=f"Scheduled {SECRET}", slug=f"scheduled-{SECRET}", **hush)
    moments = [timezone.now() + dt.timedelta(days=days) for days in (2, 3)]
    publishing.approve(episode=scheduled, by=editor, publish_at=moments[0])
    publishing.move(episode=scheduled, by=editor, publish_at=moments[1], seen=moments[0])
    made = SimpleNamespace(
        people=people,
        show=show,
        other=other,
        hidden=hidden,
        person=person,
        unheard=PersonFactory(name="Unheard", slug="unheard"),
        topic=topic,
        unused=TopicFactory(name="Unused", slug="unused"),
        public=public,
        draft=draft,
        review=EpisodeFactory(in_review=True, title=f"Review {SECRET}", slug=f"review-{SECRET}", **hush),
        withdrawn=EpisodeFactory(withdrawn=True, title=f"Withdrawn {SECRET}", slug=f"withdrawn-{SECRET}", **hush),
        binned=binned,
        scheduled=scheduled,
        change=scheduled.state_changes.order_by("pk").last(),
        holiday=Holiday.objects.create(show=show, day=dt.date(2027, 3, 2), name=SECRET),
        version=version,
        transcript=transcript,
        comment=Comment.objects.create(episode=draft, by=editor, text=SECRET),
        upload=Upload.objects.create(owner=editor, title=SECRET, size=9),
        heard=Upload.objects.create(
            owner=editor,
            title=SECRET,
            size=9,
            sha256="0" * 64,
            stored_name="audio/heard.mp3",
            media_type="audio/mpeg",
            finished_at=timezone.now(),
        ),
        question=Question.objects.create(show=show, episode=public, text=SECRET, ticket="a"),
        link=embargo.make(episode=draft, by=editor, label=SECRET, ends_at=timezone.now() + dt.timedelta(days=2)),
        redirect=Redirect.objects.create(old="/blog", new="/"),
        missed=MissedAddress.objects.create(path="/forum", first_at=timezone.now(), last_at=timezone.now()),
        entry=AuditEntry.objects.create(at=timezone.now(), event=AuditEntry.Event.SIGNED_IN),
        account=UserFactory(username="somebody"),
        group=Group.objects.create(name="Some"),
        off=mail.token(user=editor, kind="comment"),
    )
    made.run = ImportRun.objects.create(show=show, title=SECRET, state="planned", due_at=None)
    search.catch_up()
    publishing.identify(show=show, feed_address="https://here.example/feed.xml")
    ImportedShow.objects.create(show=show, address="https://old.example/feed.xml")
    return made


def sent(line: Line, world: SimpleNamespace) -> dict:
    """The arguments with which a client asks, besides the address."""
    if not line.sent:
        return {}
    what, *words = line.sent
    match what.removeprefix("+"):
        case "?q":
            return {"query_params": {"q": WORD}}
        case "?s":
            return {"query_params": {"s": "episodes"}}
        case "?of-show":
            return {"query_params": {"show": world.show.pk}}
        case "?person" | "?topic" | "?show" | "?account" as field:
            return {"query_params": _autocomplete(field[1:])}
        case "?public" | "?draft" as name:
            page = getattr(world, name[1:]).get_absolute_url()
            return {"query_params": {"url": f"http://testserver{page}"}}
        case "move":
            return {"data": {"moment": "2027-03-02T12:00", "seen": world.scheduled.publish_at.isoformat()}}
        case "list":
            return {"data": {"text": "/old,/guests/", "_write": "1"}}
        case "picture":
            return {"data": {"image": SimpleUploadedFile("a.jpg", picture())}}
        case "question":
            about = world.public if line.name == "episodes:episode_ask" else None
            with time_machine.travel(timezone.now() - dt.timedelta(minutes=1)):
                ticket = questions.Ticket.new(show=world.show, episode=about).signed
            return {"data": {"text": "Why is it so?", "ticket": ticket}}
        case "step-spam" | "step-take" as step:
            return {"data": {"step": step[5:], "episode": world.draft.pk}}
        case "text":
            return {"data": {"text": "A lamp", "content": "A lamp", "html": "A lamp"}}
        case "address":
            return {"data": {"address": ""}}
        case "open" | "open-new" as kind:
            form = f"episode:{world.draft.pk}" if kind == "open" else f"episode:add:{world.show.pk}"
            body = json.dumps({"tab": "a-tab-of-mine", "fields": [["title", "A lamp"]]})
            return {"query_params": {"form": form}, "data": body, "content_type": "application/json"}
        case "its-file":
            default_storage.save(world.heard.stored_name, ContentFile(b"nine bytes"))
            return {}
        case "upload" | "upload-of" as kind:
            episode = {"episode": world.draft.pk} if kind == "upload-of" else {}
            return {"data": {"name": "a.mp3", "size": "9", "fingerprint": "a"} | episode}
        case "link":
            return {
                "data": {"label": "For Le Monde", "ends_at": f"{timezone.now() + dt.timedelta(days=3):%Y-%m-%dT%H:%M}"}
            }
        case "typed":
            return {"data": typed(show=str(world.show.pk))}
        case "changed":
            return {"data": _form(world.draft, title="Another title")}
        case "moment":
            return {"data": _form(world.draft, publish_at="2027-03-02T12:00")}
        case "other":
            return {"data": {"with": str(world.person.pk)}}
        case "pick":
            return {"data": {"step": f"pick:{world.public.pk}"}}
        case "sure":
            return {"data": {"post": "yes"}}
        case "paste":
            review = {
                "show": str(world.show.pk),
                "source": "A lamp",
                "take_title": "on",
                "title": "A lamp",
                "_make": "1",
            }
            return {"data": review | rows("people") | rows("links")}
        case "step":
            episode = next(getattr(world, each.partition("=")[2].partition(".")[0]) for each in line.arguments)
            return {"data": _form(episode, step_note="Louder", **{words[0]: "1"})}
        case "action":
            action, name = words
            return {"data": {"action": action, "_selected_action": [str(getattr(world, name).pk)], "post": "yes"}}
        case "passwords":
            new = "a bell under the stairs"
            typed_twice = {"new_password1": new, "new_password2": new, "password1": new, "password2": new}
            return {"data": {"old_password": "not this one", "usable_password": "true", **typed_twice}}
        case "sign-in":
            return {"data": {"username": "editor-here", "password": "not this one"}}
        case "code":
            return {"data": {"code": "123456", "password": "not this one"}}
        case "others":
            return {"data": {"session": "others"}}
        case "feed" | "feed-into-show" as where:
            into = {"show": str(world.show.pk)} if where == "feed-into-show" else {}
            return {"data": {"address": "https://old.example/feed.xml", "bring_media": "here", **into}}
        case "import-step":
            return {"data": {"step": "apply"}}
        case "follow":
            return {"data": {"_follow": "drafts"}}
        case "mail":
            return {"data": {"kind": ["comment"]}}
        case "holidays" | "holidays-of-all" as whose:
            show = str(world.show.pk) if whose == "holidays" else ""
            return {"data": {"show": show, "text": "2027-04-25 A day off"}}
        case "row":
            row = {"show": str(world.show.pk), "since": "2027-03-01", "count": "2", "write": "1"}
            return {"data": row}
        case "named":
            return {"data": {"name": "Another name", "slug": "", **rows("links")}}
        case "account":
            new = "a bell under the stairs"
            account = {"username": "another-name", "usable_password": "true", "password1": new, "password2": new}
            return {"data": {**account, "is_active": "on", **rows("memberships")}}
        case "former":
            return {"data": {"old": "/another/address", "new": "/guests/"}}
        case "new-show":
            return {"data": _show_form(world, title="Another show", slug="", address="admin:episodes_show_add")}
        case "show":
            return {"data": _show_form(world, title="Another title")}
    raise LookupError(f"{what} is not among what is sent: say in {__file__} what it is.")


def _autocomplete(field: str) -> dict[str, str]:
    model, name = {
        "person": ("credit", "person"),
        "topic": ("episode", "topics"),
        "show": ("episode", "show"),
        "account": ("membership", "user"),
    }[field]
    return {"term": "", "app_label": "episodes", "model_name": model, "field_name": name}


def _form(episode: Episode, **fields: str) -> dict[str, str]:
    moment = {"publish_at": "2027-03-02T12:00"} if episode.publish_at else {}
    return typed(episode) | moment | fields


def _show_form(world: SimpleNamespace, address: str = "", **fields: str) -> dict[str, str]:
    """What an administrator's browser would send of the show's page, with its rows as they are not touched."""
    client = Client()
    client.force_login(world.people["administrator"])
    page = reverse(address) if address else reverse("admin:episodes_show_change", args=[world.show.pk])
    context = client.get(page).context
    data = {}
    for name, field in context["adminform"].form.fields.items():
        value = context["adminform"].form[name].value()
        if value not in (None, False, "") and not hasattr(field, "max_upload_size") and not hasattr(value, "storage"):
            data[name] = value
    for inline in context["inline_admin_formsets"]:
        prefix, stored = inline.formset.prefix, inline.formset.initial_forms
        data |= rows(prefix)
        if prefix == "memberships":
            values = [
                {"id": row.instance.pk, "user": row.instance.user_id, "role": row.instance.role} for row in stored
            ]
            data |= rows(prefix, *values, initial=len(values))
    return data | fields


# --- Asking -----------------------------------------------------------------------------------


def address(line: Line, world: SimpleNamespace) -> str:
    if line.arguments and line.arguments[0].startswith("@"):
        person = PersonFactory(portrait_x=20 if line.name == "focused_rendition" else 50)
        person.portrait.save("a.jpg", ContentFile(picture()))
        return person.portrait.url if line.name == "image" else person.portrait.rendition_url(96)
    if line.name.endswith(")$"):
        return line.arguments[0]
    values = dict(_argument(word, world) for word in line.arguments)
    if "/" in line.name:  # a route without a name
        return "/" + line.name.replace("<path:object_id>", str(values["object_id"]))
    return reverse(line.name, kwargs=values)


def _argument(word: str, world: SimpleNamespace) -> tuple[str, object]:
    name, _equals, value = word.partition("=")
    if value.startswith("'"):
        return name, value.strip("'")
    row, _dot, attribute = value.partition(".")
    return name, getattr(getattr(world, row), attribute) if attribute else getattr(world, row)


APPS = ("episodes", "guests", "auth")


def everything() -> dict[str, list]:
    """By table all that is stored of shows, people and accounts; what a request wrote makes a difference."""
    never = {"Revision", "Permission", "SearchDocument", "SearchPassage", "Unindexed"}
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model._meta.db_table: stored(model) for model in models if model.__name__ not in never}


def stored(model) -> list[dict]:
    return list(getattr(model, "everything", model._default_manager).order_by("pk").values())


def changes(written: list[str], world: SimpleNamespace) -> bool:
    """Whether a table that those statements name has other rows than the world was made with."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    named = [table for table in world.before if any(table in sql for sql in written)]
    return any(stored(models[table]) != world.before[table] for table in named)


@contextlib.contextmanager
def taken_back():
    """Note statements that may change those tables, in the list that it gives; at the end all is as it was."""
    written = []

    def note(execute, sql, params, many, context):
        asks = sql.lstrip().upper().startswith("SELECT")
        if not asks and any(f"{app}_" in sql for app in APPS):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), transaction.atomic():
        yield written
        transaction.set_rollback(True)


def seen(response, *, changed: bool, sends: bool) -> str:
    """The word of the table for an answer."""
    if response.status_code == 401 or response.get("Location", "").startswith(reverse("admin:login")):
        return "in"
    if response.status_code == 403:
        return "no"
    # The desk leads from a row that is not there to its first page.
    if response.status_code == 404 or (response.get("Location") == reverse("admin:index") and not changed):
        return "404"
    if response.status_code >= 400:
        return str(response.status_code)
    return "yes" if changed or not sends else "nothing"


@pytest.mark.parametrize("line", LINES, ids=str)
def test_everybody_sees_what_the_table_says(world, line):
    found, told = {}, []
    sends = line.method != "GET"
    with taken_back():
        path, what = address(line, world), sent(line, world)
        for who in PEOPLE:
            if line.sent == ("+picture",):
                what["data"]["image"].seek(0)
            with taken_back() as written:
                response = getattr(as_(who, world), line.method.lower())(path, **what)
                content = b"".join(response) if response.streaming else response.content
                changed = sends and changes(written, world)
            found[who] = seen(response, changed=changed, sends=sends)
            assert not (changed and found[who] in ("in", "no", "404")), (
                f"{who} is refused, and yet something is written"
            )
            shown = "secret=link.token" in line.arguments  # to whoever was given the link
            if SECRET.encode() in content and who not in INSIDERS and not shown:
                told.append(who)
    assert found == dict(zip(PEOPLE, line.expected, strict=True))
    assert told == [], "what is not public is told to those of another show"


def as_(who: str, world: SimpleNamespace) -> Client:
    client = Client()
    client.cookies.load(world.sessions[who])
    return client


# --- By way of one's own --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("admin:episodes_episode_restore", {"version": "version"}),
        ("admin:episodes_episode_comment_remove", {"comment": "comment"}),
        ("admin:episodes_episode_preview_link_revoke", {"link": "link"}),
        ("admin:episodes_episode_transcript", {"pk": "transcript", "extension": None}),
    ],
)
def test_what_belongs_to_another_show_is_not_reached_by_way_of_an_episode_of_one_s_own(world, name, arguments):
    theirs = Episode.objects.get(show=world.other)
    values = {each: getattr(world, row).pk if row else "vtt" for each, row in arguments.items()}
    values["episode" if name.endswith("transcript") else "pk"] = theirs.pk
    client = as_("editor there", world)
    with taken_back() as written:
        posts = not name.endswith("transcript")
        content = (client.post if posts else client.get)(reverse(name, kwargs=values)).content
        changed = changes(written, world)
    assert (changed, SECRET.encode() in content) == (False, False)


def test_rows_of_another_show_are_not_taken_by_the_form_of_one_s_own(world):
    """A row's key, a season, or unfinished audio in what is sent: refused, and theirs stays as it was."""
    theirs = Episode.objects.get(show=world.other)
    forged = {
        "title": "Mine",
        "season": str(world.draft.season_id),
        **rows("chapters", {"id": world.draft.chapters.get().pk, "start_ms": "0:00", "title": "Mine"}, initial=1),
    }
    with taken_back() as written:
        address = reverse("admin:episodes_episode_change", args=[theirs.pk])
        response = as_("editor there", world).post(address, {**typed(theirs), **forged})
        changed = changes(written, world)
    assert (response.status_code, changed) == (200, False)
    assert SECRET.encode() not in response.content


# --- Nothing is left out ----------------------------------------------------------------------


def named(patterns: list, namespace: str = "", route: str = "") -> Iterator[str]:
    """Every address: its name, or its route where it has none."""
    for each in patterns:
        if isinstance(each, URLPattern):
            yield namespace + each.name if each.name else f"{route}{each.pattern}"
        else:
            inner = f"{each.namespace}:" if each.namespace else ""
            yield from named(each.url_patterns, namespace + inner, f"{route}{each.pattern}")


def test_every_address_has_a_line():
    missing = set(named(get_resolver().url_patterns)) - {line.name for line in LINES}
    assert missing == set(), f"Say in {WHERE} who may open these: add a line for each"


def _names(its_admin) -> set[str]:
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_active=True)
    return set(its_admin.get_actions(request))


def test_what_has_no_line_for_post_takes_none(world):
    """Whatever takes one says in the table for whom; Django's histories and ways to a form only answer like a GET."""
    posted = {line.name for line in LINES if line.method == "POST"}
    known = {
        name
        for name in {line.name for line in LINES}
        if name in posted or name.endswith("_history") or name.startswith("admin/")
    }
    first = {line.name: line for line in reversed(LINES) if line.name not in known}
    client = as_("administrator", world)
    with taken_back():
        answers = {name: client.post(address(line, world)).status_code for name, line in first.items()}
    taken = {name: status for name, status in answers.items() if status not in (403, 405)}
    assert taken == {}, f"Say in {WHERE} who may post to these: add a line `POST …` for each"


def test_every_action_of_a_list_has_a_line():
    actions = {
        (f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", name)
        for model, its_admin in admin.site._registry.items()
        for name in _names(its_admin)
    }
    known = {(line.name, line.sent[1]) for line in LINES if line.sent[:1] == ("+action",)}
    assert actions - known == set(), f"Say in {WHERE} who may do these: add a line `+action …` for each"


def test_every_step_of_an_episode_has_a_line():
    known = {line.sent[1] for line in LINES if line.sent[:1] == ("+step",)}
    missing = {step.name for step in steps.STEPS} - known
    assert missing == set(), f"Say in {WHERE} who may take these: add a line `+step …` for each"


def test_every_line_is_about_an_address_that_there_is():
    assert {line.name for line in LINES} - set(named(get_resolver().url_patterns)) == set()
    assert {len(line.expected) for line in LINES} == {len(PEOPLE)}

import json
import re
import signal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from episodes.models import Episode, FollowedShow, ImportedShow, Show
from podcast_site.models import AuditEntry
from tests.episodes.importer.conftest import FEEDS, feed
from tests.servers import Server, answer

AUDIO = FEEDS.parent / "audio" / "cbr.mp3"

pytestmark = pytest.mark.django_db


def run(name, *options):
    out = StringIO()
    call_command("import_feed", str(FEEDS / name), "--no-media", *options, stdout=out)
    return out.getvalue()


def test_plan_is_printed_and_nothing_is_written():
    said = run("january.xml")
    assert said.splitlines()[:5] == [
        "Show: The Loft (new), at /the-loft/",
        "Episodes: 2 new, 0 changed, 0 same, 0 edited here, 0 refused",
        "  new          Night 2",
        "    Title, Notes, Publication, Audio, Duration",
        "  new          Night 1",
    ]
    assert said.splitlines()[-1] == "Nothing has been written. The same with --apply does it."
    assert not Show.objects.exists()


class Terminal(StringIO):
    def isatty(self):
        return True


def test_who_looks_on_sees_how_far_the_plan_is_and_may_stop_it():
    screen = Terminal()
    call_command("import_feed", str(FEEDS / "january.xml"), "--no-media", stdout=StringIO(), stderr=screen)
    assert [line.partition(" · ")[0] for line in screen.getvalue().split("\r\x1b[K")] == [
        "", "Comparing episodes: 0 of 2", "Comparing episodes: 2 of 2", "",
    ]  # fmt: skip

    class Impatient(Terminal):
        def flush(self):
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(CommandError, match="Nothing has been written"):
        call_command("import_feed", str(FEEDS / "january.xml"), "--no-media", stdout=StringIO(), stderr=Impatient())


def test_plan_is_carried_out_with_progress():
    said = run("january.xml", "--apply", "--slug", "loft")
    assert said.splitlines()[-1] == "Done."
    assert "3 of 3 · " in said
    assert list(Episode.objects.values_list("show__slug", "state")) == [("loft", "approved")] * 2


def test_programs_get_json():
    assert list(json.loads(run("january.xml", "--json"))) == ["plan"]
    said = json.loads(run("january.xml", "--json", "--apply"))
    assert said["plan"]["counts"]["new"] == 2
    assert [episode["title"] for episode in said["plan"]["episodes"]] == ["Night 2", "Night 1"]
    assert said["outcome"] == {"done": 3, "total": 3, "stopped": False, "failed": [], "files_left": 0}


def test_owner_of_a_locked_show_is_on_record():
    with pytest.raises(CommandError, match="The show is locked"):
        run("old-podcast-namespace.xml")
    run("old-podcast-namespace.xml", "--apply", "--i-own-this", "Pia Kolb, its host")
    assert ImportedShow.objects.get().ownership == "Pia Kolb, its host"
    where = FEEDS / "old-podcast-namespace.xml"
    assert list(AuditEntry.objects.order_by("pk").values_list("event", "by", "detail")) == [
        ("ownership", "manage.py", f"Pia Kolb, its host: {where}"),
        ("import_begun", "manage.py", f"“{Show.objects.get().title}”: {where}"),
    ]
    assert "Episodes: 0 new, 0 changed, 1 same" in run("old-podcast-namespace.xml")


def test_show_to_bring_it_into_has_to_be_there():
    with pytest.raises(CommandError, match=r"There is no show “x”\. There are: none\."):
        run("january.xml", "--into", "x")
    Show.objects.create(title="Here", slug="x")
    run("january.xml", "--into", "x", "--apply")
    assert Show.objects.get().slug == "x"
    assert Show.objects.get().title == "Here"


def test_network_is_checked():
    with pytest.raises(CommandError, match="“x” is no network"):
        run("january.xml", "--trust-network", "x")


def test_show_that_lives_elsewhere_is_followed():
    with pytest.raises(CommandError, match="came from no address"):
        run("january.xml", "--apply", "--follow", "drafts")
    assert not FollowedShow.objects.exists()


def test_files_are_brought_and_what_did_not_come_is_said(tmp_path):
    with Server({"/1.mp3": answer(AUDIO.read_bytes())}) as server:
        data = feed("<title>One</title>", "<title>Two</title>").replace(
            b"https://rope.example", server.url("").encode()
        )
        (tmp_path / "rope.xml").write_bytes(data)
        out = StringIO()
        options = ("--apply", "--trust-network", "127.0.0.0/8")
        call_command("import_feed", str(tmp_path / "rope.xml"), *options, stdout=out)
    said = out.getvalue().splitlines()
    assert said[2] == "Audio to bring: 2 files, 0 MB"
    assert said[-2:] == [
        "“Two”: its audio did not come, and is tried again. There is nothing at this address (404).",
        "Done, but 1 did not come. The same command tries them again, and so does the tick.",
    ]
    assert [(episode.title, episode.state) for episode in Episode.objects.order_by("guid")] == [
        ("One", "approved"),
        ("Two", "draft"),
    ]


def test_audio_that_was_linked_at_first_is_brought_by_the_same_command_without_no_media(tmp_path):
    with Server({"/1.mp3": answer(AUDIO.read_bytes())}) as server:
        data = feed("<title>One</title>").replace(b"https://rope.example", server.url("").encode())
        (tmp_path / "rope.xml").write_bytes(data)

        def said(*options):
            out = StringIO()
            always = ("--apply", "--trust-network", "127.0.0.0/8")
            call_command("import_feed", str(tmp_path / "rope.xml"), *always, *options, stdout=out)
            return [line.strip() for line in out.getvalue().splitlines()]

        said("--no-media")
        assert "Audio: linked → downloaded" in said()
        assert said()[:2] == [
            "Show: Rope (same), at /rope/",
            "Episodes: 0 new, 0 changed, 1 same, 0 edited here, 0 refused",
        ]
    episode = Episode.objects.get()
    assert (episode.audio_url, episode.audio_size) == ("", AUDIO.stat().st_size)


def test_the_owner_of_a_locked_show_confirms_by_a_code(settings, mailoutbox):
    settings.MAIL_IS_SENT = True
    locked = feed("", channel='<title>R</title><podcast:locked owner="ida@rope.example">yes</podcast:locked>')
    with Server({"/feed.xml": answer(locked)}) as server:
        always = ("import_feed", server.url("/feed.xml"), "--no-media", "--trust-network", "127.0.0.0/8")
        out = StringIO()
        call_command(*always, "--send-code", stdout=out)
        assert "A code was sent to i…@rope.example." in out.getvalue()
        code = re.search(r"\d{4} \d{4}", mailoutbox[0].body)[0]
        with pytest.raises(CommandError, match="attempts left: 4"):
            call_command(*always, "--code", "1")
        call_command(*always, "--code", code, "--apply", stdout=out)
    assert ImportedShow.objects.get().ownership == "ida@rope.example confirmed it by a code that was mailed there."


def test_of_a_file_no_owner_can_confirm():
    with pytest.raises(CommandError, match="A file may name anybody as the owner"):
        run("old-podcast-namespace.xml", "--send-code")

from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models.signals import pre_save
from django.utils import timezone

from episodes import import_runs, importer
from episodes.importer import media, processes
from episodes.models import Episode, ImportRun, ImportRunItem, ImportRunPage, MediaErrand, Show
from tests.episodes.importer.conftest import feed
from tests.factories import MembershipFactory, ShowFactory, UserFactory
from tests.servers import LOOPBACK, Server, answer

pytestmark = pytest.mark.django_db

AUDIO = Path(__file__).parents[2] / "data" / "audio" / "cbr.mp3"
THREE = feed("<title>One</title>", "<title>Two</title>", "<title>Three</title>")


def test_nothing_is_written_before_somebody_says_so(planned):
    run = planned(THREE)
    assert (run.state, run.title, run.facts["counts"]["new"], run.items.count()) == ("planned", "Rope", 3, 3)
    assert not Show.objects.exists()


def test_what_is_planned_is_brought_in_and_kept_on_record(planned, worked, boss):
    run = planned(THREE)
    import_runs.apply(run=run, by=boss)
    assert worked() == ["The show “Rope” is there.", "“Three”", "“Two”", "“One”"]
    run.refresh_from_db()
    assert (run.state, run.show.title, run.by, run.pages.count()) == ("done", "Rope", boss, 0)
    assert set(run.items.values_list("outcome", flat=True)) == {"written"}
    assert Episode.objects.count() == 3


def test_what_was_planned_is_brought_in_whatever_the_feed_says_by_then(planned, worked, boss, asking):
    pages = {"/feed": answer(THREE, Content_Type="application/rss+xml")}
    with Server(pages) as server:
        run = planned(b"", address=server.url("/feed"), file_name="")
        pages["/feed"] = answer(b"gone", status="410 Gone")
        import_runs.apply(run=run, by=boss)
        worked()
    assert Episode.objects.count() == 3


def test_a_feed_of_several_pages_is_kept_whole(planned, worked, boss):
    with Server({}) as server:
        atom = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/two"/>'
        first = feed("<title>One</title>", channel=f"<title>Rope</title>{atom}")
        second = feed("", "<title>Two</title>", channel="<title>Rope</title>")
        server.pages |= {"/one": answer(first), "/two": answer(second)}
        run = planned(b"", address=server.url("/one"), file_name="")
        assert run.pages.count() == 2
        server.pages.clear()
        import_runs.apply(run=run, by=boss)
        worked()
    assert Episode.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "state", "says"),
    [
        (b"no feed", "refused", "This is no feed"),
        (feed("", channel="<title>R</title><podcast:locked>yes</podcast:locked>"), "locked", "locked"),
    ],
)
def test_what_cannot_be_brought_says_why(planned, given, state, says):
    run = planned(given)
    assert run.state == state
    assert says in run.sentence


def test_a_plan_that_nobody_wants_any_more_is_made_no_further(boss):
    def busy(seconds):
        import_runs.throw_away(run=run, by=boss)
        server.pages["/feed"] = answer(THREE)

    with Server({"/feed": answer(status="429 Slowly", Retry_After="1")}) as server:
        run = import_runs.ask(by=boss, show=None, address=server.url("/feed"))
        assert list(import_runs.work(asking=importer.Asking(trusted=LOOPBACK, pause=busy))) == []
    assert not ImportRun.objects.exists()


def test_an_address_within_is_refused(boss):
    run = import_runs.ask(by=boss, show=None, address="http://127.0.0.1/feed.xml")
    list(import_runs.work())
    run.refresh_from_db()
    assert run.state == "refused"
    assert "127.0.0.1" in run.sentence


def test_ownership_that_is_stated_opens_the_lock_and_is_kept(planned, worked, boss):
    run = planned(feed("", channel="<title>R</title><podcast:locked>yes</podcast:locked>"))
    import_runs.state_ownership(run=run, by=boss, ownership="The show is mine")
    worked()
    import_runs.apply(run=ImportRun.objects.get(), by=boss)
    worked()
    assert Show.objects.get().imported.ownership == "The show is mine"


def test_who_stops_it_finds_what_is_there_and_goes_on_with_the_rest(planned, worked, boss, asking):
    run = planned(THREE)
    import_runs.apply(run=run, by=boss)
    steps = import_runs.work(asking=asking)
    assert [next(steps), next(steps)] == ["The show “Rope” is there.", "“Three”"]
    run.refresh_from_db()
    import_runs.stop(run=run, by=boss)
    assert list(steps) in ([], ["“Two”"])  # what had been begun
    assert Episode.objects.count() < 3
    assert worked() == []
    run.refresh_from_db()
    assert run.state == "stopped"
    import_runs.go_on(run=run, by=boss)
    worked()
    run.refresh_from_db()
    assert (run.state, Episode.objects.count(), Show.objects.count()) == ("done", 3, 1)


def test_the_pace_is_that_of_the_work_and_not_of_waiting_for_it(planned, boss, worked, asking):
    with time_machine.travel("2026-05-04 06:00Z", tick=False) as clock:
        import_runs.apply(run=planned(THREE), by=boss)
        clock.shift(3600)
        steps = import_runs.work(asking=asking)
        next(steps), next(steps)
        begun = timezone.now()
        assert ImportRun.objects.get().begun_at == begun
        steps.close()
        clock.shift(60)
        next(import_runs.work(asking=asking))
        assert ImportRun.objects.get().begun_at == begun


def test_what_is_left_off_is_gone_on_with_at_once(planned, boss, worked, asking):
    import_runs.apply(run=planned(THREE), by=boss)
    steps = import_runs.work(asking=asking)
    next(steps)
    steps.close()  # the tick lets another job have its turn
    assert ImportRun.objects.get().claim == ""
    worked()
    assert (ImportRun.objects.get().state, Episode.objects.count()) == ("done", 3)


def test_a_killed_worker_is_followed_by_the_next_tick(planned, boss, worked, asking):
    import_runs.apply(run=planned(THREE), by=boss)
    steps = import_runs.work(asking=asking)
    next(steps)
    next(steps)
    held = ImportRun.objects.values("claim", "claimed_until").get()
    steps.close()
    somebody = processes.this_process().rpartition(":")[0]
    ImportRun.objects.update(**held, worker=f"{somebody}:999999999")
    # One item was written, and its writer killed before it could say so.
    ImportRunItem.objects.update(outcome="")
    worked()
    assert (ImportRun.objects.get().state, Episode.objects.count()) == ("done", 3)
    assert set(ImportRunItem.objects.values_list("outcome", flat=True)) == {"written"}


def test_a_worker_elsewhere_that_is_silent_is_followed_after_a_while(planned, boss, worked):
    import_runs.apply(run=planned(THREE), by=boss)
    ImportRun.objects.claim(lasting=import_runs.working.CLAIM)
    ImportRun.objects.update(worker="elsewhere:1")
    assert worked() == []
    with time_machine.travel(timezone.now() + 2 * import_runs.working.CLAIM):
        worked()
    assert Episode.objects.count() == 3


def test_one_bad_item_stops_no_other_and_is_tried_again(planned, boss, worked):
    def refuse(instance, **_):
        if instance.title == "Two":
            raise ValidationError("There is no room for it.")

    run = planned(THREE)
    import_runs.apply(run=run, by=boss)
    pre_save.connect(refuse, sender=Episode)
    try:
        worked()
    finally:
        pre_save.disconnect(refuse, sender=Episode)
    run.refresh_from_db()
    assert (run.state, import_runs.progress_of(run).failed, run.show.episodes.count()) == ("done", 1, 2)
    assert [item.said for item in run.items.filter(outcome="failed")] == [
        "“Two” was not brought in: There is no room for it."
    ]
    import_runs.again(run=run, by=boss)
    assert worked() == ["The show “Rope” is there.", "“Two”"]
    assert (run.show.episodes.count(), import_runs.progress_of(run).failed) == (3, 0)


def test_who_has_lost_the_role_brings_nothing_in(planned, worked):
    show = ShowFactory()
    editor = UserFactory()
    member = MembershipFactory(user=editor, show=show, role="editor")
    run = planned(THREE, by=editor, show=show)
    import_runs.apply(run=run, by=editor)
    member.delete()
    worked()
    run.refresh_from_db()
    assert (run.state, Episode.objects.count()) == ("stopped", 0)
    assert "may not do that any more" in run.sentence
    with pytest.raises(PermissionDenied):
        import_runs.go_on(run=run, by=type(editor).objects.get(pk=editor.pk))


def test_files_are_held_and_let_come_again(planned, boss, worked):
    run = planned(THREE, with_media=True)
    import_runs.apply(run=run, by=boss)
    worked()
    run.refresh_from_db()
    assert import_runs.files_of(run).waiting == 3
    import_runs.stop(run=run, by=boss)
    assert (import_runs.files_of(run).held, MediaErrand.objects.due().count()) == (3, 0)
    assert list(media.bring()) == []
    import_runs.go_on(run=run, by=boss)
    assert (import_runs.files_of(run).held, MediaErrand.objects.due().count()) == (0, 3)


def test_files_that_come_into_the_show_by_other_ways_are_none_of_the_run(planned, boss, worked):
    run = planned(THREE, with_media=True)
    import_runs.apply(run=run, by=boss)
    worked()
    run.refresh_from_db()
    show = Show.objects.get()
    media.want(kind=media.Kind.COVER, show=show, url="https://rope.example/other.png")
    assert (import_runs.files_of(run).total, media.waiting().count()) == (3, 4)
    import_runs.stop(run=run, by=boss)
    assert MediaErrand.objects.due().count() == 1
    MediaErrand.objects.update(due_at=None, done_at=timezone.now())
    assert import_runs.files_of(run).line == "3 of 3"


def test_audio_that_was_linked_at_first_is_brought_once_it_is_wanted(planned, boss, worked, asking):
    with Server({"/1.mp3": answer(AUDIO.read_bytes())}) as server:
        data = feed("<title>One</title>").replace(b"https://rope.example", server.url("").encode())
        import_runs.apply(run=planned(data), by=boss)
        worked()
        run = planned(data, show=Show.objects.get(), with_media=True)
        assert run.items.get().facts["fields"] == [["audio", "changed", "linked", "downloaded", ""]]
        assert run.facts["audio"] == [1, 1000]
        import_runs.apply(run=run, by=boss)
        worked()
        assert [step.failed for step in media.bring(asking=asking)] == [False]
    assert Episode.objects.get().audio_file
    assert planned(data, show=Show.objects.get(), with_media=True).facts["counts"]["same"] == 1


def test_what_nobody_decides_on_is_forgotten_and_what_was_done_is_not(planned, boss, worked):
    import_runs.apply(run=planned(THREE), by=boss)
    worked()
    planned(feed("<title>Other</title>"))
    with time_machine.travel(timezone.now() + import_runs.working.KEPT * 2):
        assert len(list(import_runs.forget())) == 1
    assert [run.state for run in ImportRun.objects.all()] == ["done"]
    assert not ImportRunPage.objects.exists()


def test_of_two_who_press_at_once_one_is_told(planned, boss):
    run = planned(THREE)
    import_runs.apply(run=run, by=boss)
    for step in (import_runs.apply, import_runs.throw_away, import_runs.again):
        with pytest.raises(import_runs.Refused):
            step(run=run, by=boss)


def test_many_come_in_parts_that_are_planned_one_by_one(planned, boss, worked, monkeypatch):
    monkeypatch.setattr(import_runs.working, "_PART", 2)
    items = [f"<title>{number}</title><itunes:episode>7</itunes:episode>" for number in range(1, 6)]
    import_runs.apply(run=planned(feed(*items)), by=boss)
    assert worked() == ["The show “Rope” is there.", "“5”", "“4”", "“3”", "“2”", "“1”"]
    assert ImportRun.objects.get().state == "done"
    assert [episode.title for episode in Episode.objects.filter(number=7)] == ["1"]  # as it was planned

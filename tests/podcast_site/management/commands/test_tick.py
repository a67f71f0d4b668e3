"""The command as cron, a service and several machines run it: processes on one database in a file."""

import signal

import pytest
from django.core.management import CommandError, call_command

from podcast_site.management.commands import tick as command
from tests.hub import HANG, running_hub

TICK = ("manage.py", "tick")
PUBLISHED = {"hub.mode": "publish", "hub.url": "https://podcasts.example/slack-water/feed.xml"}
ONE_SHOW = "EpisodeFactory.create_batch(3, show=ShowFactory(slug='slack-water'))"
SIX_SHOWS = "for number in range(6): EpisodeFactory(show__slug=f'show-no-{number}')"


@pytest.fixture
def hub():
    with running_hub() as hub:
        yield hub


def apart_from_items(said):
    """The lines of what it says, without those on the items of feeds, which change with whatever is in them."""
    return [line for line in said.splitlines() if not line.startswith("Items of feeds that were written: ")]


def test_it_says_what_it_did_and_the_next_time_nothing(site, hub):
    site.fill(ONE_SHOW)
    site.sql("DELETE FROM episodes_writtenitem")
    assert site.run(*TICK, WEBSUB_HUB=hub.address).splitlines() == [
        f"The hub was told of {PUBLISHED['hub.url']}.",
        "Items of feeds that were written: 3.",
    ]
    assert site.run(*TICK, WEBSUB_HUB=hub.address) == ""
    assert hub.heard == [PUBLISHED]


def test_several_at_once_tell_of_each_feed_once(site, hub):
    site.fill(SIX_SHOWS)
    ticks = [site.start(*TICK, WEBSUB_HUB=hub.address) for _ in range(4)]
    for tick in ticks:
        _out, err = tick.communicate(timeout=60)
        assert (tick.returncode, err) == (0, "")
    told = sorted(form["hub.url"] for form in hub.heard)
    assert told == [f"https://podcasts.example/show-no-{number}/feed.xml" for number in range(6)]


def test_one_that_is_killed_before_the_answer_is_made_good_when_its_claim_has_run_out(site, hub):
    site.fill(ONE_SHOW)
    hub.answers = [HANG]
    tick = site.start(*TICK, WEBSUB_HUB=hub.address)
    assert hub.asked.wait(60)
    tick.kill()
    tick.communicate()
    assert apart_from_items(site.run(*TICK, WEBSUB_HUB=hub.address)) == []
    site.sql("UPDATE episodes_hubping SET claimed_until = '2026-01-01'")  # so much time goes by
    assert site.run(*TICK, WEBSUB_HUB=hub.address) == f"The hub was told of {PUBLISHED['hub.url']}.\n"
    assert site.run(*TICK, WEBSUB_HUB=hub.address) == ""
    assert hub.heard == [PUBLISHED, PUBLISHED]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_that_keeps_going_finishes_what_it_has_begun_and_ends_when_told_to(site, hub, number):
    site.fill(ONE_SHOW)
    hub.answers = [HANG]
    tick = site.start(*TICK, "--every", "3600", WEBSUB_HUB=hub.address)
    assert hub.asked.wait(60)
    tick.send_signal(number)
    hub.let_go.set()
    out, err = tick.communicate(timeout=60)
    assert (tick.returncode, err) == (0, "")
    assert out.startswith(f"The hub was not told of {PUBLISHED['hub.url']}: ")
    assert site.sql("SELECT claim, attempts FROM episodes_hubping") == [("", 1)]


def test_one_that_keeps_going_comes_back_after_its_pause(site, hub):
    site.fill(ONE_SHOW)
    site.start(*TICK, "--every", "1", WEBSUB_HUB=hub.address)
    assert hub.asked.wait(60)
    hub.asked.clear()
    site.fill("EpisodeFactory(show=Show.objects.get(), slug='new')")
    assert hub.asked.wait(60)
    assert hub.heard == [PUBLISHED, PUBLISHED]


def test_a_hub_without_an_address_of_ours_is_said_plainly(site, hub):
    tick = site.start(*TICK, WEBSUB_HUB=hub.address, SITE_URL="")
    _out, err = tick.communicate(timeout=60)
    assert tick.returncode == 0
    assert "WEBSUB_HUB is set but SITE_URL is not: the hub is not told of new episodes." in err


def test_a_job_that_broke_is_a_failure(monkeypatch):
    def broken():
        raise RuntimeError
        yield

    monkeypatch.setattr(command, "JOBS", (broken,))
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(CommandError, match="broken"):
        call_command("tick")
    assert signal.getsignal(signal.SIGTERM) == before


FOUR_UPLOADS = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from tests.audio import silent_mp3, uploaded
for number in range(4):
    uploaded(silent_mp3(20), slug=f"episode-no-{number}")
"""
# A tick that says when it has written a copy, and then never gets to letting it out.
STUCK = """
import django, time; django.setup()
from episodes.outgoing import keeping
def stick(*_):
    print("written", flush=True)
    time.sleep(600)
keeping._switch = stick
from django.core.management import call_command
call_command("tick")
"""


def copies(site):
    return sorted(f"outgoing/{path.name}" for path in (site.folder / "media/outgoing").iterdir())


def gone_out(site):
    return sorted(name for (name,) in site.sql("SELECT file FROM episodes_outgoingaudio"))


def test_several_at_once_write_each_copy_once(site):
    site.fill(FOUR_UPLOADS)
    ticks = [site.start(*TICK) for _ in range(3)]
    said = []
    for tick in ticks:
        out, err = tick.communicate(timeout=60)
        assert (tick.returncode, err) == (0, "")
        said += apart_from_items(out)
    assert len(said) == len(gone_out(site)) == 4
    assert copies(site) == gone_out(site)


def test_one_that_is_killed_between_writing_and_letting_out_is_made_good_and_its_copy_cleared_away(site):
    site.fill(FOUR_UPLOADS)
    stuck = site.start("-c", STUCK)
    assert stuck.stdout.readline() == "written\n"
    stuck.kill()
    stuck.communicate()
    (broken_off,) = copies(site)
    site.run(*TICK)
    assert len(gone_out(site)) == 3
    # So much time goes by.
    site.sql("UPDATE episodes_outgoingerrand SET claimed_until = '2026-01-01' WHERE claim != ''")
    site.sql("UPDATE episodes_outgoingfile SET delete_after = '2026-01-01'")
    assert len(apart_from_items(site.run(*TICK))) == 2  # the broken one is deleted, the last one written
    assert len(gone_out(site)) == 4
    assert copies(site) == gone_out(site)
    assert broken_off not in gone_out(site)
    assert site.run(*TICK) == ""


@pytest.mark.parametrize("pause", ["0", "-1", "soon", "86401", "nan"])
def test_a_pause_that_is_none_is_refused(site, pause):
    process = site.start(*TICK, f"--every={pause}")
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert f"“{pause}” is not a pause: give seconds from 1 to 86400." in err

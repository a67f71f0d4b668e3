"""Editors who write the same rows at once, in whatever order: one waits for the other, and both are done."""

import contextlib
import threading
import time

import pytest
from django.db import connection, transaction

from episodes.models import Episode, Show
from guests.models import Person
from tests.factories import CreditFactory, EpisodeFactory, PersonFactory, ShowFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(one, other):
    """Let `one` and `other` write, each a list of steps in a transaction.

    On PostgreSQL each has a connection of their own; the other begins when the one has taken the first step, and the
    one goes on when the other cannot. SQLite has one writer at a time: there the other begins when the one is done.
    """
    if connection.vendor == "sqlite":
        for steps in (one, other):
            _write(steps)
        return
    has_begun, failures = threading.Event(), []

    def run(steps, between):
        try:
            with contextlib.closing(connection):
                _write(steps, between)
        except Exception as failure:  # whatever it is, the test says so
            failures.append(failure)
            has_begun.set()

    def until_the_other_waits():
        has_begun.set()
        _until_somebody_waits()

    threads = [threading.Thread(target=run, args=(one, until_the_other_waits))]
    threads[0].start()
    assert has_begun.wait(timeout=30)
    threads.append(threading.Thread(target=run, args=(other, lambda: None)))
    threads[1].start()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []


@transaction.atomic
def _write(steps, between=lambda: None):
    first, *others = steps
    first()
    between()
    for step in others:
        step()


def _until_somebody_waits():
    for _ in range(3000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # else it stays as it was when first looked at
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.01)
    raise AssertionError("Nobody has to wait: what is written here is written by one alone.")


@pytest.fixture
def show(db):
    return ShowFactory()


@pytest.fixture
def rows(show):
    """Two episodes of a show, and somebody who is on both."""
    person = PersonFactory(name="Ada")
    episodes = {slug: EpisodeFactory(show=show, slug=slug) for slug in ("lamp", "tide")}
    for episode in episodes.values():
        CreditFactory(episode=episode, person=person)
    return {**episodes, "ada": person}


def save(row, said):
    """The step of saving a row with something new in it."""

    def step():
        if isinstance(row, Person):
            row.headline += said
        else:
            row.summary += said
        row.save()

    return step


@pytest.mark.parametrize("order", [("lamp", "tide"), ("lamp", "ada"), ("ada", "lamp"), ("lamp", "ada", "tide")])
def test_in_opposite_orders_both_are_done(rows, order):
    at_once(
        [save(rows[name], "One.") for name in order],
        [save(rows[name], "Other.") for name in reversed(order)],
    )
    for name in order:
        rows[name].refresh_from_db()
        assert "Other." in (rows[name].headline if name == "ada" else rows[name].summary)


def hold(slug):
    """The step of opening an episode so that nobody else saves it meanwhile."""
    return lambda: Episode.objects.select_for_update(of=("self",)).get(slug=slug)


def test_who_holds_an_episode_to_save_it_and_who_writes_to_all_at_once_are_both_done(rows):
    at_once([hold("lamp"), save(rows["lamp"], "One.")], [lambda: Episode.objects.update(number_label="Other")])
    lamp = Episode.objects.get(slug="lamp")
    assert (lamp.summary[-4:], lamp.number_label) == ("One.", "Other")


def test_two_who_hold_each_others_episodes_are_both_done(rows):
    at_once([hold("lamp"), hold("tide")], [hold("tide"), hold("lamp")])


def test_who_holds_the_show_and_who_writes_to_it_are_both_done(rows, show):
    def hold_show():
        Show.objects.select_for_update().get(pk=show.pk)

    def rename():
        Show.objects.filter(pk=show.pk).update(tagline="Other.")

    at_once([hold_show, save(rows["lamp"], "One.")], [save(rows["lamp"], "Other."), rename])
    show.refresh_from_db()
    assert show.tagline == "Other."

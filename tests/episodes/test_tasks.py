"""Turns: every job has one, whatever becomes of the others."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from episodes import tasks
from guests.pictures import KEPT


def quick():
    yield "quick"


def slow():
    for number in range(3):
        yield f"slow {number}"


def broken():
    yield "begun"
    raise RuntimeError("No disk.")


def test_every_job_is_brought_to_its_end():
    assert list(tasks.tick(jobs=(quick, slow))) == ["quick", "slow 0", "slow 1", "slow 2"]


def test_a_job_with_much_to_do_lets_the_others_have_a_turn(monkeypatch):
    monkeypatch.setattr(tasks, "TURN_SECONDS", -1)
    pieces = {"a": 3, "b": 1}

    def a():
        while pieces["a"]:
            pieces["a"] -= 1
            yield "a"

    def b():
        while pieces["b"]:
            pieces["b"] -= 1
            yield "b"

    assert list(tasks.tick(jobs=(a, b))) == ["a", "b", "a", "a"]


def test_a_job_that_breaks_does_not_keep_the_others_from_theirs(caplog):
    done = []
    with pytest.raises(tasks.TickFailed, match=r"^tests.episodes.test_tasks.broken$"):
        done.extend(tasks.tick(jobs=(broken, quick)))
    assert done == ["begun", "quick"]
    assert "No disk." in caplog.text


def test_when_it_is_to_stop_no_other_piece_is_begun():
    done = []
    for sentence in tasks.tick(jobs=(slow, quick), stopping=lambda: len(done) == 2):
        done.append(sentence)
    assert done == ["slow 0", "slow 1"]


@pytest.mark.django_db
def test_where_nothing_is_due_nothing_is_said():
    assert list(tasks.tick()) == []


@pytest.mark.django_db
def test_what_forms_that_nobody_came_back_to_have_kept_is_removed():
    default_storage.save(f"{KEPT}/forgotten.png", ContentFile(b"picture"))
    with time_machine.travel(timezone.now() + dt.timedelta(days=400), tick=False):
        assert list(tasks.tick()) == ["Forgotten uploads that were removed: 1."]
        assert list(tasks.tick()) == []

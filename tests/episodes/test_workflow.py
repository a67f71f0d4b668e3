"""Any sequence of steps, by anybody, with audio lost and found, the bin, the clock and the tick in between."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from episodes import bin as episode_bin
from episodes import publishing, rechecking
from episodes.models import Episode
from tests.factories import EpisodeFactory, MembershipFactory, ShowFactory, UserFactory

START = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
HOURS = st.integers(-3, 30).map(lambda hours: dt.timedelta(hours=hours))
PLACE = st.sampled_from(["here", "there"])
# Who, and of which of the two shows.
PEOPLE = ["anonymous", "nobody", "producer here", "producer there", "editor here", "editor there", "administrator"]
STEPS = {
    "submit": ("submit", publishing.submit, {}),
    "approve": ("approve", publishing.approve, {"publish_at"}),
    "move": ("approve", publishing.move, {"publish_at", "seen"}),
    "withdraw": ("approve", publishing.withdraw, {}),
    "ask": ("approve", publishing.ask_for_changes, {"note"}),
    "return": ("submit", publishing.return_to_draft, {}),
}
AUDIO = {"audio_url": "https://audio.example/a.mp3", "audio_type": "audio/mpeg", "audio_size": 9, "duration_ms": 9}
SILENCE = {"audio_url": "", "audio_type": "", "audio_size": None, "duration_ms": None}


def may(who: str, right: str, place: str, state: str) -> bool:
    """The rights once more, in other words than the product's."""
    if who == "administrator":
        return True
    role, _space, show = who.partition(" ")
    if show != place:
        return False
    return role == "editor" or (role == "producer" and right == "submit" and state != "withdrawn")


class Workflow(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        self._travel = time_machine.travel(START, tick=False)
        self.clock = self._travel.start()
        self.episodes, self.people = {}, {"anonymous": AnonymousUser()}
        for place in ("here", "there"):
            show = ShowFactory(must_have=[])
            self.episodes[place] = EpisodeFactory(show=show, draft=True).pk
            for role in ("producer", "editor"):
                user = self.people[f"{role} {place}"] = UserFactory(username=f"{role} {place}")
                MembershipFactory(user=user, show=show, role=role)
        self.people["nobody"] = UserFactory(username="nobody")
        self.people["administrator"] = UserFactory(username="administrator", is_superuser=True)

    def teardown(self) -> None:
        self._travel.stop()
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)

    def stored(self, place: str) -> Episode:
        return Episode.everything.select_related("show").get(pk=self.episodes[place])

    @rule(
        place=PLACE,
        who=st.sampled_from(PEOPLE),
        step=st.sampled_from(list(STEPS)),
        late=HOURS,
    )
    def take_a_step(self, place, who, step, late):
        episode, by = self.stored(place), self.people[who]
        if episode.deleted_at is not None:
            return  # no face of the product leads there
        right, take, wants = STEPS[step]
        values = {"publish_at": START + late, "seen": episode.publish_at, "note": "Please."}
        before = (episode.state, episode.publish_at, episode.state_changes.count())
        try:
            take(episode=episode, by=by, **{name: values[name] for name in wants})
        except PermissionDenied:
            assert not may(who, right, place, before[0])
        except publishing.Refused:
            pass
        else:
            assert may(who, right, place, before[0])
            change = episode.state_changes.first()
            assert (change.by, change.at, change.from_state) == (by, self.clock_now(), before[0])
            assert episode.state_changes.count() == before[2] + 1
            return
        now = self.stored(place)
        assert (now.state, now.publish_at, now.state_changes.count()) == before

    def clock_now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    @rule(place=PLACE, audio=st.sampled_from([AUDIO, SILENCE]), seen=st.booleans())
    def save(self, place, audio, seen):
        """Give or take the audio; where the desk has not `seen` it, the tick finds out."""
        Episode.everything.filter(pk=self.episodes[place]).update(**audio)
        if seen:
            episode = self.stored(place)
            publishing.hold_if_lost(episode=episode, by=self.people[f"producer {place}"])
            assert episode.state != "approved" or episode.has_audio

    @rule(place=PLACE, who=st.sampled_from(PEOPLE[1:]))
    def into_the_bin_and_back(self, place, who):
        episode, by = self.stored(place), self.people[who]
        step = episode_bin.put_back if episode.deleted_at else episode_bin.discard
        try:
            step(episode=episode, by=by)
        except (PermissionDenied, episode_bin.Refused):
            assert self.stored(place).deleted_at == episode.deleted_at

    @rule()
    def tick(self):
        list(rechecking.hold_unready())
        for episode in Episode.objects.filter(state="approved"):
            assert episode.has_audio

    @rule(hours=st.integers(1, 40))
    def time_goes_by(self, hours):
        self.clock.shift(dt.timedelta(hours=hours))

    @invariant()
    def what_is_public_was_approved_for_a_moment_that_has_come_and_can_be_heard(self):
        public = set(Episode.objects.published().values_list("pk", flat=True))
        for place, pk in self.episodes.items():
            episode = self.stored(place)
            assert (pk in public) is episode.is_public
            if not episode.is_public:
                continue
            assert (episode.state, episode.deleted_at) == ("approved", None)
            assert episode.audio_url
            assert episode.publish_at <= self.clock_now()
            approval = episode.state_changes.first()
            assert (approval.to_state, approval.publish_at) == ("approved", episode.publish_at)
            assert approval.by in (self.people[f"editor {place}"], self.people["administrator"])

    @invariant()
    def the_record_is_complete(self):
        for place in self.episodes:
            episode, state = self.stored(place), "draft"
            for change in episode.state_changes.order_by("pk"):
                assert change.from_state == state
                assert isinstance(change.by, User) or change.cause == "lost"
                state = change.to_state
            assert state == episode.state


@pytest.mark.django_db
def test_no_sequence_of_steps_breaks_the_rules():
    checks = [HealthCheck.too_slow]
    options = settings(max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=checks)
    run_state_machine_as_test(Workflow, settings=options)
